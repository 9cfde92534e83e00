"""Safety, health, environmental and quality claims: the law lets them stand only with proof, so a fact must state them.

Sources: FTC Green Guides, 16 CFR 260; EU directive 2024/825; China's Advertising Law, articles 11 and 16 to 18.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of
from generation.checks.lexicon import Lexicon
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

LEXICON = Lexicon.read("attestations")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(brief.facts)
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            if not LEXICON.supported(mention, evidence):
                surface, topic = piece.text[mention.start : mention.end], mention.concepts[0].topic
                yield piece.finding("attestations.unsupported", mention.start, mention.end, term=surface, topic=topic)
