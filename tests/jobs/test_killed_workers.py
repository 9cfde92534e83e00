"""Workers are killed twenty times in the middle of their batches and Redis is emptied: nothing is lost, nothing doubled."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.db.models import Count

from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.models import Job
from tests.factories import MemberFactory, ProductFactory
from tests.jobs.workers import Worker

KILLS = 20
FLUSH_EVERY = 5
PRODUCTS = 60
SETTLE_SECONDS = 90
ENGINE = {"TEXT_ENGINE": "slow:", "TEXT_BATCH": "4"}


@pytest.mark.django_db(transaction=True)
def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    member = MemberFactory.create()
    ProductFactory.create_batch(PRODUCTS, shop=member.shop)
    broker = redis.Redis.from_url(settings.REDIS_URL)
    numbers = itertools.count()

    def start() -> Worker:
        name = f"killed{next(numbers)}@test"
        return Worker("text", tmp_path / "worker.log", "-c", "2", "-n", name, module="tests.jobs.slow_worker", **ENGINE)

    wish = Wish(("title", "bullets"), ("en",))
    run = request_run(member, Product.objects.all(), wish, "key")
    workers, kills = [start(), start()], 0
    try:
        for whom in itertools.cycle(("child", "group", "main")):
            if kills == KILLS:
                break
            victim = _someone_at_work(workers, start)
            victim.kill(whom)
            kills += 1
            if kills % FLUSH_EVERY == 0:
                broker.flushall()
            if not Job.objects.filter(status__in=["queued", "running"]).exists():
                wish = Wish(("title", "bullets"), ("en",), variants=1, settings={"seed": kills})
                request_run(member, Product.objects.all(), wish, f"key {kills}")
        _settle(workers, start)
    finally:
        for worker in workers:
            worker.end()

    assert kills == KILLS
    run.refresh_from_db()
    jobs = Job.objects.count()
    assert Job.objects.filter(status=Job.State.DONE).count() == jobs  # nothing lost
    assert DraftVersion.objects.count() == jobs  # nothing doubled
    assert not DraftVersion.objects.values("job_id").annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert Draft.objects.count() == PRODUCTS * 2
    assert run.status == "finished"


def _someone_at_work(workers: list[Worker], start: object) -> Worker:
    """A living worker, once some job is in somebody's hands; the dead are replaced."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        _replace_dead(workers, start)
        if Job.objects.filter(status=Job.State.RUNNING).exists():
            alive = [worker for worker in workers if worker.children()]
            if alive:
                time.sleep(0.2)
                return alive[int(time.monotonic() * 10) % len(alive)]
        time.sleep(0.1)
    pytest.fail(f"no worker was at work; their log says: {workers[0].log.read_text()[-3000:]}")


def _replace_dead(workers: list[Worker], start: object) -> None:
    for place, worker in enumerate(workers):
        if worker.dead():
            workers[place] = start()  # type: ignore[operator]


def _settle(workers: list[Worker], start: object) -> None:
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        _replace_dead(workers, start)
        connection.close()
        if not Job.objects.filter(status__in=["queued", "running"]).exists():
            time.sleep(1.5)  # a late worker could still write something twice
            return
        time.sleep(0.3)
