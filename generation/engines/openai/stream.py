"""One answer, read while it is written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from generation.errors import Refused, Retryable


@dataclass(slots=True)
class Answer:
    """What has come so far. `model` and `fingerprint` are the server's own words for what answers."""

    pieces: list[str] = field(default_factory=list)
    refusal: str = ""
    finish: str = ""
    model: str = ""
    fingerprint: str = ""
    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def take(self, chunk: Any) -> bool:
        """Whether the text has grown. Raises AttributeError and the like for what is no chunk."""
        self.model = chunk.model or self.model
        self.fingerprint = chunk.system_fingerprint or self.fingerprint
        if chunk.usage:
            self.tokens_in, self.tokens_out = int(chunk.usage.prompt_tokens), int(chunk.usage.completion_tokens)
        grown = False
        for choice in chunk.choices:
            if choice.finish_reason:
                self.finish = str(choice.finish_reason)
            if choice.delta.content:
                self.pieces.append(str(choice.delta.content))
                grown = True
            self.refusal += str(getattr(choice.delta, "refusal", None) or "")
        return grown


async def read(chunks: AsyncIterator[Any], hear: Callable[[str], None]) -> Answer:
    """The whole answer; `hear` is told the text so far.

    Raises `ConnectionError` when it breaks off without an end, `Refused` when the model declines,
    `Retryable("engine.malformed")` when it was cut at the longest length.
    """
    answer = Answer()
    async for chunk in chunks:
        if answer.take(chunk):
            hear(answer.text)
    if answer.refusal or answer.finish == "content_filter":
        said = answer.refusal or "its content filter stopped the answer"
        raise Refused("engine.declined", said[:300])
    if not answer.finish:
        raise ConnectionError("the answer broke off")
    if answer.finish == "length":
        detail = f"the answer was cut after {answer.tokens_out or len(answer.pieces)} tokens: {answer.text[-80:]!r}"
        raise Retryable("engine.malformed", detail)
    return answer
