"""`openai:URL?model=NAME`: any server that speaks OpenAI's chat completions: vLLM, SGLang, llama.cpp, a cloud.

Options: `model` (as the server names it), `concurrency` (requests at a time, 8), `rate` (requests a minute of this
process, no limit), `timeout` (seconds for one answer, 120), `max_retries` (4), `key_env` (name of the environment
variable that holds the key, OPENAI_API_KEY; without a key there servers are asked that need none).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from generation.contract import Control, Request, Result
from generation.engines.openai.asking import Asking, Learnt
from generation.engines.openai.conversation import Answered, Conversation, Row
from generation.engines.openai.pace import Pace
from generation.engines.openai.server import Server
from generation.engines.preview import preview
from generation.errors import Cancelled, GenerationError, Refused
from generation.kinds import KINDS

_LOOK_SECONDS = 0.1  # how often the caller's wish to cancel is asked for


class OpenAIText:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded and nobody is asked yet."""
        self._server = Server.parse(setting)
        self.setting = self._server.setting
        self._pace = Pace(self._server.rate)
        self._learnt = Learnt()
        self._key: str | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Brings the client into memory; the server is not asked. Raises `Refused` for a key that is missing."""
        with self._lock:
            if self._key is None:
                import openai  # noqa: F401

                self._key = self._server.key()

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Several at a time. Raises `Cancelled` within a second, in the midst of answers too."""
        self.load()
        answers: list[Result | Exception | None] = [_refusal(request) for request in requests]
        rows = [Row(place, request) for place, request in enumerate(requests) if answers[place] is None]
        left = len(rows)
        if left < len(requests):
            control.progress((len(requests) - left) / len(requests))
        with Conversation(rows, self._server.concurrency, self._asking()) as conversation:
            while left:
                if control.cancelled():
                    raise Cancelled()
                for event in conversation.heard(_LOOK_SECONDS):
                    if isinstance(event, Answered):
                        answers[event.place] = event.answer
                        left -= 1
                        control.progress((len(requests) - left) / len(requests))
                    else:
                        control.text(event.place, preview(event.text))
        return [answer for answer in answers if answer is not None]

    def _asking(self) -> Asking:
        assert self._key is not None
        return Asking(self._server, self._key, self._pace, self._learnt)


def _refusal(request: Request) -> GenerationError | None:
    brief = request.brief
    kind = KINDS.get(brief.kind)
    if kind is None or kind.medium != "text":
        return Refused("engine.kind", f"{brief.kind!r} is not a text kind")
    if brief.locale not in kind.instructions:
        known = ", ".join(kind.instructions)
        return Refused("engine.locale", f"{brief.locale!r} is not a language of this kind; known: {known}")
    return None
