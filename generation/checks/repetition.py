"""A text that repeats itself without repeating a sentence: a long phrase again, sentences in a row that begin alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from generation.checks.evidence import evidence_of, narrow
from generation.checks.pieces import Piece, pieces, sentences, shortened
from generation.contract import Brief, Claim, Content, Finding

PHRASE = {"en": 5, "zh-Hans": 9}  # words or Chinese characters that are no accident when they come again
OPENINGS = 3  # sentences in a row that may not begin alike
_SHORT = {"en": 60, "zh-Hans": 24}  # characters below which nothing can come again
_WORD = re.compile(r"[a-z0-9][a-z0-9'’.-]*|[\u4e00-\u9fff]")
_OPENING = {"en": 2, "zh-Hans": 3}  # words or characters by which a beginning is known


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.locale not in PHRASE:
        return
    for piece in pieces(content):
        if len(piece.text) > _SHORT[brief.locale]:
            yield from _again(brief, piece)
            yield from _openings(brief, piece)


def _again(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """The first long phrase that stands twice; names and values from the facts may."""
    size = PHRASE[brief.locale]
    plain = narrow(piece.text)
    said = _WORD.findall(plain)
    phrases = list(zip(*(said[place:] for place in range(size)), strict=False))
    if len(set(phrases)) == len(phrases):
        return
    first: dict[tuple[str, ...], int] = {}
    place = next((place for place, one in enumerate(phrases) if first.setdefault(one, place) + size <= place), -1)
    if place < 0:
        return
    spans = [found.span() for found in _WORD.finditer(plain)]
    while place + size <= len(said):
        phrase = tuple(said[place : place + size])
        earlier = first.setdefault(phrase, place)
        if earlier + size <= place:
            while place + size < len(said) and said[earlier + size] == said[place + size] and earlier + size < place:
                size += 1
            start, end = spans[place][0], spans[place + size - 1][1]
            if not evidence_of(brief.facts).says(piece.text[start:end]):
                yield piece.finding("wording.repeated_phrase", start, end, text=shortened(piece.text[start:end]))
                return
        place += 1


def _openings(brief: Brief, piece: Piece) -> Iterator[Finding]:
    run, last, plain = 0, "", narrow(piece.text)
    for start, end in sentences(piece.text):
        words = [found.group() for found in islice(_WORD.finditer(plain, start, end), _OPENING[brief.locale])]
        opening = " ".join(words) if brief.locale == "en" else "".join(words)
        run = run + 1 if opening == last and opening else 1
        last = opening
        if run == OPENINGS:
            yield piece.finding("wording.same_openings", start, end, text=opening, count=OPENINGS)
