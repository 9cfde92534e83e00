"""A product as the engines see it: its facts and its photos, plain and frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.utils import timezone

from generation.contract import Fact, Facts, Photo
from generation.instructions import cleaned
from shop_content.catalogue.masks import masks_of
from shop_content.catalogue.models import Image, Product, Variant
from shop_content.catalogue.money import canonical

Options = tuple[tuple[str, tuple[str, ...]], ...]  # (("Size", ("S", "M")),)
FACTS = ("variants", "shop__evidence")  # what `facts_of` reads beside the product's own row, to prefetch for many


def facts_of(product: Product, options: Options | None = None) -> Facts:
    """All that copy about `product` may draw on: valid evidence included, orders to a language model left out.

    Three queries (variants, shop, its evidence), none if `FACTS` are prefetched; no variants are read if their `options` are given.
    """
    return cleaned(_all_facts(product, options))


def has_orders(product: Product) -> bool:
    """Whether the product's data holds passages that read like orders to a language model, which `facts_of` leaves out."""
    everything = _all_facts(product, None)
    return cleaned(everything) != everything


def _all_facts(product: Product, options: Options | None) -> Facts:
    return Facts(
        sku=product.sku,
        title=product.title,
        brand=product.brand,
        category=product.category,
        price=None if product.price is None else canonical(product.price, product.currency),
        currency=product.currency,
        options=options_of(product) if options is None else options,
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


def options_of(product: Product) -> Options:
    """What the variants come in, each name and value once, in the variants' order."""
    return _merged(variant.options for variant in product.variants.all())


def options_of_all(product_ids: Collection[int]) -> dict[int, Options]:
    """`options_of` by product, in one query for all; products without variants are left out."""
    several: dict[int, list[dict[str, Any]]] = {}
    variants = Variant.objects.filter(product_id__in=product_ids)
    for product_id, options in variants.values_list("product_id", "options"):
        several.setdefault(product_id, []).append(options)
    return {product_id: _merged(each) for product_id, each in several.items()}


def _merged(variants: Iterable[dict[str, Any]]) -> Options:
    options: dict[str, dict[str, None]] = {}
    for variant in variants:
        for name, value in variant.items():
            options.setdefault(name, {})[value] = None
    return tuple((name, tuple(values)) for name, values in options.items())


def photos_of(product: Product, limit: int | None = 3, *, masked: bool = False) -> tuple[Photo, ...]:
    """The first `limit` photos (None: all) with their bytes, the hero first; `masked`, each with the mask that a person drew of it.

    Reads each file once from the storage. Raises `OSError` (or the storage's own error) when a file cannot be read.
    """
    rows = list(product.photos.select_related("image")[:limit])
    masks = masks_of([row.image_id for row in rows]) if masked else {}
    photos = []
    for row in rows:
        photo = Photo(f"photo:{row.pk}", row.image.sha256, _bytes(row.image), row.image.media_type)
        if (mask := masks.get(row.image_id)) and mask.file:
            photo = replace(photo, mask=_bytes(mask.file), mask_sha256=mask.file.sha256)
        photos.append(photo)
    return tuple(photos)


def _bytes(image: Image) -> bytes:
    with image.file.open("rb") as file:
        return bytes(file.read())
