"""A person's hand on a run: pause, resume, cancel, retry. Someone else being first is a normal answer: `False` or 0."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.jobs import wake
from shop_content.jobs.models import Job, Run

Status = Run.Status


def pause_run(run: Run) -> bool:
    """Waiting jobs stay where they are; those in a worker's hands are finished, or wait if they come back unfinished."""
    return _move(run, Status.RUNNING, Status.PAUSED, paused=True, verb="run.pause")


def resume_run(run: Run) -> bool:
    return _move(run, Status.PAUSED, Status.RUNNING, paused=False, verb="run.resume")


def _move(run: Run, source: str, target: str, *, paused: bool, verb: str) -> bool:
    with transaction.atomic():
        if not Run.objects.filter(pk=run.pk, status=source).update(status=target):
            return False
        run.jobs.filter(status__in=[Job.State.QUEUED, Job.State.RUNNING]).update(paused=paused)
        record(verb, run, run.shop_id)
        if not paused:
            transaction.on_commit(lambda: wake.everyone(run.kinds), robust=True)
    return True


def cancel_run(run: Run) -> bool:
    """Waiting jobs end at once, running ones at their engine's next step. What is written already stays."""
    with transaction.atomic():
        open_run = Run.objects.filter(pk=run.pk, status__in=[Status.RUNNING, Status.PAUSED])
        if not open_run.update(status=Status.CANCELLED, finished_at=timezone.now()):
            return False
        run.jobs.filter(status=Job.State.RUNNING).update(cancel_requested=True)
        run.jobs.filter(status=Job.State.QUEUED).update(status=Job.State.CANCELLED, finished_at=timezone.now())
        record("run.cancel", run, run.shop_id)
    return True


def retry_jobs(run: Run, job_ids: Sequence[int] | None = None) -> int:
    """Queue the failed jobs again: those named, or all of the run."""
    with transaction.atomic():
        failed = run.jobs.filter(status=Job.State.FAILED)
        if job_ids is not None:
            failed = failed.filter(pk__in=job_ids)
        paused = Run.objects.filter(pk=run.pk, status=Status.PAUSED).exists()
        count = failed.update(
            status=Job.State.QUEUED,
            attempts=0,
            tries=0,
            run_after=timezone.now(),
            finished_at=None,
            error_code="",
            error_detail="",
            cancel_requested=False,
            paused=paused,
        )
        if count:
            Run.objects.filter(pk=run.pk).exclude(status=Status.PAUSED).update(status=Status.RUNNING, finished_at=None)
            record("run.retry", run, run.shop_id, jobs=count)
            transaction.on_commit(lambda: wake.everyone(run.kinds), robust=True)
    return count


def finish_runs(run_ids: Sequence[int] | None = None) -> int:
    """Close the runs whose jobs have all ended. Called after every batch for its runs, and by the sweep for all."""
    waiting = Job.objects.filter(run=OuterRef("pk"), status__in=[Job.State.QUEUED, Job.State.RUNNING])
    runs = Run.objects.filter(~Exists(waiting), status=Status.RUNNING)
    if run_ids is not None:
        runs = runs.filter(Q(pk__in=run_ids))
    return runs.update(status=Status.FINISHED, finished_at=timezone.now())
