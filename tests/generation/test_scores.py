"""Each part of the score tells a good text from a bad one, in both languages, and keeps silent where it has nothing to say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generation import claims, scores
from generation.checks import run_all
from generation.contract import TONES, Brief, Control, Fact, Facts, Request, Result, Sampling, Voice
from generation.engines.composer.engine import Composer
from generation.scores import PARTS, Known
from generation.scores.channel_fit import columns
from generation.scores.known import shingles
from generation.scores.readability import flesch, syllables
from tests.generation.briefs import MUG, content

TASSE = Facts(
    sku="MUG-350",
    title="炻器马克杯",
    brand="Norra",
    items=(
        Fact("f1", "材质", "炻器"),
        Fact("f2", "容量", "350", "毫升"),
        Fact("f3", "高度", "9.5", "厘米"),
        Fact("f4", "可用洗碗机清洗", "是"),
    ),
)
GOOD_EN = "The Norra mug is made of stoneware and holds 350 ml. It is 9.5 cm high, weighs 0.4 kg and is safe in the dishwasher."
GOOD_ZH = "Norra 马克杯采用炻器制成，容量为 350 毫升。杯身高 9.5 厘米，可用洗碗机清洗。"


def scored(text: str, locale: str = "en", kind: str = "description", known: Known | None = None, **wish: Any) -> Any:
    """All parts of a one-field text, judged with its own ledger and findings."""
    brief = Brief(kind, locale, wish.pop("facts", MUG if locale == "en" else TASSE), **wish)
    made = content(**{kind: text})
    cited = claims.attribute(made, brief.facts, locale)
    return scores.judge(brief, made, cited, run_all(brief, made, cited), known or Known())


def test_the_total_is_the_weighted_mean_of_the_parts_that_apply() -> None:
    found = dict(scored(GOOD_EN))
    total = found.pop("total")
    weights = {part.name: part.weight for part in PARTS}
    assert "keywords" not in found and "freshness" not in found
    mean = sum(weights[name] * value for name, value in found.items()) / sum(weights[name] for name in found)
    assert total == pytest.approx(mean, abs=0.002)
    assert sum(weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("locale", "good", "bad"),
    [
        ("en", GOOD_EN, "The Norra mug is made of stoneware and holds 500 ml. It is 9.5 cm high."),
        (
            "en",
            GOOD_EN,
            "The Norra mug is made of stoneware. Your neighbours will talk about it for many years to come.",
        ),
        ("zh-Hans", GOOD_ZH, "Norra 马克杯采用炻器制成，容量为 500 毫升。杯身高 9.5 厘米。"),
        ("zh-Hans", GOOD_ZH, "Norra 马克杯采用炻器制成。邻居们一定会天天谈论这件传家宝贝。"),
    ],
)
def test_fidelity_falls_with_what_no_fact_supports(locale: str, good: str, bad: str) -> None:
    assert scored(good, locale)["fidelity"] == 1
    assert scored(bad, locale)["fidelity"] <= 0.75


def test_every_untruth_halves_fidelity_but_a_fault_of_form_does_not() -> None:
    once = scored("The Norra mug is made of stoneware and holds 500 ml.")["fidelity"]
    twice = scored("The Norra mug is made of porcelain and holds 500 ml.")["fidelity"]
    assert twice <= once / 2
    assert scored(GOOD_EN + " It is 9.5 cm cm high.")["fidelity"] == 1


@pytest.mark.parametrize(
    ("locale", "good", "bad"),
    [("en", GOOD_EN, "The Norra mug is 9.5 cm high."), ("zh-Hans", GOOD_ZH, "Norra 马克杯高 9.5 厘米。")],
)
def test_coverage_is_the_share_of_the_facts_that_matter(locale: str, good: str, bad: str) -> None:
    assert scored(good, locale)["coverage"] > 0.6
    assert scored(bad, locale)["coverage"] < 0.4


def test_coverage_asks_for_less_where_less_was_wished_and_not_at_all_without_facts() -> None:
    few = "The Norra mug is made of stoneware and holds 350 ml."
    assert scored(few, length="short")["coverage"] > scored(few, length="long")["coverage"]
    assert "coverage" not in scored("A mug.", facts=Facts("X", "Mug"))
    assert "coverage" not in scored("Thank you.", kind="answer")


@pytest.mark.parametrize(
    ("locale", "kind", "good", "bad"),
    [
        ("en", "title", "Norra Stoneware Mug, 350 ml", "Mug"),
        ("en", "title", "Norra Stoneware Mug, 350 ml", "Norra Stoneware Mug, 350 ml, " * 5),
        ("zh-Hans", "title", "Norra 炻器马克杯 350 毫升", "杯子"),
        ("zh-Hans", "title", "Norra 炻器马克杯 350 毫升", "Norra 炻器马克杯 350 毫升 9.5 厘米高" * 5),
        ("en", "description", GOOD_EN * 3, "A mug of stoneware."),
        ("zh-Hans", "description", GOOD_ZH * 4, "一只炻器马克杯。"),
    ],
)
def test_channel_fit_knows_the_good_length(locale: str, kind: str, good: str, bad: str) -> None:
    assert scored(good, locale, kind)["channel_fit"] == 1
    assert scored(bad, locale, kind)["channel_fit"] < 0.5


def test_channel_fit_counts_entries_and_heeds_the_wished_length() -> None:
    def bullets(count: int) -> float:
        points = [f"Holds 350 ml, point {number}" for number in range(count)]
        brief = Brief("bullets", "en", MUG)
        return scores.judge(brief, content(bullets=points), (), ())["channel_fit"]

    assert bullets(5) == 1
    assert bullets(2) < bullets(4)
    short = "The Norra mug is made of stoneware and holds 350 ml, and so it goes on."
    assert scored(short, length="short")["channel_fit"] > scored(short)["channel_fit"]
    assert columns("马克杯 350") == 10


@pytest.mark.parametrize(
    ("locale", "good", "bad"),
    [
        (
            "en",
            GOOD_EN,
            "Notwithstanding manufacturing considerations regarding stoneware characteristics, utilisation necessitates"
            " acknowledgement of dishwasher compatibility, dimensional specifications and volumetric capacity limitations.",
        ),
        (
            "zh-Hans",
            GOOD_ZH,
            "这款采用炻器为主要原料经过多道工序精心制作而成并且拥有三百五十毫升容量与九点五厘米高度的马克杯"
            "在日常使用过程当中能够满足绝大多数家庭成员以及办公室人员对于饮用热水茶水咖啡等各种饮品的基本需求并且便于清洗与收纳存放",
        ),
    ],
)
def test_readability_falls_with_long_words_and_sentences(locale: str, good: str, bad: str) -> None:
    assert scored(good, locale)["readability"] > 0.9
    assert scored(bad, locale)["readability"] < 0.3


def test_flesch_is_the_formula_that_was_published() -> None:
    assert flesch("The cat sat on the mat.") == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert [syllables(word) for word in ("mug", "table", "plate", "stoneware", "the", "capacity")] == [1, 2, 1, 3, 1, 4]
    assert "readability" not in scored("Norra Stoneware Mug, 350 ml", kind="title")


@pytest.mark.parametrize(
    ("locale", "keywords", "text", "mark"),
    [
        ("en", ("stoneware mug",), "Norra Stoneware Mugs, 350 ml", 1),
        ("en", ("stoneware mug", "tea cup"), "Norra Stoneware Mug, 350 ml", 0.5),
        ("en", ("stoneware mug",), "A mug of Norra stoneware", 0.5),
        ("en", ("art",), "Start with this mug", 0),
        ("en", ("mug",), "Mug mug mug mug", 0.5),
        ("zh-Hans", ("炻器", "马克杯"), "Norra 炻器马克杯", 1),
        ("zh-Hans", ("咖啡杯",), "Norra 炻器马克杯", 0),
    ],
)
def test_keywords_are_found_whole_in_part_or_stuffed(locale: str, keywords: Any, text: str, mark: float) -> None:
    assert scored(text, locale, "title", keywords=keywords)["keywords"] == mark


@pytest.mark.parametrize(
    ("locale", "text", "copied", "other"),
    [
        ("en", GOOD_EN, GOOD_EN.replace("350", "250"), "A lamp of oak for the desk, with a cable of 2 m and a switch."),
        ("zh-Hans", GOOD_ZH, GOOD_ZH.replace("350", "250"), "橡木台灯，电线长两米，开关位于底座，适合书桌与床头柜。"),
    ],
)
def test_freshness_is_lost_to_a_text_of_another_product(locale: str, text: str, copied: str, other: str) -> None:
    slot = ("description", locale)
    assert scored(text, locale, known=Known.of([(slot, "OTHER", copied)]))["freshness"] < 0.6
    assert scored(text, locale, known=Known.of([(slot, "OTHER", other)]))["freshness"] == 1
    own = Known.of([(slot, "MUG-350", text), (slot, "OTHER", other)])
    assert scored(text, locale, known=own)["freshness"] == 1
    assert "freshness" not in scored(text, locale, known=Known.of([(("title", locale), "OTHER", text)]))


def test_shingles_are_words_or_characters_without_case_and_punctuation() -> None:
    assert shingles("A Mug, of stoneware!") == {"a mug of", "mug of stoneware"}
    assert shingles("炻器马克杯") == {"炻 器 马 克", "器 马 克 杯"}
    assert shingles("…") == frozenset()


@pytest.mark.parametrize(
    ("locale", "tone", "good", "bad"),
    [
        (
            "en",
            "plain",
            GOOD_EN,
            "Wow! This amazing, stunning mug is a must-have: treat yourself, it holds 350 ml of tea for you and yours!",
        ),
        (
            "en",
            "technical",
            GOOD_EN,
            "Enjoy a lovely, cosy cup of tea in the mug that you love, for it is a dream and magic, cute as can be, and yours.",
        ),
        (
            "en",
            "warm",
            "Your morning tea at home, in a mug that you love: it holds 350 ml, is made of stoneware and easy to care for.",
            "The specification shall be utilised pursuant to the capacity of 350 ml, and the material thereof is stoneware.",
        ),
        (
            "en",
            "playful",
            "Meet the mug! It's made of stoneware, it holds 350 ml, and it goes in the dishwasher. Ready? Go on and pick a colour.",
            "The material is stoneware and therefore the capacity of 350 ml shall furthermore be stated hereby in the present text.",
        ),
        (
            "en",
            "premium",
            "Made from stoneware and finished in sage, the Norra mug is offered in three colours, each detail considered, at 350 ml.",
            "Hey, this cheap super mug is a bargain and a steal, cool stuff for the best price, and it holds 350 ml of tea, wow!",
        ),
        (
            "zh-Hans",
            "warm",
            GOOD_ZH + "每天清晨，为你和家人泡一杯热茶，陪伴家里的日常。",
            "兹说明该产品参数：上述容量为 350 毫升，高 9.5 厘米，材质为炻器，予以确认。",
        ),
        (
            "zh-Hans",
            "premium",
            "选用炻器，质感沉稳，工艺考究，呈现简约之美；容量 350 毫升，高 9.5 厘米。",
            "亲，宝贝超级划算又便宜，哇，快来买吧，容量 350 毫升，高 9.5 厘米，炻器的哦。",
        ),
        ("zh-Hans", "plain", GOOD_ZH, "哇！亲，这款宝贝超赞，快来看看吧，闭眼入！容量 350 毫升，高 9.5 厘米，炻器。"),
    ],
)
def test_tone_is_heard_in_its_words(locale: str, tone: str, good: str, bad: str) -> None:
    assert scored(good, locale, tone=tone)["tone"] > 0.7
    assert scored(bad, locale, tone=tone)["tone"] < 0.5


@pytest.mark.parametrize(
    ("locale", "person", "good", "bad"),
    [
        ("en", "you", "You will like that " + GOOD_EN, GOOD_EN),
        ("en", "we", "We make it ourselves. " + GOOD_EN, GOOD_EN),
        ("en", "neutral", GOOD_EN, "You will like that " + GOOD_EN),
        ("zh-Hans", "you", "为你准备。" + GOOD_ZH, GOOD_ZH),
        ("zh-Hans", "neutral", GOOD_ZH, "我们为您准备。" + GOOD_ZH),
    ],
)
def test_tone_heeds_the_person(locale: str, person: Any, good: str, bad: str) -> None:
    voice = Voice(person=person)
    assert scored(good, locale, voice=voice)["tone"] > scored(bad, locale, voice=voice)["tone"]


def test_a_banned_word_costs_tone_even_in_a_title() -> None:
    title = "Norra Stoneware Mug, 350 ml"
    assert "tone" not in scored(title, kind="title")
    assert scored(title, kind="title", voice=Voice(banned=("mug",)))["tone"] < 1


def test_a_picture_has_measures_and_no_score() -> None:
    assert scores.judge(Brief("packshot", "", MUG), content(), (), ()) == {}


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("kind", ["title", "description", "bullets", "seo"])
def test_what_the_composer_writes_from_enough_facts_is_good_enough(kind: str, locale: str, tone: str) -> None:
    brief = Brief(kind, locale, replace(MUG, price=None), tone=tone)
    (result,) = Composer().generate([Request(brief, Sampling(seed=1))], Control())
    assert isinstance(result, Result)
    marks = scores.judge(brief, result.content, result.claims, run_all(brief, result.content, result.claims))
    assert marks["total"] > 0.7, marks
