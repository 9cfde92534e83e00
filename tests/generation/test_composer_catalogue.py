"""Over a whole shop: no two products are described in the same sentences, in whatever tone and language."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

from generation.contract import TONES, Fact, Facts
from shop_content import catalogue as rooms
from tests.generation.composer_catalogue import catalogue
from tests.generation.composer_products import LOCALES, answer, text_of

_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


def sample_shop() -> list[Facts]:
    rows = json.loads((Path(rooms.__file__).parent / "sample" / "products.json").read_text(encoding="utf-8"))[
        "products"
    ]
    return [
        Facts(
            row["sku"],
            row["title"],
            row["brand"],
            row["category"],
            source_text=row["source_text"],
            items=tuple(
                Fact(f"f{place}", fact["key"], fact["value"], fact.get("unit", ""))
                for place, fact in enumerate(row["facts"], 1)
            ),
        )
        for row in rows
    ]


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_descriptions_share_more_than_one_sentence(locale: str, tone: str) -> None:
    shop = [*sample_shop(), *catalogue()]
    said = [
        (facts.title, {part.strip() for part in _ENDS.split(text_of(answer(facts, "description", locale, tone=tone)))})
        for facts in shop
    ]
    for (title, one), (other_title, other) in itertools.combinations(said, 2):
        assert len((one & other) - {""}) <= 1, (title, other_title, one & other)
