"""Descriptions of a whole shop read as if a person had written each: nothing shared, nothing mechanical, a rhythm."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import mean, pstdev

import pytest

from generation.checks import run_all
from generation.claims import sentences
from generation.contract import TONES, Brief, Sampling
from tests.generation.composer_catalogue import catalogue
from tests.generation.composer_products import LOCALES, answer, product, text_of

SEEDS = (0, 1, 2)
MECHANICAL = {
    "en": re.compile(
        r"\blisted (?:in|under)\b|\bcategory\b|\bThe (?:weight|height|width|length|colour|color|country of origin) is\b"
        r"|\bas the colou?r\b|\band not\b|\boptions are\b|\bis made of [^.]* and is made\b|\bfeature is\b|\bYes\b|\bN/A\b",
        re.I,
    ),
    "zh-Hans": re.compile(
        r"类目|归在|为该|[一-鿿]+为是|采用[^，。]*采用|设有[^，。]*设有|(?:容量|功率|尺寸|重量|净含量)为|的的|款款|商品商品"
    ),
}


def said(text: str, locale: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text, locale)]


@pytest.fixture(scope="module")
def shop() -> dict[tuple[str, int], dict[str, str]]:
    """The plain descriptions of the whole shop, by language and seed, by SKU."""
    return {
        (locale, seed): {
            facts.sku: text_of(answer(facts, "description", locale, sampling=Sampling(seed=seed)))
            for facts in catalogue()
        }
        for locale in LOCALES
        for seed in SEEDS
    }


def test_no_two_descriptions_share_more_than_one_sentence(shop):
    for (locale, seed), texts in shop.items():
        for (one, first), (other, second) in combinations(texts.items(), 2):
            shared = set(said(first, locale)) & set(said(second, locale))
            assert len(shared) <= 1, (locale, seed, one, other, shared)


def test_nothing_mechanical_is_said(shop):
    for (locale, _), texts in shop.items():
        for text in texts.values():
            assert not MECHANICAL[locale].search(text), text


def test_no_paragraph_is_a_single_sentence_beside_others(shop):
    for (locale, _), texts in shop.items():
        for text in texts.values():
            counts = [len(said(paragraph, locale)) for paragraph in text.split("\n\n")]
            assert len(counts) == 1 or min(counts) >= 2, text
            assert max(counts) <= 5, text


def test_no_sentence_says_one_small_thing_where_others_stand_by(shop):
    """Sentences like "It is leakproof." are few: a fact that small is taken in by another sentence."""
    small = {"en": 4, "zh-Hans": 5}  # words or characters
    for (locale, seed), texts in shop.items():
        every = [one for text in texts.values() for one in said(text, locale)]
        short = [one for one in every if len(one.split() if locale == "en" else one.strip("。！")) <= small[locale]]
        assert len(short) <= 0.12 * len(every), (locale, seed, short)


def test_sentences_have_a_rhythm(shop):
    """Neither all of one length nor any that goes on for ever."""
    for (locale, seed), texts in shop.items():
        lengths = [len(one.split() if locale == "en" else one) for text in texts.values() for one in said(text, locale)]
        longest, least = (45, 0.25) if locale == "en" else (90, 0.25)
        assert max(lengths) <= longest
        assert least <= pstdev(lengths) / mean(lengths) <= 0.8, (locale, seed)


def test_products_begin_in_many_ways(shop):
    for (locale, seed), texts in shop.items():
        if locale == "en":
            openings = [" ".join(text.split()[:1]) for text in texts.values()]
            assert max(openings.count(word) for word in set(openings)) <= 0.75 * len(openings), seed


def test_every_tone_begins_and_ends_in_its_own_way():
    """Of the shop's texts nearly all differ between any two tones."""
    for locale in LOCALES:
        by_tone = {
            tone: [text_of(answer(facts, "description", locale, tone=tone)) for facts in catalogue()] for tone in TONES
        }
        for one, other in combinations(TONES, 2):
            same = sum(first == second for first, second in zip(by_tone[one], by_tone[other], strict=True))
            assert same <= 0.15 * len(by_tone[one]), (locale, one, other)


@pytest.mark.parametrize("tone", TONES)
def test_the_checks_find_no_error_in_the_whole_shop(tone):
    for locale in LOCALES:
        for facts in catalogue():
            for kind in ("description", "short_description", "bullets", "seo"):
                result = answer(facts, kind, locale, tone=tone)
                found = run_all(Brief(kind, locale, facts, tone=tone), result.content, result.claims)
                assert [(f.rule, dict(f.params)) for f in found if f.severity == "error"] == [], text_of(result)


@pytest.mark.parametrize(
    ("prose", "english", "chinese"),
    [
        ("A spiky cactus, perfect for the home or office.", "home and office", "居家和办公室"),
        ("This one is great for beginners to learn on.", "beginners", "初学者"),
        (
            "It can be used as a ceiling shade or as a lamp shade.",
            "a ceiling shade or a lamp shade",
            "吸顶灯罩和台灯灯罩",
        ),
        ("Can be worn over the shoulder.", "worn over the shoulder", "单肩背"),
    ],
)
def test_what_a_thing_is_for_is_read_from_the_suppliers_words(prose, english, chinese):
    facts = product("P", "Cactus Thing", "Norra", "Home", text=prose)
    assert english in text_of(answer(facts))
    assert chinese in text_of(answer(facts, locale="zh-Hans"))
    assert "perfect" not in text_of(answer(facts)) and "great" not in text_of(answer(facts))


@pytest.mark.parametrize("prose", ["Not suitable for children.", "Perfect for cold days.", "Is it made for beginners?"])
def test_what_it_is_not_for_is_not_read(prose):
    text = text_of(answer(product("P", "Cactus Thing", "Norra", "Home", text=prose)))
    assert not re.search(r"suit|children|beginners|cold", text), text


def test_a_yes_and_a_no_stand_against_each_other():
    facts = product(
        "D", "Bowl", "Lumo", "Bowls", (("dishwasher safe", "yes"), ("microwave safe", "no"), ("height", "9 cm"))
    )
    assert "but not microwave-safe" in text_of(answer(facts)) or "but is not microwave-safe" in text_of(answer(facts))
    assert "，但不可用微波炉加热" in text_of(answer(facts, locale="zh-Hans"))


def test_sizes_and_colours_are_one_sentence():
    facts = product(
        "J",
        "Rain Jacket",
        "Norra",
        "Clothing",
        (("material", "cotton"),),
        (("Size", ("S", "M")), ("Colour", ("Navy", "Black"))),
    )
    last = said(text_of(answer(facts)), "en")[-1]
    assert "navy" in last and "S and M" in last
    assert "S、M 两个尺码" in text_of(answer(facts, locale="zh-Hans"))
    assert "藏青色、黑色两种颜色" in text_of(answer(facts, locale="zh-Hans"))
