"""What a text says, in terms that both languages share."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generation.engines.composer import lexicon, units
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.wordlists import WORDS

WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*", re.I)
_STOP = WORDS["stop_words"]
_STOP_ZH = re.compile(
    r"品名|品牌|类目|型号|颜色|商品|设计|材质|[的了是为和与及或在有也都可其这那款该本品产商采用由制成设带配备支持提供适合于以呈选一个种件归找到可]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, in terms that both languages share: concepts (Chinese word or English lemma) and quantities."""

    concepts: frozenset[str]
    quantities: tuple[tuple[float, str], ...]
    negative: bool
    clauses: tuple[Reading, ...] = ()  # its parts between commas, where there are several


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    parts = [part for part in _PARTS.split(text) if part.strip()] if len(text) < 400 else []
    clauses = tuple(_read(part) for part in parts) if len(parts) > 1 else ()
    whole = _read(text)
    return Reading(whole.concepts, whole.quantities, whole.negative, clauses)


def _read(text: str) -> Reading:
    return Reading(frozenset(_concepts(text)), tuple(units.quantities(text)), bool(_NEGATION.search(text)))


_PARTS = re.compile(r"[,，;；、]|\band\b|和")
_NEGATION = re.compile(r"\b(?:not|no|never|without|cannot|can't|isn't|non)\b|不|无|非|勿|没", re.I)


_MENS = re.compile(r"\b(wo)?m(?:e|a)ns?\b(?<=s)|\b(wo)?men[’']s\b", re.I)
_POSSESSIVE = re.compile(r"[’']s\b")
_HAN_RUN = re.compile(r"[㐀-䶿一-鿿]+")


def _by_first_word() -> dict[str, int]:
    """The most words of a phrase of the lexicon that begins with this one."""
    most: dict[str, int] = {}
    for phrase in lexicon.ENGLISH:
        words = phrase.split()
        most[words[0]] = max(most.get(words[0], 0), min(len(words), lexicon.LONGEST_PHRASE))
    return most


_MOST = _by_first_word()


def _concepts(text: str) -> Iterator[str]:
    """Lexicon words by their Chinese form, other words by their lemma, Chinese outside the lexicon by its pairs."""
    low = _POSSESSIVE.sub("", _MENS.sub(lambda m: f"{m[1] or m[2] or ''}men", text)).lower()
    words = WORD.findall(low)
    place = 0
    while place < len(words):
        place += yield from _concepts_at(words, place)
    for run in _HAN_RUN.findall(text):
        for part in lexicon.segment(run):
            if isinstance(part, Entry):
                yield part.zh.removesuffix("色") or part.zh
            else:
                loose = _STOP_ZH.sub("", part)
                yield from (loose[i : i + 2] for i in range(max(1, len(loose) - 1)) if loose)


def _concepts_at(words: list[str], place: int) -> Generator[str, None, int]:
    """Of the longest phrase that begins there; answers how many words it has."""
    for size in range(min(_MOST.get(words[place], 0), len(words) - place), 0, -1):
        phrase = " ".join(words[place : place + size]) if size > 1 else words[place]
        entries = lexicon.ENGLISH.get(phrase)
        if entries:
            if size > 1 or phrase not in _STOP:
                yield from {entry.zh.removesuffix("色") or entry.zh for entry in entries}
            return size
    word = words[place]
    if word not in _STOP and not word[0].isdigit():
        yield lemma(word)
        if "-" in word:
            for part in word.split("-"):
                if part and part not in _STOP and not part[0].isdigit():
                    yield from {entry.zh.removesuffix("色") or entry.zh for entry in lexicon.ENGLISH.get(part, ())} or {
                        lemma(part)
                    }
    return 1


def lemma(word: str) -> str:
    """A lower-case English word in the singular."""
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(("ss", "us")):
            return word[: -len(ending)] + stem
    return word


@lru_cache(maxsize=1024)
def word_by_word(text: str) -> frozenset[str]:
    """The concepts of the single words, those inside a phrase too: "leather bag" is also leather."""
    return frozenset(concept for word in set(WORD.findall(text)) for concept in read(word.lower()).concepts)


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
