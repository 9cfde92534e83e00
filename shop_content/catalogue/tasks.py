"""What Celery wakes: the workers of the queue `imports`."""

from celery import shared_task

from shop_content.catalogue.actions import prune_events
from shop_content.catalogue.imports import actions
from shop_content.catalogue.imports.work import work_off


@shared_task(name="catalogue.wake_imports")
def wake_imports(queue: str) -> None:
    """Finish every import that waits; then clear away what has ended, and what is kept for a time only."""
    work_off(queue)
    actions.expire()
    actions.tidy()
    prune_events()
