"""Wake-ups: hints that may be lost. The row in Postgres is what counts; every worker also looks on its own."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from generation.kinds import KINDS
from shop_content.celery import app

log = logging.getLogger(__name__)


def everyone(kinds: Iterable[str]) -> None:
    """Wake the workers of these kinds' queues."""
    for queue in {KINDS[kind].medium for kind in kinds}:
        worker(queue)


def worker(queue: str) -> None:
    try:
        app.send_task("jobs.wake", args=[queue], queue=queue, expires=60, retry=False)
    except Exception as error:  # Redis is away: the next tick finds the rows
        log.warning("wake-up on %s not sent: %r", queue, error)
