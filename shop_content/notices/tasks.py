"""What the clock asks for."""

from celery import shared_task
from django.db import close_old_connections

from shop_content.notices.actions import send_due


@shared_task(name="notices.send_digests")
def send_digests() -> None:
    """The digests of the shops where it is morning."""
    close_old_connections()
    send_due()
