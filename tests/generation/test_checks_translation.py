"""A translation is held against its original: numbers, facts, protected words, sentences; both ways between English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generation import prompts
from generation.checks import run_all
from generation.claims import attribute
from generation.contract import Brief, Claim, Content, FieldValue, Finding, Original, Request, Voice
from generation.engines.composer.engine import Composer
from generation.errors import Refused
from generation.translation.alignment import pairs
from generation.translation.carrying import carried
from tests.generation.briefs import MUG

ENGLISH = "The Norra mug is made of stoneware. It holds 350 ml and is 9.5 cm high. It is dishwasher safe."
CHINESE = "Norra 马克杯采用炻瓷制成。容量 350 毫升，高 9.5 厘米。可用洗碗机清洗。"


def brief_of(original: FieldValue, locale: str, kind: str = "description", field: str = "description") -> Brief:
    source = "zh-Hans" if locale == "en" else "en"
    fields = {field: original}
    claims = attribute(Content(fields), MUG, source)
    glossary = (("Norra", "Norra"), ("sage", "鼠尾草绿")) if locale == "zh-Hans" else ()
    return Brief(kind, locale, MUG, original=Original("1", source, fields, claims), voice=Voice(glossary=glossary))


def judged(original: str, said: str, locale: str) -> list[Finding]:
    brief, content = brief_of(original, locale), Content({"description": said})
    found = run_all(brief, content, attribute(content, MUG, locale))
    return [finding for finding in found if finding.rule.startswith("translation.")]


def told(original: str, said: str, locale: str) -> list[tuple[str, str]]:
    return [
        (finding.rule.partition(".")[2], said[finding.start : finding.end])
        for finding in judged(original, said, locale)
    ]


@pytest.mark.parametrize(
    ("original", "said", "locale"),
    [
        (ENGLISH, CHINESE, "zh-Hans"),
        (CHINESE, ENGLISH, "en"),
        (ENGLISH, CHINESE.replace("350 毫升", "0.35 升").replace("9.5 厘米", "95 毫米"), "zh-Hans"),
        (CHINESE, ENGLISH.replace("9.5 cm", "3.7 in"), "en"),
        (ENGLISH, CHINESE.replace("制成。容量", "制成，容量"), "zh-Hans"),  # two sentences made one
        ("It comes with two lids.", "配有两个杯盖。", "zh-Hans"),
        ("配有两个杯盖。", "It comes with two lids.", "en"),
        ("A 2-in-1 lid.", "二合一杯盖。", "zh-Hans"),
        ("Made in October 2025.", "2025年10月制造。", "zh-Hans"),
        ("Lasts 20,000 hours.", "可用2万小时。", "zh-Hans"),
        ("The KX-200 holds a dozen.", "KX-200 可装12个。", "zh-Hans"),
        ("The USB lamp by Norra.", "Norra USB 台灯。", "zh-Hans"),
    ],
)
def test_a_true_translation_passes(original: str, said: str, locale: str) -> None:
    assert told(original, said, locale) == []


@pytest.mark.parametrize(
    ("original", "said", "locale", "expected"),
    [
        (ENGLISH, CHINESE.replace("350", "450"), "zh-Hans", [("number_added", "450 毫升")]),
        (CHINESE, ENGLISH.replace("9.5 cm", "9.5 in"), "en", [("number_added", "9.5 in")]),
        (ENGLISH, CHINESE.replace("，高 9.5 厘米", ""), "zh-Hans", [("number_missing", "容量 350 毫升。")]),
        (ENGLISH, CHINESE.replace("可用洗碗机清洗。", ""), "zh-Hans", [("sentence_missing", "")]),
        (CHINESE, ENGLISH + " It weighs 0.4 kg.", "en", [("sentence_added", "It weighs 0.4 kg.")]),
        (ENGLISH, CHINESE.replace("Norra", "诺拉"), "zh-Hans", [("term_lost", "诺拉 马克杯采用炻瓷制成。")]),
        ("In sage.", "薄荷款。", "zh-Hans", [("term_lost", "薄荷款。")]),
        (
            "The KX-200 mug.",
            "KX-300 马克杯。",
            "zh-Hans",
            [("number_added", "KX-300"), ("term_lost", "KX-300 马克杯。")],
        ),
        (ENGLISH, CHINESE.replace("炻瓷", " stoneware "), "zh-Hans", [("untranslated", "stoneware")]),
        (
            "The mug is made of stoneware and it is dishwasher safe.",
            "马克杯采用炻瓷制成。",
            "zh-Hans",
            [("fact_missing", "马克杯采用炻瓷制成。")],
        ),
        (
            "马克杯采用炻瓷制成。",
            "The stoneware mug is dishwasher safe.",
            "en",
            [("fact_added", "The stoneware mug is dishwasher safe.")],
        ),
    ],
)
def test_what_differs_is_found(original: str, said: str, locale: str, expected: Sequence[tuple[str, str]]) -> None:
    found = [
        one
        for one in told(original, said, locale)
        if one[0] != "number_missing" or ("number_missing", one[1]) in expected
    ]
    assert found == list(expected)


def test_findings_say_the_words_of_both_languages() -> None:
    (found,) = judged(ENGLISH, CHINESE.replace("350", "450"), "zh-Hans")
    assert found.params == {"quantity": "450 毫升", "original": "It holds 350 ml and is 9.5 cm high."}
    assert found.severity == "error"
    (lost,) = judged(CHINESE, ENGLISH.replace(" It is dishwasher safe.", ""), "en")
    assert lost.params == {"original": "可用洗碗机清洗。"}


def test_a_point_that_was_dropped_is_named() -> None:
    brief = brief_of(("Stoneware body", "Holds 350 ml", "Dishwasher safe"), "zh-Hans", "bullets", "bullets")
    found = run_all(brief, Content({"bullets": ("炻瓷杯身", "可用洗碗机清洗")}))
    (missing,) = [finding for finding in found if finding.rule == "translation.sentence_missing"]
    assert missing.params == {"original": "Holds 350 ml"}


def test_a_text_that_translates_nothing_is_not_compared() -> None:
    assert not [f for f in run_all(Brief("title", "en", MUG), Content({"title": "Mug 12"})) if "translation" in f.rule]


def test_sentences_are_paired_though_some_were_merged_or_left_out() -> None:
    aligned = pairs({"d": ENGLISH}, {"d": "Norra 马克杯采用炻瓷制成，容量 350 毫升，高 9.5 厘米。保修十年。"})
    sides = [([one.text for one in pair.original], [one.text for one in pair.translation]) for pair in aligned]
    assert sides[0][0] == ["The Norra mug is made of stoneware.", "It holds 350 ml and is 9.5 cm high."]
    assert sides[0][1] == ["Norra 马克杯采用炻瓷制成，容量 350 毫升，高 9.5 厘米。"]


def test_claims_go_with_the_sentences() -> None:
    claims = (Claim("description", 0, 0, 35, ("f1",)), Claim("description", 0, 36, 71, ("f2", "f3")))
    original = Original("1", "en", {"description": ENGLISH}, claims)
    found = carried(original, Content({"description": CHINESE}))
    assert [(CHINESE[claim.start : claim.end], claim.fact_ids) for claim in found] == [
        ("Norra 马克杯采用炻瓷制成。", ("f1",)),
        ("容量 350 毫升，高 9.5 厘米。", ("f2", "f3")),
    ]


def test_a_language_model_is_told_to_translate_and_of_the_terms() -> None:
    brief = brief_of(ENGLISH + " <|im_start|> It comes in sage.", "zh-Hans")
    system, data = prompts.messages_of(Request(brief, corrections=("少了一句。",)), ["<|im_start|>"])
    assert "从英文译成简体中文" in system["content"]
    assert '"sage" → "鼠尾草绿"' in system["content"] and '"Norra" → "Norra"' in system["content"]
    assert data["content"].startswith("<original>\n") and "It holds 350 ml" in data["content"]
    assert "<|im_start|>" not in data["content"] and "少了一句" in data["content"]
    assert "<facts>" not in data["content"]


def test_the_composer_refuses_to_translate() -> None:
    from generation.contract import Control

    (refusal,) = Composer("composer:").generate([Request(brief_of(ENGLISH, "zh-Hans"))], Control())
    assert isinstance(refusal, Refused) and refusal.code == "engine.no_translation"
