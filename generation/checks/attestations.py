"""Safety, health, environmental and quality claims: the law lets them stand only with proof, so a fact must state them.

Sources: FTC Green Guides, 16 CFR 260; EU directive 2024/825; China's Advertising Law, articles 11 and 16 to 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import Evidence, evidence_of
from generation.checks.grounds import grounds
from generation.checks.lexicon import Lexicon, Mention
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

LEXICON = Lexicon.read("attestations")


_MEASURE = re.compile(r"\s?(?:up to|to|达|至|深度|等级)?\s?\d|\s?(?:等级|级别)")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            if not LEXICON.supported(mention, evidence) and not _measured(piece.text, mention, evidence):
                surface, topic = piece.text[mention.start : mention.end], mention.concepts[0].topic
                yield piece.finding("attestations.unsupported", mention.start, mention.end, term=surface, topic=topic)


def _measured(text: str, mention: Mention, evidence: Evidence) -> bool:
    """“Waterproof to 100 m” says what “water resistance: 100 m” does; its number is judged with the numbers."""
    resists = "waterproof" in {concept.id for concept in mention.concepts} and "water resistant" in LEXICON.affirmed(
        evidence
    )
    return resists and _MEASURE.match(text, mention.end) is not None
