"""The tasks that wake workers. They carry no work: what is to be done stands in Postgres."""

from __future__ import annotations

import time

from celery import shared_task
from django.db import close_old_connections

from shop_content import leases
from shop_content.drafts.actions import compare_all
from shop_content.jobs import actions, work
from shop_content.jobs.models import Job
from shop_content.jobs.wake import worker

TURN_SECONDS = 60  # after this long a worker takes a breath, so that it can stop or be replaced


@shared_task(name="jobs.wake")
def wake(queue: str) -> None:
    """Claim and perform until nothing waits; drafts whose facts changed are compared first, which is quick."""
    close_old_connections()
    leases.sweep(Job)
    if queue == "text":
        compare_all()
    actions.finish_runs()
    end = time.monotonic() + TURN_SECONDS
    while jobs := work.claim(queue):
        work.perform(jobs)
        if time.monotonic() > end:
            worker(queue)
            return
