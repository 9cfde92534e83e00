"""A product as the engines see it: its facts and its photos, plain and frozen."""

from __future__ import annotations

from generation.contract import Fact, Facts, Photo
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import canonical


def facts_of(product: Product) -> Facts:
    """All that copy about `product` may draw on. One query (its variants), none if they are prefetched."""
    return Facts(
        sku=product.sku,
        title=product.title,
        brand=product.brand,
        category=product.category,
        price=None if product.price is None else canonical(product.price, product.currency),
        currency=product.currency,
        options=options_of(product),
        source_text=product.source_text,
        items=tuple(
            Fact(fact["id"], fact["key"], fact["value"], fact.get("unit", ""), fact.get("source", "person"))
            for fact in product.facts
        ),
    )


def options_of(product: Product) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the variants come in, each name and value once, in the variants' order: (("Size", ("S", "M")),)."""
    options: dict[str, dict[str, None]] = {}
    for variant in product.variants.all():
        for name, value in variant.options.items():
            options.setdefault(name, {})[value] = None
    return tuple((name, tuple(values)) for name, values in options.items())


def photos_of(product: Product, limit: int | None = 3) -> tuple[Photo, ...]:
    """The first `limit` photos (None: all) with their bytes, the hero first. Reads each file once from the storage.

    Raises `OSError` (or the storage's own error) when a file cannot be read.
    """
    photos = []
    for photo in product.photos.select_related("image")[:limit]:
        with photo.image.file.open("rb") as file:
            photos.append(Photo(f"photo:{photo.pk}", photo.image.sha256, file.read(), photo.image.media_type))
    return tuple(photos)
