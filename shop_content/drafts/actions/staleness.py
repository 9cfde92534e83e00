"""What becomes of versions whose facts change: triggers mark the drafts, a worker compares them soon after."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from shop_content.audit.actions import record_all
from shop_content.drafts.ground import beside, briefs_of
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.originals import overtaken
from shop_content.drafts.staleness import outdated_claims

AT_ONCE = 200  # drafts in one transaction


def compare_all() -> int:
    """Compare every draft whose product changed with what the product says today; answers how many there were."""
    compared = 0
    while count := compare(Draft.objects.filter(recheck=True)):
        compared += count
    return compared


@transaction.atomic
def compare(drafts: QuerySet[Draft]) -> int:
    """The first `AT_ONCE` of `drafts` that no other worker has in hand. One event for each draft that has just gone stale."""
    rows = drafts.select_related("newest__draft", "approved__draft").order_by("pk")
    batch = list(rows.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    before = {draft.pk: draft.stale for draft in batch}
    pairs = [(draft, version) for draft in batch for version in _standing(draft)]
    behind = overtaken([version for _draft, version in pairs])
    for draft in batch:
        draft.stale, draft.recheck = [], False
    for (draft, version), brief in zip(pairs, briefs_of(pairs), strict=True):
        if version.pk in behind or outdated_claims(version, brief.facts, beside(brief)):
            draft.stale.append(version.pk)
    Draft.objects.bulk_update(batch, ["stale", "recheck"])
    record_all(
        ("draft.outdated", draft, draft.shop_id, {"versions": draft.stale})
        for draft in batch
        if set(draft.stale) - set(before[draft.pk])
    )
    return len(batch)


def _standing(draft: Draft) -> Sequence[DraftVersion]:
    """The version under review and the published one, each once."""
    both = {version.pk: version for version in (draft.newest, draft.approved) if version is not None}
    return list(both.values())
