"""Brief -> engine -> claims -> checks and scores -> keep, or throw away and try again with what was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generation import claims, corrections, passages, scores
from generation.checks import run_all
from generation.checks.sources import with_sources
from generation.contract import Brief, Claim, Content, Control, Engine, Finding, Request, Result
from generation.errors import Cancelled, GenerationError, Retryable
from generation.fidelity import compared
from generation.needs import lacking
from generation.scores import NOTHING_KNOWN, Known
from generation.translation.carrying import carried

SEED_STEP = 1_000_003


@dataclass(frozen=True, slots=True)
class Demands:
    """When an answer is good enough: no errors, and a total score of `bar`. After `tries` the best so far goes to a person."""

    bar: float = 0.6  # 0 to 1
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, what the checks say of it, and how good it is."""

    result: Result
    findings: tuple[Finding, ...]
    scores: Mapping[str, float] = field(default_factory=dict)  # 0 to 1 each, with "total"; see `generation.scores`

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def rank(self) -> tuple[int, float]:
        """The lower, the better: fewer errors, then the higher total."""
        return self.errors, -self.scores.get("total", 0.0)


USUAL = Demands()


def run(
    requests: Sequence[Request],
    engine: Engine,
    control: Control,
    known: Known = NOTHING_KNOWN,
    demands: Demands = USUAL,
) -> list[Outcome | GenerationError]:
    """Answer every request, in order; a failure stands in its request's place.

    An answer that does not meet the demands is asked for again, with a new seed and told what was wrong; the best try
    is kept, with its findings. `known` are the shop's other texts. Raises `Cancelled` when the caller asks to stop.
    """
    kept: list[Outcome | GenerationError | None] = [lacking(request.brief) for request in requests]
    asked = list(requests)
    pending = [place for place, refused in enumerate(kept) if refused is None]
    for attempt in range(demands.tries):
        if not pending:
            break
        if control.cancelled():
            raise Cancelled()
        judging = _Judging([asked[place] for place in pending], attempt + 1, known)
        hand = replace(_hand(control, attempt, pending), answered=judging.early)
        answers = _ask(judging.requests, engine, hand)
        again = []
        for number, (place, answer) in enumerate(zip(pending, answers, strict=True)):
            judged = judging.of(number, answer)
            if _worth_another_try(asked[place].brief, kept[place], judged, demands):
                again.append(place)
                asked[place] = _corrected(requests[place], judged, attempt + 1)
            kept[place] = _better(kept[place], judged)
        pending = again
    return [outcome for outcome in kept if outcome is not None]


@dataclass(slots=True)
class _Judging:
    """Answers are judged once each, some of them while the engine still works on the others."""

    requests: Sequence[Request]
    tries: int
    known: Known
    done: dict[int, Outcome | GenerationError] = field(default_factory=dict)

    def early(self, number: int, result: Result) -> None:
        self.done[number] = _judge(self.requests[number], result, self.tries, self.known)

    def of(self, number: int, answer: Result | Exception) -> Outcome | GenerationError:
        return self.done.pop(number, None) or _judge(self.requests[number], answer, self.tries, self.known)


def _hand(control: Control, attempt: int, pending: Sequence[int]) -> Control:
    """The caller's control as the engine sees it, whose requests have places of their own. Progress never runs backwards."""
    places = tuple(pending)
    progress = control.progress if attempt == 0 else (lambda _fraction: None)
    return Control(
        control.cancelled,
        progress,
        lambda place, so_far: control.text(places[place], so_far),
        lambda place, fraction, so_far: control.picture(places[place], fraction, so_far),
    )


def _ask(requests: Sequence[Request], engine: Engine, control: Control) -> Sequence[Result | Exception]:
    try:
        engine.load()
        return engine.generate(requests, control)
    except Cancelled:
        raise
    except GenerationError as error:
        return [error] * len(requests)


def _judge(request: Request, answer: Result | Exception, tries: int, known: Known) -> Outcome | GenerationError:
    if isinstance(answer, Cancelled):
        raise answer
    if isinstance(answer, GenerationError):
        return answer
    if isinstance(answer, Exception):
        return Retryable("engine.failed", f"{type(answer).__name__}: {answer}")
    brief = request.brief
    try:
        content, cited = _whole(brief, answer)
    except GenerationError as error:
        return error
    made = replace(answer.provenance, tries=tries, corrections=request.corrections, asked=brief.asked())
    found = run_all(brief, content, cited)
    marks = scores.judge(brief, content, cited, found, known)
    return Outcome(replace(answer, content=content, claims=cited, provenance=made), found, marks)


def _whole(brief: Brief, answer: Result) -> tuple[Content, tuple[Claim, ...]]:
    """The text that is judged and kept, with its ledger: a passage is put back into the text that it was taken from."""
    facts = with_sources(brief).facts
    if brief.passage is None:
        whole = compared(brief, answer.content)
        given = carried(brief.original, whole) if brief.original else ()
        return whole, answer.claims or claims.attribute(whole, facts, brief.locale, given)
    content, around, own = passages.splice(brief.passage, answer.content, answer.claims)
    held = [claim for claim in around if claim.fact_ids]
    if not own:
        return content, claims.attribute(content, facts, brief.locale, held)
    lost = [
        replace(claim, fact_ids=claims.supports(passages.said(content, claim), facts))
        for claim in around
        if not claim.fact_ids
    ]
    order = list(content.fields)
    placed = sorted([*held, *lost, *own], key=lambda claim: (order.index(claim.field), claim.index, claim.start))
    return content, tuple(placed)


def _worth_another_try(
    brief: Brief, before: Outcome | GenerationError | None, now: Outcome | GenerationError, demands: Demands
) -> bool:
    """An engine that answers a new seed with the same words will do so again. Of a passage only its own faults count."""
    if not isinstance(now, Outcome):
        return now.code == passages.SAME and brief.passage is not None
    if brief.passage is None:
        faulty = now.errors > 0 or now.scores.get("total", 1.0) < demands.bar
    else:
        faulty = any(finding.severity == "error" for finding in _told(brief, now))
    return faulty and not (isinstance(before, Outcome) and before.result.content == now.result.content)


def _told(brief: Brief, judged: Outcome) -> Sequence[Finding]:
    """The findings that a new try can mend."""
    if brief.passage is None:
        return judged.findings
    content = judged.result.content
    return [finding for finding in judged.findings if passages.concerns(brief.passage, content, finding)]


def _corrected(request: Request, judged: Outcome | GenerationError, attempt: int) -> Request:
    sampling = replace(request.sampling, seed=request.sampling.seed + attempt * SEED_STEP)
    if not isinstance(judged, Outcome):
        return replace(request, sampling=sampling, variant=request.variant + attempt)
    weak = judged.scores if request.brief.passage is None else {}
    told = corrections.told(_told(request.brief, judged), weak, request.brief.locale)
    return replace(request, sampling=sampling, corrections=told)


def _better(before: Outcome | GenerationError | None, now: Outcome | GenerationError) -> Outcome | GenerationError:
    if not isinstance(before, Outcome):
        return now
    return now if isinstance(now, Outcome) and now.rank < before.rank else before
