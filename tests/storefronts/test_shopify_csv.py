"""The Shopify CSV: right rows, no cell that erases, no cell that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest

from shop_content.catalogue.models import Product
from shop_content.shops.models import Shop
from shop_content.spreadsheets import safe
from shop_content.storefronts.models import Storefront
from tests.factories import ProductFactory, VariantFactory
from tests.storefronts.conftest import BASE, approve, photo, read

Make = Callable[..., Storefront]


def rows(storefront: Storefront) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read(storefront), newline="")))


def test_a_product_with_all_its_content(feed: Make, mug: Product) -> None:
    approve(mug, "seo", {"seo_title": "Norra Mug", "meta_description": "A mug that holds 350 ml."})
    approve(mug, "bullets", {"bullets": ["Holds 350 ml", "Cups & saucers"]})
    storefront = feed("shopify")
    [row] = rows(storefront)
    assert row == {
        "Title": "Norra Stoneware Mug, 350 ml",
        "URL handle": "mug",
        "Description": "<p>It holds 350 ml.</p><p>Made of stoneware &amp; glazed.</p>"
        "<ul><li>Holds 350 ml</li><li>Cups &amp; saucers</li></ul>",
        "Vendor": "Norra",
        "Product category": "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs",
        "SKU": "MUG-1",
        "Price": "18.00",
        "Product image URL": f"{BASE}/feeds/{storefront.token}/images/{mug.photos.get().image.sha256}.jpg",
        "Image position": "1",
        "Image alt text": "Norra Stoneware Mug, 350 ml",
        "SEO title": "Norra Mug",
        "SEO description": "A mug that holds 350 ml.",
        "Bullet points (product.metafields.content.bullets)": '["Holds 350 ml", "Cups & saucers"]',
    }


def test_a_column_that_one_product_cannot_fill_is_left_out_because_a_blank_cell_erases(
    feed: Make, mug: Product
) -> None:
    approve(mug, "seo", {"seo_title": "Norra Mug", "meta_description": "A mug."})
    bowl = ProductFactory(shop=mug.shop, sku="BOWL", handle="bowl", brand="", source_text="A bowl.")
    approve(bowl, "title", {"title": "Bowl"})
    first, second = rows(feed("shopify"))
    assert first.keys() == second.keys()
    assert {"Vendor", "SEO title", "SEO description", "Barcode"}.isdisjoint(first)
    assert second["Description"] == "<p>A bowl.</p>"


def test_every_photo_has_the_alternative_text_that_was_approved_for_it(feed: Make, mug: Product) -> None:
    hero, side = mug.photos.get(), photo(mug, "side", 1)
    lines = ["Green mug from the front", "Green mug, its handle to the left"]
    facts = [
        {"id": f"photo:{n}", "key": "photo", "value": sha256, "unit": "", "source": "photo"}
        for n, sha256 in enumerate((hero.image.sha256, side.sha256))
    ]
    approve(mug, "alt_text", {"alt_texts": lines}, facts=facts)
    assert [row["Image alt text"] for row in rows(feed("shopify"))] == lines
    hero.position = 2  # now the second
    hero.save()
    photo(mug, "new", 3)
    assert [row["Image alt text"] for row in rows(feed("shopify"))] == [*reversed(lines), "Norra Stoneware Mug, 350 ml"]


def test_alternative_texts_that_do_not_match_their_photos_stay_behind(feed: Make, mug: Product) -> None:
    facts = [
        {"id": "photo:1", "key": "photo", "value": mug.photos.get().image.sha256, "unit": "", "source": "photo"},
        {"id": "photo:2", "key": "photo", "value": "0" * 64, "unit": "", "source": "photo"},
    ]
    approve(mug, "alt_text", {"alt_texts": ["Green mug"]}, facts=facts)
    assert [row["Image alt text"] for row in rows(feed("shopify"))] == ["Norra Stoneware Mug, 350 ml"]


def test_variants_and_pictures_take_a_line_each(feed: Make, mug: Product) -> None:
    for position, size in enumerate(("S", "M", "L")):
        price = Decimal("20") if size == "L" else None
        VariantFactory(product=mug, sku=f"MUG-{size}", options={"Size": size}, position=position, price=price)
    photo(mug, "side", 1)
    found = rows(feed("shopify"))
    assert [row["URL handle"] for row in found] == ["mug"] * 3
    assert [row["Title"] for row in found] == ["Norra Stoneware Mug, 350 ml", "", ""]
    assert [row["Option1 name"] for row in found] == ["Size", "", ""]
    assert [row["Option1 value"] for row in found] == ["S", "M", "L"]
    assert [row["SKU"] for row in found] == ["MUG-S", "MUG-M", "MUG-L"]
    assert [row["Price"] for row in found] == ["18.00", "18.00", "20.00"]
    assert [row["Image position"] for row in found] == ["1", "2", ""]


def test_options_are_left_out_where_no_product_has_any(feed: Make, mug: Product) -> None:
    [row] = rows(feed("shopify"))
    assert "Option1 name" not in row


def test_a_product_without_variants_beside_one_with(feed: Make, mug: Product, shop: Shop) -> None:
    VariantFactory(product=mug, sku="MUG-S", options={"Size": "S"})
    bowl = ProductFactory(shop=shop, sku="BOWL", handle="bowl")
    approve(bowl, "title", {"title": "Bowl"})
    _, row = rows(feed("shopify"))
    assert (row["Option1 name"], row["Option1 value"], row["SKU"]) == ("Title", "Default Title", "BOWL")


def test_an_empty_feed_still_has_its_header(feed: Make, shop: Shop) -> None:
    assert read(feed("shopify")) == '"Title","URL handle"\r\n'


@pytest.mark.parametrize(
    "cell",
    ["=1+1", '=HYPERLINK("https://evil.example")', "+1+cmd|' /C calc'!A0", "-2+3+cmd|x", "@SUM(A1)", "\tx", "\r=1"],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell", ["", "-5", "-5.50", "+49 30 1234-56", "-12%", "Mug", "1=1", "a@b.example", "<p>=1</p>"]
)
def test_honest_values_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_a_title_that_is_a_formula_leaves_as_text(feed: Make, shop: Shop) -> None:
    product = ProductFactory(shop=shop, sku="-7", handle="x")
    approve(product, "title", {"title": "=cmd|' /C calc'!A0"}, person=True)
    [row] = rows(feed("shopify"))
    assert row["Title"].startswith("'=")
    assert row["SKU"] == "-7"


def test_the_shops_own_html_keeps_its_form_but_loses_what_could_run(feed: Make, shop: Shop) -> None:
    source = '<p onclick="x()">A <b>bowl</b></p><script>alert(1)</script>'
    product = ProductFactory(shop=shop, handle="x", source_text=source)
    approve(product, "title", {"title": "Bowl"})
    [row] = rows(feed("shopify"))
    assert row["Description"] == "<p>A <b>bowl</b></p>"


def test_a_handle_is_made_where_there_is_none(feed: Make, shop: Shop) -> None:
    product = ProductFactory(shop=shop, title="青瓷盖碗 Gaiwan", sku="G/1", handle="")
    approve(product, "title", {"title": "Gaiwan"})
    [row] = rows(feed("shopify"))
    assert row["URL handle"] == "青瓷盖碗-gaiwan-g1"
