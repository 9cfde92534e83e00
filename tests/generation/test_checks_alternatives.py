"""Of two ways of which a thing has one, two things' numbers, a fact and its denial: the facts decide."""

from __future__ import annotations

import pytest

from generation.contract import Fact, Facts
from tests.generation.briefs import found

WATCH = Facts(
    sku="W",
    title="Harbour Watch",
    brand="Norra",
    category="Watches",
    options=(("Strap", ("Short", "Medium", "Long")),),
    items=(
        Fact("f1", "Movement", "automatic"),
        Fact("f2", "Dial", "70 x 50 cm"),
        Fact("f3", "Case", "27 x 19 x 6 cm"),
        Fact("f4", "Run time", "up to 30 h on low"),
        Fact("f5", "Alarm clock", "yes"),
        Fact("f6", "BPA-free", "yes"),
        Fact("f7", "Latex-free", "no"),
        Fact("f8", "Allergens", "may contain traces of nuts"),
        Fact("f9", "Finish", "matt"),
        Fact("f10", "Contents", "watch, strap, cloth"),
        Fact("f11", "Water rating", "IP67"),
    ),
)


@pytest.mark.parametrize(
    ("text", "locale", "rule", "underlined"),
    [
        ("A quartz movement for every day.", "en", "claims.contradicted", "quartz movement"),
        ("搭载石英机芯，走时稳定。", "zh-Hans", "claims.contradicted", "石英机芯"),
        ("With a glossy case.", "en", "claims.contradicted", "glossy"),
        ("The dial is 70 x 19 cm.", "en", "numbers.wrong_thing", ""),
        ("It runs for 30 hours on high.", "en", "numbers.wrong_thing", "30 hours"),
        ("There is no alarm clock.", "en", "claims.contradicted", "no alarm clock"),
        ("It contains BPA.", "en", "claims.contradicted", "contains bpa"),
        ("A latex-free strap.", "en", "claims.contradicted", "latex-free"),
        ("A nut-free snack.", "en", "claims.contradicted", "nut-free"),
        ("Sold as a set of seven.", "en", "counts.wrong", "set of seven"),
        ("A 5-pack.", "en", "counts.wrong", "5-pack"),
        ("Rated IPX6 for rain.", "en", "numbers.unsupported", "IPX6"),
        ("Cut and polished in Slovakia.", "en", "origins.unsupported", "polished in Slovakia"),
        ("With an engraving by Nora Milak.", "en", "brands.unknown_name", "Nora Milak"),
        ("A watch, a strap and a charger come along.", "en", "features.unsupported", ""),
    ],
)
def test_what_the_facts_say_otherwise_is_found(text: str, locale: str, rule: str, underlined: str) -> None:
    judged = [(name, span) for name, span in found(text, locale, WATCH) if name == rule]
    assert judged, found(text, locale, WATCH)
    assert not underlined or any(underlined.lower() in span.lower() for _, span in judged), judged


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("An automatic movement in a matt case.", "en"),
        ("自动机械机芯，无需电池。", "zh-Hans"),
        ("The dial is 70 x 50 cm, in a case of 27 x 19 x 6 cm.", "en"),
        ("It runs for 30 hours on low.", "en"),
        ("A set of three: watch, strap and cloth.", "en"),
        ("Rated IP67.", "en"),
        ("It is BPA-free, but not latex-free.", "en"),
    ],
)
def test_what_they_say_is_left_alone(text: str, locale: str) -> None:
    wrong = ("claims.contradicted", "numbers", "counts")
    assert not [rule for rule, _ in found(text, locale, WATCH) if rule.startswith(wrong)]


def test_a_way_of_which_no_fact_tells_another_is_for_other_rules() -> None:
    plain = Facts(sku="P", title="Watch", items=(Fact("f1", "colour", "blue"),))
    assert not [rule for rule, _ in found("A quartz movement.", "en", plain) if rule == "claims.contradicted"]


def test_three_sizes_to_choose_from_make_no_set_of_three() -> None:
    pot = Facts(sku="P", title="Pot", options=(("Size", ("S", "M", "L")),), items=(Fact("f1", "colour", "blue"),))
    assert ("counts.wrong", "set of three") in found("Sold as a set of three pots.", "en", pot)
    assert not [rule for rule, _ in found("It comes in three sizes.", "en", pot) if rule == "counts.wrong"]
