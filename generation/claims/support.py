"""Which facts support a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from generation.checks import attestations, colours, features, materials, origins
from generation.checks.evidence import of_facts
from generation.checks.lexicon import Lexicon
from generation.claims.reading import Reading, overlap, read, word_by_word
from generation.contract import Fact, Facts
from generation.engines.composer import keys, lexicon
from generation.engines.composer.families import category_zh

TOLERANCE = 0.02  # relative: conversions are rounded for readers (13 inches, 33 cm)
_LONGEST = 4000  # characters of a source text that are read
_VOCABULARIES = (attestations.LEXICON, colours.LEXICON, features.LEXICON, materials.LEXICON, origins.LEXICON)
_YES = frozenset({"yes", "true", "是", "有", "支持", "可", "可以"})
_NO = frozenset(
    {"no", "false", "否", "无", "none", "不支持", "不可", "没有", "not included", "sold separately", "不含"}
)
_LIST = re.compile(r"[,;、，；/]")
_SYMBOL = re.compile(r"[a-z]{1,3}")


@dataclass(frozen=True, slots=True, eq=False)
class _Stated:
    """A fact as it is looked for in sentences, read once."""

    fact: Fact
    key: Reading
    called: frozenset[str]  # words by which its key may be called
    meant: Reading
    is_flag: bool
    negative: bool
    is_list: bool
    literal: str
    names: tuple[frozenset[str], ...]  # what it affirms, by vocabulary
    reach: frozenset[str]  # any of which a sentence must share to say it in words
    words: frozenset[str] = frozenset()  # of the product's own columns: each word by itself


@of_facts
def _stated(facts: Facts) -> tuple[_Stated, ...]:
    return tuple(_read_fact(fact) for fact in facts.citable())


def _read_fact(fact: Fact) -> _Stated:
    lower = fact.value.strip().lower()
    negative, weak = lower in _NO, fact.id in ("title", "category", "source_text")
    value = fact.value[:_LONGEST] if weak else f"{fact.value} {fact.unit}".strip()
    meant = read(value)
    words = meant.concepts | word_by_word(value) if weak else frozenset()
    if fact.id == "category":
        words |= read(" ".join(category_zh(part.strip()) for part in fact.value.split(">"))).concepts
    is_flag = negative or lower in _YES
    key, called = read(fact.key), _called(fact.key)
    reach = key.concepts | called | meant.concepts | words
    named = tuple(_named(one, _said_by(fact, is_flag, negative)) for one in _VOCABULARIES)
    return _Stated(
        fact, key, called, meant, is_flag, negative, bool(_LIST.search(value)), value.lower(), named, reach, words
    )


def _said_by(fact: Fact, is_flag: bool, negative: bool) -> str:
    """The words of a fact that it affirms; of a no, none."""
    if negative:
        return ""
    return fact.key if is_flag else f"{fact.key}: {fact.value[:_LONGEST]} {fact.unit}"


def _named(vocabulary: Lexicon, text: str) -> frozenset[str]:
    """Ids of what `text` names, the broader things included: a fact of oak is one of wood."""
    ids: set[str] = set()
    for _, _, concepts in vocabulary.concepts_in(text):
        for concept in concepts:
            ids |= vocabulary.with_broader(concept)
    return frozenset(ids)


class _Index:
    """By which concepts a product's facts can be reached: by equal ones, and Chinese ones that hold each other (皮, 皮革)."""

    def __init__(self, stated: tuple[_Stated, ...]) -> None:
        self.stated = stated
        exact: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(stated):
            for concept in one.reach:
                exact[concept].add(place)
        self._exact = dict(exact)
        self._chinese = [concept for concept in exact if not concept.isascii()]
        self._all_chinese = "\n".join(self._chinese)
        self._literals = [(place, one.literal) for place, one in enumerate(stated) if not one.meant.concepts]

    def places(self, concepts: frozenset[str]) -> set[int]:
        """Of the facts that a sentence of these concepts may say in words."""
        places: set[int] = set()
        for concept in concepts:
            places |= self._exact.get(concept, _NONE)
            if not concept.isascii():
                size = len(concept)
                for start in range(size):
                    for end in range(start + 1, size + 1):
                        places |= self._exact.get(concept[start:end], _NONE)
                if concept in self._all_chinese:
                    places.update(*(self._exact[other] for other in self._chinese if concept in other))
            for place, literal in self._literals:
                if literal in concept:
                    places.add(place)
        return places


_NONE: frozenset[int] = frozenset()


@of_facts
def _index(facts: Facts) -> _Index:
    return _Index(_stated(facts))


@lru_cache(maxsize=4096)
def supports(sentence: str, facts: Facts) -> tuple[str, ...]:
    """Ids of the facts that the sentence says, added facts before the product's own columns."""
    return supports_named(sentence, facts, names_of(sentence))


