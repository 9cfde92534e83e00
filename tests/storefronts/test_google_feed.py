"""The Google Merchant feed: well-formed, complete, and honest about who wrote what."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft
from shop_content.shops.models import Shop
from shop_content.storefronts.feeds import google
from shop_content.storefronts.models import Storefront
from tests.factories import ProductFactory, VariantFactory
from tests.storefronts.conftest import BASE, approve, photo, picture, read

G = "{http://base.google.com/ns/1.0}"
Make = Callable[..., Storefront]


def items(storefront: Storefront) -> list[Element]:
    return list(fromstring(read(storefront)).iter("item"))


def text(item: Element, path: str) -> str | None:
    found = item.find("/".join(G + part for part in path.split("/")))
    return None if found is None else found.text


def texts(item: Element, name: str) -> list[str | None]:
    return [found.text for found in item.findall(G + name)]


def test_every_required_attribute_is_sent(feed: Make, mug: Product) -> None:
    [item] = items(feed())
    assert text(item, "id") == "MUG-1"
    assert text(item, "link") == "https://norra.example/mug"
    assert text(item, "availability") == "in_stock"
    assert text(item, "condition") == "new"
    assert text(item, "price") == "18.00 USD"
    assert text(item, "brand") == "Norra"
    assert text(item, "google_product_category") == "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs"
    assert text(item, "material") == "stoneware"
    assert text(item, "color") == "sage green"
    assert text(item, "identifier_exists") == "no"


def test_text_by_an_engine_is_structured_and_only_structured(feed: Make, mug: Product) -> None:
    [item] = items(feed())
    assert text(item, "structured_title/digital_source_type") == "trained_algorithmic_media"
    assert text(item, "structured_title/content") == "Norra Stoneware Mug, 350 ml"
    assert text(item, "structured_description/content") == "It holds 350 ml.\n\nMade of stoneware & glazed."
    assert text(item, "title") is None
    assert text(item, "description") is None


def test_text_last_edited_by_a_person_is_plain_and_only_plain(feed: Make, shop: Shop) -> None:
    product = ProductFactory(shop=shop, link="https://norra.example/a")
    approve(product, "title", {"title": "Mug <small>"}, person=True)
    approve(product, "description", {"description": "Holds 350 ml."})
    photo(product, "hero")
    [item] = items(feed())
    assert text(item, "title") == "Mug <small>"
    assert text(item, "structured_title") is None
    assert text(item, "structured_description/content") == "Holds 350 ml."


@pytest.mark.parametrize("status", ["held", "rejected"])
def test_what_is_held_or_rejected_does_not_leave(feed: Make, mug: Product, status: str) -> None:
    Draft.objects.filter(product=mug, kind="title").update(status=status)
    assert items(feed()) == []


def test_what_is_in_review_does_not_replace_what_is_approved(feed: Make, mug: Product) -> None:
    from tests.factories import VersionFactory

    draft = Draft.objects.get(product=mug, kind="title")
    newer = VersionFactory(draft=draft, number=2, fields={"title": "Not yet read by anyone"})
    Draft.objects.filter(pk=draft.pk).update(status="in_review", newest=newer)
    [item] = items(feed())
    assert text(item, "structured_title/content") == "Norra Stoneware Mug, 350 ml"


def test_content_of_another_language_does_not_leave(feed: Make, mug: Product) -> None:
    assert items(feed(locale="zh-Hans")) == []
    approve(mug, "title", {"title": "Norra 马克杯"}, locale="zh-Hans")
    approve(mug, "description", {"description": "容量 350 毫升。"}, locale="zh-Hans")
    [item] = items(feed(locale="zh-Hans"))
    assert text(item, "structured_title/content") == "Norra 马克杯"


def test_another_shops_products_do_not_leave(feed: Make, mug: Product) -> None:
    stranger = ProductFactory(link="https://other.example/a")
    approve(stranger, "title", {"title": "Stranger"})
    approve(stranger, "description", {"description": "Someone else's thing."})
    photo(stranger, "other")
    assert len(items(feed())) == 1


def test_a_variant_is_an_item_of_the_products_group(feed: Make, mug: Product) -> None:
    VariantFactory(product=mug, sku="MUG-S", options={"Size": "S", "Colour": "Moss"}, price=None)
    VariantFactory(product=mug, sku="MUG-L", options={"Size": "L", "Colour": "Oat"}, price=Decimal("22"), position=1)
    small, large = items(feed())
    assert [text(small, "id"), text(large, "id")] == ["MUG-S", "MUG-L"]
    assert [text(small, "price"), text(large, "price")] == ["18.00 USD", "22.00 USD"]
    assert {text(small, "item_group_id"), text(large, "item_group_id")} == {"mug"}
    assert [text(small, "size"), text(large, "size")] == ["S", "L"]
    assert [text(small, "color"), text(large, "color")] == ["Moss", "Oat"]


def test_bullets_become_highlights(feed: Make, mug: Product) -> None:
    approve(mug, "bullets", {"bullets": ["Holds 350 ml", "Stoneware"]})
    [item] = items(feed())
    assert texts(item, "product_highlight") == ["Holds 350 ml", "Stoneware"]


def test_one_bullet_alone_is_not_sent_because_google_wants_two(feed: Make, mug: Product) -> None:
    approve(mug, "bullets", {"bullets": ["Holds 350 ml"]})
    [item] = items(feed())
    assert texts(item, "product_highlight") == []


def test_the_approved_packshot_comes_before_the_photos(feed: Make, mug: Product) -> None:
    shot = picture(mug.shop, "packshot")
    approve(mug, "packshot", {}, image=shot)
    storefront = feed()
    [item] = items(storefront)
    hero = mug.photos.get().image
    assert text(item, "image_link") == f"{BASE}/feeds/{storefront.token}/images/{shot.sha256}.jpg"
    assert texts(item, "additional_image_link") == [f"{BASE}/feeds/{storefront.token}/images/{hero.sha256}.jpg"]


@pytest.mark.parametrize(
    ("gtin", "sent"),
    [
        ("4006381333931", True),
        ("4006381333932", False),  # wrong check digit
        ("2000000000015", False),  # for use inside a shop
        ("0200000000004", False),
        ("036000291452", True),
        ("9800000000007", False),  # coupon
    ],
)
def test_only_numbers_that_google_accepts_are_sent(feed: Make, mug: Product, gtin: str, sent: bool) -> None:
    Product.objects.filter(pk=mug.pk).update(gtin=gtin)
    [item] = items(feed())
    assert text(item, "gtin") == (gtin if sent else None)
    assert text(item, "identifier_exists") == (None if sent else "no")


def test_a_manufacturers_number_identifies_too(feed: Make, mug: Product) -> None:
    facts = [{"id": "f1", "key": "MPN", "value": "NM-350", "unit": "", "source": "person"}]
    Product.objects.filter(pk=mug.pk).update(facts=facts)
    [item] = items(feed())
    assert text(item, "mpn") == "NM-350"
    assert text(item, "identifier_exists") is None


def test_a_long_sku_stays_unique_within_fifty_characters(feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(sku="A" * 99 + "1")
    first = text(items(feed())[0], "id")
    Product.objects.filter(pk=mug.pk).update(sku="A" * 99 + "2")
    second = text(items(feed())[0], "id")
    assert first is not None and second is not None
    assert len(first) == len(second) == 50
    assert first != second


def test_own_title_where_none_is_approved_is_plain_because_a_person_wrote_it(feed: Make, shop: Shop) -> None:
    product = ProductFactory(
        shop=shop, title="Bowl", source_text="<p>A bowl &amp; a lid.</p>", link="https://norra.example/bowl"
    )
    photo(product, "bowl")
    assert items(feed()) == []
    [item] = items(feed(unapproved="own"))
    assert text(item, "title") == "Bowl"
    assert text(item, "description") == "A bowl & a lid."


def test_a_pattern_gives_a_link_to_products_without_one(feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(link="")
    assert items(feed()) == []
    [item] = items(feed(link_pattern="https://norra.example/p/{handle}?sku={sku}"))
    assert text(item, "link") == "https://norra.example/p/mug?sku=MUG-1"


def test_a_link_made_by_pattern_is_escaped(feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(link="", sku="A/1 ä", handle="杯-1")
    [item] = items(feed(link_pattern="https://norra.example/{handle}/{sku}"))
    assert text(item, "link") == "https://norra.example/%E6%9D%AF-1/A%2F1%20%C3%A4"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=200))
def test_any_text_leaves_the_feed_well_formed(value: str) -> None:
    document = google.encode(f"<a>{google.escape(value)}</a>")
    parsed = fromstring(document).text or ""
    allowed = "".join(c for c in value if c in "\t\n\r" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
    assert parsed.replace("\n", "") == allowed.replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(
    ("price", "words"),
    [("18", "18.00"), ("18.5000", "18.50"), ("0.0125", "0.0125"), ("1299.990", "1299.99"), ("100.0000", "100.00")],
)
def test_amounts(price: str, words: str) -> None:
    assert google.amount(Decimal(price)) == words


def test_a_long_title_is_cut_between_words() -> None:
    assert google.fit("word " * 40, 20) == "word word word word"
    assert google.fit("汉" * 40, 20) == "汉" * 20
