"""Search by pairs of letters, in SQL that every Postgres understands.

What can be found (title, brand, SKU, GTIN) is put in lower case and in Unicode's NFKC form. Its bigrams stand in a GIN index on an
expression, so that any part of a word is found, and Chinese, which puts no space between words, as well. Every gram begins with its
shop's number: a search never touches what other shops sell. The functions are made by migration 0003; none of them needs an extension.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, TextField, Value


class ProductGrams(Func):
    """The bigrams of a product: the very expression that is indexed."""

    function = "product_grams"
    output_field = ArrayField(TextField())

    def __init__(self, *columns: Any, **extra: Any) -> None:
        super().__init__(*(columns or (F("shop_id"), F("title"), F("brand"), F("sku"), F("gtin"))), **extra)


class WordGrams(Func):
    """The bigrams that a product must have to contain `word`. One letter alone stands for the beginning of a word."""

    function = "shop_grams"
    output_field = ArrayField(TextField())

    def __init__(self, shop_id: int, word: str) -> None:
        letter = len(word) == 1 and word < "\u2e80"
        super().__init__(Value(shop_id, BigIntegerField()), Value(f" {word}" if letter else word, TextField()))


class WordPosition(Func):
    """Where `word` stands in the product's text, 0 where it does not: grams alone also find `mug` in `muu ugg`."""

    function = "product_position"
    output_field = IntegerField()

    def __init__(self, word: str) -> None:
        super().__init__(Value(word, TextField()), F("title"), F("brand"), F("sku"), F("gtin"))
