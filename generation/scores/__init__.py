"""Scores: how good an answer is, in named parts from 0 to 1, each in a file that says what it means and where that comes from.

A part that says nothing of an answer (no keyword was wished, a title has no prose) is left out; the total is the mean of the
others by weight. Errors are no part of the total: fewer of them comes first, whatever the scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generation.contract import Brief, Claim, Content, Finding
from generation.kinds import KINDS
from generation.scores import channel_fit, coverage, fidelity, freshness, keywords, readability, tone
from generation.scores.judged import Judged
from generation.scores.known import Known


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    weight: float
    score: Callable[[Judged], float | None]


# Truth first, then what a shopper comes for, then where it stands; how it sounds is the most a matter of taste.
PARTS = (
    Part("fidelity", 0.30, fidelity.score),
    Part("coverage", 0.20, coverage.score),
    Part("channel_fit", 0.15, channel_fit.score),
    Part("readability", 0.10, readability.score),
    Part("keywords", 0.10, keywords.score),
    Part("tone", 0.10, tone.score),
    Part("freshness", 0.05, freshness.score),
)
DIGITS = 3
NOTHING_KNOWN = Known()


def judge(
    brief: Brief,
    content: Content,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    known: Known = NOTHING_KNOWN,
) -> Mapping[str, float]:
    """Each part that applies, and "total"; nothing for pictures, which have measures of their own."""
    if KINDS[brief.kind].medium != "text":
        return {}
    judged = Judged.of(brief, content, claims, findings, known)
    found = {part.name: value for part in PARTS if (value := part.score(judged)) is not None}
    weights = {part.name: part.weight for part in PARTS if part.name in found}
    total = sum(weights[name] * value for name, value in found.items()) / sum(weights.values())
    return {"total": round(total, DIGITS), **{name: round(value, DIGITS) for name, value in found.items()}}


__all__ = ["NOTHING_KNOWN", "PARTS", "Known", "Part", "judge"]
