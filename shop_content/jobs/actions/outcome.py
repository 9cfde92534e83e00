"""What became of the jobs in a worker's hands. Each function proves first that they still are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from generation.checks import policy as policy_check
from generation.contract import Brief, PolicyTerm
from generation.errors import GenerationError, Refused, Retryable
from generation.pipeline import Outcome
from shop_content import leases
from shop_content.catalogue.models import Product
from shop_content.catalogue.pictures import keep_all
from shop_content.drafts.actions import Slot, Writing, add_versions, discard_unwritten, drafts_of, open_drafts
from shop_content.drafts.ground import kept
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.siblings import are_siblings
from shop_content.jobs.briefs import base_of, sources_of
from shop_content.jobs.models import Job
from shop_content.policy.actions import steady_terms

if TYPE_CHECKING:
    from shop_content.jobs.work import Answer

State = Job.State

MAX_TRIES = 3  # of a job whose engine says that a later try may succeed
BACK_OFF_SECONDS = 5  # doubled with every try, with jitter
FREED = {"lease_token": None, "lease_until": None}


def slot_of(job: Job) -> Slot:
    return (job.product_id, job.kind, job.locale, job.subject)


def begin(jobs: Sequence[Job]) -> None:
    """Open the drafts that are about to be written. A batch is of one run, so of one shop."""
    open_drafts(jobs[0].run.shop_id, [slot_of(job) for job in jobs], jobs[0].run_id)


def store(answers: Sequence[Answer]) -> None:
    """Turn answers into draft versions and end their jobs, in one transaction.

    Discarded: the answers of jobs that another worker owns by now, and those to facts that have changed since: their
    jobs are queued again. A passage of a version that is no longer the newest is not stored either: its job fails and says so.
    Policy terms that were saved while the engine wrote are put to the answers first.
    Pictures are written to the storage before the transaction: a file that nothing points to harms nobody.
    """
    if not answers:
        return
    images = {answer.job.pk: _store_pictures(answer) for answer in answers}
    with transaction.atomic():
        policy = {locale: steady_terms(locale) for locale in {answer.brief.locale for answer in answers} if locale}
        held = [_policed(answer, policy) for answer in _still_mine(answers)]
        answered = [answer for answer in held if answer.outcomes]
        fresh, gone = _still_true(answered)
        drafts = drafts_of(held[0].job.run.shop_id, [slot_of(answer.job) for answer in fresh]) if fresh else {}
        overtaken = [answer for answer in fresh if _overtaken(answer.job, drafts[slot_of(answer.job)])]
        fresh = [answer for answer in fresh if answer not in overtaken]
        add_versions(
            writing
            for answer in fresh
            for writing in _writings(answer, drafts[slot_of(answer.job)], images[answer.job.pk])
        )
        done = {answer.job.pk for answer in fresh}
        stale = {answer.job.pk for answer in answered} - done - gone - {answer.job.pk for answer in overtaken}
        Job.objects.filter(pk__in=done).update(status=State.DONE, finished_at=timezone.now(), **FREED)
        if gone:
            Job.objects.filter(pk__in=gone).update(status=State.CANCELLED, finished_at=timezone.now(), **FREED)
        if stale:
            Job.objects.filter(pk__in=stale).update(status=State.QUEUED, attempts=0, **FREED)
        discard_unwritten(slot_of(answer.job) for answer in answered if answer.job.pk in gone)
        fail_or_retry([(answer.job, Refused("passage.overtaken")) for answer in overtaken])
        fail_or_retry([(answer.job, answer.error) for answer in held if answer.error])


def _policed(answer: Answer, policy: Mapping[str, tuple[PolicyTerm, ...]]) -> Answer:
    """The answer with what today's terms find, where moderators changed them while the engine wrote."""
    terms = policy.get(answer.brief.locale, ())
    if answer.brief.policy == terms:
        return answer
    brief = replace(answer.brief, policy=terms)
    return replace(answer, brief=brief, outcomes=tuple(_judged_anew(outcome, brief) for outcome in answer.outcomes))


def _judged_anew(outcome: Outcome, brief: Brief) -> Outcome:
    kept = [finding for finding in outcome.findings if not finding.rule.startswith("policy.")]
    found = [*kept, *policy_check.check(brief, outcome.result.content, ())]
    return replace(outcome, findings=tuple(sorted(found, key=lambda finding: finding.severity != "error")))


