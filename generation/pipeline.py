"""Brief -> engine -> claims -> checks -> keep or try again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generation import claims
from generation.checks import run_all
from generation.contract import Control, Engine, Finding, Request, Result
from generation.errors import Cancelled, GenerationError, Retryable

TRIES = 3
SEED_STEP = 1_000_003


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what the checks say of it."""

    result: Result
    findings: tuple[Finding, ...]
    scores: Mapping[str, float] = field(default_factory=dict)  # 0 to 1 each, with "total"

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)


def run(requests: Sequence[Request], engine: Engine, control: Control) -> list[Outcome | GenerationError]:
    """Answer every request, in order; a failure stands in its request's place.

    An answer with error findings is asked for again with a new seed, at most `TRIES` times in all; the try with the
    fewest errors is kept. Raises `Cancelled` when the caller asks to stop.
    """
    kept: list[Outcome | GenerationError | None] = [None] * len(requests)
    pending = list(range(len(requests)))
    for attempt in range(TRIES):
        if not pending:
            break
        if control.cancelled():
            raise Cancelled()
        hand = control if attempt == 0 else Control(cancelled=control.cancelled)  # progress never runs backwards
        answers = _ask([_reseeded(requests[place], attempt) for place in pending], engine, hand)
        again = []
        for place, answer in zip(pending, answers, strict=True):
            judged = _judge(requests[place], answer, attempt + 1)
            if _worth_another_try(kept[place], judged):
                again.append(place)
            kept[place] = _better(kept[place], judged)
        pending = again
    return [outcome for outcome in kept if outcome is not None]


def _ask(requests: Sequence[Request], engine: Engine, control: Control) -> Sequence[Result | Exception]:
    try:
        engine.load()
        return engine.generate(requests, control)
    except Cancelled:
        raise
    except GenerationError as error:
        return [error] * len(requests)


def _reseeded(request: Request, attempt: int) -> Request:
    sampling = request.sampling
    return replace(request, sampling=replace(sampling, seed=sampling.seed + attempt * SEED_STEP))


def _judge(request: Request, answer: Result | Exception, tries: int) -> Outcome | GenerationError:
    if isinstance(answer, Cancelled):
        raise answer
    if isinstance(answer, GenerationError):
        return answer
    if isinstance(answer, Exception):
        return Retryable("engine.failed", f"{type(answer).__name__}: {answer}")
    brief = request.brief
    cited = answer.claims or claims.attribute(answer.content, brief.facts, brief.locale)
    result = replace(answer, claims=cited, provenance=replace(answer.provenance, tries=tries))
    return Outcome(result, run_all(brief, result.content, cited))


def _worth_another_try(before: Outcome | GenerationError | None, now: Outcome | GenerationError) -> bool:
    """An engine that answers a new seed with the same words will do so again."""
    if not isinstance(now, Outcome) or not now.errors:
        return False
    return not (isinstance(before, Outcome) and before.result.content == now.result.content)


def _better(before: Outcome | GenerationError | None, now: Outcome | GenerationError) -> Outcome | GenerationError:
    if not isinstance(before, Outcome):
        return now
    if isinstance(now, Outcome) and now.errors < before.errors:
        return now
    return before
