"""A noun and the factual words before it, read word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generation.engines.composer import lexicon, units
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.wordlists import WORDS

BOUNDARY = WORDS["boundary"]
PEOPLE = {"womens": "women", "women's": "women", "womans": "women", "ladies": "women", "mens": "men", "men's": "men"}
PEOPLE |= {"girls'": "girls", "boys'": "boys", "kids'": "kids", "kids": "kids", "unisex": "unisex"}
_MODIFIERS = ("pattern", "colour", "material", "adjective")


@dataclass(frozen=True, slots=True)
class Phrase:
    modifiers: tuple[tuple[str, str], ...]  # (word class, words), left to right
    head: str
    entry: Entry


def with_modifiers(words: list[str], lower: list[str], index: int, length: int, entry: Entry) -> Phrase | None:
    """The phrase's factual modifiers; None when a word that might change the meaning is not understood."""
    modifiers: list[tuple[str, str]] = []
    place = index - 1
    while place >= 0:
        word = lower[place]
        if word == "," and modifiers and place > 0 and _modifier_before(lower, place):
            place -= 1
            continue
        if (
            word == "and"
            and modifiers
            and place > 0
            and modifiers[0][0] in ("colour", "pattern")
            and _class_at(lower, place - 1) in ("colour", "pattern")
        ):
            modifiers.insert(0, ("and", "and"))
            place -= 1
            continue
        if place == index - 1 and length == 1 and _acts(lower, index):
            return None  # "legs stand on the floor": what follows a plural is its verb
        if word in BOUNDARY and not (word == "low" and modifiers):
            break
        if word in PEOPLE:
            place -= 1
            continue
        size, word_class = _modifier_ending(words, lower, place)
        if size:
            if word_class not in ("puffery", "own"):
                modifiers.insert(0, (word_class, " ".join(words[place - size + 1 : place + 1])))
            place -= size
            continue
        if place == 0 or not word[0].isalnum():
            if place == 0 and word[0].isalpha():
                return None
            break
        return None
    if len(modifiers) > 6:
        return None
    head = " ".join(words[index : index + length])
    return Phrase(tuple(modifiers), head, entry)


def _acts(lower: list[str], index: int) -> bool:
    """Whether the noun at `index` is a verb: it follows a plural part and has no ending of its own."""
    before = lower[index - 1]
    plural = before.endswith("s") and not before.endswith("ss") and _class_at(lower, index - 1) in ("part", "noun")
    return plural and not lower[index].endswith("s")


def _modifier_before(lower: list[str], place: int) -> bool:
    return _class_at(lower, place - 1) in ("adjective", "material", "colour", "puffery")


def _class_at(lower: list[str], place: int) -> str:
    return _modifier_ending(lower, lower, place)[1]


def _modifier_ending(words: list[str], lower: list[str], place: int) -> tuple[int, str]:
    """(words, class) of the longest known modifier that ends here; (0, "") when there is none."""
    spread = re.fullmatch(r"\d+ to \d+ [a-z]+", " ".join(lower[max(0, place - 3) : place + 1]))
    if spread and units.parse(spread[0]):
        return 4, "measure"
    for size in range(min(3, place + 1), 0, -1):
        phrase = " ".join(lower[place - size + 1 : place + 1])
        if size >= 2:
            measure = units.parse(phrase) if phrase[0].isdigit() else None
            if measure and measure.unit:
                return size, "measure"
        entry = lexicon.lookup(phrase, *_MODIFIERS)
        if entry and phrase not in lexicon.PUFFERY:
            return size, entry.word_class
        if size == 1:
            if phrase in lexicon.PUFFERY:
                return 1, "puffery"
            if phrase in ("two", "three", "four", "five", "six"):
                return 1, "count"
            if lexicon.lookup(phrase, "noun") and not lexicon.lookup(phrase, "part"):
                return 1, "own"
            part = lexicon.lookup(phrase, "part") or lexicon.lookup(phrase, "word")
            if part:
                return 1, "part"
            if re.fullmatch(
                r"[a-z]+-(?:filled|specific|sprung|activated|coated|lined|free-flowing|generation|centred)", phrase
            ):
                return 1, "compound"
            if re.match(r"\d", phrase) and (measure := units.parse(phrase)) and measure.unit:
                return 1, "measure"
            shaped = words[place]
            if place > 0 and (shaped[0].isupper() or any(char.isupper() or char.isdigit() for char in shaped[1:])):
                return 1, "name"
            if place == 0 and sum(char.isupper() for char in shaped) > 1:
                return 1, "name"
    return 0, ""


def plain(word: str) -> str:
    """Lower case, but for names and abbreviations."""
    known = lexicon.lookup(word)
    if known:
        if known.zh.isascii() and known.zh.lower() == word.lower():
            return known.zh
        return " ".join(part if any(char.isupper() for char in part[1:]) else part.lower() for part in word.split())
    return " ".join(
        part
        if any(char.isupper() for char in part[1:]) or (part[:1].isupper() and not lexicon.lookup(part))
        else part.lower()
        for part in word.split()
    )


def material_after(lower: list[str], place: int) -> str:
    for size in range(3, 0, -1):
        phrase = " ".join(lower[place : place + size])
        if lexicon.lookup(phrase, "material"):
            return phrase
    return ""


def in_material(following: list[str]) -> str:
    """ "in a soft wool blend" -> "wool blend": a material named right after the product's noun."""
    if not following or following[0] != "in":
        return ""
    place = 1
    while place < len(following) and (
        following[place] in ("a", "an", ",") or _class_at(following, place) in ("adjective", "puffery")
    ):
        place += 1
    return material_after(following, place)
