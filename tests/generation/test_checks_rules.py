"""Every finding can be worded, points into its text, and comes in time, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.checks import RULES, run_all
from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content
from tests.generation.briefs import MUG, content


@pytest.mark.parametrize("rule_id", RULES)
def test_the_wording_is_filled_from_the_params(rule_id: str) -> None:
    rule = RULES[rule_id]
    worded = rule.wording % {name: f"<{name}>" for name in rule.params}
    said = [name for name in rule.params if f"<{name}>" in worded]
    # Where a finding comes from, and what is underlined anyway, may stay unsaid.
    assert set(rule.params) - set(said) <= {"channel", "term_id", "fact_id", "text", "draft"}


def test_a_miswritten_finding_is_refused() -> None:
    with pytest.raises(KeyError):
        finding("no.such_rule")
    with pytest.raises(ValueError, match="takes"):
        finding("length.too_long", length=3)


TEXTS = st.text(max_size=120) | st.text(
    alphabet="0123456789.,/-x% \n$€元升ml九十两万百个AaBb{}[]<>&;:*!?“”。!材质防水不 ", max_size=80
)


@settings(max_examples=250, deadline=None)
@given(text=TEXTS, items=st.lists(TEXTS, max_size=3), locale=st.sampled_from(["en", "zh-Hans"]))
def test_findings_point_into_the_text_they_are_about(text: str, items: list[str], locale: str) -> None:
    for kind, made in (("description", content(description=text)), ("bullets", content(bullets=items))):
        texts = {(field, index): piece for field, index, piece in made.spans()}
        for found in run_all(Brief(kind, locale, MUG), made, ()):
            piece = texts.get((found.field, found.index), "")
            assert 0 <= found.start <= found.end <= len(piece) or found.rule.startswith("length.too_many")
            assert RULES[found.rule].wording % found.params


def test_errors_come_first_then_reading_order() -> None:
    made = Content(
        {
            "seo_title": "A mug after Fridolin with tea",
            "meta_description": "Holds 500 ml. Made of porcelain.",
            "keywords": ("mug", "tea", "cup"),
        }
    )
    found = [(f.severity, f.field, f.start) for f in run_all(Brief("seo", "en", MUG), made, ())]
    assert found == [
        ("error", "meta_description", 6),
        ("error", "meta_description", 22),
        ("warning", "seo_title", 12),
    ]


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", "1", "1 x ", "1,", "<", "[a", "{", "不", "-", ". ", "ha", "A", "$1", "\n", " ", "I love ", "loved by "],
)
def test_a_hostile_text_takes_no_time(unit: str) -> None:
    text = (unit * 5000)[:5000]
    started = time.process_time()
    run_all(Brief("description", "en", MUG), content(description=text), (Claim("description", 0, 0, len(text)),))
    assert time.process_time() - started < 3
