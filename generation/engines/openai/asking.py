"""One question until it is answered: tries, pauses, and what is learnt of the server on the way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from generation import prompts
from generation.contract import Provenance, Request, Result
from generation.engines.json_schema import content_of
from generation.engines.openai.answers import json_in
from generation.engines.openai.dialect import Dialect
from generation.engines.openai.pace import Pace
from generation.engines.openai.server import Server
from generation.engines.openai.setbacks import back_off, setback_of
from generation.engines.openai.stream import Answer, read
from generation.errors import GenerationError
from generation.passages import kind_of

_CONNECT_SECONDS = 10


class Learnt:
    """What an engine remembers of its server from one conversation to the next."""

    def __init__(self) -> None:
        self.dialect = Dialect()


class Asking:
    """An asynchronous context: one client, whose connections all questions share."""

    def __init__(self, server: Server, key: str, pace: Pace, learnt: Learnt) -> None:
        import openai

        self._server, self._key, self._pace, self._learnt = server, key, pace, learnt
        self._client = openai.AsyncOpenAI(
            base_url=server.url,
            api_key=key or "none",  # the client insists on one; servers without keys do not look at it
            max_retries=0,  # ours can be cancelled, and hold back all questions when the server asks for a pause
            timeout=openai.Timeout(server.timeout, connect=min(_CONNECT_SECONDS, server.timeout)),
        )
        self._answered_at = 0.0
        self._down: tuple[float, GenerationError] = (0.0, GenerationError(""))

    async def __aenter__(self) -> Asking:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
        await asyncio.sleep(0)  # a transport that was told to close does so in the loop's next round

    async def ask(self, request: Request, hear: Callable[[str], None]) -> Result:
        """`hear` is told the text while it grows; a new try begins it anew. Raises `Refused` and `Retryable`."""
        dialect, tries, began = self._learnt.dialect, 0, time.monotonic()
        complaint: GenerationError | None = None
        while True:
            self._give_up_when_down()
            await asyncio.sleep(self._pace.turn())
            sent, answer = time.monotonic(), None
            try:
                answer = await self._once(request, dialect, hear)
            except GenerationError:
                raise
            except Exception as error:
                setback = setback_of(error, self._server, self._key)
            # Outside of `except`: the client's errors carry the request and its key, and nothing may hold on to them.
            if answer is not None:
                self._answered_at, self._learnt.dialect = time.monotonic(), dialect
                return self._result(request, dialect, answer, time.monotonic() - sent)
            if setback.complaint and (other := dialect.without(setback.complaint)):
                complaint, dialect = complaint or setback.error, other
                continue
            if not setback.again or tries >= self._server.max_retries:
                error_to_tell = complaint or setback.error
                if error_to_tell.code == "engine.unreachable" and self._answered_at < began:
                    self._down = (time.monotonic(), error_to_tell)
                raise error_to_tell
            if setback.wait:
                self._pace.pause(setback.wait)
            await asyncio.sleep((setback.wait or 0) + back_off(tries))
            tries += 1

    def _give_up_when_down(self) -> None:
        """A server that answered nobody through all tries of one question is not asked all the others in vain."""
        since, error = self._down
        if since > self._answered_at:
            raise type(error)(error.code, error.detail)

    async def _once(self, request: Request, dialect: Dialect, hear: Callable[[str], None]) -> Answer:
        async with asyncio.timeout(self._server.timeout):
            stream: Any = await self._client.chat.completions.create(
                model=self._server.model,
                messages=dialect.messages(request),  # type: ignore[arg-type]
                stream=True,
                extra_body=dialect.settings(request),
            )
            async with stream:
                return await read(stream, hear)

    def _result(self, request: Request, dialect: Dialect, answer: Answer, seconds: float) -> Result:
        kind = kind_of(request.brief)
        content = content_of(kind, json_in(answer.text))
        reported = [answer.model] if answer.model != self._server.model else []
        provenance = Provenance(
            engine=self._server.setting,
            model=self._server.model,
            revision=" ".join(filter(None, [*reported, answer.fingerprint])),
            prompt_version=f"{prompts.VERSION}.{kind.prompt_version}",
            prompt=readable(dialect.messages(request)),
            seed=request.sampling.seed,
            sampling={**dialect.sampling(request), "variant": request.variant, "format": dialect.answer_format},
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            seconds=seconds,
        )
        return Result(content, (), provenance)


def readable(messages: Sequence[prompts.Message]) -> str:
    """The prompt as a person reads it; how the server's template writes it down is the server's own."""
    return "\n\n".join(f"{message['role']}:\n{message['content']}" for message in messages)
