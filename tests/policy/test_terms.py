"""Moderators keep the terms; every change is checked and leaves its mark in the trail."""

from __future__ import annotations

import time

import pytest
from django.utils import translation

from shop_content.audit.models import Event
from shop_content.policy import actions
from shop_content.policy.actions import BadTerm
from shop_content.policy.models import PolicyTerm
from shop_content.policy.patterns import BadPattern, accept
from shop_content.policy.seed import entries, plant

pytestmark = pytest.mark.django_db


def save(**wanted):
    given = {
        "locale": "en",
        "pattern": r"\bzzyzx\b",
        "severity": "error",
        "reason": "Not ours.",
        "reason_zh": "并非我们的。",
    }
    return actions.save_term(**{**given, **wanted})


def test_terms_are_those_of_the_locale_that_are_active():
    PolicyTerm.objects.all().delete()
    kept, _retired, chinese = save(), save(pattern="off", active=False), save(locale="zh-Hans", pattern="词")
    assert [term.id for term in actions.terms("en")] == [str(kept.pk)]
    (term,) = actions.terms("zh-Hans")
    assert (term.id, term.pattern, term.severity, term.reason) == (str(chinese.pk), "词", "error", "Not ours.")


def test_planting_twice_adds_nothing():
    plant(PolicyTerm)
    count = PolicyTerm.objects.count()
    plant(PolicyTerm)
    assert PolicyTerm.objects.count() == count >= len(entries())


def test_reasons_come_in_the_language_of_the_reader():
    term = save()
    assert actions.reasons([str(term.pk), "999999999", "no id"]) == {str(term.pk): "Not ours."}
    with translation.override("zh-hans"):
        assert actions.reasons([str(term.pk)]) == {str(term.pk): "并非我们的。"}


def test_creating_changing_and_retiring_are_recorded_once_each():
    term = save()
    save(term_id=term.pk, severity="warning")
    save(term_id=term.pk, severity="warning")  # changes nothing
    assert actions.retire_term(term.pk)
    assert not actions.retire_term(term.pk)
    events = Event.objects.filter(target_type="policy.policyterm", target_id=str(term.pk)).order_by("pk")
    assert [event.verb for event in events] == ["policy.term.create", "policy.term.change", "policy.term.retire"]
    assert events[1].detail == {"changed": {"severity": ["error", "warning"]}}


def test_the_same_pattern_twice_is_refused_with_a_word():
    save()
    with pytest.raises(BadTerm, match="same pattern") as caught:
        save()
    assert caught.value.field == "pattern"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"locale": "fr"}, "locale"),
        ({"severity": "fatal"}, "severity"),
        ({"reason": "  "}, "reason"),
        ({"reason_zh": "长" * 301}, "reason_zh"),
        ({"pattern": "("}, "pattern"),
        ({"pattern": ""}, "pattern"),
        ({"pattern": "x" * 301}, "pattern"),
        ({"pattern": "a*"}, "pattern"),
    ],
)
def test_a_term_that_cannot_work_is_refused_and_nothing_is_stored(wrong, field):
    before = PolicyTerm.objects.count(), Event.objects.count()
    with pytest.raises(BadTerm) as caught:
        save(**wrong)
    assert caught.value.field == field
    assert (PolicyTerm.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(?:a*)*b", "([a-z]+)*!", "(x{2,})+y", "((a+)b?)+c", "(?:a+){11,}b", r"(\w+\s?)+$"]
)
def test_repetitions_inside_repetitions_are_refused(pattern):
    with pytest.raises(BadPattern, match="repetition"):
        accept(pattern)


@pytest.mark.parametrize(
    "pattern", [r"(?:\w+ ){0,2}cure", r"[+*]+x", r"\(a+\)+b", "a{3}", "(ab)+c", "x{,3}y", "[]a+]+b", "{note}"]
)
def test_ordinary_repetitions_are_accepted(pattern):
    assert accept(pattern) == pattern


@pytest.mark.parametrize("pattern", [r"\w*\w*\w*\w*\d", "(?:q|qq)+$"])
def test_a_pattern_that_is_slow_for_another_reason_is_refused_quickly(pattern):
    start = time.monotonic()
    with pytest.raises(BadPattern, match="too long"):
        accept(pattern)
    assert time.monotonic() - start < 2


def test_full_width_characters_are_stored_as_the_check_reads_them():
    assert accept("１００％安全") == "100%安全"
