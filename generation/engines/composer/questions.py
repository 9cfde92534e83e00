"""What a shopper asks: which attributes, whether yes or no is wanted, and whether a person must answer.

The question is data: its words are looked up, none of them is ever repeated.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.engines.composer import keys, lexicon, units
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.keys import Key
from generation.engines.composer.typography import clean

LONGEST = 2000  # characters of a question that are read
_YES_NO = re.compile(
    r"(?:^|[.,;!]\s*|\b(?:and|but|so|hi|hello)\b,?\s*)(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should|may)\b",
    re.I,
)
_YES_NO_ZH = re.compile(r"吗|么[？?]|是不是|能不能|可不可以|有没有|会不会|是否|行不行|支不支持|能否|可否")


@dataclass(frozen=True, slots=True)
class Asked:
    """`found` are the attributes that answer, the likeliest first; `missing` the key that was asked for and has no fact."""

    found: tuple[Attribute, ...] = ()
    missing: Key | None = None
    yes_no: bool = False
    named: tuple[Attribute, ...] = ()  # of `found`, those whose value the question names
    person: bool = False  # health, safety, a complaint, or a matter of the shop: not for the facts to answer


@dataclass(frozen=True, slots=True)
class _Ask:
    words: tuple[re.Pattern[str], ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=1)
def _data() -> tuple[tuple[_Ask, ...], dict[str, re.Pattern[str]], frozenset[str]]:
    with (units.DATA / "questions.toml").open("rb") as file:
        raw = tomllib.load(file)
    asks = tuple(_Ask(tuple(map(_word, ask["words"])), tuple(ask["keys"])) for ask in raw["ask"])
    matters = {
        name: re.compile("|".join(_word(word).pattern for word in raw[name])) for name in ("harm", "complaint", "shop")
    }
    return asks, matters, frozenset(raw["vague"])


@lru_cache(maxsize=4096)
def _word(word: str) -> re.Pattern[str]:
    escaped = re.escape(word.lower())
    return re.compile(rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if word.isascii() else escaped)


def needs_a_person(text: str) -> bool:
    """Whether a question is about health, safety, a complaint or the shop's own affairs: no product fact answers those."""
    return any(matter.search(clean(text[:LONGEST]).lower()) for matter in _data()[1].values())


def speaks_of_harm(text: str) -> bool:
    """Whether a question or a review is about health or safety."""
    return bool(_data()[1]["harm"].search(clean(text[:LONGEST]).lower()))


def read(text: str, attributes: Sequence[Attribute]) -> Asked:
    """What `text` asks of a product with these attributes."""
    plain = clean(text[:LONGEST]).lower()
    if needs_a_person(plain):
        return Asked(person=True)
    asks, _, _ = _data()
    places: dict[int, tuple[int, int]] = {}  # attribute -> (where it is asked for, how likely)
    missing: list[tuple[int, Key]] = []
    for ask in asks:
        place = min((match.start() for word in ask.words if (match := word.search(plain))), default=-1)
        if place < 0:
            continue
        known = sorted(
            (ask.keys.index(a.key.id), number) for number, a in enumerate(attributes) if a.key.id in ask.keys
        )
        exact = known[0][0] == 0 if known else False
        for order, number in known[:1] if exact else known:
            places.setdefault(number, (place, order))
        if not known:
            missing.append((place, keys.KEYS[ask.keys[0]]))
    for number, attribute in enumerate(attributes):
        place = _spelled(attribute, plain)
        if place >= 0:
            places.setdefault(number, (place, -1))
    named = {number for number, attribute in enumerate(attributes) if _names(attribute, plain)}
    for number in named:
        places.setdefault(number, (len(plain), 0))
    ranked = sorted(places, key=lambda number: (number not in named, *places[number]))
    return Asked(
        found=tuple(attributes[number] for number in ranked),
        missing=min(missing, key=lambda ask: ask[0])[1] if missing and not ranked else None,
        yes_no=bool((_YES_NO_ZH if lexicon.is_chinese(plain) else _YES_NO).search(plain)),
        named=tuple(attributes[number] for number in ranked if number in named),
    )


def _spelled(attribute: Attribute, plain: str) -> int:
    """Where the question says the attribute's key, in either language; -1 when it does not."""
    vague = _data()[2]
    key = attribute.key
    said = {key.label_en.lower(), key.label_zh} | (set(spellings(key.id)) if key.id else set())
    found = [
        match.start() for word in said if len(word) > 1 and word not in vague and (match := _word(word).search(plain))
    ]
    return min(found, default=-1)


@lru_cache(maxsize=512)
def spellings(key_id: str) -> tuple[str, ...]:
    return tuple(spelling for spelling, name in keys.SPELLINGS.items() if name == key_id)


def _names(attribute: Attribute, plain: str) -> bool:
    """Whether the question names one of the attribute's values: "does it come in navy?"."""
    if attribute.value.polarity or attribute.value.long:
        return False
    for item in attribute.value.items:
        words = {item.lower(), (lexicon.to_en(item) or "").lower(), lexicon.to_zh(item) or ""}
        words |= {word.removesuffix("色") for word in words if lexicon.is_chinese(word) and len(word) > 2}
        if any(
            len(word) > 2 or (lexicon.is_chinese(word) and len(word) > 1)
            for word in words
            if word and _word(word).search(plain)
        ):
            return True
    return False
