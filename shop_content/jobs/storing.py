"""Storing one batch while the engine works on the next."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Self

from django.db import connection

log = logging.getLogger(__name__)


class Storing:
    """A thread with a connection of its own that takes one step after the other; at most one waits for another.

    What a step raises is raised again by the next `then` or `finish`. Leaving the block waits for the last step, also
    when the worker is told to stop.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "storing")  # starts with the first step
        self._last: Future[None] | None = None
        self._used = False

    def then(self, step: Callable[[], None]) -> None:
        """Take this step as soon as the one before has ended; answers once that has."""
        self._used = True
        before, self._last = self._last, self._thread.submit(copy_context().run, step)
        if before:
            before.result()

    def finish(self) -> bool:
        """Wait until all is stored. False when there was nothing to wait for."""
        last, self._last = self._last, None
        if last:
            last.result()
        return last is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            self.finish()
        except Exception:
            if error is None:
                raise
            log.exception("a batch could not be stored")  # as that before it, whose error is on its way already
        finally:
            if self._used:
                self._thread.submit(_close).result()
            self._thread.shutdown()


def _close() -> None:
    connection.close()  # the proxy means the connection of the thread that asks
