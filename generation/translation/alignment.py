"""Which sentences of a translation say which sentences of its original.

Dynamic programming over the sentences of a field, as Gale and Church (1993) do it by length alone; here what both languages share counts
first: the concepts of the lexicon and the quantities (`generation.claims.reading`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.claims.reading import Reading, overlap, read
from generation.claims.sentences import sentences
from generation.contract import FieldValue, Original, Passage
from generation.engines.composer import lexicon, units

_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))  # sentences of the original, of the translation
_SKIP = 1.1  # the cost of a sentence that has no counterpart; less than twice that of two that share nothing
_MERGE = 0.35  # beyond the cost of the pair itself
_STRANGER = 0.8  # beyond that, for a merged sentence of known words that shares none with the other side
_LATIN_WORD = 1.7  # as long as so many Chinese characters
_WORD = re.compile(r"[A-Za-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SAME = 0.02  # relative: conversions are rounded


@dataclass(frozen=True, slots=True)
class Sentence:
    field: str
    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that say the same, of one field. Where one side is empty, nothing on it says what the other does."""

    original: tuple[Sentence, ...]
    translation: tuple[Sentence, ...]


Fields = Mapping[str, FieldValue]


def pairs(original: Fields, translation: Fields) -> tuple[Pair, ...]:
    """Every sentence of both sides in exactly one pair, field by field, in order."""
    names = dict.fromkeys([*original, *translation])
    return tuple(pair for name in names for pair in _field(_sentences(name, original), _sentences(name, translation)))


def original_of(passage: Passage, original: Original) -> str:
    """What the original says where the translation has the passage."""
    said = [
        sentence.text
        for pair in pairs(original.fields, passage.fields)
        if any(_within(one, passage) for one in pair.translation)
        for sentence in pair.original
    ]
    return " ".join(said)


def _within(sentence: Sentence, passage: Passage) -> bool:
    here = (sentence.field, sentence.index) == (passage.field, passage.index or 0)
    return here and sentence.start < passage.end and passage.start < sentence.end


def _sentences(name: str, fields: Fields) -> tuple[Sentence, ...]:
    value = fields.get(name, ())
    texts = (value,) if isinstance(value, str) else value
    return tuple(
        Sentence(name, index, start, end, text[start:end])
        for index, text in enumerate(texts)
        for start, end in sentences(text, semicolons=False)
    )


def _field(original: Sequence[Sentence], translation: Sequence[Sentence]) -> Iterator[Pair]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for place in range(len(original) + 1):
        for other in range(len(translation) + 1):
            for mine, theirs in _STEPS:
                before = best.get((place - mine, other - theirs))
                if before is None:
                    continue
                cost = before[0] + _cost(original[place - mine : place], translation[other - theirs : other])
                if (place, other) not in best or cost < best[place, other][0]:
                    best[place, other] = (cost, (mine, theirs))
    found: list[Pair] = []
    place, other = len(original), len(translation)
    while place or other:
        mine, theirs = best[place, other][1]
        found.append(Pair(tuple(original[place - mine : place]), tuple(translation[other - theirs : other])))
        place, other = place - mine, other - theirs
    yield from reversed(found)


def _cost(original: Sequence[Sentence], translation: Sequence[Sentence]) -> float:
    if not original or not translation:
        return _SKIP
    several = original if len(original) > 1 else translation
    if several[0].index != several[-1].index:
        return math.inf  # items of a list are never merged
    one, two = (" ".join(sentence.text for sentence in side) for side in (original, translation))
    cost = 1 - _likeness(one, two) + min(1.0, abs(math.log2(_length(one) / _length(two))) / 2)
    if len(several) > 1:
        rest = two if several is original else one
        cost += _MERGE + _STRANGER * any(_is_stranger(sentence.text, rest) for sentence in several)
    return cost


def _is_stranger(text: str, rest: str) -> bool:
    said = read(text)
    known = said.quantities or any(concept in lexicon.CHINESE for concept in said.concepts)
    return bool(known) and not _likeness(text, rest)


@lru_cache(maxsize=4096)
def _likeness(one: str, two: str) -> float:
    """0 to 1: how much of what both sides say they share; in between where neither says anything that both languages know."""
    mine, theirs = read(one), read(two)
    words, others = _words(mine), _words(theirs)
    whole = len(words) + len(mine.quantities) + len(others) + len(theirs.quantities)
    if not whole:
        return 0.5
    shared = len(overlap(words, others)) + sum(
        any(_same(quantity, other) for other in theirs.quantities) for quantity in mine.quantities
    )
    return min(1.0, 2 * shared / whole)


def _words(said: Reading) -> frozenset[str]:
    """Its concepts without the names of units, which the quantities tell."""
    return frozenset(concept for concept in said.concepts if units.unit_of(concept) is None)


def _same(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= _SAME * max(abs(one[0]), abs(other[0]))


@lru_cache(maxsize=4096)
def _length(text: str) -> float:
    return len(_HAN.findall(text)) + _LATIN_WORD * len(_WORD.findall(text)) + 1