def supports_named(sentence: str, facts: Facts, names: tuple[frozenset[str], ...]) -> tuple[str, ...]:
    """`supports` where it is known what the sentence names (`names_of`)."""
    said = read(sentence)
    index = _index(facts)
    places = index.places(said.concepts)
    strong: list[str] = []
    weak: list[str] = []
    covered: set[str] = set()
    for place, stated in enumerate(index.stated):
        fact = stated.fact
        named = any(not mine.isdisjoint(theirs) for mine, theirs in zip(names, stated.names, strict=True))
        if not named and place not in places and not (said.quantities and stated.meant.quantities):
            continue
        if fact.id == "price":
            strong += [fact.id] if float(fact.value) in {value for value, _ in said.quantities} else []
            continue
        if fact.id in ("title", "category", "source_text"):
            heard = _weakly(said, stated)
            measured = fact.id == "source_text" and bool(said.quantities)
        else:
            heard, measured = _says(said, stated), True
            if heard is None and named:
                heard = set()
        if heard is not None:
            covered |= heard
            (strong if measured else weak).append(fact.id)
    loose = said.concepts - covered
    if not strong and weak and (len(loose) >= 1 and len(loose) * 2 >= len(said.concepts)):
        return ()
    return (*strong, *weak)


def names_of(text: str, start: int = 0, end: int | None = None) -> tuple[frozenset[str], ...]:
    """What a sentence, or the part of a text, affirms, by vocabulary."""
    stop = len(text) if end is None else end
    return tuple(
        frozenset(
            concept.id
            for mention in one.named(text)
            if not mention.denied and start <= mention.start < stop
            for concept in mention.concepts
        )
        for one in _VOCABULARIES
    )


def _says(said: Reading, stated: _Stated) -> set[str] | None:
    """The sentence's concepts that the fact accounts for; None when the sentence does not say it."""
    key, meant = stated.key, stated.meant
    if stated.is_flag:
        wanted = key.concepts | stated.called
        for clause in (said, *said.clauses):
            close = overlap(clause.concepts, key.concepts)
            enough = len(close) >= min(2, max(1, len(key.concepts))) or any(map(lexicon.is_chinese, close))
            enough = enough or not stated.called.isdisjoint(clause.concepts)
            inherent = key.negative or "free" in key.concepts
            if enough and (stated.negative == clause.negative or inherent):
                return overlap(said.concepts, wanted)
        return None
    if meant.quantities and not _words_only(meant):
        if not all(_has(said, quantity, stated) for quantity in meant.quantities):
            return None
        rest = {concept for concept in meant.concepts if not _SYMBOL.fullmatch(concept)}
        if len(rest) > 2 and not overlap(said.concepts, rest):
            return None
        return overlap(said.concepts, meant.concepts | key.concepts | stated.called)
    wanted = meant.concepts
    if not wanted:
        literal = stated.literal
        return set() if len(literal) > 1 and any(literal in concept for concept in said.concepts) else None
    heard = overlap(said.concepts, wanted)
    needed = len(wanted) if len(wanted) <= 2 and not stated.is_list else max(1, (len(wanted) + 2) // 3)
    if len(heard) < min(needed, 3):
        return None
    return heard | overlap(said.concepts, key.concepts | stated.called)


def _words_only(meant: Reading) -> bool:
    """A value of words with a bare number in it ("Intel Core i7") is matched by its words."""
    return all(dimension == "" for _, dimension in meant.quantities) and len(meant.concepts) > 1


def _has(said: Reading, quantity: tuple[float, str], stated: _Stated) -> bool:
    value, dimension = quantity
    for other, kind in said.quantities:
        if abs(other - value) <= TOLERANCE * max(abs(value), 1e-9) + 1e-12:
            if kind == dimension or (dimension == "" and not kind):
                return True
            if dimension == "" and overlap(said.concepts, stated.key.concepts | stated.called):
                return True
    return False


@lru_cache(maxsize=1024)
def _called(name: str) -> frozenset[str]:
    """Words by which a known key may be called, in both languages."""
    key = keys.find(name)
    if key is None:
        return frozenset()
    frames = " ".join(text for slot in ("vp", "np", "bul") for _, text in key.frames.get(slot, ()))
    plain = re.sub(r"\{[^}]*\}|\[([^|\]]*)\|[^\]]*\]|a~", r" \1 ", f"{frames} {key.label_en}")
    return frozenset(read(plain).concepts) | frozenset(read(key.label_zh).concepts)


def _weakly(said: Reading, stated: _Stated) -> set[str] | None:
    """The product's own columns support what they say, but only as much as they say."""
    heard = overlap(said.concepts, stated.words)
    if stated.fact.id == "source_text":
        same = [q for q in said.quantities if any(_close(q, other) for other in stated.meant.quantities)]
        if said.quantities and not same:
            return None
        return heard if heard or same else None
    return heard or None


def _close(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= TOLERANCE * max(abs(other[0]), 1e-9)
