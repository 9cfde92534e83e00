"""What Celery wakes: the workers of the queue `review`."""

from celery import shared_task
from django.db import close_old_connections

from shop_content.drafts.actions import sum_up
from shop_content.drafts.bulk.work import work_off


@shared_task(name="drafts.wake")
def wake(queue: str) -> None:
    close_old_connections()
    work_off(queue)
    sum_up()
