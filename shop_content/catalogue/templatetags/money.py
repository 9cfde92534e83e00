"""Amounts in the writing of the active language."""

from __future__ import annotations

from decimal import Decimal

from babel.core import Locale
from babel.numbers import format_currency, format_decimal, get_decimal_symbol
from django import template
from django.utils.translation import get_language

from shop_content.catalogue.money import canonical

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str = "") -> str:
    """`18.00` and `EUR` is "€18.00" in English, "€18.00" in Chinese, a bare number without a currency."""
    if amount is None:
        return ""
    locale = _locale()
    exact = canonical(amount, currency)
    if not currency:
        return str(format_decimal(exact, locale=locale, decimal_quantization=False))
    return str(format_currency(exact, currency, locale=locale, decimal_quantization=False))


@register.filter
def amount(value: Decimal | str | None) -> str:
    """For an input: what `parse_amount` reads back as the same amount, "" for none; what was typed stays as it was typed."""
    if value is None or isinstance(value, str):
        return value or ""
    exact = value.normalize() + 0
    if -int(exact.as_tuple().exponent) == 1:  # 18.5 is written 18.50
        exact = exact.quantize(Decimal("0.01"))
    return format(exact, "f").replace(".", str(get_decimal_symbol(_locale())))


def _locale() -> Locale:
    return Locale.parse((get_language() or "en").replace("-", "_"))
