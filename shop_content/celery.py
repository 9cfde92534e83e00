"""The workers: `celery -A shop_content worker -Q text`.

Every worker ticks: it wakes its own queues every few seconds, so that a flushed Redis, a lost message or a dead neighbour never strands
a row that Postgres says is waiting. `beat` only clears away what is kept for a time (CELERY_BEAT_SCHEDULE); two of it do no harm.
"""

from __future__ import annotations

import gc
import logging
import os
from typing import Any

from celery import Celery, bootsteps
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_content.settings")

log = logging.getLogger(__name__)

app = Celery("shop_content")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

WAKES = {
    "text": ("jobs.wake",),
    "image": ("jobs.wake",),
    "imports": ("catalogue.wake_imports",),
    "review": ("drafts.wake", "insights.wake"),
}  # by queue


NEW_OBJECTS = 50_000  # before Python looks for rings of garbage among them; its own 700 are the work of a text or two


@worker_process_init.connect
def settle(**_: Any) -> None:
    """What was imported or loaded lives as long as the process; to look through it for garbage again and again is wasted.

    Called when the process begins, and again when its engine has been loaded.
    """
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    gc.collect()
    gc.freeze()


class Tick(bootsteps.StartStopStep):
    """Wakes this worker's queues from its own timer."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self.timer_entry: Any = None

    def start(self, worker: Any) -> None:
        from django.conf import settings

        def tick() -> None:
            for queue in worker.app.amqp.queues.consume_from or worker.app.amqp.queues:
                self._wake(queue, worker.concurrency or 1)

        self.timer_entry = worker.timer.call_repeatedly(settings.TICK_SECONDS, tick)

    def stop(self, worker: Any) -> None:
        if self.timer_entry:
            self.timer_entry.cancel()

    @staticmethod
    def _wake(queue: str, times: int) -> None:
        if queue not in WAKES:
            return
        try:
            for _ in range(times):
                for name in WAKES[queue]:
                    app.send_task(name, args=[queue], queue=queue, expires=5, retry=False)
        except Exception as error:  # Redis is away: the next tick tries again
            log.warning("tick on %s: %r", queue, error)


app.steps["worker"].add(Tick)
