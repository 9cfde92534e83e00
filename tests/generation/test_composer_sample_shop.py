"""What a newcomer sees first: the sample shop's products in every kind, language and tone, without one error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generation import pipeline
from generation.contract import Brief, Control, Fact, Facts, Request, Sampling
from tests.generation.composer_products import ENGINE, LOCALES, answer, text_of

SAMPLE = Path(__file__).parents[2] / "shop_content" / "catalogue" / "sample" / "products.json"
KINDS = (
    "title",
    "description",
    "short_description",
    "bullets",
    "seo",
    "search_ad",
    "social_ad",
    "campaign",
    "social_post",
    "email",
    "qa",
)
TONES = ("plain", "warm", "playful")


def products() -> Iterator[Facts]:
    for told in json.loads(SAMPLE.read_text(encoding="utf-8"))["products"]:
        yield Facts(
            told["sku"],
            told["title"],
            told["brand"],
            told["category"],
            Decimal(told["price"]),
            told["currency"],
            (),
            told["source_text"],
            tuple(
                Fact(f"f{place}", fact["key"], fact["value"], fact["unit"])
                for place, fact in enumerate(told["facts"], start=1)
            ),
        )


@pytest.mark.parametrize("kind", KINDS)
def test_no_error_in_any_language_and_tone(kind: str) -> None:
    asked = [
        Request(Brief(kind, locale, facts, tone=tone), Sampling())
        for facts in products()
        for locale in LOCALES
        for tone in TONES
    ]
    wrong = []
    for request, outcome in zip(asked, pipeline.run(asked, ENGINE, Control()), strict=True):
        if isinstance(outcome, pipeline.Outcome):
            errors = [(found.rule, dict(found.params)) for found in outcome.findings if found.severity == "error"]
            wrong += [(request.brief.facts.title, request.brief.locale, *errors)] if errors else []
        else:
            assert outcome.code == "facts.thin", (request.brief.facts.title, outcome)
    assert wrong == []


def test_cedar_chips_are_no_microchips() -> None:
    candle = next(facts for facts in products() if "Candle" in facts.title)
    for locale in LOCALES:
        text = text_of(answer(candle, "bullets", locale)).lower()
        assert "chip" not in text
        assert "芯片" not in text
