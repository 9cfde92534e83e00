"""Posters and the brand kit that they were made with: which of its parts have changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shop_content.catalogue.models import BrandKit
from shop_content.drafts.models import DraftVersion

PARTS = ("colours", "logo", "legal")


def outdated_kits(versions: Sequence[DraftVersion]) -> dict[int, tuple[str, ...]]:
    """Of those that were made with another kit than today's, the parts that differ, by version. One query; needs their drafts.

    What no longer holds for a poster whose record says nothing of its kit is not known, so it is left alone.
    """
    made = {version: kit for version in versions if (kit := _made_with(version)) is not None}
    if not made:
        return {}
    shops = {version.draft.shop_id for version in made}
    kits = {kit.shop_id: kit for kit in BrandKit.objects.select_related("logo").filter(shop_id__in=shops)}
    found = {}
    for version, kit in made.items():
        today = _today(kits.get(version.draft.shop_id), version.draft.locale)
        if parts := tuple(part for part in PARTS if kit.get(part) != today[part]):
            found[version.pk] = parts
    return found


def _made_with(version: DraftVersion) -> Mapping[str, Any] | None:
    kit: Mapping[str, Any] | None = version.provenance.get("sampling", {}).get("kit")
    return kit


def _today(kit: BrandKit | None, locale: str) -> dict[str, Any]:
    """As `generation.contract.House.told` names it."""
    if kit is None:
        return {"colours": [], "logo": "", "legal": ""}
    logo = kit.logo.sha256 if kit.logo else ""
    return {"colours": list(kit.colours), "logo": logo, "legal": str(kit.legal.get(locale, ""))}
