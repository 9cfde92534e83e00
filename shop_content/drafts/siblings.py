"""Variants: versions of one draft that one job wrote together, any of which a person may choose."""

from __future__ import annotations

from django.db.models import QuerySet

from shop_content.drafts.models import DraftVersion


def together(version: DraftVersion) -> QuerySet[DraftVersion]:
    """`version` and the variants that came with it, in order."""
    versions = DraftVersion.objects.filter(draft_id=version.draft_id).order_by("variant", "number")
    if version.job_id is None:
        return versions.filter(pk=version.pk)
    return versions.filter(job_id=version.job_id)


def are_siblings(one: DraftVersion, other: DraftVersion) -> bool:
    if one.draft_id != other.draft_id:
        return False
    return one.pk == other.pk or (one.job_id is not None and one.job_id == other.job_id)
