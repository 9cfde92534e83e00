"""Every number, with its unit, must be one that the facts state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.evidence import Evidence, evidence_of
from generation.checks.pieces import Piece, pieces
from generation.checks.prices import amounts, offers
from generation.checks.quantities import Quantity, quantities, quantities_of, says_the_same
from generation.contract import Brief, Claim, Content, Finding, Severity


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    known, evidence = quantities_of(brief.facts), evidence_of(brief.facts)
    for piece in pieces(content):
        money = {place for span in (*_spans(piece.text), *offers(piece.text)) for place in range(*span)}
        for said in quantities(piece.text):
            if said.start not in money and not _supported(piece, said, known, evidence):
                # Spelled numbers of things (“two pieces”) are often a manner of speaking.
                severity: Severity = "warning" if said.spelled and said.counts else "error"
                surface = piece.text[said.start : said.end]
                yield piece.finding("numbers.unsupported", said.start, said.end, severity=severity, quantity=surface)


def _spans(text: str) -> list[tuple[int, int]]:
    return [(amount.start, amount.end) for amount in amounts(text)]


def _supported(piece: Piece, said: Quantity, known: Sequence[Quantity], evidence: Evidence) -> bool:
    if (said.code or said.units) and evidence.says(piece.text[said.start : said.end]):
        return True
    if any(says_the_same(said, fact) for fact in known):
        return True
    if said.units or said.code or piece.text[said.end : said.end + 2].strip()[:1].isalpha():
        return False
    return any(fact.value == said.value and not fact.code for fact in known)
