"""What Celery wakes."""

from celery import shared_task
from django.db import close_old_connections

from shop_content.insights import actions


@shared_task(name="insights.wake")
def wake(queue: str) -> None:
    """A worker of the queue `review` looks every few seconds for edits to measure and rows to merge."""
    close_old_connections()
    actions.measure_edits()
    for table in actions.KEYS:
        actions.merge(table)
