"""Files that need no mapping: our own template, and Shopify's product export with its old and its new headers.

Shopify's columns: https://help.shopify.com/en/manual/products/import-export/using-csv, both generations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.fields import PRODUCTS
from shop_content.catalogue.imports.headers import normal, repeats

TEMPLATE, SHOPIFY, MAPPED = "template", "shopify", "mapped"


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    mapping: dict[str, str] = field(default_factory=dict)  # {"column": "field"}


# Shopify's header -> our field. The first generation that a file has wins where both stand for one field.
_SHOPIFY = {
    "URL handle": "handle",
    "Handle": "handle",
    "Title": "title",
    "Description": "description_html",
    "Body (HTML)": "description_html",
    "Vendor": "brand",
    "Product category": "category",
    "Google Shopping / Google Product Category": "category",
    "Type": "category",
    "SKU": "sku",
    "Variant SKU": "sku",
    "Barcode": "gtin",
    "Variant Barcode": "gtin",
    "Option1 Name": "option1_name",
    "Option1 Value": "option1_value",
    "Option2 Name": "option2_name",
    "Option2 Value": "option2_value",
    "Option3 Name": "option3_name",
    "Option3 Value": "option3_value",
    "Price": "price",
    "Variant Price": "price",
    "Product image URL": "images",
    "Image Src": "images",
    "Variant image URL": "images",
    "Variant Image": "images",
    "Weight value (grams)": "fact:weight (g)",
    "Variant Grams": "fact:weight (g)",
    "Google Shopping / Gender": "fact:gender",
    "Google Shopping / Age group": "fact:age group",
    "Google Shopping / MPN": "fact:MPN",
}
_SHOPIFY_NORMAL = {normal(column): (rank, target) for rank, (column, target) in enumerate(_SHOPIFY.items())}
_SEVERAL = ("images",)
_METAFIELD = re.compile(r"^(?P<name>.+?) \(product\.metafields\.(?P<namespace>[\w-]+)\.(?P<key>[\w-]+)\)$")
# Written by apps for their own use; not facts about the product.
_NOT_FACTS = ("discovery--", "reviews", "seo", "global", "mm-google-shopping", "app--")


def recognise(columns: list[str]) -> Layout | None:
    """The layout that these columns are, or None. Raises ImportRefused when a column that counts stands there twice."""
    layout = _template(columns) or _shopify(columns)
    if layout:
        for column, base in repeats(columns).items():
            if base in layout.mapping:
                raise ImportRefused("repeated_column", column=base, repeat=column)
    return layout


def _template(columns: list[str]) -> Layout | None:
    mapping: dict[str, str] = {}
    doubled = repeats(columns)
    for column in columns:
        target = PRODUCTS.prefixed(column) or PRODUCTS.headers.get(normal(column), "") or _known_in_template(column)
        if target:
            mapping[column] = target
        elif column not in doubled and not re.fullmatch(r"\(\d+\)", column):  # a column without a name is left out
            return None
    found = set(mapping.values())
    if "title" in found and found & {"sku", "handle"}:
        return Layout(TEMPLATE, mapping)
    return None


def _known_in_template(column: str) -> str:
    target = PRODUCTS.synonyms.get(normal(column), "")
    return target if target in ("images", "facts") and normal(column).startswith(("image file", "fact")) else ""


def _shopify(columns: list[str]) -> Layout | None:
    names = {normal(column) for column in columns}
    if "title" not in names or not names & {"url handle", "handle"}:
        return None
    telling = {
        "body html",
        "variant sku",
        "variant price",
        "option1 name",
        "product image url",
        "published on online store",
        "image src",
        "vendor",
    }
    if len(names & telling) < 2:
        return None
    ranked: dict[str, tuple[int, str]] = {}  # field -> (rank, column)
    mapping: dict[str, str] = {}
    for column in columns:
        rank, target = _SHOPIFY_NORMAL.get(normal(column), (0, ""))
        if not target:
            if key := _metafield(column):
                mapping[column] = f"fact:{key}"
        elif target in _SEVERAL:
            mapping[column] = target
        elif target not in ranked or rank < ranked[target][0]:
            ranked[target] = (rank, column)
    mapping.update({column: target for target, (_rank, column) in ranked.items()})
    if "type" in {normal(column) for column in columns}:
        _add_type(columns, mapping)
    return Layout(SHOPIFY, mapping)


def _add_type(columns: list[str], mapping: dict[str, str]) -> None:
    """`Type` stands in where the category's cell is empty."""
    column = next(column for column in columns if normal(column) == "type")
    mapping.setdefault(column, "category_fallback")


def _metafield(column: str) -> str:
    match = _METAFIELD.match(column)
    if not match or match["namespace"].startswith(_NOT_FACTS):
        return ""
    return match["name"].strip()
