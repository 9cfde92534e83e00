"""Checks: plain data in, findings out. One rule family a file; none of them trusts an engine or a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from generation.checks import (
    attestations,
    brands,
    characters,
    claims,
    colours,
    compatibility,
    contradictions,
    counts,
    deeds,
    features,
    grammar,
    handover,
    hashtags,
    headlines,
    inclusions,
    language,
    leaks,
    length,
    listings,
    materials,
    numbers,
    opposites,
    origins,
    pairs,
    picture,
    policy,
    poster,
    prices,
    promises,
    proof,
    properties,
    recognised,
    repetition,
    review_share,
    sights,
    sources,
    spelling,
    testimonials,
    translation,
    voice,
    wording,
)
from generation.checks.rules import RULES, Rule
from generation.contract import Brief, Claim, Content, Finding
from generation.kinds import KINDS


class Check(Protocol):
    def __call__(self, brief: Brief, content: Content, claims: Sequence[Claim], /) -> Iterable[Finding]: ...


CHECKS: tuple[Check, ...] = (
    length.check,
    characters.check,
    wording.check,
    repetition.check,
    grammar.check,
    spelling.check,
    leaks.check,
    language.check,
    numbers.check,
    counts.check,
    prices.check,
    brands.check,
    materials.check,
    colours.check,
    sights.check,
    recognised.check,
    origins.check,
    attestations.check,
    features.check,
    properties.check,
    contradictions.check,
    opposites.check,
    inclusions.check,
    listings.check,
    compatibility.check,
    promises.check,
    proof.check,
    testimonials.check,
    claims.check,
    policy.check,
    voice.check,
    translation.check,
    hashtags.check,
    headlines.check,
    pairs.check,
    review_share.check,
    deeds.check,
    handover.check,
    picture.check,
    poster.check,
)
# Of pictures that say something: their words are approved copy, which all the others have judged.
ON_PICTURES: tuple[Check, ...] = (policy.check, picture.check, poster.check)


def run_all(brief: Brief, content: Content, claims: Sequence[Claim] = ()) -> tuple[Finding, ...]:
    """Every finding on `content`, errors first, then in reading order."""
    brief = sources.with_sources(brief)
    checks = ON_PICTURES if KINDS[brief.kind].medium == "image" else CHECKS
    said = {(f.rule, f.field, f.index, f.start, f.end): f for check in checks for f in check(brief, content, claims)}
    found = [finding for finding in said.values() if not pairs.only_asked(brief, content, finding)]
    fields = list(content.fields)
    order = {name: place for place, name in enumerate(fields)}
    found.sort(key=lambda f: (f.severity != "error", order.get(f.field, len(fields)), f.index, f.start))
    return tuple(found)


__all__ = ["RULES", "Rule", "run_all"]
