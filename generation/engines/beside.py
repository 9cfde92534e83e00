"""What a picture needs before and after it is painted, done while another one is: a painter waits for no file and no cut-out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from generation.contract import Control, Result
from generation.errors import GenerationError

Finish = Callable[[], Result]
Paint = Callable[[Control], Finish]


class Beside:
    """One thread that takes one step after the other; each finished answer is told to `control` in it.

    It is never more than one picture ahead or behind, so that memory holds three at most.
    """

    def __init__(self, control: Control) -> None:
        self._control = control
        self._thread = ThreadPoolExecutor(1, "beside")  # starts with the first step
        self._steps: list[Future[Result | Exception] | Exception] = []

    def begin(self, step: Callable[[], Paint]) -> Future[Paint]:
        """Prepare a request that is painted later."""
        return self._thread.submit(step)

    def end(self, step: Finish) -> None:
        """Finish the picture of the next request."""
        self._steps.append(self._thread.submit(self._taken, len(self._steps), step))

    def failed(self, error: GenerationError) -> None:
        """The next request has no picture."""
        self._steps.append(error)

    def answers(self) -> list[Result | Exception]:
        """Waits for the last step."""
        return [step.result() if isinstance(step, Future) else step for step in self._steps]

    def _taken(self, place: int, step: Finish) -> Result | Exception:
        try:
            result = step()
        except GenerationError as error:
            return error
        self._control.answered(place, result)
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
