"""Every rule has its wording, and the wording uses what the rule gives."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from generation.checks.rules import RULES
from generation.kinds import KINDS
from shop_content.drafts.messages import WORDING, message
from shop_content.drafts.models import ContentKind, Finding


def test_every_rule_is_worded_and_every_wording_has_its_rule():
    assert set(WORDING) == set(RULES)


@pytest.mark.parametrize("rule", list(RULES))
def test_a_wording_uses_only_what_its_rule_gives(rule):
    with translation.override("en"):
        used = {name for text in WORDING[rule] for name in re.findall(r"%\((\w+)\)s", str(text))}
    assert used <= set(RULES[rule].params)
    said = message(Finding(rule=rule, params=dict.fromkeys(RULES[rule].params, "5")))
    assert said.found and said.advice
    assert "%" not in re.sub(r"5 %", "", said.found + said.advice)


def test_channels_and_languages_are_named():
    with translation.override("en"):
        said = message(Finding(rule="length.too_long", params={"length": 200, "limit": 150, "channel": ""}))
        assert said.found == "200 characters: more than the 150 that every channel accepts."
        assert "Simplified Chinese" in message(Finding(rule="language.wrong", params={"locale": "zh-Hans"})).found


def test_a_rule_of_another_day_still_gets_a_message():
    said = message(Finding(rule="length.too_long", params={}))
    assert "…" in said.found
    assert "gone.rule" in message(Finding(rule="gone.rule")).found


def test_the_kinds_of_both_packages_are_the_same():
    assert ContentKind.values == list(KINDS)
