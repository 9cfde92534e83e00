from __future__ import annotations

import pytest
from django.utils import timezone

from generation.errors import Retryable
from shop_content.catalogue.models import Product
from shop_content.jobs import work
from shop_content.jobs.actions import (
    Wish,
    cancel_run,
    fail_or_retry,
    finish_runs,
    pause_run,
    request_run,
    resume_run,
    retry_jobs,
)
from shop_content.jobs.models import Job, Run
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    member = MemberFactory.create()
    ProductFactory.create_batch(3, shop=member.shop)
    return request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "key")


def test_a_paused_run_gives_no_work_until_it_is_resumed(run: Run) -> None:
    assert pause_run(run)
    assert work.claim("text") == []

    assert resume_run(run)
    assert len(work.claim("text")) == 3


def test_a_job_that_comes_back_from_a_worker_waits_while_its_run_is_paused(run: Run) -> None:
    jobs = work.claim("text")
    assert pause_run(run)

    fail_or_retry([(job, Retryable("engine.failed")) for job in jobs])
    run.jobs.update(run_after=timezone.now())
    assert work.claim("text") == []

    assert resume_run(run)
    assert len(work.claim("text")) == 3


def test_only_the_first_of_two_people_pauses(run: Run) -> None:
    assert pause_run(run)
    assert not pause_run(run)


def test_cancel_ends_what_waits_and_asks_what_runs_to_stop(run: Run) -> None:
    running = run.jobs.order_by("pk").first()
    assert running is not None
    Job.objects.filter(pk=running.pk).update(status="running", lease_until=timezone.now())

    assert cancel_run(run)

    running.refresh_from_db()
    assert (running.status, running.cancel_requested) == ("running", True)
    assert run.jobs.filter(status="cancelled").count() == 2
    assert work.claim("text") == []
    assert not cancel_run(run)


def test_failed_jobs_are_retried_one_by_one_or_together(run: Run) -> None:
    run.jobs.update(status="failed", error_code="engine.failed", tries=3)
    assert finish_runs([run.pk]) == 1
    one = run.jobs.order_by("pk").first()
    assert one is not None

    assert retry_jobs(run, [one.pk]) == 1
    one.refresh_from_db()
    run.refresh_from_db()
    assert (one.status, one.tries, one.error_code, run.status) == ("queued", 0, "", "running")

    assert retry_jobs(run) == 2
    assert not run.jobs.filter(status="failed").exists()


def test_a_job_of_another_run_is_not_retried(run: Run) -> None:
    other = request_run(run.shop.members.get(), Product.objects.all(), Wish(("title",), ("en",)), "other")
    other.jobs.update(status="failed")

    assert retry_jobs(run, list(other.jobs.values_list("pk", flat=True))) == 0


def test_a_run_with_waiting_jobs_is_not_finished(run: Run) -> None:
    assert finish_runs() == 0
    run.jobs.update(status="done")
    assert finish_runs() == 1
    run.refresh_from_db()
    assert run.status == "finished"
    assert run.finished_at
