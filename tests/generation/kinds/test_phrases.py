"""The phrase bank: both languages say as much, frames cite the words in them, and what claims nothing stays harmless."""

from __future__ import annotations

import re

import pytest

from generation.contract import TONES
from generation.engines.composer import phrases, units
from generation.engines.composer.sentences import Sentence
from generation.occasions import OCCASIONS

FILES = sorted((units.DATA / "phrases").glob("*.toml"))
NAMES = sorted({path.name.split(".")[0] for path in FILES})
PUSHING = re.compile(
    r"\b(?:best|perfect|ideal|unique|exclusive|amazing|hurry|last chance|limited|free|guarantee\w*|promise\w*|gift|save|cheap)\b"
    r"|最(?![近大])|第一|完美|独家|限时|抢购|赠|免费|保证|承诺|错过|优惠|必备|超值",
    re.I,
)
ENGLISH_ONLY = {"general_many"}  # Chinese nouns have no plural
CHINESE_ONLY = {"general_measure"}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_slots(name: str) -> None:
    english, chinese = (set(phrases.table(name, locale)) for locale in ("en", "zh-Hans"))
    keys = {"diameter"} | ENGLISH_ONLY  # asked for by the general frames in Chinese
    assert english - chinese <= keys
    assert chinese - english <= CHINESE_ONLY


@pytest.mark.parametrize("name", NAMES)
def test_no_frame_praises_presses_or_promises(name: str) -> None:
    for locale in ("en", "zh-Hans"):
        for slot, by_tone in phrases.table(name, locale).items():
            for tone, frames in by_tone.items():
                assert tone in (*TONES, "any", "name", "on", "hook", "nouns"), (slot, tone)
                for frame in [frames] if isinstance(frames, str) else frames:
                    assert not PUSHING.search(re.sub(r"\{\w+\}", "", frame)), frame
                    if locale != "en":
                        assert not re.search(r"[一-鿿][,;:!?]", frame), frame


def test_every_occasion_has_its_words() -> None:
    for locale in ("en", "zh-Hans"):
        table = phrases.table("occasions", locale)
        assert set(table) == set(OCCASIONS)
        assert all(words["name"] and words["on"] and words["hook"] for words in table.values())


def test_a_frame_cites_the_words_in_it_and_needs_them_all() -> None:
    words = {
        "name": Sentence("the Norra Kettle", ("title", "brand")),
        "fact": Sentence("holds 1.5 l", ("f2",)),
        "other": None,
    }
    said = phrases.fill("{Name} {fact}", words, many=False, locale="en")
    assert said == Sentence("The Norra Kettle holds 1.5 l", ("title", "brand", "f2"))
    assert phrases.fill("{Fact}. {Other}.", words, many=False, locale="en") is None
    assert phrases.fill("A closer look.", words, many=False, locale="en") == Sentence("A closer look.")


def test_a_word_cannot_bring_a_frame_of_its_own() -> None:
    words = {"name": Sentence("{fact} [is|are] a~ x", ("title",)), "fact": Sentence("SECRET", ("f2",))}
    said = phrases.fill("Meet {name}", words, many=True, locale="en")
    assert said == Sentence("Meet {fact} [is|are] a~ x", ("title",))
