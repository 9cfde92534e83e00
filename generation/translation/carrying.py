"""What a translated sentence rests on: the facts that the sentence which it translates cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generation.contract import Claim, Content, Original
from generation.translation import alignment


def carried(original: Original, content: Content) -> tuple[Claim, ...]:
    """A claim for every sentence of the translation that has a counterpart which cites facts."""
    found = []
    for pair in alignment.pairs(original.fields, content.fields):
        ids = cited(original.claims, pair.original)
        found += [Claim(one.field, one.index, one.start, one.end, ids) for one in pair.translation if ids]
    return tuple(found)


def cited(claims: Sequence[Claim], sentences: Iterable[alignment.Sentence]) -> tuple[str, ...]:
    """Ids of the facts on which these sentences rest, each once."""
    ids = (
        fact_id
        for one in sentences
        for claim in claims
        if (claim.field, claim.index) == (one.field, one.index) and claim.start < one.end and one.start < claim.end
        for fact_id in claim.fact_ids
    )
    return tuple(dict.fromkeys(ids))
