"""Work that survives its worker: the lease pattern that imports and jobs share.

A row waits as `queued`. A worker claims it with `FOR UPDATE SKIP LOCKED` and gets a random token and a lease; a thread
extends the lease while the work goes on; the result is stored in one transaction that first proves, by the token, that
the row is still this worker's. A worker that dies stops extending, the lease runs out, and the next claim takes the row
over.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

HANGING_SECONDS = 60  # how long after its deadline a call may still end by itself
MAX_TAKEOVERS = 5  # a row whose workers died this often is taken to be what kills them


class Leased(models.Model):
    """Columns of a row that workers claim. `status` has at least the five values of `State`."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    queue = models.CharField(max_length=16)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    worker = models.CharField(max_length=120, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    cancel_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def worker_lost() -> dict[str, Any]:
        """What is said of a row that is given up because its workers died."""
        return {"error_code": "worker_lost"}


Row = TypeVar("Row", bound=Leased)


class LeaseLost(Exception):
    """Another worker owns the row now; whatever was made here is discarded."""


def ready(model: type[Row], queue: str) -> models.QuerySet[Row]:
    """Rows that wait, or whose worker died."""
    now = timezone.now()
    free = Q(status="queued", run_after__lte=now) | Q(status="running", lease_until__lt=now)
    return model._default_manager.filter(free, queue=queue, cancel_requested=False, attempts__lt=MAX_TAKEOVERS)


def claim(
    model: type[Row], queue: str, limit: int = 1, where: Q | None = None, order: Sequence[str] = ("id",)
) -> list[Row]:
    """Take up to `limit` rows that wait or whose worker died. Never waits for another worker."""
    candidates = ready(model, queue)
    if where is not None:
        candidates = candidates.filter(where)
    with transaction.atomic():
        rows = list(candidates.order_by(*order).select_for_update(skip_locked=True, of=("self",))[:limit])
        given = {
            "status": "running",
            "lease_token": uuid.uuid4(),
            "lease_until": timezone.now() + timedelta(seconds=settings.LEASE_SECONDS),
            "worker": f"{socket.gethostname()}:{os.getpid()}",
            "started_at": timezone.now(),
        }
        if rows:
            taken = model._default_manager.filter(pk__in=[row.pk for row in rows])
            taken.update(**given, attempts=models.F("attempts") + 1)
    for row in rows:
        row.__dict__.update(given, attempts=row.attempts + 1)
    return rows


def owned(rows: Sequence[Row]) -> models.QuerySet[Row]:
    """The rows of one claim that are still this worker's."""
    model = type(rows[0])
    return model._default_manager.filter(
        pk__in=[row.pk for row in rows], lease_token=rows[0].lease_token, status="running"
    )


def sweep(model: type[Row]) -> int:
    """End what nobody can end any more: waiting or orphaned rows that were cancelled, rows that killed too many workers."""
    now = timezone.now()
    orphaned = Q(status="running", lease_until__lt=now)
    ended = model._default_manager.filter(Q(status="queued") | orphaned, cancel_requested=True).update(
        status="cancelled", finished_at=now, lease_token=None
    )
    ended += model._default_manager.filter(orphaned, attempts__gte=MAX_TAKEOVERS).update(
        status="failed", finished_at=now, lease_token=None, **model.worker_lost()
    )
    return ended


class Heartbeat:
    """Extends the lease of one claim from a thread. `cancelled()` and `lost()` are cheap and may be asked at every step."""

    def __init__(self, rows: Sequence[Any], deadline: float) -> None:
        self.rows = rows
        self.deadline = timezone.now() + timedelta(seconds=deadline)
        self._stop = threading.Event()
        self._cancelled = threading.Event()
        self._lost = threading.Event()

    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def lost(self) -> bool:
        return self._lost.is_set()

    def run(self) -> None:
        try:
            while not self._stop.wait(settings.HEARTBEAT_SECONDS):
                try:
                    self._beat()
                except (OperationalError, InterfaceError):  # Postgres restarts; the lease may run out meanwhile
                    connection.close()
                if self.lost():
                    break
        finally:
            connection.close()
        if self.lost() and timezone.now() > self.deadline and not self._stop.wait(HANGING_SECONDS):
            # A call that hangs in C cannot be stopped from within, and this process would be of no use any more.
            log.critical(
                "work went on %s s past its deadline; the process ends so that another takes its place", HANGING_SECONDS
            )
            os._exit(os.EX_TEMPFAIL)

    def _beat(self) -> None:
        if timezone.now() > self.deadline:
            self._lost.set()
            return
        mine = owned(self.rows)
        if not mine.update(lease_until=timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)):
            self._lost.set()
        elif mine.filter(cancel_requested=True).count() == mine.count():
            self._cancelled.set()

    def stop(self) -> None:
        self._stop.set()


@contextmanager
def heartbeat(rows: Sequence[Any], deadline: float) -> Iterator[Heartbeat]:
    """Keep the rows while the block runs, for at most `deadline` seconds."""
    beat = Heartbeat(rows, deadline)
    thread = threading.Thread(target=beat.run, daemon=True)
    thread.start()
    try:
        yield beat
    finally:
        beat.stop()
        thread.join(2)
