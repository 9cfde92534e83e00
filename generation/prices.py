"""A product's price as a reader of a language writes it."""

from __future__ import annotations

from decimal import Decimal

from babel.core import Locale
from babel.numbers import format_currency, get_currency_precision

from generation.contract import Facts


def written_price(facts: Facts, locale: str) -> str:
    """ "€34.90", "¥198.00"; "" for a product without a price or a currency. The language's own sign where it has one (CLDR)."""
    if facts.price is None or not facts.currency:
        return ""
    exact = facts.price.normalize()
    places = max(get_currency_precision(facts.currency), -int(exact.as_tuple().exponent))
    amount = facts.price.quantize(Decimal(1).scaleb(-places))
    language = Locale.parse(locale.replace("-", "_"))
    return str(format_currency(amount, facts.currency, locale=language, decimal_quantization=False))
