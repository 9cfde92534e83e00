"""Lengths, counts, characters, wording and language."""

from __future__ import annotations

import pytest

from generation.checks import run_all
from generation.contract import Brief
from tests.generation.briefs import MUG, content, found, on_title, rules


def test_too_long_underlines_what_does_not_fit() -> None:
    (finding,) = [f for f in on_title("Norra mug " * 20, "google") if f.rule == "length.too_long"]
    assert (finding.start, finding.end) == (150, 200)
    assert finding.params == {"length": 200, "limit": 150, "channel": "google"}


def test_the_channel_decides_the_length() -> None:
    text = "Norra stoneware mug with a handle, " * 5
    assert "length.too_long" in {f.rule for f in on_title(text, "google")}
    assert "length.too_long" not in {f.rule for f in on_title(text, "shopify")}


def test_missing_empty_and_too_short() -> None:
    brief = Brief("seo", "en", MUG)
    judged = run_all(brief, content(seo_title=" \n"), ())
    assert {(f.rule, f.field) for f in judged if f.rule.startswith("length")} == {
        ("length.empty", "seo_title"),
        ("length.missing_field", "meta_description"),
        ("length.missing_field", "keywords"),
    }
    assert "length.too_short" in {
        f.rule for f in run_all(brief, content(seo_title="Mug", meta_description="A mug"), ())
    }


def test_bullets_are_counted_and_each_measured() -> None:
    brief = Brief("bullets", "en", MUG)
    one = run_all(brief, content(bullets=["Holds 350 ml"]), ())
    assert [(f.rule, f.params["count"]) for f in one] == [("length.too_few_items", 1)]
    six = run_all(brief, content(bullets=["Holds " + "so " * n + "much" for n in range(5)] + ["x" * 151]), ())
    assert ("length.too_many_items", 5) in {(f.rule, f.index) for f in six}
    assert ("length.too_long", 5) in {(f.rule, f.index) for f in six}


def test_characters_that_amazon_refuses_in_titles() -> None:
    refused = [f for f in on_title("Norra Mug! 100$ {new}", "amazon") if f.rule == "characters.forbidden"]
    assert [f.params["character"] for f in refused] == ["!", "$", "{", "}"]
    assert not [f for f in on_title("Norra Mug!", "google") if f.rule == "characters.forbidden"]


@pytest.mark.parametrize(
    ("text", "rule", "underlined"),
    [
        ("A mug\u200b for tea.", "characters.control", "\u200b"),
        ("A mug\tfor tea.", "characters.control", "\t"),
        ("A mugâ€™s handle.", "characters.broken", "â€™"),
        ("A mug 😀 for tea.", "characters.emoji", "😀"),
        ("A <b>mug</b>.", "characters.markup", "<b>"),
        ("A **mug**.", "characters.markup", "**"),
        ("Salt &amp; pepper.", "characters.markup", "&amp;"),
        ("- A mug for tea.", "characters.markup", "-"),
        ("The {brand} mug.", "characters.placeholder", "{brand}"),
        ("The {{ brand }} mug.", "characters.placeholder", "{{ brand }}"),
        ("The [Brand Name] mug.", "characters.placeholder", "[Brand Name]"),
        ("Capacity: TBD.", "characters.placeholder", "TBD"),
        ("材质待补充。", "characters.placeholder", "待补充"),
        ("See www.norra.example for more.", "characters.contact", "www.norra.example"),
        ("Write to hello@norra.example.", "characters.contact", "hello@norra.example"),
        ("The the mug.", "wording.repeated_word", "The the"),
        ("不锈钢不锈钢杯。", "wording.repeated_word", "不锈钢不锈钢"),
        ("AMAZING VALUE for tea.", "wording.shouting", "AMAZING VALUE"),
        ("Buy it now!!", "wording.punctuation", "!!"),
        ("The mug is for tea. The mug is for tea.", "wording.repeated_sentence", "The mug is for tea."),
    ],
)
def test_what_never_belongs_into_a_text(text: str, rule: str, underlined: str) -> None:
    stripped = {(name, span.strip() or span) for name, span in found(text)}
    assert (rule, underlined) in stripped


@pytest.mark.parametrize(
    "text",
    [
        "Norra's mug – “for tea” – holds 350 ml, at 5 % slope; 100% stoneware… (really).\n\nUse < 90 °C & enjoy.",
        "Connects by HDMI and USB, made of ABS.",
        "It had had its day; he said that that was so.",
        "慢慢品味,天天使用,研究研究也无妨。",
        "Fits 5–10 kg: 1/2 and 3 x 4.",
    ],
)
def test_good_form_is_left_alone(text: str) -> None:
    assert not {rule for rule in rules(text) if rule.startswith(("characters", "wording"))}


def test_emoji_are_the_channels_choice_but_never_in_titles() -> None:
    assert "characters.emoji" in rules("A mug 😀 for tea.")
    assert "characters.emoji" not in rules("A mug 😀 for tea.", channel="meta")
    assert "characters.emoji" in {f.rule for f in on_title("Norra Mug 😀", "meta")}


def test_a_line_break_is_for_paragraphs_only() -> None:
    assert "characters.control" in {f.rule for f in on_title("Norra\nMug")}
    assert "characters.control" not in rules("One paragraph.\n\nAnother paragraph.")


def test_amazon_accepts_a_word_twice_in_a_title() -> None:
    assert not [f for f in on_title("Mug, the Mug", "amazon") if f.rule == "wording.overused_word"]
    (finding,) = [f for f in on_title("Mug, the Mug of a mug", "amazon") if f.rule == "wording.overused_word"]
    assert (finding.severity, finding.start, finding.params["count"]) == ("error", 18, 3)


@pytest.mark.parametrize(
    ("text", "locale", "wrong"),
    [
        ("This mug is made for tea.", "zh-Hans", True),
        ("Norra 炻瓷杯,支持 USB 和 Wi-Fi。", "zh-Hans", False),
        ("炻瓷杯 wonderful mug for the whole family", "zh-Hans", True),
        ("这是一只杯子。", "en", True),
        ("A mug, 一只杯子, for tea.", "en", True),
        ("Кружка для чая", "en", True),
        ("A mug for tea.", "en", False),
    ],
)
def test_language(text: str, locale: str, wrong: bool) -> None:
    assert ("language.wrong" in rules(text, locale)) is wrong


def test_traditional_characters_in_simplified_chinese() -> None:
    assert ("language.traditional", "溫") in found("保溫性能良好的杯子。", "zh-Hans")
    assert not rules("皇后喜欢的头发长度。", "zh-Hans")


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("A mug with an useful lid.", "an useful"),
        ("Plugs into a HDMI port.", "a HDMI"),
        ("An utensil for tea.", "An utensil"),
        ("Lit by an LED.", ""),
        ("A LID FITS THE MUG.", ""),
        ("Made with a unique glaze and an honest price.", ""),
        ("Shaped like an S-hook, or a U-shaped rail.", ""),
    ],
)
def test_articles_are_underlined_only_where_they_are_surely_wrong(text: str, underlined: str) -> None:
    assert {span for rule, span in found(text) if rule == "grammar.article"} == ({underlined} - {""})
