"""A nudge for the worker. It may get lost: every worker looks for work by itself every few seconds."""

from __future__ import annotations

import logging

from celery import current_app

log = logging.getLogger(__name__)
QUEUE = "review"


def wake() -> None:
    try:
        current_app.send_task("drafts.wake", args=[QUEUE], queue=QUEUE, expires=60, retry=False)
    except Exception as error:  # Redis is away
        log.warning("no worker was woken: %r", error)
