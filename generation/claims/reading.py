"""What a text says, in terms that both languages share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generation.alternation import quick
from generation.checks import numerals
from generation.engines.composer import lexicon, units
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.wordlists import WORDS

_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*")  # of a text in lower case
_STOP = WORDS["stop_words"]
_STOP_ZH = re.compile(
    r"品名|品牌|类目|型号|颜色|商品|设计|材质|[的了是为和与及或在有也都可其这那款该本品产商采用由制成设带配备支持提供适合于以呈选一个种件归找到可]"
)


Quantity = tuple[float, str]  # a value in the base unit of its dimension; a bare number has no dimension


class Reading(NamedTuple):
    """What a text says, in terms that both languages share: concepts (Chinese word or English lemma) and quantities."""

    concepts: frozenset[str]
    quantities: tuple[Quantity, ...]
    negative: bool


class Clause(NamedTuple):
    """What a part of a sentence says, but for its quantities."""

    concepts: frozenset[str]
    negative: bool


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    low = text.lower()
    letters = frozenset(_LETTERS.findall(low))
    measured = units.quantities(text)
    return Reading(
        _concepts(text, low), (*measured, *_in_words(text, letters, measured)), _is_negative(text, low, letters)
    )


def _in_words(text: str, letters: frozenset[str], measured: Sequence[Quantity]) -> list[Quantity]:
    """Quantities whose number is a word: “ten centimetres”, “for an hour”, “一小时”. A number without a unit is none."""
    digits = text
    if not _NUMBER_WORDS.isdisjoint(letters):
        digits = _SPELLED.sub(lambda found: f"{numerals.english(found.group()):f}", digits)
    if not _SPANS_OF_TIME.isdisjoint(letters):
        digits = _FOR_ONE.sub("for 1 ", digits)
    if not text.isascii() and _HAN_DIGIT.search(text):
        digits = _SPELLED_HAN.sub(lambda found: f"{numerals.han(found.group()):f}", digits)
    if digits == text:
        return []
    return [one for one in units.quantities(digits) if one[1] and one not in measured]


_LETTERS = re.compile(r"[a-z]+")
_NUMBER_WORDS = frozenset(numerals.WORDS) | {"half", "quarter", "quarters"}
_SPANS_OF_TIME = frozenset({"hour", "minute", "day", "week", "month", "year"})
_HAN_DIGIT = re.compile(r"[一二两三四五六七八九十百千半]")
_SPELLED = re.compile(rf"\b(?:{numerals.ENGLISH})\b(?=[ -][a-z])", re.IGNORECASE)
_FOR_ONE = re.compile(r"\bfor an? (?=(?:full )?(?:hour|minute|day|week|month|year)\b)", re.IGNORECASE)
_SPELLED_HAN = re.compile(rf"(?:{numerals.HAN})(?=\s?[\u4e00-\u9fff])")


def _is_negative(text: str, low: str, letters: frozenset[str]) -> bool:
    if not _NEGATIVE_WORDS.isdisjoint(letters) and _NEGATION.search(low):
        return True
    return not text.isascii() and _NEGATION_HAN.search(text) is not None


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Clause, ...]:
    """The parts of a sentence between commas, where there are several; a longer text is none."""
    parts = [part for part in _PARTS.split(text) if part.strip()] if len(text) < _LONGEST_SENTENCE else []
    return tuple(map(_clause, parts)) if len(parts) > 1 else ()


def _clause(text: str) -> Clause:
    low = text.lower()
    return Clause(_concepts(text, low), _is_negative(text, low, frozenset(_LETTERS.findall(low))))


_LONGEST_SENTENCE = 400  # characters
_PARTS = re.compile(r"[,，;；、]|\band\b|和")
_NEGATION = quick(r"\b(?:not|no|never|without|cannot|can't|isn't|non)\b")
_NEGATIVE_WORDS = frozenset({"not", "no", "never", "without", "cannot", "t", "non"})
_NEGATION_HAN = re.compile("[不无非勿没]")


_MENS = re.compile(r"\b(wo)?m(?:e|a)ns?\b(?<=s)|\b(wo)?men[’']s\b", re.I)
_POSSESSIVE = re.compile(r"[’']s\b")
_HAN_RUN = re.compile(r"[㐀-䶿一-鿿]+")


_PHRASES = [words for words in map(str.split, lexicon.ENGLISH) if len(words) > 1]
_PAIRS = frozenset((words[0], words[1]) for words in _PHRASES)


def _concepts(text: str, low: str) -> frozenset[str]:
    """Lexicon words by their Chinese form, other words by their lemma, Chinese outside the lexicon by its pairs."""
    if "men" in low or "man" in low:
        low = _MENS.sub(lambda m: f"{m[1] or m[2] or ''}men", low)
    if "'" in low or "’" in low:
        low = _POSSESSIVE.sub("", low)
    words = _WORD.findall(low)
    if not _PAIRS.isdisjoint(pairwise(words)):
        found, words = _of_phrases(words)
        found.update(*map(_of_words.__getitem__, words))
    else:
        found = set().union(*map(_of_words.__getitem__, words))
    if not text.isascii():
        found.update(*map(_of_run, _HAN_RUN.findall(text)))
    return frozenset(found)


def _of_phrases(words: list[str]) -> tuple[set[str], list[str]]:
    """What the lexicon's phrases among these words mean, the longest at each place, and the words that are in none."""
    found: set[str] = set()
    loose: list[str] = []
    end = 0
    for place, pair in enumerate(pairwise(words)):
        if place < end or pair not in _PAIRS:
            continue
        for size in range(min(lexicon.LONGEST_PHRASE, len(words) - place), 1, -1):
            entries = lexicon.ENGLISH.get(" ".join(words[place : place + size]))
            if entries:
                found.update(map(_written, entries))
                loose += words[end:place]
                end = place + size
                break
    return found, loose + words[end:]


