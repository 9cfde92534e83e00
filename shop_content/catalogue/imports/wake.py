"""A nudge for the workers. It may get lost: they look for work by themselves every few seconds."""

import logging

from celery import current_app

log = logging.getLogger(__name__)
QUEUE = "imports"


def wake() -> None:
    try:
        current_app.send_task("catalogue.wake_imports", args=[QUEUE], queue=QUEUE, expires=60, retry=False)
    except Exception as error:  # Redis is away
        log.warning("no worker was woken: %r", error)
