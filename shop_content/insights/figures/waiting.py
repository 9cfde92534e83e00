"""What waits for a person right now, whatever the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from shop_content.drafts.models import Draft, Status
from shop_content.insights.period import Period
from shop_content.shops import access
from shop_content.shops.models import Member


@dataclass(frozen=True, slots=True)
class Waiting:
    kind: str
    locale: str
    drafts: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`since`: when the draft came that waits longest."""

    kinds: Sequence[Waiting]
    drafts: int
    since: datetime | None


def waiting(member: Member, period: Period) -> Standing:
    """Not by engine: who wrote what waits stands in the versions, not in the index."""
    rows = access.rows(member, Draft).filter(status=Status.IN_REVIEW, archived=False, **period.limits(engine=False))
    counted = rows.order_by().values_list("kind", "locale").annotate(Count("pk"))
    kinds = sorted((Waiting(*row) for row in counted), key=lambda row: (-row.drafts, row.kind, row.locale))
    oldest = rows.order_by().aggregate(Min("arrived_at"))["arrived_at__min"]
    return Standing(kinds, sum(row.drafts for row in kinds), oldest)
