"""A product as the engines see it: its facts and its photos, plain and frozen."""

from __future__ import annotations

from django.utils import timezone

from generation.contract import Fact, Facts, Photo
from generation.instructions import cleaned
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import canonical

FACTS = ("variants", "shop__evidence")  # what `facts_of` reads beside the product's own row, to prefetch for many


def facts_of(product: Product) -> Facts:
    """All that copy about `product` may draw on: valid evidence included, orders to a language model left out.

    Three queries (variants, shop, its evidence), none if `FACTS` are prefetched.
    """
    return cleaned(_all_facts(product))


def has_orders(product: Product) -> bool:
    """Whether the product's data holds passages that read like orders to a language model, which `facts_of` leaves out."""
    everything = _all_facts(product)
    return cleaned(everything) != everything


def _all_facts(product: Product) -> Facts:
    return Facts(
        sku=product.sku,
        title=product.title,
        brand=product.brand,
        category=product.category,
        price=None if product.price is None else canonical(product.price, product.currency),
        currency=product.currency,
        options=options_of(product),
        source_text=product.source_text,
        items=(
            *(
                Fact(fact["id"], fact["key"], fact["value"], fact.get("unit", ""), fact.get("source", "person"))
                for fact in product.facts
            ),
            *evidence_of(product),
        ),
    )


def evidence_of(product: Product) -> tuple[Fact, ...]:
    """What the shop's valid evidence states of the product: facts with ids like `evidence:7`."""
    today = timezone.localdate()
    return tuple(
        Fact(f"evidence:{evidence.pk}", "certificate", evidence.statement)
        for evidence in sorted(product.shop.evidence.all(), key=lambda evidence: evidence.pk)
        if evidence.stands(today) and evidence.covers(product.sku, product.brand, product.category)
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
