"""How the installation is: servers, workers, queues, engines. Read in a second or two; whatever is away is said, not raised."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from redis import Redis, RedisError

from shop_content.catalogue.models import Import
from shop_content.celery import WAKES, app
from shop_content.drafts.models import Bulk
from shop_content.jobs.engines import ENGINES, engine_of, translator
from shop_content.jobs.models import Job, Suspension
from shop_content.leases import Leased

ANSWER_SECONDS = 1.0  # workers that are slower count as silent
WINDOW = timedelta(hours=1)
LATE = timedelta(minutes=5)  # a row that waits longer, while no worker answers for its queue, needs a person
SCARCE = 0.1  # of the disk
FAILURES = 5  # shown

NAMES = {
    "text": gettext_lazy("Texts"),
    "image": gettext_lazy("Pictures"),
    "imports": gettext_lazy("Imports"),
    "review": gettext_lazy("Bulk changes"),
    "translation": gettext_lazy("Translations"),
    "mood": gettext_lazy("Mood pictures"),
}
MODELS: dict[str, type[Leased]] = {"imports": Import, "review": Bulk}  # the others hold jobs


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    good: bool
    words: str


@dataclass(frozen=True, slots=True)
class Worker:
    name: str
    queues: tuple[str, ...]
    processes: int
    up: timedelta


@dataclass(frozen=True, slots=True)
class Queue:
    """Counts of rows. `late`: rows wait and nobody works on them."""

    name: str
    workers: int
    waiting: int
    running: int
    lost: int  # whose worker died, and which the next one takes over
    done: int  # in the last hour
    failed: int  # in the last hour
    oldest: timedelta | None
    late: bool


@dataclass(frozen=True, slots=True)
class Engine:
    medium: str
    setting: str
    stopped: str  # the moderators' reason, or ""


@dataclass(frozen=True, slots=True)
class Condition:
    servers: Sequence[Server]
    workers: Sequence[Worker]
    queues: Sequence[Queue]
    engines: Sequence[Engine]
    failures: Sequence[Job]
    answered: bool  # whether workers could be asked at all


def condition() -> Condition:
    redis = _redis()
    workers = _workers() if redis.good else []
    return Condition(
        servers=[_postgres(), redis, _disk()],
        workers=workers,
        queues=[_queue(name, workers) for name in WAKES],
        engines=_engines(),
        failures=list(_failures()),
        answered=redis.good,
    )


def _postgres() -> Server:
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        version, size = cursor.fetchone()
    words = _("%(version)s, answers in %(ms)s ms, holds %(size)s MB")
    return Server("Postgres", True, words % {"version": version, "ms": _ms(begun), "size": f"{size / 1e6:,.0f}"})


def _redis() -> Server:
    begun = time.perf_counter()
    try:
        info: Any = Redis.from_url(settings.REDIS_URL, socket_timeout=2).info("server")
    except RedisError:
        return Server(
            "Redis", False, _("does not answer; work goes on, found by the workers' own timers when it is back")
        )
    return Server(
        "Redis", True, _("%(version)s, answers in %(ms)s ms") % {"version": info["redis_version"], "ms": _ms(begun)}
    )


def _disk() -> Server:
    usage = shutil.disk_usage(settings.DATA_DIR)
    words = _("%(free)s GB of %(total)s GB free where files are kept")
    values = {"free": f"{usage.free / 1e9:.0f}", "total": f"{usage.total / 1e9:.0f}"}
    return Server(_("Disk"), usage.free > SCARCE * usage.total, words % values)


def _ms(begun: float) -> str:
    return f"{(time.perf_counter() - begun) * 1000:.0f}"


def _workers() -> list[Worker]:
    ask = app.control.inspect(timeout=ANSWER_SECONDS)
    stats = ask.stats() or {}
    queues = ask.active_queues() or {}
    return [
        Worker(
            name,
            tuple(queue["name"] for queue in queues.get(name, ())),
            int(said.get("pool", {}).get("max-concurrency", 1)),
            timedelta(seconds=int(said.get("uptime", 0))),
        )
        for name, said in sorted(stats.items())
    ]


def _queue(name: str, workers: Sequence[Worker]) -> Queue:
    now = timezone.now()
    model: type[Leased] = MODELS.get(name, Job)
    waits = Q(status="queued", run_after__lte=now)
    if model is Job:
        waits &= Q(paused=False)
    open_rows = model._default_manager.filter(queue=name, status__in=["queued", "running"])
    found = open_rows.aggregate(
        waiting=Count("pk", filter=waits),
        running=Count("pk", filter=Q(status="running", lease_until__gte=now)),
        lost=Count("pk", filter=Q(status="running", lease_until__lt=now)),
        oldest=Min("created_at", filter=waits),
    )
    ended = model._default_manager.filter(queue=name, finished_at__gte=now - WINDOW).aggregate(
        done=Count("pk", filter=Q(status="done")), failed=Count("pk", filter=Q(status="failed"))
    )
    serving = sum(name in worker.queues for worker in workers)
    age = now - found["oldest"] if found["oldest"] else None
    late = age is not None and not found["running"] and (age > LATE or not serving)
    return Queue(
        name, serving, found["waiting"], found["running"], found["lost"], ended["done"], ended["failed"], age, late
    )


def _engines() -> list[Engine]:
    stopped = dict(Suspension.objects.filter(what="engine", lifted_at=None).values_list("name", "reason"))
    named = {medium: str(getattr(settings, setting)) for medium, setting in ENGINES.items()}
    named |= {"translation": translator()} if translator() else {}
    named |= {"mood": engine_of("mood")} if engine_of("mood") else {}
    return [Engine(medium, name, stopped.get(name, "")) for medium, name in named.items()]


def _failures() -> Sequence[Job]:
    failed = Job.objects.filter(status=Job.State.FAILED, finished_at__gte=timezone.now() - WINDOW)
    return failed.select_related("product", "run__shop").order_by("-pk")[:FAILURES]
