"""What a worker made becomes visible once, whole, and only if it is still true and still the worker's."""

from __future__ import annotations

import errno
import threading
import time
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from generation import pipeline
from generation.contract import Control
from generation.errors import Cancelled, Refused, Retryable
from shop_content import leases
from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import actions, work
from shop_content.jobs.actions import Wish, cancel_run, request_run
from shop_content.jobs.models import Job, Run
from shop_content.policy.actions import save_term, steady_terms, terms
from shop_content.policy.models import PolicyTerm
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    member = MemberFactory.create()
    ProductFactory.create_batch(2, shop=member.shop)
    return request_run(member, Product.objects.all(), Wish(("title",), ("en",), variants=2), "key")


def between(monkeypatch: pytest.MonkeyPatch, competitor: object) -> None:
    """Let a competitor act while the engine works, before the result is stored."""
    original = pipeline.run

    def slow(*arguments: object) -> object:
        outcomes = original(*arguments)  # type: ignore[arg-type]
        competitor()  # type: ignore[operator]
        return outcomes

    monkeypatch.setattr(pipeline, "run", slow)


def test_every_variant_is_a_version_of_the_slot(run: Run) -> None:
    work.perform(work.claim("text"))

    assert set(run.jobs.values_list("status", flat=True)) == {"done"}
    assert sorted(DraftVersion.objects.values_list("job_id", "variant")) == sorted(
        (job, variant) for job in run.jobs.values_list("pk", flat=True) for variant in (0, 1)
    )
    assert set(Draft.objects.values_list("status", flat=True)) == {"in_review"}
    version = DraftVersion.objects.first()
    assert version is not None
    assert version.claims
    assert version.provenance["engine"] == "composer:"
    run.refresh_from_db()
    assert run.status == "finished"


def test_facts_that_changed_meanwhile_make_the_answer_stale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = work.claim("text")
    changed = jobs[0].product
    between(monkeypatch, lambda: Product.objects.filter(pk=changed.pk).update(title="Porcelain Bowl"))

    work.perform(jobs)

    assert not DraftVersion.objects.filter(draft__product=changed).exists()
    assert run.jobs.get(product=changed).status == "queued"
    assert DraftVersion.objects.exclude(draft__product=changed).count() == 2

    monkeypatch.undo()
    work.perform(work.claim("text"))
    titles = DraftVersion.objects.filter(draft__product=changed).values_list("fields__title", flat=True)
    assert titles
    assert all("Porcelain" in title and "Bowl" in title and "Mug" not in title for title in titles)


def test_a_worker_that_lost_its_lease_stores_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = work.claim("text")
    between(monkeypatch, lambda: Job.objects.update(lease_token=uuid.uuid4()))

    work.perform(jobs)

    assert not DraftVersion.objects.exists()
    assert set(run.jobs.values_list("status", flat=True)) == {"running"}


def test_a_dead_worker_s_jobs_are_taken_over(run: Run) -> None:
    dead = work.claim("text")
    assert work.claim("text") == []
    Job.objects.update(lease_until=timezone.now())

    heir = work.claim("text")

    assert {job.pk for job in heir} == {job.pk for job in dead}
    actions.store([])
    assert leases.owned(dead).count() == 0


def test_a_job_that_kills_its_workers_is_given_up(run: Run) -> None:
    for _ in range(leases.MAX_TAKEOVERS):
        assert work.claim("text")
        Job.objects.update(lease_until=timezone.now())

    assert work.claim("text") == []
    leases.sweep(Job)
    assert set(run.jobs.values_list("status", "error_code")) == {("failed", "worker_lost")}


def test_a_refused_job_fails_with_its_reason_and_leaves_no_empty_draft(run: Run) -> None:
    jobs = work.claim("text")
    actions.begin(jobs)

    actions.fail_or_retry([(job, Refused("facts.thin", "add a fact")) for job in jobs])

    assert set(run.jobs.values_list("status", "error_code", "error_detail")) == {("failed", "facts.thin", "add a fact")}
    assert not Draft.objects.exists()


def test_a_retryable_failure_is_tried_again_later_and_given_up_in_the_end(run: Run) -> None:
    for attempt in range(actions.MAX_TRIES):
        run.jobs.update(run_after=timezone.now())
        jobs = work.claim("text")
        assert {job.tries for job in jobs} == {attempt}
        actions.fail_or_retry([(job, Retryable("memory")) for job in jobs])

    assert set(run.jobs.values_list("status", "error_code")) == {("failed", "memory")}


def test_a_cancelled_run_stores_nothing_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = work.claim("text")
    between(monkeypatch, lambda: cancel_run(run))

    work.perform(jobs)

    assert not DraftVersion.objects.exists()
    assert not Draft.objects.exists()
    assert set(run.jobs.values_list("status", flat=True)) == {"cancelled"}


def test_a_product_deleted_meanwhile_gets_no_draft_version(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = work.claim("text")
    between(monkeypatch, lambda: Product.objects.update(archived_at=timezone.now()))

    work.perform(jobs)

    assert not DraftVersion.objects.exists()
    assert set(run.jobs.values_list("status", flat=True)) == {"cancelled"}


def test_a_full_disk_is_a_reason_to_try_again_and_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_answers: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(actions, "store", full)
    work.perform(work.claim("text"))

    assert set(run.jobs.values_list("status", "error_code", "tries")) == {("queued", "storage.failed", 1)}
    assert not DraftVersion.objects.exists()


def test_a_batch_past_its_deadline_counts_as_a_worker_lost(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def hang(_jobs: object, control: Control) -> None:
        while not control.cancelled():
            time.sleep(0.01)
        raise Cancelled

    settings.JOB_DEADLINE_SECONDS, settings.HEARTBEAT_SECONDS = 0, 0.05
    monkeypatch.setattr(work, "_answer", hang)
    work.perform(work.claim("text"))

    assert set(run.jobs.values_list("status", "attempts")) == {("running", 1)}


def test_a_term_that_is_saved_while_the_engine_writes_reaches_its_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save() -> None:
        save_term(locale="en", pattern=r"\w+", severity="warning", reason="Any word will do.")

    between(monkeypatch, save)
    work.perform(work.claim("text"))

    term = PolicyTerm.objects.get(pattern=r"\w+")
    assert DraftVersion.objects.count() == 4
    for version in DraftVersion.objects.all():
        assert str(term.pk) in [finding.params.get("term_id") for finding in version.findings.all()]


@pytest.mark.django_db(transaction=True)
def test_who_saves_a_term_waits_for_texts_that_are_being_stored() -> None:
    """Else a text could be stored under the old terms after the new one was put to all that is written."""
    saved = threading.Event()

    def save() -> None:
        save_term(locale="en", pattern=r"\bpeerless\b", severity="error", reason="Nobody can prove it.")
        saved.set()
        connection.close()

    with transaction.atomic():
        before = steady_terms("en")
        other = threading.Thread(target=save)
        other.start()
        assert not saved.wait(0.5)
        assert steady_terms("en") == before
    other.join(10)
    assert saved.is_set() and len(terms("en")) == len(before) + 1
