"""What products' photos show, as checks get it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from generation.looking.contract import NOTHING_SEEN, Look
from shop_content.catalogue.models import Photo
from shop_content.leases import Leased


def seen_of(product_ids: Collection[int]) -> dict[int, tuple[Look, ...]]:
    """By product, one look a photo, the hero's first; a photo that nobody has looked at yet says nothing. One query."""
    found: dict[int, list[Look]] = defaultdict(list)
    if not product_ids:
        return {}
    rows = Photo.objects.filter(product_id__in=product_ids).order_by("product_id", "position", "id")
    for product_id, status, seen in rows.values_list("product_id", "image__look__status", "image__look__seen"):
        found[product_id].append(Look.of(seen) if status == Leased.State.DONE else NOTHING_SEEN)
    return {product_id: tuple(looks) for product_id, looks in found.items()}