class _Remembered(dict[str, tuple[str, ...]]):
    """What single words mean, asked for without a call for those that are known."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        meant = self[word] = _of_word(word)
        return meant


_MOST_WORDS = 32_768
_of_words = _Remembered()


@lru_cache(maxsize=8192)
def _of_run(run: str) -> frozenset[str]:
    """The concepts of Chinese characters in a row."""
    found: set[str] = set()
    for part in lexicon.segment(run):
        found.update((_written(part),) if isinstance(part, Entry) else _loose_pairs(part))
    return frozenset(found)


def _of_word(word: str) -> tuple[str, ...]:
    entries = lexicon.ENGLISH.get(word)
    if entries:
        return () if word in _STOP else tuple({_written(entry) for entry in entries})
    if word in _STOP or word[0].isdigit():
        return ()
    parts = [part for part in word.split("-") if part and part not in _STOP and not part[0].isdigit()]
    inner = parts if "-" in word else []
    known = [{_written(entry) for entry in lexicon.ENGLISH.get(part, ())} or {lemma(part)} for part in inner]
    return (lemma(word), *(concept for concepts in known for concept in concepts))


def _written(entry: Entry) -> str:
    return entry.zh.removesuffix("色") or entry.zh


@lru_cache(maxsize=8192)
def _loose_pairs(text: str) -> tuple[str, ...]:
    loose = _STOP_ZH.sub("", text)
    return tuple(loose[place : place + 2] for place in range(max(1, len(loose) - 1)) if loose)


def lemma(word: str) -> str:
    """A lower-case English word in the singular."""
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(("ss", "us")):
            return word[: -len(ending)] + stem
    return word


@lru_cache(maxsize=1024)
def word_by_word(text: str) -> frozenset[str]:
    """The concepts of the single words, those inside a phrase too: "leather bag" is also leather."""
    return frozenset(concept for word in set(_WORD.findall(text.lower())) for concept in _concepts(word, word))


class Reach:
    """By which concepts several sets of them can be reached: equal ones, and Chinese ones that hold each other (皮, 皮革)."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        exact: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(sets):
            for concept in one:
                exact[concept].add(place)
        self._exact = dict(exact)
        self._chinese = [concept for concept in exact if not concept.isascii()]
        self.seen: dict[str, tuple[frozenset[str], frozenset[int]]] = {}

    def of(self, concept: str) -> tuple[frozenset[str], frozenset[int]]:
        """The concepts of the sets that it equals, holds or is held by; the places of the sets that have one of these."""
        seen = self.seen.get(concept)
        if seen is None:
            related = {concept} if concept in self._exact else set()
            if not concept.isascii():
                related.update(other for other in self._chinese if concept in other or other in concept)
            places: set[int] = set().union(*(self._exact[other] for other in related))
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            seen = self.seen[concept] = (frozenset(related), frozenset(places))
        return seen


_MOST_SEEN = 20_000  # concepts that one product's reach remembers


def overlap(concepts: frozenset[str] | set[str], wanted: frozenset[str] | set[str]) -> set[str]:
    """Concepts of the sentence that are wanted, or hold or are held by a wanted one (皮 in 皮革)."""
    hit = set(concepts & wanted)
    others = [other for other in wanted if not other.isascii()]
    if others:
        for concept in concepts:
            if (
                not concept.isascii()
                and concept not in hit
                and any(concept in other or other in concept for other in others)
            ):
                hit.add(concept)
    return hit
