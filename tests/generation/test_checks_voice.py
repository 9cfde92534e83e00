"""The shop's voice: banned words, words put differently, terms written in one way; plain pairs in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from generation.checks import run_all
from generation.contract import Brief, Facts, Voice
from tests.generation.briefs import MUG, content

VOICE = Voice(
    banned=("cheap", "buy now", "爆款"),
    preferred=(("utilise", "use"), ("亲", "您")),
    glossary=(("Norra", "Norra"), ("stone ware", "stoneware"), ("mug", "马克杯")),
)


def on_title(text: str, voice: Voice = VOICE, locale: str = "en", facts: Facts = MUG) -> list[tuple[str, str, str]]:
    """(rule, severity, underlined text) of the voice's findings."""
    found = run_all(Brief("title", locale, facts, voice=voice), content(title=text), ())
    return [(one.rule, one.severity, text[one.start : one.end]) for one in found if one.rule.startswith("voice.")]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("A Cheap Norra cup", "en", [("voice.banned", "warning", "Cheap")]),
        ("A cheaper Norra cup", "en", []),
        ("BUY NOW, a Norra cup", "en", [("voice.banned", "warning", "BUY NOW")]),
        ("Norra 爆款杯", "zh-Hans", [("voice.banned", "warning", "爆款")]),
        ("Norra 经典杯", "zh-Hans", []),
        ("Utilise a Norra cup", "en", [("voice.avoided", "warning", "Utilise")]),
        ("Use a Norra cup", "en", []),
        ("亲，看看 Norra 杯", "zh-Hans", [("voice.avoided", "warning", "亲")]),
        ("A norra cup", "en", [("voice.glossary", "warning", "norra")]),
        ("A Norra cup of stoneware", "en", []),
        ("A Norra cup of stone ware", "en", [("voice.glossary", "warning", "stone ware")]),
        ("Norra mug 杯", "zh-Hans", [("voice.glossary", "warning", "mug")]),
        ("Norra 马克杯", "zh-Hans", []),
    ],
)
def test_the_voice_is_heard(text: str, locale: str, expected: list[tuple[str, str, str]]) -> None:
    assert on_title(text, locale=locale) == expected


def test_full_width_letters_are_no_way_around() -> None:
    assert on_title("ｃｈｅａｐ Norra", locale="zh-Hans") == [("voice.banned", "warning", "ｃｈｅａｐ")]


def test_a_strict_voice_blocks_but_never_the_product_s_own_name() -> None:
    strict = Voice(banned=("cheap",), strict=True)
    assert on_title("A cheap mug", strict) == [("voice.banned", "error", "cheap")]
    named = Facts("X", "Cheap Monday Jeans")
    assert on_title("Cheap Monday Jeans", strict, facts=named) == [("voice.banned", "warning", "Cheap")]


def test_a_voice_that_says_nothing_finds_nothing() -> None:
    assert on_title("Cheap mug", Voice(reader="parents", person="you", examples=("A mug",))) == []


@pytest.mark.parametrize("word", ["a.*b", "(", "[", "\\", "$19", "c++", " "])
def test_a_word_is_no_pattern(word: str) -> None:
    voice: Any = Voice(banned=(word,))
    assert on_title("Nothing of that is here", voice) == []
    if word.strip():
        assert on_title(f"Here it is: {word}!", voice) == [("voice.banned", "warning", word)]
