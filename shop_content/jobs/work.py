"""What a worker does with the jobs that it has claimed, readable from top to bottom.

No transaction is open while an engine works. The heartbeat keeps the lease; the results of a batch are stored in one
transaction that first proves that the jobs are still this worker's and that the products still say what they said.
"""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Q

from generation import pipeline
from generation.contract import Brief, Control
from generation.engines.registry import engine_for
from generation.engines.studio.finder import choose_finder
from generation.errors import Cancelled, GenerationError, Retryable
from generation.fidelity.label import choose_label_reader
from generation.safety.chosen import choose_guard
from generation.upscaling.chosen import choose_upscaler
from shop_content import leases
from shop_content.celery import settle
from shop_content.jobs import actions
from shop_content.jobs.briefs import briefs_of, known_to, requests_of
from shop_content.jobs.engines import engine_of, translator
from shop_content.jobs.live import Showing
from shop_content.jobs.models import Job
from shop_content.jobs.storing import Storing
from shop_content.jobs.suspensions import stopped, translation_stopped

log = logging.getLogger(__name__)

ORDER = ("priority", "id")
CLAIM_SECONDS = 0.5  # of an engine's work are claimed at once, if that is more than a usual batch
MOST = 8  # usual batches in one


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one job: its variants' outcomes, or why there are none."""

    job: Job
    brief: Brief
    outcomes: tuple[pipeline.Outcome, ...] = ()
    error: GenerationError | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A batch's answers, and the heartbeat that keeps its jobs until they are stored."""

    answers: Sequence[Answer]
    beat: leases.Heartbeat
    held: ExitStack


def work_off(queue: str, seconds: float) -> bool:
    """Claim, make and store until nothing waits, or until `seconds` are over: then True, and more may wait.

    While the engine works on one batch, the one before is stored; so a worker holds two batches at most.
    """
    end = time.monotonic() + seconds
    size = settings.BATCH_SIZES[queue]
    with Storing() as storing:
        while jobs := claim(queue, size) or (storing.finish() and claim(queue, size)):  # stale answers' jobs come back
            start = time.monotonic()
            made = _make(jobs)
            _settle()
            size = _next_size(queue, size, len(jobs) / (time.monotonic() - start))
            if made:
                storing.then(partial(_keep, made))
            if time.monotonic() > end:
                return True
    return False


@cache
def _settle() -> None:
    """Once a process, after its first batch: by then the engine and the vocabularies of the checks are there to stay."""
    settle()


def claim(queue: str, size: int | None = None) -> list[Job]:
    """A batch of one run's jobs of one kind, or nothing. What moderators have stopped waits."""
    size = size or settings.BATCH_SIZES[queue]
    waiting = leases.ready(Job, queue).filter(paused=False).exclude(kind__in=stopped()).order_by(*ORDER)
    if queue == "text" and translation_stopped():
        waiting = waiting.exclude(run__settings__has_key="original")
    while first := waiting.values("run_id", "kind").first():
        jobs = leases.claim(Job, queue, size, where=Q(paused=False, **first), order=ORDER)
        if jobs:
            return jobs
        time.sleep(0.01)  # another worker took the last of that run between the two statements
    return []


def _next_size(queue: str, size: int, rate: float) -> int:
    """An engine that answers at once is given more at once: the statements of a batch cost the same for any size."""
    usual = settings.BATCH_SIZES[queue]
    return max(usual, min(int(rate * CLAIM_SECONDS), 2 * size, MOST * usual))


def perform(jobs: Sequence[Job]) -> None:
    """Make, check and store what these jobs ask for."""
    if made := _make(jobs):
        _keep(made)


def _make(jobs: Sequence[Job]) -> Made | None:
    """The answers, still under the heartbeat; None when they were given back, failed or lost."""
    with ExitStack() as held:
        beat = held.enter_context(leases.heartbeat(jobs, settings.JOB_DEADLINE_SECONDS))
        try:
            answers = _answer(jobs, Control(cancelled=lambda: beat.cancelled() or beat.lost()))
        except Cancelled:
            if (
                not beat.lost()
            ):  # past its deadline a batch counts as a worker lost, or it would hang for ever, again and again
                actions.give_back(jobs)
            return None
        except (OperationalError, InterfaceError):
            raise  # Postgres is away: the lease runs out and the jobs are claimed again
        except Exception as error:
            log.exception("a batch of %s jobs failed", len(jobs))
            broken = Retryable("engine.failed", f"{type(error).__name__}: {error}")
            actions.fail_or_retry([(job, broken) for job in jobs])
            return None
        return Made(answers, beat, held.pop_all())


def _keep(made: Made) -> None:
    with made.held:
        if not made.beat.lost():
            _store(made.answers)
    actions.finish_runs(sorted({answer.job.run_id for answer in made.answers}))


def _store(answers: Sequence[Answer]) -> None:
    try:
        actions.store(answers)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # a full disk, a bucket that does not answer
        log.exception("the results of %s jobs could not be stored", len(answers))
        broken = Retryable("storage.failed", f"{type(error).__name__}: {error}")
        actions.fail_or_retry([(answer.job, broken) for answer in answers])


def _answer(jobs: Sequence[Job], control: Control) -> list[Answer]:
    briefs = briefs_of(jobs)
    actions.begin(jobs)
    requests = [requests_of(job, brief) for job, brief in zip(jobs, briefs, strict=True)]
    try:
        choose_finder(settings.CUTOUT_ENGINE)
        choose_label_reader(settings.LABEL_READER)
        choose_upscaler(settings.UPSCALER)
        choose_guard(settings.PICTURE_GUARD)
        engine = engine_for(translator() if jobs[0].run.translates else engine_of(jobs[0].kind))
    except GenerationError as error:
        return [Answer(job, brief, error=error) for job, brief in zip(jobs, briefs, strict=True)]
    demands = pipeline.Demands(settings.ANSWER_BAR, settings.ANSWER_TRIES)
    asked = [request for several in requests for request in several]
    shown = [place if request.variant == 0 else None for place, several in enumerate(requests) for request in several]
    with Showing(jobs, shown, [len(several) for several in requests]) as showing:
        hand = dataclasses.replace(control, text=showing.text, picture=showing.picture)
        outcomes = iter(pipeline.run(asked, engine, hand, known_to(jobs), demands))
    answers = []
    for job, brief, several in zip(jobs, briefs, requests, strict=True):
        made = [next(outcomes) for _ in several]
        good = tuple(outcome for outcome in made if isinstance(outcome, pipeline.Outcome))
        failure = next((outcome for outcome in made if isinstance(outcome, GenerationError)), None)
        answers.append(Answer(job, brief, good, None if good else failure))
    return answers
