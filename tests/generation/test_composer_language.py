"""Units, numbers, articles, lists and marks are right for the language."""

from __future__ import annotations

import re

import pytest

from generation.contract import TONES
from generation.engines.composer import lexicon, units, values
from generation.engines.composer.english.words import article, capital, listing, number_of, plural
from generation.engines.composer.keys import KEYS, find
from generation.engines.composer.naming import title_case
from generation.engines.composer.typography import clean, set_zh
from tests.generation.composer_products import ALL, FLASK, KETTLE, LAPTOP, RICH, TEXT_KINDS, answer, product, text_of

CJK = "㐀-䶿一-鿿"


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        ("1.5 l", "1.5 L", "1.5 升"),
        ("1,5 Liter", "1.5 L", "1.5 升"),
        ("1 year", "1 year", "1 年"),
        ("2yr", "2 years", "2 年"),
        ("13 inch", "13 inches", "13 英寸"),
        ('13"', "13 inches", "13 英寸"),
        ("30 x 20 x 10 cm", "30 × 20 × 10 cm", "30 × 20 × 10 厘米"),
        ("30cm x 20cm", "30 × 20 cm", "30 × 20 厘米"),
        ("2-3 hours", "2 to 3 hours", "2–3 小时"),
        ("up to 12 h", "up to 12 hours", "最长 12 小时"),
        ("under 50 dB", "under 50 dB", "低于 50 分贝"),
        ("12000 mAh", "12,000 mAh", "12000 毫安时"),
        ("500毫升", "500 ml", "500 毫升"),
        ("40 °C", "40 °C", "40°C"),
        ("100%", "100%", "100%"),
    ],
)
def test_quantities_are_said_the_local_way(given, english, chinese):
    measure = units.parse(given)
    assert measure is not None
    assert units.say(measure, "en") == english
    assert set_zh(units.say(measure, "zh-Hans")) == set_zh(chinese)


@pytest.mark.parametrize("text", ["14K", "5G", "4K video", "Size 40", "about town", ""])
def test_what_only_looks_like_a_quantity_is_left_alone(text):
    measure = units.parse(text)
    assert measure is None or measure.unit is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("hour", "an"), ("USB hub", "a"), ("LED lamp", "an"), ("8 GB card", "an"), ("18 V drill", "an"), ("1.5 L", "a"), ("11-inch", "an"),
     ("110 V", "a"), ("unique", "a"), ("RAM chip", "a"), ("oak table", "an"), ("one-piece", "a"), ("SSD", "an"),
     ("utensil", "a"), ("usual", "a"), ("unimpressive", "an"), ("unanimous", "a"), ("usher", "an"), ("X-ray", "an"), ("U-shaped", "a"),
     ("MP3", "an"), ("SKU", "a"), ("heirloom", "an")],
)  # fmt: skip
def test_articles_follow_the_sound(words, expected):
    assert article(words) == expected


def test_word_forms():
    assert [plural(w) for w in ("knife", "box", "battery", "glass", "shelf", "dress")] == [
        "knives", "boxes", "batteries", "glasses", "shelves", "dresses"]  # fmt: skip
    assert [number_of(w) for w in ("running shoes", "lens", "coffee", "number of speeds", "trousers")] == [
        "many",
        "one",
        "mass",
        "one",
        "many",
    ]
    assert listing(["a", "b and c"]) == "a, and b and c"
    assert capital("iPhone case") == "iPhone case"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("stainless steel", "不锈钢"), ("two chest pockets", "两个胸袋"), ("2 batteries", "2 块电池"), ("soft fleece lining", "柔软抓绒内衬"),
     ("Intel Core i7", "Intel Core i7"), ("dark green", "深绿色")],
)  # fmt: skip
def test_the_lexicon_translates_whole_phrases(english, chinese):
    assert lexicon.to_zh(english) == chinese


def test_the_lexicon_keeps_what_it_does_not_know():
    assert lexicon.to_zh("quilted zorblax") is None
    assert lexicon.to_en("玄学材料") is None
    value = values.say("zorblax weave", "", find("material"), "zh-Hans")
    assert value is not None
    assert value.text == "zorblax weave"


