"""Files that need no mapping, and suggestions for those that do."""
# ruff: noqa: E501  tables of cases

from __future__ import annotations

import pytest
from django.utils import translation

from shop_content.catalogue.imports import template
from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.fields import FIELDS, PRODUCTS
from shop_content.catalogue.imports.headers import clean
from shop_content.catalogue.imports.layouts import recognise
from shop_content.catalogue.imports.suggestions import suggest
from shop_content.catalogue.models import Product
from tests.catalogue.imports.conftest import Check, csv_bytes, issues

OLD = [
    ["Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Variant SKU",
     "Variant Grams", "Variant Price", "Variant Barcode", "Image Src", "Google Shopping / Gender", "Care (product.metafields.custom.care)", "Status"],
    ["linen-shirt", "Linen Shirt", "<p>Woven in <b>Portugal</b>.</p>", "Norra", "Shirts", "summer", "Size", "S", "Colour", "White", "",
     "210", "59.00", "own-1", "https://cdn.example/shirt.jpg?v=1", "women", "machine wash", "active"],
    ["linen-shirt", "", "", "", "", "", "", "M", "", "White", "", "210", "59.00", "", "https://cdn.example/shirt-back.jpg", "", "", ""],
    ["mug", "Mug", "A mug", "Norra", "Mugs", "", "Title", "Default Title", "", "", "", "0", "18", "", "", "", "", "active"],
]  # fmt: skip
NEW = [
    ["Title", "URL handle", "Description", "Vendor", "Product category", "Type", "Tags", "Published on online store", "Status", "SKU", "Barcode",
     "Option1 name", "Option1 value", "Price", "Compare-at price", "Weight value (grams)", "Product image URL", "Variant image URL", "SEO title"],
    ["Linen Shirt", "linen-shirt", "<p>Woven in Portugal.</p>", "Norra", "Apparel > Shirts", "Shirts", "", "TRUE", "Active", "SH-S", "4006381333931",
     "Size", "S", "59.00", "79.00", "210", "https://cdn.example/shirt.jpg", "", "Linen Shirt"],
    ["", "linen-shirt", "", "", "", "", "", "", "", "SH-M", "", "", "M", "61.00", "", "210", "", "", ""],
]  # fmt: skip


def test_shopify_with_its_old_headers(bring: Check) -> None:
    row = bring(OLD)
    assert (row.status, row.layout) == ("done", "shopify")
    assert row.counts["refused"] == 0
    assert issues(row, warning=True) == [(2, "Variant Barcode", "gtin_left_out")]
    shirt = Product.objects.get(handle="linen-shirt")
    assert (shirt.title, shirt.brand, shirt.category, shirt.sku, shirt.price, shirt.currency) == (
        "Linen Shirt",
        "Norra",
        "Shirts",
        "linen-shirt",
        59,
        "EUR",
    )
    assert shirt.source_text == "Woven in Portugal."
    assert [(fact["key"], fact["value"], fact["unit"], fact["source"]) for fact in shirt.facts] == [
        ("weight", "210", "g", "import"), ("gender", "women", "", "import"), ("Care", "machine wash", "", "import")
    ]  # fmt: skip
    assert [variant.options for variant in shirt.variants.all()] == [
        {"Size": "S", "Colour": "White"},
        {"Size": "M", "Colour": "White"},
    ]
    mug = Product.objects.get(handle="mug")
    assert not mug.variants.exists()
    assert mug.facts == []  # a weight of 0 is no fact


def test_shopify_with_its_new_headers(bring: Check) -> None:
    row = bring(NEW)
    assert (row.status, row.layout) == ("done", "shopify")
    shirt = Product.objects.get()
    assert (shirt.handle, shirt.sku, shirt.category, shirt.gtin) == ("linen-shirt", "SH-S", "Apparel > Shirts", "")
    assert list(shirt.variants.values_list("sku", "gtin", "price")) == [("SH-S", "4006381333931", 59), ("SH-M", "", 61)]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("make", [template.csv_bytes, template.xlsx_bytes])
def test_our_template_comes_back_recognised_and_its_examples_stay_out(
    check: Check, language: str, make: object
) -> None:
    with translation.override(language):
        data = make()  # type: ignore[operator]
    row = check(data, "template.xlsx")
    assert (row.status, row.error_code) == ("failed", "no_rows")
    with translation.override(language):
        assert recognise(clean(next(template.rows()))).name == "template"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_templates_examples_are_importable(bring: Check, language: str) -> None:
    with translation.override(language):
        rows = [[cell.removeprefix("# ") for cell in row] for number, row in enumerate(template.rows()) if number != 1]
    row = bring(rows)
    assert (row.layout, row.counts["created"], row.counts["refused"]) == ("template", 2, 0)
    assert Product.objects.get(handle="linen-shirt").variants.count() == 2
    assert len(Product.objects.get(handle="stoneware-mug").facts) == 4


