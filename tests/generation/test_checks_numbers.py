"""Numbers and units: what the facts state in whatever unit passes, everything else is underlined."""

from __future__ import annotations

import pytest

from generation.contract import Fact, Facts
from tests.generation.briefs import found, rules


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Holds 350 ml.", "en"),
        ("Holds 0.35 l, or about 12 oz.", "en"),
        ("Holds 35 cl and weighs 400 g.", "en"),
        ("It is 95 mm tall.", "en"),
        ("It is about 3.7 inches tall.", "en"),
        ("Shipped in a box of 30 x 20 x 10 cm.", "en"),
        ("Shipped in a box of 300 × 200 × 100 mm.", "en"),
        ("Choose from 3 colours.", "en"),
        ("Holds ３５０ｍｌ.", "en"),
        ("容量为 350 毫升,约 0.35 升。", "zh-Hans"),
        ("高 9.5 厘米,重 400 克。", "zh-Hans"),
        ("重 0.8 斤。", "zh-Hans"),
        ("十分实用,一年四季皆宜,适合每一天。", "zh-Hans"),
    ],
)
def test_what_the_facts_state_passes(text: str, locale: str) -> None:
    assert "numbers.unsupported" not in rules(text, locale)


@pytest.mark.parametrize(
    ("text", "locale", "underlined"),
    [
        ("Holds 500 ml.", "en", "500 ml"),
        ("Holds 350 g.", "en", "350 g"),
        ("It keeps drinks hot for 12 hours.", "en", "12 hours"),
        ("It keeps drinks hot for twelve hours.", "en", "twelve hours"),
        ("It is 5 in tall.", "en", "5 in"),
        ("Comes with 5 lids.", "en", "5"),
        ("Holds 3.5 l.", "en", "3.5 l"),
        ("Compatible with the M185 holder.", "en", "M185"),
        ("Works 24/7.", "en", "24/7"),
        ("容量为 500 毫升。", "zh-Hans", "500 毫升"),
        ("保温十二小时。", "zh-Hans", "十二小时"),
        ("容量为两升。", "zh-Hans", "两升"),
        ("可重复使用2万次。", "zh-Hans", "2万"),
    ],
)
def test_what_no_fact_states_is_underlined(text: str, locale: str, underlined: str) -> None:
    assert ("numbers.unsupported", underlined) in found(text, locale)


def test_rounding_is_allowed_between_systems_only() -> None:
    laptop = Facts("L", "Laptop", items=(Fact("f1", "Screen", "13", "inch"), Fact("f2", "Battery", "1.5", "h")))
    assert "numbers.unsupported" not in rules("A 33 cm screen.", facts=laptop)
    assert "numbers.unsupported" in rules("A 30 cm screen.", facts=laptop)
    assert "numbers.unsupported" in rules("It runs for 2 h.", facts=laptop)


def test_a_spelled_count_is_a_warning_and_a_measured_number_an_error() -> None:
    from generation.checks import run_all
    from generation.contract import Brief
    from tests.generation.briefs import MUG, content

    text = "Comes as six pieces and lasts for nine years."
    severities = {
        text[finding.start : finding.end]: finding.severity
        for finding in run_all(Brief("description", "en", MUG), content(description=text), ())
        if finding.rule == "numbers.unsupported"
    }
    assert severities == {"six pieces": "warning", "nine years": "error"}


@pytest.mark.parametrize(
    "fact", [Fact("f1", "Capacity (ml)", "350"), Fact("f1", "capacity_ml", "350"), Fact("f1", "Size", "350ml")]
)
def test_a_unit_may_stand_in_the_key_or_the_value(fact: Fact) -> None:
    assert not rules("It holds 0.35 litres.", facts=Facts("B", "Bottle", items=(fact,)))


def test_source_text_title_and_options_support_numbers() -> None:
    facts = Facts(
        "K",
        "Keyboard K552 with 87 keys",
        options=(("Size", ("42", "43")),),
        source_text="Turbo Boost up to 3.6GHz, 8GB RAM",
    )
    assert not rules("K552: 87 keys, size 42 or 43, up to 3.6 GHz with 8 GB.", facts=facts)


@pytest.mark.parametrize("text", ["Sizes 42 and 43 in black.", "A 2-in-1 tool.", "The 5 in black."])
def test_in_is_an_inch_only_where_nothing_follows(text: str) -> None:
    assert all(" in" not in underlined for rule, underlined in found(text) if rule == "numbers.unsupported")


def test_numbered_lists_and_list_markers_are_no_numbers() -> None:
    assert "numbers.unsupported" not in rules("1. Rinse the mug.\n2. Let it dry.")