def _still_mine(answers: Sequence[Answer]) -> list[Answer]:
    mine = leases.owned([answer.job for answer in answers]).order_by("pk").select_for_update(of=("self",))
    cancelled = dict(mine.values_list("pk", "cancel_requested"))
    give_back([answer.job for answer in answers if cancelled.get(answer.job.pk)])
    return [answer for answer in answers if cancelled.get(answer.job.pk) is False]


def _still_true(answers: Sequence[Answer]) -> tuple[list[Answer], set[int]]:
    """The answers whose product, locked and read again, says what the engine was told; and the jobs whose product was deleted."""
    products = Product.objects.filter(pk__in={answer.job.product_id for answer in answers})
    now = {product.pk: product for product in products.order_by("pk").select_for_update(of=("self",), no_key=True)}
    living = [answer for answer in answers if answer.job.product_id in now]
    gone = {answer.job.pk for answer in answers} - {answer.job.pk for answer in living}
    for answer in living:
        answer.job.product = now[answer.job.product_id]
    sources = sources_of([answer.job for answer in living])
    looked_at = {
        answer.job.product_id
        for answer, source in zip(living, sources, strict=True)
        if source.seen != answer.brief.seen  # while the engine wrote: the checks of this answer knew less
    }
    Product.objects.filter(pk__in=looked_at).update(sights_due=True)
    return [answer for answer, source in zip(living, sources, strict=True) if source.same_source(answer.brief)], gone


def _overtaken(job: Job, draft_id: int) -> bool:
    """Whether somebody wrote a newer version than the one of which the job wrote a passage anew. The draft is locked."""
    base = base_of(job)
    if base is None:
        return False
    newest = Draft.objects.select_related("newest").get(pk=draft_id).newest
    return newest is None or not are_siblings(DraftVersion.objects.get(pk=base), newest)


def _store_pictures(answer: Answer) -> list[dict[str, int]]:
    """What every outcome's picture is stored as, by the columns of `Writing`; nothing for texts."""
    assets = [outcome.result.content.asset for outcome in answer.outcomes]
    return [keep_all(answer.job.run.shop_id, asset) if asset else {} for asset in assets]


def _writings(answer: Answer, draft_id: int, images: Sequence[Mapping[str, int]]) -> Iterator[Writing]:
    source_hash = answer.brief.source_hash()
    for variant, (outcome, stored) in enumerate(zip(answer.outcomes, images, strict=True)):
        result = outcome.result
        yield Writing(
            draft_id,
            fields=result.content.fields,
            claims=result.claims,
            findings=outcome.findings,
            provenance=result.provenance,
            scores=outcome.scores,
            facts=answer.brief.facts,
            beside=kept(answer.brief, result.claims),
            source_hash=source_hash,
            job_id=answer.job.pk,
            base_id=base_of(answer.job),
            variant=variant,
            original_id=int(answer.brief.original.id) if answer.brief.original else None,
            copied=sorted({int(pk) for pk in answer.brief.copy.sources.values()}) if answer.brief.copy else (),
            asset=result.content.asset,
            **stored,
        )


def fail_or_retry(failures: Sequence[tuple[Job, GenerationError]]) -> None:
    """End the jobs that were refused; queue the others again, later each time, until `MAX_TRIES`."""
    if not failures:
        return
    with transaction.atomic():
        mine = {job.pk for job in leases.owned([job for job, _ in failures]).select_for_update(of=("self",))}
        ended = []
        for job, error in failures:
            if job.pk not in mine:
                continue
            again = isinstance(error, Retryable) and job.tries + 1 < MAX_TRIES
            if not again:
                ended.append(slot_of(job))
            delay = timedelta(seconds=BACK_OFF_SECONDS * 2**job.tries * random.uniform(0.5, 1.5))
            Job.objects.filter(pk=job.pk).update(
                status=State.QUEUED if again else State.FAILED,
                run_after=timezone.now() + (delay if again else timedelta()),
                finished_at=None if again else timezone.now(),
                attempts=0,
                tries=job.tries + 1,
                error_code=error.code,
                error_detail=error.detail[:1000],
                **FREED,
            )
        discard_unwritten(ended)


def give_back(jobs: Sequence[Job]) -> None:
    """The engine was stopped: end what was cancelled, queue the rest of the batch again."""
    if not jobs:
        return
    with transaction.atomic():
        mine = leases.owned(jobs)
        slots = [slot_of(job) for job in mine.filter(cancel_requested=True)]
        mine.filter(cancel_requested=True).update(status=State.CANCELLED, finished_at=timezone.now(), **FREED)
        mine.update(status=State.QUEUED, attempts=0, **FREED)
        discard_unwritten(slots)
