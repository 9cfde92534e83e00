"""A colour that the text names must be one that the facts name; a fact may be the more exact of the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of
from generation.checks.grounds import grounds
from generation.checks.lexicon import Lexicon
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

LEXICON = Lexicon.read("colours")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            if not LEXICON.supported(mention, evidence):
                surface = piece.text[mention.start : mention.end]
                yield piece.finding("colours.unsupported", mention.start, mention.end, colour=surface)
