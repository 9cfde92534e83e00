"""Policy terms: found by locale, softened by a fact's own words, and harmless however they are written."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from generation.checks import run_all
from generation.checks.policy import LONGEST_PATTERN, UnusablePattern, compiled
from generation.contract import Brief, Fact, Finding, PolicyTerm
from tests.generation.briefs import MUG, content

BEST = PolicyTerm("best", r"\bbest\b", "en", "error", "absolute term")


def judged(text: str, *terms: PolicyTerm, facts: tuple[Fact, ...] = (), locale: str = "en") -> list[Finding]:
    brief = Brief("description", locale, replace(MUG, items=(*MUG.items, *facts)), policy=terms)
    return [f for f in run_all(brief, content(description=text), ()) if f.rule.startswith("policy")]


def test_a_term_is_underlined_with_its_severity_and_reason() -> None:
    (finding,) = judged("It is the BEST mug.", replace(BEST, severity="warning"))
    assert (finding.rule, finding.severity, finding.start, finding.end) == ("policy.term", "warning", 10, 14)
    assert finding.params == {"term_id": "best", "text": "BEST", "reason": "absolute term"}


def test_terms_of_another_language_do_not_apply() -> None:
    assert not judged("It is the best mug.", replace(BEST, locale="zh-Hans"))


def test_chinese_terms_and_full_width_text() -> None:
    term = PolicyTerm("first", "第一|最佳(?!食用)|no\\.1", "zh-Hans", "error", "绝对化用语")
    text = "全国第一,最佳食用时间为早晨,ＮＯ．１。"
    assert [text[f.start : f.end] for f in judged(text, term, locale="zh-Hans")] == ["第一", "ＮＯ．１"]


def test_an_official_name_in_the_facts_softens_to_a_warning() -> None:
    name = Fact("f20", "Award", "Best Western Design Prize")
    (finding,) = judged("It won the Best Western Design Prize.", BEST, facts=(name,))
    assert (finding.rule, finding.severity, finding.params["fact_id"]) == ("policy.term_in_fact", "warning", "f20")
    (other,) = judged("It is the best mug.", BEST, facts=(name,))
    assert (other.rule, other.severity) == ("policy.term", "error")


@pytest.mark.parametrize("pattern", ["(", "", "  ", "a*", "x" * (LONGEST_PATTERN + 1), "(?P<a>x)(?P<a", "[z-a]"])
def test_unusable_patterns_are_named_and_stop_nothing(pattern: str) -> None:
    with pytest.raises(UnusablePattern):
        compiled(pattern)
    findings = judged("It is the best mug.", PolicyTerm("bad", pattern, "en", "error"), BEST)
    assert sorted(f.rule for f in findings) == ["policy.term", "policy.unusable"]


def test_a_catastrophic_pattern_is_given_up() -> None:
    judged("A mug that holds tea.")  # what the checks read is loaded by now
    started = time.monotonic()
    (finding,) = judged("a" * 60 + "b is a mug that holds tea.", PolicyTerm("slow", r"(a|aa|a*a)+$", "en", "error"))
    assert (finding.rule, finding.params) == ("policy.unusable", {"term_id": "slow", "problem": "too slow"})
    assert time.monotonic() - started < 5


ORGANIC = PolicyTerm("organic", r"\borganic\b", "en", "error", "needs a certificate", ("organic", "evidence"))


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ((), True),
        ((Fact("f20", "weight", "340", "g"),), True),
        ((Fact("f20", "Organic", "yes"),), False),
        ((Fact("f20", "is_organic", "GOTS"),), False),
        ((Fact("f20", "organic", "no"),), True),
        ((Fact("f20", "有机", "是"),), False),
        ((Fact("evidence:3", "certificate", "GOTS-certified cotton"),), False),
        ((Fact("f20", "certificate", "GOTS"),), True),
    ],
)
def test_a_claim_rule_lets_the_words_stand_where_the_fact_or_the_evidence_is_there(
    facts: tuple[Fact, ...], found: bool
) -> None:
    assert bool(judged("It is an organic mug.", ORGANIC, facts=facts)) is found
