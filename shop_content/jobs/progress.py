"""How far a run is: counts, rate and the time that is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from shop_content.jobs.models import Job, Run

WINDOW = timedelta(seconds=30)  # over which the rate is taken


@dataclass(frozen=True, slots=True)
class Progress:
    total: int
    done: int
    running: int
    waiting: int
    failed: int
    cancelled: int
    rate: float  # jobs a minute
    left: timedelta | None  # None while nothing can be said

    @property
    def ended(self) -> int:
        return self.done + self.failed + self.cancelled

    @property
    def until(self) -> datetime | None:
        return timezone.now() + self.left if self.left is not None else None

    @property
    def percent(self) -> int:
        return int(100 * self.ended / self.total) if self.total else 100


def progress_of(run: Run) -> Progress:
    counts = dict(run.jobs.order_by().values_list("status").annotate(Count("pk")))
    waiting, running = counts.get(Job.State.QUEUED, 0), counts.get(Job.State.RUNNING, 0)
    rate = _rate(run)
    open_jobs = waiting + running
    known = bool(rate) and run.status == Run.Status.RUNNING and open_jobs
    return Progress(
        total=run.total,
        done=counts.get(Job.State.DONE, 0),
        running=running,
        waiting=waiting,
        failed=counts.get(Job.State.FAILED, 0),
        cancelled=counts.get(Job.State.CANCELLED, 0),
        rate=rate,
        left=timedelta(minutes=open_jobs / rate) if known else None,
    )


def _rate(run: Run) -> float:
    """Jobs a minute in the last window; over the whole time for a run that has ended."""
    now = timezone.now()
    if not run.open:
        span = (run.finished_at or now) - run.created_at
        ended = run.jobs.filter(status=Job.State.DONE).count()
    else:
        span = min(WINDOW, now - run.created_at)
        ended = run.jobs.filter(Q(finished_at__gt=now - span), status=Job.State.DONE).count()
    return 60 * ended / max(1.0, span.total_seconds())
