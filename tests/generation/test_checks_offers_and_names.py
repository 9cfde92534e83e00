"""Prices, offers, brands, names and customers' voices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.generation.briefs import MUG, found, rules


@pytest.mark.parametrize(
    ("text", "locale", "rule", "underlined"),
    [
        ("Now only $9.99.", "en", "prices.unsupported", "$9.99"),
        ("Costs 19.90 EUR.", "en", "prices.unsupported", "19.90 EUR"),
        ("仅售99元。", "zh-Hans", "prices.unsupported", "99元"),
        ("Enjoy 20% off.", "en", "prices.discount", "20% off"),
        ("With free shipping.", "en", "prices.discount", "free shipping"),
        ("限时特价。", "zh-Hans", "prices.discount", "限时"),
        ("全场8折。", "zh-Hans", "prices.discount", "8折"),
    ],
)
def test_offers_that_no_fact_states(text: str, locale: str, rule: str, underlined: str) -> None:
    assert (rule, underlined) in found(text, locale)


@pytest.mark.parametrize(
    "text", ["It costs $19.90.", "It costs 19.90 USD.", "A great deal of room.", "A sugar-free day."]
)
def test_the_own_price_and_plain_words_pass(text: str) -> None:
    assert not {rule for rule in rules(text) if rule.startswith("prices")}


def test_a_dollar_is_the_products_own_dollar() -> None:
    canadian = replace(MUG, currency="CAD", price=Decimal(1299))
    assert "prices.unsupported" not in rules("It costs $1,299.00.", facts=canadian)
    assert "prices.unsupported" in rules("It costs €1,299.00.", facts=canadian)


def test_a_percentage_off_is_one_finding() -> None:
    assert [rule for rule, _ in found("Enjoy 20% off this mug today.")] == ["prices.discount"]


def test_other_brands_are_refused_and_the_own_is_not() -> None:
    assert ("brands.foreign", "Le Creuset") in found("As good as Le Creuset.")
    assert ("brands.foreign", "华为") in found("与华为同款。", "zh-Hans")
    assert not rules("Norra makes this mug.")
    assert not rules("Fits GoPro mounts.", facts=replace(MUG, source_text="Fits GoPro mounts."))


def test_a_fruit_is_no_brand() -> None:
    assert "brands.foreign" not in rules("Scented with Apple blossom. Tastes of apple.")
    assert ("brands.foreign", "Apple") in found("Charges every Apple device.")


def test_an_unknown_name_is_a_warning_in_prose_only() -> None:
    assert ("brands.unknown_name", "Fridolin") in found("A mug after Fridolin for quiet mornings.")
    assert not rules("Norra Mug: Tea, Coffee, Quiet Mornings")
    assert not rules("On Monday the mug holds tea. Coffee follows on Tuesday.")
    assert ("brands.unknown_name", "Fridolin") in found("来自 Fridolin 的杯子,适合安静的早晨。", "zh-Hans")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Our customers love this mug.", "en"),
        ("Trusted by thousands of happy families.", "en"),
        ("I love this mug.", "en"),
        ("Rated 4.8 by users.", "en"),
        ("深受广大用户喜爱。", "zh-Hans"),
        ("用户都说好用。", "zh-Hans"),
    ],
)
def test_nobody_speaks_for_customers(text: str, locale: str) -> None:
    assert "testimonials.invented" in rules(text, locale)


def test_real_words_of_the_source_may_be_quoted() -> None:
    facts = replace(MUG, source_text="Trusted by 200 professionals.")
    assert "testimonials.invented" not in rules("Trusted by 200 professionals.", facts=facts)
