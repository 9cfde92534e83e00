"""Every reason has words, and the words take what the code gives them."""
# ruff: noqa: E501  tables of cases

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shop_content.catalogue import errors
from shop_content.catalogue.imports import messages

ROOM = Path(messages.__file__).parent
RAISED = re.compile(r"""(?:ImportRefused|CellRefused)\(\s*"([a-z_]+)"|"error": "([a-z_]+)"|"(\w+)", warning=True""")
PARAMS = {
    "limit": 5, "length": 9, "row": 3, "title": "Mug", "expected": 1, "found": 2, "count": 3, "currency": "EUR", "first": "1299", "second": "1.29",
    "piece": "x", "encoding": "UTF-8", "characters": 2, "column": "Price", "kind": "PDF", "size": 900,
}  # fmt: skip


def raised() -> set[str]:
    codes: set[str] = set()
    for path in ROOM.rglob("*.py"):
        for groups in RAISED.findall(path.read_text()):
            codes.update(code for code in groups if code)
    return codes


def test_every_code_that_is_raised_has_words() -> None:
    found = raised()
    assert len(found) > 40
    assert found - set(messages._ALL) == set()


def test_no_words_without_a_code() -> None:
    elsewhere = {
        "duplicate_sku", "duplicate_options", "sku_taken", "same_product", "title_missing",  # refused in SQL
        "gtin_digits", "gtin_length", "gtin_checksum",  # the catalogue's own rule
        "product_unknown", "said_before", "said_otherwise", "event_old", "no_shopper", "no_action", "no_time",  # refused or left out in SQL
        "too_large", "photos_too_large", "changed_since_check", "worker_lost", "unexpected", "encrypted_sheet", "old_excel",
    }  # fmt: skip
    assert set(messages.FILE) | set(messages.CELL) | set(messages.WARNING) == raised() | elsewhere


@pytest.mark.parametrize("code", sorted({**messages.FILE, **messages.CELL, **messages.WARNING}))
def test_the_words_take_their_params_and_say_what_to_do(code: str) -> None:
    text = messages.wording(code, PARAMS)
    assert "%(" not in text
    assert text.endswith((".", ":", "cm"))
    assert len(text) > 30


def test_pictures_speak_with_the_catalogues_words() -> None:
    said = messages.wording("image.not_an_image", {"name": "a.jpg"})
    assert said == errors.wording("image.not_an_image", {"name": "a.jpg"})
