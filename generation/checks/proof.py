"""Health, safety and environmental claims that a fact states but nothing proves: lawful only with evidence on file.

Sources: FTC Green Guides, 16 CFR 260; EU directive 2024/825; China's Advertising Law, articles 11 and 16 to 18.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.attestations import LEXICON
from generation.checks.evidence import Evidence, evidence_of, of_facts
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Facts, Finding

TOPICS = frozenset({"health", "safety", "environment"})  # of `words/attestations.tsv`
EVIDENCE = "evidence:"  # how the ids of facts begin that are evidence


@of_facts
def proved(facts: Facts) -> Evidence:
    """What valid evidence says, apart from all else."""
    items = tuple(fact for fact in facts.items if fact.id.startswith(EVIDENCE))
    return evidence_of(Facts(sku="", title="", items=items))


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    stated, evidence = evidence_of(brief.facts), proved(brief.facts)
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            topic = mention.concepts[0].topic
            if topic in TOPICS and LEXICON.supported(mention, stated) and not LEXICON.supported(mention, evidence):
                surface = piece.text[mention.start : mention.end]
                yield piece.finding("proof.missing", mention.start, mention.end, term=surface, topic=topic)
