"""A worker's turn: one batch is stored while the engine works on the next, and nothing is lost between the two."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import OperationalError, connection

from shop_content.catalogue.models import Product
from shop_content.drafts.models import DraftVersion
from shop_content.jobs import actions, work
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.models import Job, Run
from shop_content.jobs.storing import Storing
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db(transaction=True)

JOBS = 6


@pytest.fixture
def run(settings: Any) -> Run:
    settings.BATCH_SIZES = {"text": 2, "image": 1}
    member = MemberFactory.create()
    ProductFactory.create_batch(JOBS, shop=member.shop)
    return request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "key")


@pytest.fixture(autouse=True)
def _slow_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches stay as they are set."""
    monkeypatch.setattr(work, "MOST", 1)


def test_a_turn_ends_when_nothing_waits_and_all_is_stored(run: Run) -> None:
    assert work.work_off("text", 60) is False

    assert DraftVersion.objects.count() == JOBS
    assert set(run.jobs.values_list("status", flat=True)) == {"done"}
    run.refresh_from_db()
    assert run.status == "finished"


def test_the_engine_works_on_while_a_batch_is_stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store, answer, second = actions.store, work._answer, threading.Event()
    threads, batches = set(), []

    def storing(answers: Any) -> None:
        threads.add(threading.current_thread())
        assert second.wait(20), "the engine waits for the store"
        store(answers)

    def answering(*arguments: Any) -> Any:
        batches.append(arguments)
        if len(batches) == 2:
            second.set()
        return answer(*arguments)

    monkeypatch.setattr(actions, "store", storing)
    monkeypatch.setattr(work, "_answer", answering)
    work.work_off("text", 60)

    assert threading.main_thread() not in threads
    assert DraftVersion.objects.count() == JOBS


def test_no_more_than_two_batches_are_in_hand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store, held = actions.store, []

    def storing(answers: Any) -> None:
        time.sleep(0.3)
        held.append(Job.objects.filter(status="running").count())
        store(answers)

    monkeypatch.setattr(actions, "store", storing)
    work.work_off("text", 60)

    assert len(held) == 3
    assert max(held) == 4


def test_jobs_whose_answers_were_stale_are_done_in_the_same_turn(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store, changed = actions.store, []

    def storing(answers: Any) -> None:
        last = not Job.objects.filter(status="queued").exists()
        if last and not changed:
            changed.append(answers[-1].job.product_id)
            Product.objects.filter(pk=changed[0]).update(title="Porcelain Bowl")
        store(answers)

    monkeypatch.setattr(actions, "store", storing)
    work.work_off("text", 60)

    assert changed
    assert set(run.jobs.values_list("status", flat=True)) == {"done"}
    fields = DraftVersion.objects.get(draft__product=changed[0]).fields
    assert "Bowl" in fields["title"]


def test_a_database_that_goes_away_ends_the_turn_and_leaves_the_jobs_to_their_leases(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_answers: Any) -> None:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(actions, "store", gone)
    with pytest.raises(OperationalError, match="the connection is lost"):
        work.work_off("text", 60)

    assert not DraftVersion.objects.exists()
    assert set(run.jobs.values_list("status", flat=True)) == {"running", "queued"}


def test_a_worker_told_to_stop_stores_what_it_has_made(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, batches = work._answer, []

    def answering(*arguments: Any) -> Any:
        batches.append(arguments)
        if len(batches) == 2:
            raise SystemExit
        return answer(*arguments)

    monkeypatch.setattr(work, "_answer", answering)
    with pytest.raises(SystemExit):
        work.work_off("text", 60)

    assert run.jobs.filter(status="done").count() == 2 == DraftVersion.objects.count()


def test_the_heartbeat_lasts_until_the_batch_is_stored(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.LEASE_SECONDS, settings.HEARTBEAT_SECONDS = 0.6, 0.1
    store = actions.store

    def slow(answers: Any) -> None:
        time.sleep(1)
        store(answers)

    monkeypatch.setattr(actions, "store", slow)
    work.work_off("text", 60)

    assert DraftVersion.objects.count() == JOBS
    assert set(run.jobs.values_list("attempts", flat=True)) == {1}


def test_an_engine_that_answers_at_once_is_given_more_and_a_slow_one_never_less(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BATCH_SIZES = {"text": 32, "image": 1}
    monkeypatch.setattr(work, "MOST", 8)
    assert [work._next_size("text", size, 10_000) for size in (32, 64, 128, 256)] == [64, 128, 256, 256]
    assert work._next_size("text", 256, 200) == 100
    assert work._next_size("text", 256, 2) == 32
    assert work._next_size("image", 1, 0.1) == 1


def test_the_storing_thread_closes_its_own_connection_and_no_other() -> None:
    with connection.cursor() as cursor, Storing() as storing:
        backends = []

        def look() -> None:
            with connection.cursor() as own:
                own.execute("SELECT pg_backend_pid()")
                backends.append(own.fetchone()[0])

        storing.then(look)
        storing.finish()
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
    with connection.cursor() as cursor:
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            cursor.execute("SELECT array_agg(pid) FROM pg_stat_activity WHERE pid = ANY(%s)", [[mine, *backends]])
            left = cursor.fetchone()[0]
            if left == [mine]:
                break
            time.sleep(0.05)
    assert backends != [mine]
    assert left == [mine]
