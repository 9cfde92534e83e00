"""A version where shoppers will meet it: beside what is approved for its product, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language

from generation.kinds import KINDS
from shop_content.catalogue.models import Image, Product
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Draft, DraftVersion

# The places in which a kind is seen.
PLACES: dict[str, tuple[str, ...]] = {
    "title": ("tile", "page", "feed"),
    "description": ("page",),
    "short_description": ("page",),
    "bullets": ("page",),
    "seo": ("result",),
    "search_ad": ("search_ad",),
    "social_ad": ("feed",),
}
PICTURED = ("tile", "page", "feed")
_TEXTS = ("title", "description", "short_description", "bullets", "seo", "search_ad", "social_ad")
SHOWN_BULLETS = 5


def places_of(kind: str) -> tuple[str, ...]:
    """None for what shoppers do not meet in one of these places, or must not: a mood picture is nobody's product."""
    return PICTURED if KINDS[kind].medium == "image" and not KINDS[kind].synthetic else PLACES.get(kind, ())


@dataclass(frozen=True, slots=True)
class Preview:
    """`fields` by name, each from the version itself or from what is approved beside it; a field that nobody wrote yet is not there."""

    product: Product
    locale: str
    places: tuple[str, ...]
    fields: Mapping[str, Any]
    image: Image | None

    @property
    def title(self) -> str:
        return str(self.fields.get("title") or self.product.title)

    @property
    def site(self) -> str:
        """The shop's own address, as far as the product's link tells it."""
        return urlsplit(self.product.link).hostname or "shop.example"

    @property
    def bullets(self) -> list[str]:
        return list(self.fields.get("bullets", ()))[:SHOWN_BULLETS]

    @property
    def first_headlines(self) -> list[str]:
        """Google shows up to three of them at once."""
        return list(self.fields.get("headlines", ()))[:3]

    @property
    def first_descriptions(self) -> list[str]:
        return list(self.fields.get("descriptions", ()))[:2]


def preview_of(draft: Draft, version: DraftVersion) -> Preview:
    """Two queries: the approved texts beside it, and its main picture where the version is a text."""
    locale = draft.locale or ("zh-Hans" if (get_language() or "").startswith("zh") else "en")
    beside = live_versions().filter(draft__product=draft.product_id).select_related("draft", "image")
    fields: dict[str, Any] = {}
    image = version.image
    for other in beside.filter(draft__subject="", draft__locale__in=("", locale)).order_by("pk"):
        if other.draft.kind in _TEXTS:
            fields |= other.fields
        elif other.draft.kind == "packshot" and image is None:
            image = other.image
    if image is None:
        photo = draft.product.photos.select_related("image").first()
        image = photo.image if photo else None
    return Preview(draft.product, locale, places_of(draft.kind), fields | version.fields, image)
