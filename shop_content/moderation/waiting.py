"""What the moderators' first page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from shop_content.drafts.models import Draft, Status
from shop_content.jobs.models import Run
from shop_content.policy.models import PolicyTerm
from shop_content.shops.models import Shop

SHOWN = 10  # rows of each list


@dataclass(frozen=True, slots=True)
class Waiting:
    held: list[Draft]
    held_count: int
    flagged: list[Draft]
    flagged_count: int
    suspended_shops: int
    open_runs: int
    active_terms: int


def held() -> QuerySet[Draft]:
    return _drafts().filter(status=Status.HELD)


def flagged() -> QuerySet[Draft]:
    """Drafts that wait for a decision with error findings that nobody mended or waived."""
    return _drafts().filter(status__in=[Status.IN_REVIEW, Status.CHANGES_REQUESTED], errors__gt=0)


def waiting() -> Waiting:
    return Waiting(
        held=list(held().order_by("-updated_at")[:SHOWN]),
        held_count=held().count(),
        flagged=list(flagged().order_by("-updated_at")[:SHOWN]),
        flagged_count=flagged().count(),
        suspended_shops=Shop.objects.exclude(suspended_at=None).count(),
        open_runs=Run.objects.filter(status__in=[Run.Status.RUNNING, Run.Status.PAUSED]).count(),
        active_terms=PolicyTerm.objects.filter(active=True).count(),
    )


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("shop", "product")
