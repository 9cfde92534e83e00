"""A review summary says how many reviews are critical, and says the true number (FTC 16 CFR 465: no misrepresentation).

A review with a rating is critical at 1 or 2 stars; one without is judged by its words, by the reader that the brief names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generation.checks.evidence import narrow
from generation.checks.pieces import Piece, pieces
from generation.checks.pieces import sentences as sentences_of
from generation.contract import Brief, Claim, Content, Finding
from generation.engines.composer import reviews
from generation.errors import GenerationError

_EN = [
    "none",
    "no",
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_ZH = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
_WORDS = (
    dict(zip(_EN, (0, 0, *range(13)), strict=False))
    | dict(zip(_ZH, range(11), strict=True))
    | {"没有": 0, "无": 0, "两": 2}
)
_NUMBER = re.compile(
    rf"\d+(?:\.\d+)?\s?%|\d+(?![\d.]|\s?星)|\b(?:{'|'.join(_EN)})\b|(?:{'|'.join(_ZH)}|两)(?=\s?[条则篇位个名])|没有(?=差评|负面)|无(?=差评|负面)"
)
_CRITICAL = re.compile(r"critical|negative|dissatisfied|unhappy|差评|负面")
_TOPICS = re.compile(r"\([^)]*\)|（[^）]*）")  # "the looks (3)" counts a topic
_CLAUSE = re.compile(r"[^,;:，；：、]+?(?=[,;:，；：、]|\band\b|$)")
_ALL_OF = re.compile(r"(?:of|out of|among|in)\s+(?:the |all )?$")  # "one of five": five are not the critical ones
_SOME_OF = re.compile(r"\s*of the (?:critical|negative)")
_SHARE = 0.6  # per cent points by which a rounded share may be off


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.kind != "review_summary" or not brief.reviews:
        return
    opinions = _opinions(brief)
    critical = sum(opinion.critical for opinion in opinions)
    told = False
    for piece in pieces(content):
        for start, end in sentences_of(piece.text):
            for said, place, until in _said(piece, start, end):
                told = True
                if not _true(said, critical, len(opinions)):
                    yield piece.finding(
                        "reviews.share", place, until, said=said, critical=critical, total=len(opinions)
                    )
        if not told:
            yield piece.finding("reviews.share_missing", 0, len(piece.text), critical=critical, total=len(opinions))


def _opinions(brief: Brief) -> list[reviews.Opinion]:
    """A reader that is not at hand stops no check: ratings count without it, and the lexicon tells the rest."""
    try:
        return reviews.opinions(brief)
    except GenerationError:
        return [reviews.read(review) for review in brief.reviews]


def _said(piece: Piece, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(the number as written, where it stands) of every count of critical reviews in a sentence, clause by clause."""
    sentence = _TOPICS.sub(lambda found: " " * len(found[0]), narrow(piece.text[start:end]))
    for clause in _CLAUSE.finditer(sentence):
        word = _CRITICAL.search(clause[0])
        if not word:
            continue
        numbers = [
            found
            for found in _NUMBER.finditer(clause[0])
            if not _ALL_OF.search(clause[0][: found.start()]) and not _SOME_OF.match(clause[0], found.end())
        ]
        if numbers:
            near = min(numbers, key=lambda found: abs(found.start() - word.start()))
            yield near[0], start + clause.start() + near.start(), start + clause.start() + near.end()


def _true(said: str, critical: int, total: int) -> bool:
    if said.endswith("%"):
        return abs(float(said.rstrip("% ")) - float(Fraction(100 * critical, total))) <= _SHARE
    return (_WORDS[said] if said in _WORDS else int(float(said))) == critical
