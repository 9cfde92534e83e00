"""Currencies that a shop can sell in."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language

# The active currencies of ISO 4217 in which online shops commonly sell.
CODES: tuple[str, ...] = tuple(
    """
    USD EUR GBP CNY JPY AED AUD BRL CAD CHF CLP COP CZK DKK EGP HKD HUF IDR ILS INR KES KRW KWD MAD MXN MYR NGN NOK NZD
    PEN PHP PKR PLN QAR RON SAR SEK SGD THB TRY TWD UAH VND ZAR
    """.split()  # noqa: SIM905  # a table is easier to read
)


def choices() -> list[tuple[str, str]]:
    """Code and name, in the reader's language."""
    names = Locale.parse("zh_Hans" if (get_language() or "").startswith("zh") else "en").currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in CODES]
