"""What the clock asks for."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="shops.forget_sessions")
def forget_sessions() -> None:
    """The rows of browsers' sessions that have run out."""
    call_command("clearsessions")
