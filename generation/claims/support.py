"""Which facts support a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from generation.checks import attestations, colours, features, materials, origins
from generation.checks.evidence import citable_of, of_facts
from generation.checks.lexicon import Lexicon, Mention
from generation.claims.reading import Clause, Reach, Reading, clauses, read, word_by_word
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
    literal: str
    names: tuple[frozenset[str], ...]  # what it affirms, by vocabulary
    reach: frozenset[str]  # any of which a sentence must share to say it in words
    words: frozenset[str]  # of the product's own columns: each word by itself
    key_words: frozenset[str]  # `key`'s and `called`
    all_words: frozenset[str]  # `key_words` and `meant`'s
    rest: frozenset[str]  # of `meant`, without what may be a unit's symbol
    words_only: bool  # its numbers are part of a name
    needed: int  # how many of `meant`'s concepts say it


@of_facts
def _stated(facts: Facts) -> tuple[_Stated, ...]:
    return tuple(_read_fact(fact) for fact in citable_of(facts))


@lru_cache(maxsize=4096)
def _read_fact(fact: Fact) -> _Stated:
    lower = fact.value.strip().lower()
    negative, weak = lower in _NO, fact.id in ("title", "category", "source_text")
    value = fact.value[:_LONGEST] if weak else f"{fact.value} {fact.unit}".strip()
    meant = read(value)
    words: frozenset[str] = meant.concepts | word_by_word(value) if weak else frozenset()
    if fact.id == "category":
        words |= read(" ".join(category_zh(part.strip()) for part in fact.value.split(">"))).concepts
    is_flag = negative or lower in _YES
    key, called = read(fact.key), _called(fact.key)
    reach = key.concepts | called | meant.concepts | words
    named = tuple(_named(one, _said_by(fact, is_flag, negative)) for one in _VOCABULARIES)
    wanted = len(meant.concepts)
    return _Stated(
        fact,
        key,
        called,
        meant,
        is_flag,
        negative,
        literal=value.lower(),
        names=named,
        reach=reach,
        words=words,
        key_words=key.concepts | called,
        all_words=meant.concepts | key.concepts | called,
        rest=frozenset(concept for concept in meant.concepts if not _SYMBOL.fullmatch(concept)),
        words_only=_words_only(meant),
        needed=min(wanted if wanted <= 2 and not _LIST.search(value) else max(1, (wanted + 2) // 3), 3),
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


Named = tuple[int, Mention]  # the number of a vocabulary, and what is named
Links = Mapping[str, frozenset[str]]  # each concept of a text to those of the facts that it equals, holds or is held by


class _Index:
    """By what a product's facts can be reached: concepts, equal or (皮, 皮革) holding each other; names; numbers."""

    def __init__(self, stated: tuple[_Stated, ...]) -> None:
        self.stated = stated
        self._reach = Reach([one.reach for one in stated])
        self._literals = [(place, one.literal) for place, one in enumerate(stated) if not one.meant.concepts]
        self.measured = frozenset(place for place, one in enumerate(stated) if one.meant.quantities)
        self._named: list[dict[str, set[int]]] = [defaultdict(set) for _ in _VOCABULARIES]
        for place, one in enumerate(stated):
            for named, ids in zip(self._named, one.names, strict=True):
                for concept_id in ids:
                    named[concept_id].add(place)

    def links(self, concepts: frozenset[str]) -> tuple[Links, set[int]]:
        """Those of the concepts that mean something to the facts, and the facts that a sentence of them may say in words."""
        links: dict[str, frozenset[str]] = {}
        places: set[int] = set()
        seen, of = self._reach.seen, self._reach.of
        for concept in concepts:
            related, near = seen.get(concept) or of(concept)
            if related:
                links[concept] = related
                places |= near
        if self._literals and concepts:
            everything = _GAP.join(concepts)
            places.update(place for place, literal in self._literals if literal in everything)
        return links, places

    def named(self, names: Iterable[Named]) -> set[int]:
        """The facts that affirm one of these names."""
        places: set[int] = set()
        for vocabulary, mention in names:
            known = self._named[vocabulary]
            for concept in mention.concepts:
                places |= known.get(concept.id, _NONE)
        return places


_NONE: frozenset[int] = frozenset()
_GAP = "\0"  # stands in no word


@of_facts
def _index(facts: Facts) -> _Index:
    return _Index(_stated(facts))


@lru_cache(maxsize=4096)
def supports(sentence: str, facts: Facts) -> tuple[str, ...]:
    """Ids of the facts that the sentence says, added facts before the product's own columns."""
    return supports_named(sentence, facts, names_of(sentence))


