"""Translations and what they translate: approved versions in another language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from generation.contract import Claim, Original
from shop_content.drafts.kits import outdated_kits
from shop_content.drafts.models import Draft, DraftVersion, Status

Place = tuple[int, str, str]  # (product id, kind, subject)


def translatable(shop_id: int, locale: str) -> QuerySet[Draft]:
    """The drafts whose approved version stands, in this language."""
    drafts = Draft.objects.filter(shop_id=shop_id, locale=locale, approved__isnull=False)
    return drafts.exclude(status__in=(Status.HELD, Status.REJECTED))


def counted(shop_id: int, products: QuerySet[Any], kinds: Collection[str]) -> dict[str, dict[str, int]]:
    """How many of these products have an approved text, by language and kind; texts for an occasion are not counted."""
    drafts = Draft.objects.filter(shop_id=shop_id, kind__in=kinds, subject="", approved__isnull=False)
    drafts = drafts.exclude(locale="").exclude(status__in=(Status.HELD, Status.REJECTED))
    rows = drafts.filter(product__in=products.order_by().values("pk")).order_by().values_list("locale", "kind")
    found: dict[str, dict[str, int]] = {}
    for locale, kind, count in rows.annotate(Count("id")):
        found.setdefault(locale, {})[kind] = count
    return found


def originals(shop_id: int, locale: str, places: Collection[Place]) -> dict[Place, Original]:
    """What stands approved today in `locale`, by slot; one query."""
    rows = translatable(shop_id, locale).filter(
        product_id__in={product_id for product_id, _, _ in places}, kind__in={kind for _, kind, _ in places}
    )
    found = {(row.product_id, row.kind, row.subject): row.approved for row in rows.select_related("approved__draft")}
    return {place: as_original(found[place]) for place in places if found.get(place)}


def original_of(version: DraftVersion | None) -> Original | None:
    """What a version, or an edit of it, translates today: what is approved in its original's place, else the original itself."""
    if version is None or version.original_id is None:
        return None
    old = DraftVersion.objects.select_related("draft__approved__draft").get(pk=version.original_id)
    return as_original(standing(old.draft) or old)


def as_translated(version: DraftVersion) -> Original | None:
    """What the version translates, as it stood then; None for a text of its own. Its other sentences follow no newer one."""
    if version.original_id is None:
        return None
    return as_original(DraftVersion.objects.select_related("draft").get(pk=version.original_id))


def newer_original(version: DraftVersion) -> DraftVersion | None:
    """What is approved by now, in other words, in place of what a version translates; None while that stands, or nothing does."""
    if version.original_id is None or not overtaken([version]):
        return None
    return standing(Draft.objects.select_related("approved").get(versions=version.original_id))


def standing(draft: Draft) -> DraftVersion | None:
    """The approved version of a draft, while it may leave the house."""
    return None if draft.status in (Status.HELD, Status.REJECTED) else draft.approved


def as_original(version: DraftVersion) -> Original:
    fields = {name: value if isinstance(value, str) else tuple(value) for name, value in version.fields.items()}
    return Original(str(version.pk), version.draft.locale, fields, tuple(map(_claim, version.claims)))


def _claim(stored: Mapping[str, Any]) -> Claim:
    return Claim(**{**stored, "fact_ids": tuple(stored["fact_ids"])})


def overtaken(versions: Sequence[DraftVersion]) -> set[int]:
    """Ids of those whose original, or a text that they copy, is no longer what is approved in its place, in other words than it was;
    and of posters that another brand kit has overtaken. At most three queries; needs the posters' drafts.
    """
    return _overtaken_translations(versions) | overtaken_copies(versions) | outdated_kits(versions).keys()


def overtaken_copies(versions: Sequence[DraftVersion]) -> set[int]:
    """Ids of the posters among them that say what is no longer approved."""
    asked = {pk for version in versions for pk in version.copied}
    if not asked:
        return set()
    standing = set(_standing(DraftVersion.objects.filter(pk__in=asked), "").values_list("pk", flat=True))
    return {version.pk for version in versions if not standing.issuperset(version.copied)}


def _overtaken_translations(versions: Sequence[DraftVersion]) -> set[int]:
    translations = {version.pk for version in versions if version.original_id}
    if not translations:
        return set()
    rows = DraftVersion.objects.filter(pk__in=translations)
    return translations - set(_standing(rows, "original__").values_list("pk", flat=True))


def _standing(rows: QuerySet[DraftVersion], of: str) -> QuerySet[DraftVersion]:
    """Those of which the version at the end of `of` ("" for themselves) is approved, or one with the same words."""
    itself = Q(**{f"{of}draft__approved": F(f"{of}pk")})
    same = itself | Q(**{f"{of}draft__approved__fields": F(f"{of}fields")})
    return rows.filter(same).exclude(**{f"{of}draft__status__in": (Status.HELD, Status.REJECTED)})
