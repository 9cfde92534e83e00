"""Amounts of money as people write them: `1,299.00`, `1.299,00`, `1 299`, `¥1299`, `１２９９元`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from babel.core import Locale
from babel.numbers import get_currency_precision, get_decimal_symbol, list_currencies
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CURRENCIES = frozenset(list_currencies())
MAX_DIGITS = 14
DECIMALS = 4
_SIGNS = re.compile(r"[\s'’€$£¥￥₹₩元圆]|US\$|RMB", re.IGNORECASE)


def canonical(amount: Decimal, currency: str) -> Decimal:
    """The same amount with the currency's number of decimals (18.0000 USD is 18.00), more only where they are not zero."""
    places = Decimal(1).scaleb(-get_currency_precision(currency or "USD"))
    rounded = amount.quantize(places)
    return rounded if rounded == amount else amount.normalize() + 0


def parse_amount(text: str, language: str = "en") -> Decimal:
    """The amount that `text` names. A lone separator is read by the language's habit where digits alone leave it open.

    Raises `ValidationError` with code `price_invalid`, `price_negative` or `price_too_long`.
    """
    digits = _SIGNS.sub("", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^[A-Za-z]{3}|[A-Za-z]{3}$", "", digits)
    try:
        amount = Decimal(_with_point(digits, language))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise ValidationError(
            _("“%(text)s” is not an amount. Write it in digits, for example 1299.00."),
            code="price_invalid",
            params={"text": text[:40]},
        )
    if amount < 0:
        raise ValidationError(_("A price cannot be below zero."), code="price_negative")
    if amount >= 10 ** (MAX_DIGITS - DECIMALS) or -int(amount.as_tuple().exponent) > DECIMALS:
        raise ValidationError(
            _("A price has at most %(digits)s digits, %(decimals)s of them behind the decimal point."),
            code="price_too_long",
            params={"digits": MAX_DIGITS, "decimals": DECIMALS},
        )
    return amount


def _with_point(digits: str, language: str) -> str:
    """`digits` with a decimal point and no group separators; as it is where it makes no sense as a number."""
    marks = [mark for mark in digits if mark in ",."]
    if not marks:
        return digits if re.fullmatch(r"[+-]?\d+", digits) else "not a number"
    if len(set(marks)) == 2:  # 1,299.00 or 1.299,00: the last one is the decimal
        decimal = marks[-1]
        groups = "," if decimal == "." else "."
        whole, _mark, fraction = digits.rpartition(decimal)
        if decimal in whole or not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(groups)}\d{{2,3}})*", whole):
            return "not a number"
        return f"{whole.replace(groups, '')}.{fraction}"
    if len(marks) > 1:  # 1.299.000
        return digits.replace(marks[0], "") if re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d{2,3})+", digits) else "not a number"
    grouped = re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", digits)
    if grouped and marks[0] != get_decimal_symbol(Locale.parse(language.replace("-", "_"))):
        return digits.replace(marks[0], "")
    return digits.replace(marks[0], ".")


def validate_currency(code: str) -> None:
    """Raises `ValidationError` with code `currency_unknown` unless `code` is an ISO 4217 code."""
    if code not in CURRENCIES:
        raise ValidationError(
            _("“%(code)s” is not a currency code. Use the three letters of ISO 4217, such as USD, EUR or CNY."),
            code="currency_unknown",
            params={"code": code[:10]},
        )
