"""Names that stand for people: the same person is known again, and nobody can tell who it is.

HMAC-SHA256 under a key made of SECRET_KEY, with the shop in it: two shops' pseudonyms of one person have nothing in common, and a
table of hashed customer numbers or addresses helps nobody who does not have the key. A new SECRET_KEY makes everybody a stranger.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

LENGTH = 32  # hexadecimal digits, 128 bit


def pseudonym(shop_id: int, person: str) -> str:
    """Of a customer's number, name or address as the shop's own system has it; "" stays ""."""
    person = " ".join(person.split()).casefold()
    return (
        salted_hmac(f"shop_content.person:{shop_id}", person, algorithm="sha256").hexdigest()[:LENGTH] if person else ""
    )