def supports_named(sentence: str, facts: Facts, names: Iterable[Named]) -> tuple[str, ...]:
    """`supports` where it is known what the sentence names (`names_of`)."""
    said, index = read(sentence), _index(facts)
    links, places = index.links(said.concepts)
    named = index.named(names)
    places |= named
    if said.quantities:
        places |= index.measured
    strong: list[str] = []
    weak: list[str] = []
    covered: set[str] = set()
    for place in sorted(places):
        stated = index.stated[place]
        fact = stated.fact
        if fact.id == "price":
            strong += [fact.id] if float(fact.value) in {value for value, _ in said.quantities} else []
            continue
        if fact.id in ("title", "category", "source_text"):
            heard = _weakly(said, links, stated)
            measured = fact.id == "source_text" and bool(said.quantities)
        else:
            heard, measured = _says(sentence, said, links, stated, index), True
            if heard is None and place in named:
                heard = set()
        if heard is not None:
            covered |= heard
            (strong if measured else weak).append(fact.id)
    if not strong and weak:
        loose = said.concepts - covered
        if len(loose) >= 1 and len(loose) * 2 >= len(said.concepts):
            return ()
    return (*strong, *weak)


def names_of(text: str, start: int = 0, end: int | None = None) -> Sequence[Named]:
    """What a sentence, or the part of a text, affirms."""
    starts, named = _named_in(text)
    return named[bisect_left(starts, start) : len(starts) if end is None else bisect_left(starts, end)]


@lru_cache(maxsize=64)
def _named_in(text: str) -> tuple[list[int], list[Named]]:
    """Where each name that a text affirms begins; its vocabulary and itself."""
    found = [
        (mention.start, place, mention)
        for place, one in enumerate(_VOCABULARIES)
        for mention in one.named(text)
        if not mention.denied
    ]
    found.sort(key=itemgetter(0))
    return [start for start, _, _ in found], [(place, mention) for _, place, mention in found]


def _heard(links: Links, wanted: frozenset[str]) -> set[str]:
    """The concepts behind the links that are wanted, or hold or are held by a wanted one."""
    return {concept for concept, related in links.items() if not related.isdisjoint(wanted)}


def _says(sentence: str, said: Reading, links: Links, stated: _Stated, index: _Index) -> set[str] | None:
    """The sentence's concepts that the fact accounts for; None when the sentence does not say it."""
    meant = stated.meant
    if stated.is_flag:
        return _heard(links, stated.key_words) if _affirms(sentence, said, links, stated, index) else None
    if meant.quantities and not stated.words_only:
        if not said.quantities:
            return None
        for quantity in meant.quantities:
            if not _has(said, links, quantity, stated):
                return None
        if len(stated.rest) > 2 and not _heard(links, stated.rest):
            return None
        return _heard(links, stated.all_words)
    if not meant.concepts:
        literal = stated.literal
        return set() if len(literal) > 1 and any(literal in concept for concept in said.concepts) else None
    heard = _heard(links, meant.concepts)
    if len(heard) < stated.needed:
        return None
    return heard | _heard(links, stated.key_words)


def _affirms(sentence: str, said: Reading, links: Links, stated: _Stated, index: _Index) -> bool:
    """Whether the sentence, or a clause of it, names the key of a yes or no, and affirms or denies it as the fact does."""
    key = stated.key
    if not _heard(links, key.concepts) and stated.called.isdisjoint(said.concepts):
        return False  # nor can a clause: what it holds, nearly always its sentence holds
    inherent = key.negative or "free" in key.concepts
    if _named_by(said, links, stated) and (stated.negative == said.negative or inherent):
        return True
    return any(
        (stated.negative == clause.negative or inherent) and _named_by(clause, index.links(clause.concepts)[0], stated)
        for clause in clauses(sentence)
    )


def _named_by(said: Reading | Clause, links: Links, stated: _Stated) -> bool:
    """Whether the key of a yes or no is named: most of it, or what it may be called."""
    if not stated.called.isdisjoint(said.concepts):
        return True
    close = _heard(links, stated.key.concepts)
    return len(close) >= min(2, max(1, len(stated.key.concepts))) or any(map(lexicon.is_chinese, close))


def _words_only(meant: Reading) -> bool:
    """A value of words with a bare number in it ("Intel Core i7") is matched by its words."""
    return all(dimension == "" for _, dimension in meant.quantities) and len(meant.concepts) > 1


def _has(said: Reading, links: Links, quantity: tuple[float, str], stated: _Stated) -> bool:
    value, dimension = quantity
    tolerance = TOLERANCE * max(abs(value), 1e-9) + 1e-12
    least, most = value - tolerance, value + tolerance
    for other, kind in said.quantities:
        if least <= other <= most:
            if kind == dimension or (dimension == "" and not kind):
                return True
            if dimension == "" and _heard(links, stated.key_words):
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


def _weakly(said: Reading, links: Links, stated: _Stated) -> set[str] | None:
    """The product's own columns support what they say, but only as much as they say."""
    heard = _heard(links, stated.words)
    if stated.fact.id == "source_text":
        same = [q for q in said.quantities if any(_close(q, other) for other in stated.meant.quantities)]
        if said.quantities and not same:
            return None
        return heard if heard or same else None
    return heard or None


def _close(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= TOLERANCE * max(abs(other[0]), 1e-9)
