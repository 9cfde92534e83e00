"""What Celery wakes: the workers of the queue `imports`."""

from celery import shared_task

from shop_content.catalogue.actions import prune_events
from shop_content.catalogue.imports import actions
from shop_content.catalogue.imports.work import work_off
from shop_content.catalogue.reading.work import work_off as read_off
from shop_content.catalogue.sales import count_sales as count


@shared_task(name="catalogue.wake_imports")
def wake_imports(queue: str) -> None:
    """Read the texts that wait, which is quick, and finish every import; then clear away what has ended."""
    read_off(queue)
    if work_off(queue):
        count()
    actions.expire()
    actions.tidy()


@shared_task(name="catalogue.forget_events")
def forget_events() -> None:
    """What shoppers did longer ago than `SHOPPER_EVENT_DAYS`."""
    prune_events()


@shared_task(name="catalogue.count_sales")
def count_sales() -> None:
    """What was sold lately, as the days go by."""
    count()
