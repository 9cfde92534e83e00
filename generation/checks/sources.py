"""What a text may rest on beside the product's facts: reviews, other products' facts, counts of both, the occasion's name."""

from __future__ import annotations

from dataclasses import replace

from generation.contract import Brief, Fact
from generation.kinds import KINDS
from generation.occasions import OCCASIONS


def with_sources(brief: Brief) -> Brief:
    """The brief with everything among its facts that its kind may cite, so that every check judges by all of it."""
    reads = KINDS[brief.kind].reads
    if not (reads or brief.offers or brief.occasion):
        return brief
    sources = [fact for fact in brief.sources() if "/" in fact.id or (fact.source == "review" and "reviews" in reads)]
    beside = [fact for fact in sources if fact not in brief.facts.items]
    counts = [_count("photos", len(brief.photos))] if "photos" in reads else []
    counts += [_count("reviews", len(brief.reviews))] if "reviews" in reads else []
    counts = [count for count in counts if count.value]
    names = OCCASIONS.get(brief.occasion)
    counts += [Fact("occasion:name", "occasion", " ".join(names.values()))] if names else []
    if not beside and not counts:
        return brief
    return replace(brief, facts=replace(brief.facts, items=(*brief.facts.items, *beside, *counts)))


def _count(name: str, most: int) -> Fact:
    """A fact that holds every number up to `most`: "photo 2 of 3", "4 of 12 reviews"."""
    return Fact(f"{name}:count", name, ", ".join(str(number) for number in range(1, most + 1)))