def test_a_file_of_the_templates_shape_with_an_image_column(bring: Check) -> None:
    """Rows that share a handle are variants; the handle alone may identify; a code behind an option's name is dropped."""
    row = bring(
        [
            [
                "Handle",
                "Title",
                "Description",
                "Category",
                "Brand",
                "Price",
                "Currency",
                "SKU",
                "Option",
                "Facts",
                "Image file",
            ],
            [
                "laptop",
                "Laptop",
                "Fast.",
                "Electronics",
                "Norra",
                "1299.00",
                "USD",
                "L-13",
                "screen size=13 inch|RAM=8GB",
                "",
                "laptop.jpg",
            ],
            ["laptop", "", "", "", "", "1399.00", "USD", "L-15", "screen size=15 inch|RAM=8GB", "", ""],
            [
                "shoe",
                "Shoe",
                "Light.",
                "Shoes",
                "",
                "160.00",
                "USD",
                "S-40",
                "size:shoe-size=Size 40",
                "color=black",
                "",
            ],
            ["tent", "Tent", "Roomy.", "Outdoor", "", "214.93", "USD", "2000023510", "", "", ""],
        ]
    )
    assert (row.status, row.layout, row.counts["created"], row.counts["refused"]) == ("done", "template", 3, 0)
    assert row.counts["photos_named"] == 1
    laptop = Product.objects.get(handle="laptop")
    assert (laptop.sku, laptop.price, laptop.currency) == ("L-13", 1299, "USD")
    assert list(laptop.variants.values_list("sku", "price", "position")) == [("L-13", 1299, 0), ("L-15", 1399, 1)]
    assert Product.objects.get(handle="shoe").variants.get().options == {"size": "Size 40"}
    assert not Product.objects.get(handle="tent").variants.exists()


def test_products_keep_the_order_of_the_file(bring: Check) -> None:
    bring([["SKU", "Title"], *([f"S-{number}", f"Mug {number}"] for number in (5, 3, 9, 1))])
    assert list(Product.objects.order_by("id").values_list("sku", flat=True)) == ["S-5", "S-3", "S-9", "S-1"]


def test_a_column_that_counts_may_stand_there_once() -> None:
    with pytest.raises(ImportRefused) as refused:
        recognise(clean(["SKU", "Title", "Price", "Price"]))
    assert refused.value.code == "repeated_column"
    assert refused.value.params == {"column": "Price", "repeat": "Price (2)"}


def test_a_strangers_file_is_not_mistaken_for_ours() -> None:
    assert recognise(["SKU", "Title", "Lager"]) is None
    assert recognise(["Handle", "Title", "Comment"]) is None
    assert recognise(["a", "b"]) is None


def test_suggestions_by_name_in_both_languages() -> None:
    assert suggest(["货号", "品名", "售价", "材质", "库存"], {}) == {
        "货号": "sku",
        "品名": "title",
        "售价": "price",
        "材质": "fact:材质",
    }
    assert suggest(["Item No.", "Product name", "Selling price", "Colour", "EAN Code", "Stock"], {}) == {
        "Item No.": "sku", "Product name": "title", "Selling price": "price", "Colour": "fact:Colour", "EAN Code": "gtin"
    }  # fmt: skip


def test_suggestions_by_what_stands_in_the_column() -> None:
    samples = {
        "A": ["12,50 €", "9,99 €", "1.299,00 €"],
        "B": ["4006381333931", "4006381333948", ""],
        "C": ["https://x.example/a.jpg", "b.png", "c.webp"],
        "D": ["https://x.example/a", "https://x.example/b"],
        "E": ["EUR", "EUR"],
        "F": ["long text " * 20, "longer text " * 20],
        "G": ["12", "7"],
    }
    assert suggest(list(samples), samples) == {
        "A": "price",
        "B": "gtin",
        "C": "images",
        "D": "link",
        "E": "currency",
        "F": "description",
    }


def test_a_title_and_a_sku_are_looked_for_when_no_header_names_them() -> None:
    samples = {
        "x": ["A-100", "A-101", "A-102"],
        "y": ["Stone Mug", "Oak Stool", "Desk Lamp"],
        "z": ["red", "red", "blue"],
        "n": ["1", "2", "3"],
    }
    assert suggest(list(samples), samples) == {"x": "sku", "y": "title"}
    assert suggest(["SKU", "y"], {"SKU": ["1"], **samples})["y"] == "title"


def test_no_field_is_suggested_twice() -> None:
    assert list(suggest(["Name", "Product name", "Title"], {}).values()) == ["title"]


def test_no_synonym_means_two_fields() -> None:
    said = [name for field in FIELDS for name in field.synonyms]
    assert len(said) == len(set(said))
    assert PRODUCTS.synonyms["sku"] == "sku"


def test_a_separator_other_than_comma_and_decimal_commas(bring: Check) -> None:
    bring(
        csv_bytes(
            [["SKU", "Title", "Price"], ["a", "Mug", "1.299,00 €"], ["b", "Lamp", "1.299"], ["c", "Vase", "12,5"]],
            ";",
            "cp1252",
        )
    )
    assert dict(Product.objects.values_list("sku", "price")) == {"a": 1299, "b": 1299, "c": 12.5}
