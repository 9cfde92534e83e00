"""How far a bulk is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from shop_content.drafts.models import Bulk, BulkItem

State = BulkItem.State


@dataclass(frozen=True, slots=True)
class Progress:
    total: int
    done: int
    refused: int
    waiting: int
    left: timedelta | None  # None while nothing can be said

    @property
    def percent(self) -> int:
        return int(100 * (self.done + self.refused) / self.total) if self.total else 100


def progress_of(bulk: Bulk) -> Progress:
    counts = dict(bulk.items.order_by().values_list("state").annotate(Count("pk")))
    done, refused = counts.get(State.DONE, 0), counts.get(State.REFUSED, 0)
    waiting = counts.get(State.WAITING, 0)
    left = None
    if bulk.status == Bulk.State.RUNNING and bulk.started_at and done + refused and waiting:
        spent = max(timedelta(seconds=1), timezone.now() - bulk.created_at)
        left = spent * waiting / (done + refused)
    return Progress(bulk.total, done, refused, waiting, left)
