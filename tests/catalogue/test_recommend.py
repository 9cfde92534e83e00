"""What goes with a product, by what shoppers did and by its shelf."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop_content.catalogue import audiences
from shop_content.catalogue.models import Product
from shop_content.catalogue.recommend import OFFERS, Wanted, recommend
from shop_content.shops.models import Shop
from tests.factories import AudienceFactory, EventFactory, ProductFactory, ShopFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def shop() -> Shop:
    return ShopFactory()


def product(shop: Shop, sku: str, category: str = "", brand: str = "") -> Product:
    return ProductFactory(shop=shop, sku=sku, category=category, brand=brand)


def did(shopper: str, verb: str, *products: Product, at: datetime = NOW) -> None:
    for each in products:
        EventFactory(product=each, shopper=shopper, verb=verb, at=at)


def skus(shop: Shop, anchor: Product, shopper: str = "") -> list[tuple[str, str]]:
    offers = recommend(shop.pk, [Wanted(anchor.pk, shopper)])[0]
    return [(Product.everything.get(pk=offer.product_id).sku, offer.why) for offer in offers]


def test_what_the_same_shoppers_cared_for_the_closest_first(shop: Shop) -> None:
    mug, pot, tray, lamp = (product(shop, sku) for sku in ("MUG", "POT", "TRAY", "LAMP"))
    for shopper in "abcd":
        did(shopper, "view", mug, pot)
    for shopper in "ab":
        did(shopper, "view", tray)
    did("a", "view", lamp)  # one shopper says nothing
    assert skus(shop, mug) == [("POT", "together"), ("TRAY", "together")]


def test_buying_counts_more_than_viewing_and_old_less_than_new(shop: Shop) -> None:
    mug, viewed, bought, old = (product(shop, sku) for sku in ("MUG", "VIEWED", "BOUGHT", "OLD"))
    for shopper in "abc":
        did(shopper, "view", mug)
    for shopper in "xyz":  # each is liked by three others too: the lengths differ only by what was done
        did(shopper, "view", viewed, bought, old)
    for shopper in "ab":
        did(shopper, "view", viewed)
        did(shopper, "buy", bought)
        did(shopper, "view", old, at=NOW - timedelta(days=300))
    assert [sku for sku, _why in skus(shop, mug)] == ["BOUGHT", "VIEWED", "OLD"]


def test_what_everybody_views_does_not_win_over_what_goes_with_it(shop: Shop) -> None:
    mug, pot, star = (product(shop, sku) for sku in ("MUG", "POT", "STAR"))
    for shopper in "abc":
        did(shopper, "view", mug, pot, star)
    for number in range(40):
        did(f"other{number}", "view", star)
    assert [sku for sku, _why in skus(shop, mug)] == ["POT", "STAR"]


def test_not_what_is_archived_bought_already_or_another_shops(shop: Shop) -> None:
    mug, gone, had, pot = (product(shop, sku) for sku in ("MUG", "GONE", "HAD", "POT"))
    for shopper in "abc":
        did(shopper, "view", mug, gone, had, pot)
    did("a", "buy", had)
    gone.archived_at = timezone.now()
    gone.save()
    assert {sku for sku, _why in skus(shop, mug, "a")} == {"POT"}
    assert {sku for sku, _why in skus(shop, mug)} == {"POT", "HAD"}
    assert recommend(ShopFactory().pk, [Wanted(mug.pk)]) == [[]]


def test_its_shelf_where_nobody_did_anything(shop: Shop) -> None:
    mug = product(shop, "MUG", "Mugs", "Norra")
    product(shop, "BRAND", "Lamps", "Norra")
    product(shop, "SHELF", "Mugs", "Other")
    product(shop, "BOTH", "Mugs", "Norra")
    product(shop, "NEITHER", "Lamps", "Other")
    assert skus(shop, mug) == [("BOTH", "category"), ("SHELF", "category"), ("BRAND", "brand")]


def test_never_more_than_asked_and_two_statements_for_many(shop: Shop) -> None:
    products = [product(shop, f"P{number}", "Mugs") for number in range(12)]
    for shopper in "abc":
        did(shopper, "view", *products)
    with CaptureQueriesContext(connection) as queries:
        found = recommend(shop.pk, [Wanted(each.pk) for each in products])
    assert len(queries) == 2
    assert [len(offers) for offers in found] == [OFFERS] * 12
    assert all(offer.product_id != each.pk for each, offers in zip(products, found, strict=True) for offer in offers)
    assert found == recommend(shop.pk, [Wanted(each.pk) for each in products])


def test_a_segment_is_who_did_what_and_not_more(shop: Shop) -> None:
    mug, pot = product(shop, "MUG", "Home > Mugs", "Norra"), product(shop, "POT", "Home > Pots", "Norra")
    lamp = product(shop, "LAMP", "Light", "Ito")
    now = timezone.now()
    did("a", "view", mug, at=now)
    did("b", "view", mug, pot, at=now - timedelta(days=2))
    did("b", "buy", mug, at=now)
    did("c", "view", lamp, at=now)
    did("d", "view", mug, at=now - timedelta(days=60))
    theirs = ProductFactory(category="Home > Mugs")
    did("e", "view", theirs, at=now)

    def size(**rule: object) -> int:
        return audiences.size(AudienceFactory(shop=shop, **rule))

    assert size(by="category", value="Home") == 2
    assert size(by="category", value="home > mugs", unless="buy") == 1
    assert size(by="brand", value="norra", days=90) == 3
    assert size(by="product", value="MUG", verb="buy") == 1
    assert size() == 3
    home = AudienceFactory(shop=shop, by="category", value="Home")
    assert audiences.anchor(home) == mug
    assert audiences.profile(home).viewed == ("MUG", "POT")
    assert audiences.profile(home).bought == ("MUG",)


def test_one_shopper_starts_from_what_was_viewed_last(shop: Shop) -> None:
    mug, pot = product(shop, "MUG"), product(shop, "POT")
    did("a", "view", mug, at=NOW)
    did("a", "view", pot, at=NOW - timedelta(days=1))
    did("a", "buy", pot, at=NOW + timedelta(days=1))
    one = AudienceFactory(shop=shop, name="", shopper="a")
    assert audiences.anchor(one) == mug
    profile = audiences.profile(one)
    assert (profile.id, profile.name, profile.viewed, profile.bought) == (
        f"shopper:{one.pk}",
        "",
        ("MUG", "POT"),
        ("POT",),
    )
    assert audiences.anchor(AudienceFactory(shop=shop, name="", shopper="nobody")) is None