def test_keys_are_known_in_both_languages_and_spellings():
    for spelling in ("Screen Size", "screenSize", "screen_size", "屏幕尺寸", "display size"):
        assert find(spelling) is KEYS["screen_size"]
    assert len(KEYS) > 150


def test_chinese_copy_is_set_as_chinese():
    for facts in ALL:
        for kind in TEXT_KINDS:
            for tone in TONES:
                text = text_of(answer(facts, kind, "zh-Hans", tone=tone))
                assert not re.search(rf"[{CJK}] +[{CJK}]", text) or kind in ("title", "seo"), text
                assert not re.search(rf"[{CJK}][A-Za-z0-9]|[A-Za-z0-9][{CJK}]", text), text
                assert not re.search(rf"[{CJK}][,:;!?]|[,:;!?][{CJK}]", text), text
                assert not re.search(r"\s[，。：；！？、]|[，。：；！？、]\s", text.replace("\n", "")), text
                assert not re.search(r"\b(?:cm|kg|hours?|inch|liters?|litres?|years?)\b", text), text


def test_english_copy_has_no_broken_frames():
    for facts in ALL:
        for kind in TEXT_KINDS:
            for tone in TONES:
                made = answer(facts, kind, "en", tone=tone).content
                text = "\n".join(text for field, _, text in made.spans() if field != "keywords")
                assert not re.search(
                    r"[{}\[\]~]|\b(\w+) \1\b|\ba [aeio]|\ban [bcdfgjklmnpqrtvwxyz]|  |\.\.| ,|,,", text, re.I
                ), text
                assert all(
                    line[:1].isupper() or line[:1].isdigit() or not line[:1].isascii() or not line
                    for line in text.split("\n")
                ), text


def test_english_facts_become_chinese_copy_and_back():
    chinese = text_of(answer(KETTLE, locale="zh-Hans"))
    assert all(word in chinese for word in ("不锈钢", "1.5 升", "2200 瓦", "2 年", "哑光黑", "22 × 16 × 24 厘米"))
    english = text_of(answer(FLASK, locale="en"))
    assert all(
        word in english for word in ("316L stainless steel", "500 ml", "12 hours", "dark green", "leakproof", "China")
    )


def test_the_merchants_spelling_of_english_is_kept():
    british = product(
        "E", "Lamp", "Glimm", "Lighting", (("colour", "grey"), ("flavour", "none"), ("material", "aluminium"))
    )
    american = product("U", "Lamp", "Glimm", "Lighting", (("color", "gray"), ("material", "aluminum")))
    assert "Colour" in text_of(answer(british, "bullets", tone="technical"))
    assert "Color:" in text_of(answer(american, "bullets", tone="technical"))


def test_unknown_keys_are_said_without_stumbling():
    facts = product(
        "Y",
        "Pan",
        "Norra",
        "Cookware",
        (("Rim shape", "rolled"), ("foldable handle", "yes"), ("Heat zones", "3"), ("magnetised", "no")),
    )
    text = text_of(answer(facts))
    assert "rim shape is rolled" in text
    assert "foldable handle" in text
    assert "3 heat zones" in text
    assert "not magnetised" in text


def test_titles_say_no_word_twice():
    for facts in RICH:
        for variant in range(3):
            title = answer(facts, "title", variant=variant).content.fields["title"]
            words = [
                word
                for word in re.findall(r"[a-z]{3,}", str(title).lower())
                if word not in ("the", "and", "with", "for")
            ]
            assert len(words) == len(set(words)), title
    assert "Vantor" in str(answer(LAPTOP, "title").content.fields["title"])


def test_input_is_cleaned():
    assert clean("<b>Nice</b>&nbsp;mug\u200b \U0001f600 &amp; lid\x00") == "Nice mug & lid"
    assert clean("<script>alert(1)</script>Cup") == "Cup"


def test_units_keep_their_case_in_a_heading() -> None:
    assert title_case("paper weight: 100 g/m²") == "Paper Weight: 100 g/m²"
