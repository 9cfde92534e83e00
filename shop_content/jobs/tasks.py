"""The tasks that wake workers. They carry no work: what is to be done stands in Postgres."""

from __future__ import annotations

from celery import shared_task
from django.db import close_old_connections

from shop_content import leases
from shop_content.catalogue.looking.actions import QUEUE as LOOKS
from shop_content.catalogue.looking.work import look_off
from shop_content.drafts.actions import compare_all, compare_sights_all, police_all
from shop_content.drafts.consistency.work import compare_off
from shop_content.jobs import actions, work
from shop_content.jobs.models import Job
from shop_content.jobs.wake import worker
from shop_content.policy.actions import lapse

LOOK_SECONDS = 10  # what is looked at for nobody in particular waits for what people asked for
TURN_SECONDS = 60  # after this long a worker takes a breath, so that it can stop or be replaced


@shared_task(name="jobs.wake")
def wake(queue: str) -> None:
    """Claim and perform until nothing waits; drafts whose facts or policy changed are looked at first, which is quick."""
    close_old_connections()
    leases.sweep(Job)
    if queue == "text":
        lapse()
        compare_all()
        police_all()
        compare_sights_all()
    actions.finish_runs()
    more = work.work_off(queue, TURN_SECONDS)
    if queue == LOOKS:
        more = bool(look_off(LOOK_SECONDS)) or more
        more = compare_off(LOOK_SECONDS) or more
    if more:
        worker(queue)
