"""Many questions to one server at a time, asked from a thread with an event loop of its own.

An event loop, because a read that hangs can be cancelled there at once; a thread of its own, because the caller's may
have a loop already. What is told to the caller passes through a queue, so that his functions run in his thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType

from generation.contract import Request, Result
from generation.engines.openai.asking import Asking
from generation.errors import GenerationError, Retryable

_LEAVE_SECONDS = 1.0  # that are waited for connections to close; a name server that hangs may take longer


@dataclass(frozen=True, slots=True)
class Row:
    """A request and its place in the caller's list."""

    place: int
    request: Request


@dataclass(frozen=True, slots=True)
class Written:
    """The answer at `place` has grown to `text`."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The request at `place` has its answer."""

    place: int
    answer: Result | GenerationError


class Conversation:
    """A context: within it the questions are asked; leaving it ends those that are still open."""

    def __init__(self, rows: Sequence[Row], together: int, asking: Asking) -> None:
        """`together`: how many rows are asked at a time."""
        self._rows, self._together, self._asking = rows, together, asking
        self._events: queue.SimpleQueue[Written | Answered] = queue.SimpleQueue()
        self._stop: Callable[[], object] = lambda: None
        self._began = threading.Event()
        self._thread = threading.Thread(target=self._run, name="openai", daemon=True)

    def __enter__(self) -> Conversation:
        self._thread.start()
        self._began.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:  # else all is answered, and connections are being closed
            with contextlib.suppress(RuntimeError):  # the loop has ended by itself
                self._stop()
        self._thread.join(_LEAVE_SECONDS)

    def heard(self, seconds: float) -> list[Written | Answered]:
        """What has happened since the last call; waits up to `seconds` for something.

        Raises `Retryable("engine.failed")` when nothing more can come.
        """
        alive = self._thread.is_alive()
        events: list[Written | Answered] = []
        with contextlib.suppress(queue.Empty):
            events.append(self._events.get(timeout=seconds))
            while True:
                events.append(self._events.get_nowait())
        if not events and not alive:
            raise Retryable("engine.failed", "the conversation with the server ended early")
        return events

    def _run(self) -> None:
        try:
            asyncio.run(self._all())
        finally:
            self._began.set()

    async def _all(self) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        self._stop = lambda: loop.call_soon_threadsafe(task.cancel)
        self._began.set()
        free = asyncio.Semaphore(self._together)
        with contextlib.suppress(asyncio.CancelledError):
            async with self._asking as asking, asyncio.TaskGroup() as group:
                for row in self._rows:
                    group.create_task(self._answer(asking, row, free))

    async def _answer(self, asking: Asking, row: Row, free: asyncio.Semaphore) -> None:
        answer: Result | GenerationError
        async with free:
            try:
                answer = await asking.ask(row.request, lambda text: self._events.put(Written(row.place, text)))
            except GenerationError as error:
                answer = error
            except Exception as error:
                answer = Retryable("engine.failed", f"{type(error).__name__}: {error}")
        self._events.put(Answered(row.place, answer))
