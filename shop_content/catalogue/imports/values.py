"""One cell to one value. Every function raises CellRefused with a code that says what is wrong; blank cells do not come here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from shop_content.catalogue.gtin import normalized, validate_gtin
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.money import CURRENCIES

MAX_TEXT = 50_000
MAX_LINK = 2_000
MAX_PRICE = Decimal(10) ** 10
_FORMULA = re.compile(r"^=\s*[^\s=]|^[+\-@].*(\|.*!|[A-Za-z]\w*\(.*\))")  # =HYPERLINK(...), +cmd|' /C calc'!A0, @SUM(1)
_WRAPPED = re.compile(r'^="([^"]*)"$')  # how spreadsheets are made to keep leading zeros: ="00123"
_EXPONENT = re.compile(r"^\d(\.|,)\d+[Ee]\+?\d{1,3}$")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")

SYMBOLS = {
    "€": ("EUR",), "£": ("GBP",), "¥": ("CNY", "JPY"), "円": ("JPY",), "元": ("CNY",), "rmb": ("CNY",), "us$": ("USD",),
    "₹": ("INR",), "₩": ("KRW",), "₽": ("RUB",), "zł": ("PLN",), "kč": ("CZK",), "₺": ("TRY",), "r$": ("BRL",), "a$": ("AUD",),
    "c$": ("CAD",), "ca$": ("CAD",), "nt$": ("TWD",), "hk$": ("HKD",), "s$": ("SGD",), "fr.": ("CHF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"),
}  # fmt: skip


class Price(NamedTuple):
    amount: Decimal
    currencies: tuple[str, ...]  # what its sign can stand for; empty without one


def plain(value: str) -> str:
    """The cell without what spreadsheets wrap around it. Refuses formulas and NUL bytes."""
    text = value.strip()
    if not text:
        return ""
    if "\x00" in text:
        raise CellRefused("nul_byte")
    if text[0] in "=+-@":
        if wrapped := _WRAPPED.match(text):
            text = wrapped[1].strip()
        elif _FORMULA.match(text):
            raise CellRefused("formula")
    if text[:1] == "'" and text[1:2] in "=+-@0123456789":
        text = text[1:]  # a spreadsheet's "this is text" mark
    return text if text.isprintable() else _CONTROL.sub("", text).strip()


def line(limit: int) -> Callable[[str], str]:
    """One line of at most `limit` characters; line breaks become spaces."""

    def parse(value: str) -> str:
        text = " ".join(value.split())
        if len(text) > limit:
            raise CellRefused("too_long", limit=limit, length=len(text))
        return text

    return parse


def prose(value: str) -> str:
    if len(value) > MAX_TEXT:
        raise CellRefused("too_long", limit=MAX_TEXT, length=len(value))
    return value.replace("\r\n", "\n").replace("\r", "\n")


def code(limit: int) -> Callable[[str], str]:
    """An article number. Refuses 1.23E+12: a spreadsheet has already thrown the last digits away."""
    short = line(limit)

    def parse(value: str) -> str:
        if _EXPONENT.match(value):
            raise CellRefused("exponent")
        return short(value)

    return parse


def gtin(value: str) -> str:
    if _EXPONENT.match(value):
        raise CellRefused("exponent")
    digits = normalized(unicodedata.normalize("NFKC", value))
    try:
        validate_gtin(digits)
    except ValidationError as error:
        params = error.params or {}
        raise CellRefused(error.code or "gtin_digits", **{name: str(param) for name, param in params.items()}) from None
    return digits


def currency(value: str) -> str:
    """ISO 4217 code; a sign is taken where it stands for one currency only."""
    text = unicodedata.normalize("NFKC", value).strip()
    if text.upper() in CURRENCIES:
        return text.upper()
    known = SYMBOLS.get(text.lower(), ()) or SYMBOLS.get(value.strip().lower(), ())
    if len(known) == 1:
        return known[0]
    raise CellRefused("currency_unknown")


def price(value: str, decimal_mark: str = "") -> Price:
    """`12.50`, `12,50 €`, `1.234,56`, `CHF 1'200`. `decimal_mark` is what the file's other prices show, "" if they do not."""
    text = unicodedata.normalize("NFKC", value).strip()
    number, sign = _apart(text)
    amount = _number(number, decimal_mark)
    if amount < 0:
        raise CellRefused("price_negative")
    if amount >= MAX_PRICE:
        raise CellRefused("price_too_large")
    return Price(amount.quantize(Decimal("0.0001"), ROUND_HALF_UP), _currencies(sign))


def decimal_mark(values: Iterable[str]) -> str:
    """ "," or "." when a price shows beyond doubt which one is the decimal mark, else ""."""
    for value in values:
        number = re.sub(r"[^\d.,]", "", unicodedata.normalize("NFKC", value))
        if match := re.search(r"([.,])(\d+)$", number):
            mark, decimals = match.groups()
            other = "." if mark == "," else ","
            if number.count(mark) == 1 and (len(decimals) != 3 or other in number):
                return mark
    return ""


def _apart(text: str) -> tuple[str, str]:
    """(number, currency sign or code) of a price."""
    match = re.fullmatch(r"([^\d.,+\-]*)([+\-]?)([^\d.,+\-]*)([\d.,'’\s]*\d[.,]?)(?:[.,]?-+)?\s*([^\d.,]*)", text)
    if not match:
        raise CellRefused("price_invalid")
    before, minus, between, number, after = match.groups()
    return minus + number, (before + between + after).strip()


def _currencies(sign: str) -> tuple[str, ...]:
    if not sign:
        return ()
    key = sign.lower().replace(" ", "")
    if key in SYMBOLS:
        return SYMBOLS[key]
    if key.upper() in CURRENCIES:
        return (key.upper(),)
    raise CellRefused("price_invalid")


def _number(text: str, mark: str) -> Decimal:
    digits = re.sub(r"[\s'’]", "", text).rstrip(".,")
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return Decimal(digits)
    found = digits[last]
    other = "." if found == "," else ","
    if other in digits or digits.count(found) > 1:
        decimal = found if digits.count(found) == 1 else other
        return Decimal(_regrouped(digits, decimal))
    if len(digits) - last - 1 == 3 and not digits.lstrip("+-").startswith(("0", found)):
        if not mark and found == ".":
            raise CellRefused("price_ambiguous", first=digits.replace(".", ""), second=digits[:-1])
        decimal = mark or "."  # without a sign to the contrary, 1,299 is one thousand
        return Decimal(_regrouped(digits, decimal))
    return Decimal(digits.replace(found, "."))


def _regrouped(digits: str, decimal: str) -> str:
    groups = "." if decimal == "," else ","
    whole, _mark, fraction = digits.partition(decimal)
    if not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(groups)}\d{{2,3}})*|[+-]?\d+", whole) or groups in fraction:
        raise CellRefused("price_invalid")
    return f"{whole.replace(groups, '')}.{fraction or '0'}"


def link(value: str) -> str:
    if len(value) > MAX_LINK:
        raise CellRefused("too_long", limit=MAX_LINK, length=len(value))
    try:
        parts = urlsplit(value)
    except ValueError:
        raise CellRefused("link_invalid") from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or re.search(r"\s", value):
        raise CellRefused("link_invalid")
    return value
