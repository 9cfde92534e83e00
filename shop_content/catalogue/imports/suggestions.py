"""Guess what a stranger's columns mean: by their names in English or Chinese, then by what stands in them."""

from __future__ import annotations

import re

from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.fields import PRODUCTS
from shop_content.catalogue.imports.headers import normal
from shop_content.catalogue.imports.values import currency, gtin, price
from shop_content.catalogue.imports.vocabulary import Vocabulary

# Columns that describe the product, so that their values may be facts.
_FACT_WORDS = frozenset(
    (
        "color", "colour", "material", "materials", "size", "weight", "width", "height", "depth",
        "length", "diameter", "capacity", "volume", "pattern", "style", "fit", "gender", "age",
        "fabric", "composition", "finish", "power", "voltage", "wattage", "battery", "care",
        "season", "occasion", "shape", "flavour", "flavor", "scent", "ingredients", "origin",
        "warranty", "dimensions", "颜色", "材质", "尺寸", "尺码", "重量", "宽度", "高度", "深度", "长度", "直径", "容量",
        "图案", "风格", "款式", "性别", "面料", "成分", "功率", "电压", "季节", "形状", "口味", "香味", "配料", "产地", "保修",
        "工艺", "适用人群", "farbe", "größe", "gewicht", "breite", "höhe", "tiefe", "länge",
        "durchmesser", "volumen", "inhalt", "herkunft", "couleur", "matière", "taille", "poids",
    )
)  # fmt: skip
_IMAGE = re.compile(r"\.(jpe?g|png|webp|avif|heic|heif)(\?.*)?$", re.IGNORECASE)
_DECIMALS = re.compile(r"\d[.,]\d{2}\b")
_ENOUGH = 0.75  # of the values must look alike
_GENERIC = frozenset(
    ("code", "number", "no", "nr", "name", "names", "file", "files", "text", "column", "field", "编码", "名称")
)


def suggest(columns: list[str], samples: dict[str, list[str]], words: Vocabulary = PRODUCTS) -> dict[str, str]:
    """{"column": "field"} for the columns that can be guessed. A field that takes one column is given to the first that fits."""
    mapping: dict[str, str] = {}
    for by in (_by_name, _by_values):
        for column in columns:
            if column in mapping:
                continue
            target = by(words, column, [value for value in samples.get(column, []) if value.strip()])
            if target and (target not in mapping.values() or words.repeatable(target)):
                mapping[column] = target
    if not words.free:
        return {column: mapping[column] for column in columns if column in mapping}
    for target, looks_like_it in (("title", _like_a_title), ("sku", _like_a_code)):
        free = [column for column in columns if column not in mapping and looks_like_it(samples.get(column, []))]
        if free and target not in mapping.values() and not (target == "sku" and "handle" in mapping.values()):
            mapping[free[0]] = target
    return {column: mapping[column] for column in columns if column in mapping}


def _by_name(words: Vocabulary, column: str, _values: list[str]) -> str:
    if target := words.prefixed(column):
        return target
    name = normal(column)
    bare = " ".join(word for word in name.split() if word not in _GENERIC)
    if target := words.synonyms.get(name) or words.synonyms.get(bare, ""):
        return target
    if words.free and (
        set(name.split()) & _FACT_WORDS or any(word in name for word in _FACT_WORDS if not word.isascii())
    ):
        return f"fact:{column}"
    return ""


def _by_values(words: Vocabulary, _column: str, values: list[str]) -> str:
    if len(values) < 2:
        return ""
    for target, test in words.tests or _TESTS:
        if sum(test(value.strip()) for value in values) >= _ENOUGH * len(values):
            return target
    if words.free and sum(map(len, values)) / len(values) > 120:
        return "description"
    return ""


def _is_gtin(value: str) -> bool:
    try:
        return len(gtin(value)) >= 12
    except CellRefused:
        return False


def _is_currency(value: str) -> bool:
    try:
        return len(value) == 3 and bool(currency(value))
    except CellRefused:
        return False


def _is_price(value: str) -> bool:
    """An amount with a currency sign or two decimals: a bare whole number may be anything."""
    try:
        return bool(price(value, ",").currencies) or bool(_DECIMALS.search(value))
    except CellRefused:
        return False


def _like_a_title(values: list[str]) -> bool:
    """Short texts, many of several words or of a script without spaces, nearly all of them different."""
    filled = [value.strip() for value in values if value.strip()]
    wordy = [value for value in filled if 3 <= len(value) <= 150 and (" " in value or not value.isascii())]
    return len(filled) >= 2 and 2 * len(wordy) >= len(filled) and len(set(filled)) >= 0.9 * len(filled)


def _like_a_code(values: list[str]) -> bool:
    """In every row, always different, without spaces, and not just counting."""
    filled = [value.strip() for value in values]
    coded = all(value and " " not in value and len(value) <= 40 and any(map(str.isdigit, value)) for value in filled)
    return len(filled) >= 2 and coded and len(set(filled)) == len(filled) and any(len(value) > 3 for value in filled)


_TESTS = (
    ("images", lambda value: bool(_IMAGE.search(value))),
    ("link", lambda value: value.startswith(("https://", "http://"))),
    ("gtin", _is_gtin),
    ("currency", _is_currency),
    ("price", _is_price),
)
