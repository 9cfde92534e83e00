"""What may leave the house."""

from __future__ import annotations

from django.db.models import F, QuerySet

from shop_content.drafts.models import DraftVersion, Status


def live_versions() -> QuerySet[DraftVersion]:
    """The approved version of every draft that is neither held nor rejected and whose product is still there; at most one a slot.

    Storefronts publish these and nothing else.
    """
    versions = DraftVersion.objects.filter(draft__approved_id=F("pk"), draft__product__archived_at=None)
    return versions.exclude(draft__status__in=(Status.HELD, Status.REJECTED))
