"""What a storefront carries and what it leaves out, and why: the counts and the feed agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from shop_content.catalogue.models import Photo, Product, Variant
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Draft, Status
from shop_content.shops.models import Shop
from shop_content.storefronts.feeds import Feed, ready
from shop_content.storefronts.feeds.rows import CHUNK, read
from shop_content.storefronts.models import Storefront
from tests.factories import ProductFactory, VariantFactory
from tests.storefronts.conftest import BASE, approve, photo

Make = Callable[..., Storefront]


def test_each_product_is_counted_once_by_the_first_thing_it_lacks(feed: Make, mug: Product, shop: Shop) -> None:
    ProductFactory(shop=shop)
    undescribed = ProductFactory(shop=shop)
    approve(undescribed, "title", {"title": "A"})
    bare = ProductFactory(shop=shop)
    unpriced = ProductFactory(shop=shop, link="https://norra.example/u", price=None)
    unpictured = ProductFactory(shop=shop, link="https://norra.example/p")
    for product in (bare, unpriced, unpictured):
        approve(product, "title", {"title": "A"})
        approve(product, "description", {"description": "B"})
    google = feed()
    assert ready.counts(google) == (1, {"title": 1, "description": 1, "link": 1, "price": 1, "picture": 1})
    assert sum(len(chunk) for chunk in read(Feed(google, BASE), ("title",), False)) == 1
    assert ready.counts(feed("jsonl")) == (5, {"title": 1})
    assert ready.counts(feed("shopify", unapproved="own")) == (6, {})


def test_a_price_of_a_variant_is_a_price(feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(price=None)
    VariantFactory(product=mug, price="9")
    assert ready.counts(feed()) == (1, {})


def test_an_archived_product_is_gone(feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(archived_at=timezone.now())
    assert ready.counts(feed()) == (0, {})
    assert list(read(Feed(feed(), BASE), ("title",), False)) == []


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.django_db
def test_live_means_here_what_it_means_in_the_drafts_room(mug: Product, status: str) -> None:
    Draft.objects.filter(product=mug, kind="title").update(status=status)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT d.approved_id FROM drafts_draft d WHERE {ready.LIVE} ORDER BY 1")
        ours = [row[0] for row in cursor.fetchall()]
    assert ours == sorted(live_versions().values_list("pk", flat=True))


def test_products_beyond_one_chunk_come_in_order_and_once(
    feed: Make, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CHUNK > 3
    monkeypatch.setattr("shop_content.storefronts.feeds.rows.CHUNK", 3)
    products = [ProductFactory(shop=shop, sku=f"S{n}") for n in range(7)]
    chunks = list(read(Feed(feed("jsonl", unapproved="own"), BASE), ("title",), True))
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert [item.id for chunk in chunks for item in chunk] == [product.pk for product in products]


def _mark(storefront: Storefront) -> str:
    return ready.fingerprint(storefront, BASE)


def test_the_fingerprint_changes_with_everything_that_the_feed_shows(feed: Make, mug: Product, shop: Shop) -> None:
    storefront = feed()
    changes: list[Callable[[], object]] = [
        lambda: Draft.objects.filter(product=mug, kind="title").update(status="held"),
        lambda: Product.objects.filter(pk=mug.pk).update(price="19"),
        lambda: VariantFactory(product=mug),
        lambda: Variant.objects.filter(product=mug).update(sku="NEW"),
        lambda: photo(mug, "second", 1),
        lambda: Photo.objects.filter(product=mug, position=0).update(position=5),
        lambda: Shop.objects.filter(pk=shop.pk).update(name="Renamed"),
        lambda: setattr(storefront, "availability", "preorder"),
    ]
    marks = [_mark(storefront)]
    assert _mark(storefront) == marks[0]
    for change in changes:
        with transaction.atomic():  # of its own, as in life: a row is known by the transaction that wrote it
            change()
        marks.append(_mark(storefront))
    assert len(set(marks)) == len(changes) + 1
