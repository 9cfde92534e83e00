"""Photos that came, went or were looked at are put to the texts that were written before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from generation.checks import recognised, sights
from generation.checks.sources import with_sources
from shop_content.audit.actions import record_all
from shop_content.catalogue.models import Product
from shop_content.drafts.actions.decisions import counts
from shop_content.drafts.actions.versions import findings_of
from shop_content.drafts.consistency.actions import ask
from shop_content.drafts.ground import briefs_of
from shop_content.drafts.likeness import content_of
from shop_content.drafts.models import Draft, DraftVersion, Finding, Status
from shop_content.drafts.policing import versions_of

AT_ONCE = 20  # products in one transaction
RULES = ("sights.colour", "sights.colour_of_fact", "sights.amount", recognised.RULE)


def compare_sights_all() -> int:
    """Put what was seen to the texts of every product that waits for it; answers how many products there were."""
    compared = 0
    while count := compare_sights():
        compared += count
    return compared


@transaction.atomic
def compare_sights() -> int:
    """The next products that no other worker has in hand. Their standing texts get the findings that a new text would get, and
    lose the open ones that it would not; what a person has waived stays waived."""
    due = Product.everything.filter(sights_due=True).order_by("pk")
    products = list(due.select_for_update(skip_locked=True, no_key=True)[:AT_ONCE])
    Product.everything.filter(pk__in=[product.pk for product in products]).update(sights_due=False)
    drafts = list(
        Draft.objects.filter(product__in=products)
        .exclude(locale="")
        .exclude(newest=None)
        .exclude(status=Status.REJECTED)
        .select_related("product", "newest", "approved")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    _flag(drafts)
    return len(products)


def _flag(drafts: Sequence[Draft]) -> None:
    pairs = [(draft, version) for draft in drafts for version in versions_of(draft)]
    if not pairs:
        return
    ask((draft.kind, version.pk) for draft, version in pairs)
    wanted: dict[tuple[object, ...], Finding] = {}
    for (_draft, version), brief in zip(pairs, briefs_of(pairs), strict=True):
        content, whole = content_of(version.fields), with_sources(brief)
        found = findings_of(version, [*sights.check(whole, content), *recognised.check(whole, content)])
        wanted |= {_place(row): row for row in found}
    known = Finding.objects.filter(version__in=[version for _, version in pairs], rule__in=RULES)
    gone = [row for row in known if row.waived_at is None and _place(row) not in wanted]
    for row in known:
        wanted.pop(_place(row), None)
    Finding.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Finding.objects.bulk_create(wanted.values())
    touched = {row.version_id for row in (*gone, *wanted.values())}
    moved = [(draft, version) for draft, version in pairs if version.pk in touched and draft.newest_id == version.pk]
    for draft, version in moved:
        draft.errors, draft.warnings = counts(version)
    Draft.objects.bulk_update([draft for draft, _ in moved], ["errors", "warnings"])
    flagged: dict[int, list[DraftVersion]] = defaultdict(list)
    for draft, version in pairs:
        if version.pk in {row.version_id for row in wanted.values()}:
            flagged[draft.pk].append(version)
    record_all(
        ("draft.sights", draft, draft.shop_id, {"versions": [version.pk for version in flagged[draft.pk]]})
        for draft in drafts
        if draft.pk in flagged
    )


def _place(row: Finding) -> tuple[object, ...]:
    return row.version_id, row.rule, row.severity, row.field, row.index, row.start, row.end, str(row.params.get("seen"))
