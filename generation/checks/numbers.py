"""Every number, with its unit, must be one that the facts state, of the same thing and in the same sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import Evidence, evidence_of
from generation.checks.grounds import grounds
from generation.checks.measures import Known, Measures, measures_of, misplaced, overstated
from generation.checks.pieces import Piece, pieces
from generation.checks.prices import amounts, offers
from generation.checks.quantities import Quantity, quantities
from generation.contract import Brief, Claim, Content, Finding, Severity

# What may follow a number without being what it counts.
_NO_THING = re.compile(
    r" ?(?:wide|deep|tall|high|long|thick|across|in|and|or|to|with|for|on|at|of|is|are|as|if|per|by|when|then|but|only)\b",
    re.IGNORECASE,
)


# Sterling silver is 925 parts of silver in 1,000 (Hallmarking Act 1973, schedule 2; GB 11887).
_FINENESS = re.compile(r"925(?= ?(?:sterling|silver|纯?银))", re.IGNORECASE)
_STERLING = re.compile(r"sterling|纯银|925")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    known, evidence = measures_of(facts), evidence_of(facts)
    for piece in pieces(content):
        said = quantities(piece.text)
        money = [*_spans(piece.text), *offers(piece.text)] if said else []
        likes = list(map(known.like, said))
        for one, like in zip(said, likes, strict=True):
            if not any(start <= one.start < end for start, end in money):
                yield from _judged(piece, one, like, said, known, evidence)
        yield from _mixed(piece, said, likes)


def _spans(text: str) -> list[tuple[int, int]]:
    return [(amount.start, amount.end) for amount in amounts(text)]


def _judged(
    piece: Piece,
    said: Quantity,
    like: Sequence[Known],
    others: Sequence[Quantity],
    known: Measures,
    evidence: Evidence,
) -> Iterator[Finding]:
    surface = piece.text[said.start : said.end]
    if not like and not _supported(piece, said, known, evidence):
        # Spelled numbers of things (“two pieces”) are often a manner of speaking.
        severity: Severity = "warning" if said.spelled and said.counts else "error"
        yield piece.finding("numbers.unsupported", said.start, said.end, severity=severity, quantity=surface)
    elif misplaced(piece.text, said, like, known, others):
        yield piece.finding("numbers.wrong_thing", said.start, said.end, quantity=surface)
    elif overstated(piece.text, said, like):
        yield piece.finding("numbers.overstated", said.start, said.end, quantity=surface)


def _mixed(piece: Piece, said: Sequence[Quantity], likes: Sequence[Sequence[Known]]) -> Iterator[Finding]:
    """“70 x 27 cm” of a puzzle of 70 x 50 cm in a box of 27 x 19 cm: each number is right, and the two belong to different things."""
    for place, one in enumerate(said):
        if one.place[0] or one.place[1] < 2:
            continue
        chain = said[place : place + one.place[1]]
        like = likes[place : place + one.place[1]]
        if all(numbers and all(number.quantity.place[1] > 1 for number in numbers) for numbers in like) and not (
            frozenset.intersection(*(frozenset(number.fact_id for number in numbers) for numbers in like))
        ):
            start, end = one.start, chain[-1].end
            yield piece.finding("numbers.wrong_thing", start, end, quantity=piece.text[start:end])


def _supported(piece: Piece, said: Quantity, known: Measures, evidence: Evidence) -> bool:
    if said.code.lower() in known.codes or (
        (said.code or said.units) and evidence.says(piece.text[said.start : said.end])
    ):
        return True
    if _FINENESS.match(piece.text, said.start) and _STERLING.search(evidence.text):
        return True
    if said.units or said.code:
        return False
    following = piece.text[said.end : said.end + 2].strip()[:1]
    alone = not following.isalpha() or _NO_THING.match(piece.text, said.end) is not None
    return alone and said.value in known.bare
