"""The end of one picture's work beside the beginning of the next one's: a painter need not wait for a file to be written."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from generation.contract import Control, Result
from generation.errors import GenerationError


class Finishing:
    """One thread that takes one step after the other; at most one waits, so that memory holds three pictures at most.

    Each finished answer is told to `control` in that thread.
    """

    def __init__(self, control: Control) -> None:
        self._control = control
        self._thread = ThreadPoolExecutor(1, "finishing")  # starts with the first step
        self._steps: list[Future[Result | Exception] | Exception] = []

    def then(self, step: Callable[[], Result]) -> None:
        """Take this step for the next request, as soon as the one before has ended."""
        place = len(self._steps)
        last = self._steps[-1] if self._steps else None
        self._steps.append(self._thread.submit(self._taken, place, step))
        if isinstance(last, Future):
            last.exception()  # waits

    def failed(self, error: GenerationError) -> None:
        """The next request has no picture."""
        self._steps.append(error)

    def answers(self) -> list[Result | Exception]:
        """Waits for the last step."""
        return [step.result() if isinstance(step, Future) else step for step in self._steps]

    def _taken(self, place: int, step: Callable[[], Result]) -> Result | Exception:
        try:
            result = step()
        except GenerationError as error:
            return error
        self._control.answered(place, result)
        return result

    def __len__(self) -> int:
        return len(self._steps)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
