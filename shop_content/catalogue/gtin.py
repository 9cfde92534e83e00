"""Global Trade Item Numbers: 8, 12, 13 or 14 digits, the last one a checksum (GS1 General Specifications, section 7.9)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LENGTHS = (8, 12, 13, 14)


def normalized(text: str) -> str:
    """Without the spaces and hyphens that people and ISBNs put between the digits."""
    return re.sub(r"[\s\-‐-―]+", "", text)


def check_digit(digits: str) -> int:
    """The digit that belongs behind `digits`: weights 3 and 1 in turn, from the right."""
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -weighted % 10


def validate_gtin(gtin: str) -> None:
    """Raises `ValidationError` with code `gtin_digits`, `gtin_length` or `gtin_checksum`."""
    if not re.fullmatch(r"[0-9]+", gtin):
        raise ValidationError(
            _("A GTIN consists of digits only. It is the number below the barcode."), code="gtin_digits"
        )
    if len(gtin) not in LENGTHS:
        raise ValidationError(
            _(
                "A GTIN has 8, 12, 13 or 14 digits; this one has %(count)s. Compare it with the number below the barcode."
            ),
            code="gtin_length",
            params={"count": len(gtin)},
        )
    if check_digit(gtin[:-1]) != int(gtin[-1]):
        raise ValidationError(
            _(
                "The last digit does not fit the others (it would be %(expected)s). One digit may be mistyped: compare it with the barcode."
            ),
            code="gtin_checksum",
            params={"expected": check_digit(gtin[:-1])},
        )
