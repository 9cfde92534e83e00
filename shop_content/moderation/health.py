"""The condition of the installation, worded for the moderators' page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.timesince import timesince

from shop_content.drafts.models import ContentKind
from shop_content.jobs.messages import failure
from shop_content.moderation.condition import NAMES, condition


def context() -> dict[str, Any]:
    now = condition()
    moment = timezone.now()
    return {
        "condition": now,
        "queues": [
            (NAMES[queue.name], queue, timesince(moment - queue.oldest, moment) if queue.oldest else "–")
            for queue in now.queues
        ],
        "workers": [(worker, moment - worker.up) for worker in now.workers],
        "engines": [(NAMES[engine.medium], engine) for engine in now.engines],
        "failures": [
            (job, ContentKind(job.kind).label, failure(job.error_code, job.error_detail)) for job in now.failures
        ],
    }
