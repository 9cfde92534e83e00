"""Of two ways of which a thing is one, the text must name that of the facts: the left drawer, a dark rosin, a rack at the rear.

`words/opposites.tsv` holds them by axis. What a side or a degree belongs to is told by the words beside it: a text contradicts a
fact only where it says another one of the same axis, of a thing that the fact is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.alternation import quick
from generation.checks.evidence import citable_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.lexicon import Lexicon, Mention
from generation.checks.measures import subjects
from generation.checks.pieces import ASKING, Piece, pieces
from generation.claims.reading import Reach, word_by_word
from generation.contract import Brief, Claim, Content, Fact, Facts, Finding

LEXICON = Lexicon.read("opposites")
PLACES = frozenset({"side", "end", "edge", "times"})  # axes that may be told anywhere in the clause
SEASON = "season"  # told of the product as a whole, and only by a fact of that name
_BREAK = re.compile(r"[,;:.!?，；：。！？、\n—]")
_NEXT = quick(r"[ -]?(?P<noun>(?:[a-z][a-z-]+ ?){1,2})|的?(?P<han>[\u4e00-\u9fff]{1,5})")
_BEFORE = quick(
    r"(?P<noun>[a-z][a-z-]+) (?:is|are) (?:a |an |of a |very |rather )?$|(?P<han>[\u4e00-\u9fff]{1,5}?)(?:很|较|偏|为|是)?$"
)
_SEASON_KEY = re.compile(r"season|季", re.IGNORECASE)
_EVERY_SEASON = re.compile(r"\ball\b|\bfour\b|\b4\b|year.round|四季|全年", re.IGNORECASE)
_SAID = frozenset(  # the words themselves, in both languages
    word
    for concept in LEXICON.concepts
    for name in (*concept.english, *concept.chinese, *concept.hints)
    for word in word_by_word(name)
)
_NO_NOUN = _SAID | {
    "side",
    "end",
    "one",
    "both",
    "the",
    "a",
    "an",
    "of",
    "in",
    "at",
    "on",
    "and",
    "or",
    "is",
    "it",
    "this",
    "that",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """What each fact with such a word says: of which axis, which of it, and what it is about."""

    axes: tuple[str, ...]
    ids: tuple[frozenset[str], ...]
    reach: Reach


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    known = _sides_of(grounds(brief))
    for piece in pieces(content) if known.axes else ():
        if piece.field in ASKING:
            continue
        for mention in LEXICON.mentions(piece.text):
            if _contradicts(mention, piece, known):
                text = piece.text[mention.start : mention.end]
                yield piece.finding("claims.contradicted", mention.start, mention.end, text=text)


def _contradicts(mention: Mention, piece: Piece, known: _Sides) -> bool:
    """Whether the facts that are most about the same thing name another of the axis, and none of them this."""
    concept = mention.concepts[0]
    if concept.topic not in known.axes:
        return False
    if concept.topic == SEASON:
        every = [ids for axis, ids in zip(known.axes, known.ids, strict=True) if axis == SEASON]
        return not any(one.id in ids for one in mention.concepts for ids in every)
    plain = narrow(piece.text)
    nouns = _around(plain, mention) if concept.topic in PLACES else _beside(plain, mention)
    shared = Counter(place for noun in nouns for place in known.reach.of(noun)[1] if known.axes[place] == concept.topic)
    most = max(shared.values(), default=0)
    alike = [known.ids[place] for place, times in shared.items() if times == most]
    return bool(alike) and not any(one.id in ids for one in mention.concepts for ids in alike)


def _around(text: str, mention: Mention) -> frozenset[str]:
    """What the clause is about in which the word stands."""
    breaks = [found.span() for found in _BREAK.finditer(text)]
    start = max((end for _, end in breaks if end <= mention.start), default=0)
    stop = min((begin for begin, _ in breaks if begin >= mention.end), default=len(text))
    return _nouns(text[start:stop])


def _beside(text: str, mention: Mention) -> frozenset[str]:
    """What the word is said of: what follows it, or what it is said to be."""
    after = _NEXT.match(text, mention.end)
    before = _BEFORE.search(text, max(0, mention.start - 40), mention.start)
    found = frozenset[str]()
    for said in (after, before):
        if said:
            found |= _nouns(said["noun"] or said["han"])
    return found


@lru_cache(maxsize=4096)
def _nouns(text: str) -> frozenset[str]:
    return frozenset(
        name for name in subjects(text) | word_by_word(text) if not name.startswith("@") and name not in _NO_NOUN
    )


@of_facts
def _sides_of(facts: Facts) -> _Sides:
    rows = [
        row
        for fact in citable_of(facts)
        if fact.id not in ("price", "category", "brand", "title")
        for row in _read(fact)
    ]
    return _Sides(
        tuple(axis for axis, _, _ in rows),
        tuple(ids for _, ids, _ in rows),
        Reach([nouns for _, _, nouns in rows]),
    )


@lru_cache(maxsize=4096)
def _read(fact: Fact) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """(axis, which of it, nouns) of what a fact says; options and prose say it of too many things."""
    if fact.id.startswith("option:") or fact.id == "source_text":
        return ()
    found: dict[str, set[str]] = {}
    for _, _, concepts in LEXICON.concepts_in(f"{fact.key.replace('_', ' ')}: {fact.value}"):
        for concept in concepts:
            found.setdefault(concept.topic, set()).add(concept.id)
    if SEASON in found and (not _SEASON_KEY.search(fact.key) or _EVERY_SEASON.search(fact.value)):
        del found[SEASON]
    nouns = _nouns(fact.key) | _nouns(_counted(fact.value))
    return tuple((axis, frozenset(ids), nouns) for axis, ids in found.items())


def _counted(value: str) -> str:
    """The things that a value names, where it does so in few words: “2 drawers, left”."""
    return value if len(value) <= 40 else ""
