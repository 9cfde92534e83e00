"""The claim ledger: a claim for every sentence, with the facts that support it."""

from __future__ import annotations

from collections.abc import Sequence

from generation.claims.sentences import sentences
from generation.claims.support import names_of, supports_named
from generation.contract import Claim, Content, Facts


def attribute(content: Content, facts: Facts, locale: str, given: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """A claim for every sentence of every field, with the ids of the facts that support it; none when nothing does.

    `given` are claims already known for this very content (an engine's own): where one covers exactly a sentence, or
    a whole piece of text, its facts are kept as far as they still exist.
    """
    known = {fact.id for fact in facts.citable()} if given else set()
    kept = {(claim.field, claim.index, claim.start, claim.end): claim for claim in given}
    found: list[Claim] = []
    for field, index, text in content.spans():
        whole = kept and field != "description" and "\n" not in text and (field, index, 0, len(text)) in kept
        spans = [(0, len(text))] if whole else sentences(text, locale, semicolons=field == "description")
        for start, end in spans:
            old = kept.get((field, index, start, end)) if kept else None
            if old is not None:
                ids = tuple(fact_id for fact_id in old.fact_ids if fact_id in known)
            else:
                ids = supports_named(text[start:end], facts, names_of(text, start, end))
            found.append(Claim(field, index, start, end, ids))
    return tuple(found)
