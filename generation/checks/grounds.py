"""All that a text of a brief may rest on, as facts: the product's own, its reviews, and the products that it recommends."""

from __future__ import annotations

from dataclasses import replace

from generation.contract import Brief, Facts

_latest: tuple[Brief, Facts] | None = None


def grounds(brief: Brief) -> Facts:
    """The brief's own facts where there is nothing beside them. A dozen checks in a row ask of the same brief."""
    if not brief.reviews and not brief.offers:
        return brief.facts
    global _latest
    seen = _latest
    if seen is None or seen[0] is not brief:
        own = {fact.id for fact in brief.facts.citable()}
        beside = tuple(fact for fact in brief.sources() if fact.id not in own)
        seen = _latest = (brief, replace(brief.facts, items=(*brief.facts.items, *beside)))
    return seen[1]
