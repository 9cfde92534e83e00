"""Copy against what the photos show: a flat contradiction is stopped, everything that may be true is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generation.checks import run_all
from generation.contract import Brief, Content, Fact, Facts
from generation.looking.contract import Look, Text, Thing
from generation.looking.registry import look_at
from tests.generation.scenes import mug, png

PLAIN = Facts("MUG-1", "Stoneware Mug", "Norra", items=(Fact("f1", "material", "stoneware"),))


def seen(colour: tuple[int, int, int], **beside: Any) -> Look:
    return replace(look_at(png(mug(size=320, product=colour).rgb), {"measures": "embedded:"}), **beside)


BLUE, RED, SAGE, GREY = seen((40, 80, 170)), seen((170, 30, 35)), seen((140, 150, 120)), seen((128, 128, 128))


def facts(*items: tuple[str, str], **own: Any) -> Facts:
    added = tuple(Fact(f"f{place}", key, value) for place, (key, value) in enumerate(items, 2))
    return replace(PLAIN, items=(*PLAIN.items, *added), **own)


def found(
    text: str, *looks: Look, about: Facts = PLAIN, locale: str = "en", kind: str = "title"
) -> list[tuple[str, str]]:
    field = "title" if kind == "title" else "description"
    judged = run_all(Brief(kind, locale, about, seen=looks), Content({field: text}))
    return [(one.rule, one.severity) for one in judged if one.rule.startswith("sights.")]


@pytest.mark.parametrize(("text", "locale"), [("Norra red mug", "en"), ("Norra 红色马克杯", "zh-Hans")])
def test_red_over_a_blue_mug_is_an_error(text: str, locale: str) -> None:
    assert found(text, BLUE, locale=locale) == [("sights.colour", "error")]
    assert found(text, RED, locale=locale) == []


@pytest.mark.parametrize(
    ("value", "text", "locale"), [("red", "Norra red mug", "en"), ("红色", "Norra 红色马克杯", "zh-Hans")]
)
def test_where_the_facts_say_it_both_are_named(value: str, text: str, locale: str) -> None:
    about = facts(("colour", value))
    judged = run_all(Brief("title", locale, about, seen=(BLUE,)), Content({"title": text}))
    (one,) = [one for one in judged if one.rule.startswith("sights.")]
    assert (one.rule, one.severity) == ("sights.colour_of_fact", "error")
    assert one.params["seen"] == ("blue" if locale == "en" else "蓝色")
    assert text[one.start : one.end] in ("red", "红色")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Norra red mug", facts(options=(("Colour", ("Red", "Blue")),))),
        ("Norra mug in red and blue", facts(options=(("Colour", ("Red", "Blue")),))),
        ("Norra red mug", facts(("colour", "red and blue"))),
        ("Norra red mug", facts(("colour", "red, ocean stripes"))),
        ("Mug with a red lid", facts(("colour", "blue"), ("lid", "red silicone"))),
        ("Lamp with white light", facts(("colour", "blue"), ("light colour", "white"))),
        ("Norra mug in navy", facts(("colour", "navy"))),
        ("Norra mug, not red", PLAIN),
        ("Norra mug on a white background", facts(("background", "white"))),
        ("Norra blue mug", facts(("colour", "blue"))),
        ("Norra multicoloured mug", facts(("colour", "multicoloured"))),
    ],
)
def test_what_may_be_true_is_left_alone(text: str, about: Facts) -> None:
    assert found(text, BLUE, about=about) == []


@pytest.mark.parametrize("text", ["sage green mug", "green mug", "grey mug", "olive green mug"])
def test_a_colour_between_others_may_be_called_by_any_of_them(text: str) -> None:
    assert found(text, SAGE, about=facts(("colour", text.removesuffix(" mug")))) == []


def test_another_photo_that_shows_the_colour_is_enough() -> None:
    assert found("Norra red mug", BLUE, RED) == []


def test_a_weak_measure_warns_and_no_measure_says_nothing() -> None:
    assert found("Norra red mug", replace(BLUE, certainty=0.6)) == [("sights.colour", "warning")]
    assert found("Norra red mug", BLUE, Look()) == [
        ("sights.colour", "warning")
    ]  # nobody knows what the second photo shows
    assert found("Norra red mug", replace(BLUE, certainty=0.2)) == []
    assert found("Norra red mug") == []


def test_a_metal_s_colour_is_what_it_reflects() -> None:
    assert {severity for _, severity in found("Norra golden mug", GREY)} <= {"warning"}


def test_questions_state_nothing() -> None:
    made = Content({"questions": ("Does it come in red?",), "answers": ("It is made of stoneware.",)})
    assert not [one for one in run_all(Brief("qa", "en", PLAIN, seen=(BLUE,)), made) if one.rule.startswith("sights.")]


def labelled(*lines: str) -> Look:
    return replace(BLUE, texts=tuple(Text(line, (0, 0, 9, 9), 0.97) for line in lines))


def test_an_amount_that_the_label_denies_is_pointed_out() -> None:
    about = facts(("capacity", "350 ml"))
    assert found("Norra mug, 350 ml", labelled("NORRA", "500 ml"), about=about) == [("sights.amount", "warning")]
    assert found("Norra 马克杯 350 毫升", labelled("500 ml"), about=about, locale="zh-Hans") == [
        ("sights.amount", "warning")
    ]


@pytest.mark.parametrize(
    "lines", [("350 ml",), ("0.35 l",), ("500 ml", "17 fl oz", "1 l"), ("NORRA 500",), ("500 g",), ("355 ml",)]
)
def test_labels_that_deny_nothing(lines: tuple[str, ...]) -> None:
    assert found("Norra mug, 350 ml", labelled(*lines), about=facts(("capacity", "350 ml"))) == []


def test_what_was_seen_is_in_no_hash_and_makes_nothing_stale() -> None:
    brief = Brief("title", "en", PLAIN)
    assert replace(brief, seen=(BLUE,)).source_hash() == brief.source_hash()
    assert replace(brief, seen=(BLUE,)).same_source(brief)


def classified(name: str, confidence: float = 0.95, denied: tuple[str, ...] = ("mug", "马克杯")) -> Look:
    return Look(things=(Thing(name, confidence),), denied=denied)


@pytest.mark.parametrize(
    ("text", "about", "locale", "word"),
    [
        ("Norra stoneware mug", PLAIN, "en", "mug"),
        ("Two Norra mugs", PLAIN, "en", "mugs"),
        ("Norra 马克杯", replace(PLAIN, title="炻器马克杯"), "zh-Hans", "马克杯"),
        ("Norra mug", replace(PLAIN, title="Norra 21", category="Home > Tableware > Mugs"), "en", "mug"),
    ],
)
def test_photos_of_another_kind_of_thing_ask_for_a_look(text: str, about: Facts, locale: str, word: str) -> None:
    judged = run_all(Brief("title", locale, about, seen=(classified("lamp"),)), Content({"title": text}))
    (one,) = [one for one in judged if one.rule == "sights.other_kind"]
    assert (one.severity, text[one.start : one.end], one.params["seen"]) == ("warning", word, "lamp")


@pytest.mark.parametrize(
    "looks",
    [
        (classified("mug", denied=("lamp",)),),
        (classified("lamp", 0.6),),  # not sure enough
        (classified("lamp"), classified("mug", denied=("lamp",))),  # one of the photos shows it
        (classified("stoneware"),),  # a label that the title says as well
        (Look(things=(Thing("lamp", 0.95),)),),  # a model with labels of its own
        (classified("lamp", denied=("stool",)),),
    ],
)
def test_a_classifier_that_may_be_right_says_nothing(looks: tuple[Look, ...]) -> None:
    assert found("Norra stoneware mug", *looks) == []
