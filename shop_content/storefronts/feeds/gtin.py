"""Global Trade Item Numbers, as Google Merchant judges them (support.google.com/merchants/answer/6324461)."""

from __future__ import annotations


def checks_out(gtin: str) -> bool:
    """Right length and a right check digit (GS1: weights 3 and 1 from the right)."""
    if not gtin.isascii() or not gtin.isdigit() or len(gtin) not in (8, 12, 13, 14):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(gtin)))
    return total % 10 == 0


def global_gtin(gtin: str) -> str:
    """The number if a marketplace may see it, else "": numbers for use inside a shop (02, 04, 2) and coupons (98, 99) are refused there."""
    if not checks_out(gtin):
        return ""
    if len(gtin) == 8:
        return "" if gtin[0] in "02" else gtin
    return "" if gtin.zfill(14)[1:].startswith(("02", "04", "2", "98", "99")) else gtin
