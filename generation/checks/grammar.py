"""Slips of grammar and typography that can be told for sure: “a apple”, “it have”, half-width marks between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from generation.checks.evidence import evidence_of, narrow
from generation.checks.names import words_of
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Finding
from generation.engines.composer.english.words import article

_ARTICLE = re.compile(r"([aA](?<![\w.'’-][aA])[nN]?)[ \u00a0]([A-Za-z][A-Za-z'’-]{2,})(?![\w])")
# In capitals, and begun or written as no English word is: it is said letter by letter.
_SPELT = re.compile(r"[HLMNX][^AEIOUY]|R[^AEIOUYH]|F[^AEIOUYLR]|S[^AEIOUYCHKLMNPQTVW]|[^AEIOUY]+$")
_ONE, _HAVE = "it|this|that|he|she", "have|are|were|do|fit|hold|weigh|come|measure"
_MANY, _HAS = "they|these|those|we|you", "has|is|was|does|holds|weighs|comes|measures"
_AGREEMENT = re.compile(rf"\b(?:(?:{_ONE}) (?:{_HAVE})|(?:{_MANY}) (?:{_HAS}))\b", re.IGNORECASE)
_DISAGREEING = frozenset(
    pair for ones, others in ((_ONE, _HAVE), (_MANY, _HAS)) for pair in product(ones.split("|"), others.split("|"))
)
# After these the verb belongs to another sentence part: “what makes it come alive”, “lets you …”, “all of this are …” is rare enough.
_BASE_FORM = re.compile(
    r"\b(?:let|lets|make|makes|made|help|helps|see|watch|have|that|which|if|whether|should|could|would|can|may|might|must|will|did|does|do|to)\s+$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"(?:的的|了了|是是|和和|在在|，，|、、)(?!确)")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])([,;:!?])(?=[\u4e00-\u9fff])")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        yield from _english(brief, piece) if brief.locale == "en" else _chinese(brief, piece)


def _english(brief: Brief, piece: Piece) -> Iterator[Finding]:
    for found in _ARTICLE.finditer(piece.text):
        right = article(found[2])
        if found[1].lower() not in {right, _as_a_word(found[2], right)} and not evidence_of(brief.facts).says(
            found.group()
        ):
            yield piece.finding(
                "grammar.article", found.start(), found.end(), text=found.group(), right=f"{right} {found[2]}"
            )
    words = words_of(narrow(piece.text)).words
    if _DISAGREEING.isdisjoint(pairwise(words)):
        return
    for found in _AGREEMENT.finditer(piece.text):
        if not _BASE_FORM.search(piece.text, max(0, found.start() - 12), found.start()):
            yield piece.finding("grammar.agreement", found.start(), found.end(), text=found.group())


def _as_a_word(word: str, right: str) -> str:
    """The article where a word in capitals is one that is shouted; nobody can tell "a LED" from "A LID" for sure."""
    return article(word.lower()) if word.isupper() and not _SPELT.match(word) else right


def _chinese(brief: Brief, piece: Piece) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(piece.text):
        yield piece.finding("grammar.doubled", found.start(), found.end(), text=found.group())
    for found in _HALF_WIDTH.finditer(piece.text):
        if not evidence_of(brief.facts).says(piece.text[found.start() - 1 : found.end() + 1]):
            yield piece.finding("grammar.half_width", found.start(), found.end(), mark=found[1], right=_FULL[found[1]])
