"""Fidelity: how much of the text rests on facts.

The share of the text, by length, that the claim ledger supports (questions and what the merchant's own prose says count as
supported, as in `checks/claims.py`); halved for every error that says something untrue: a number, a material, a promise.
Our own measure; the idea of counting supported claims is that of FActScore (Min et al. 2023).
"""

from __future__ import annotations

from generation.scores.judged import Judged

FORM = frozenset(
    [
        "length",
        "characters",
        "wording",
        "repetition",
        "grammar",
        "spelling",
        "leaks",
        "language",
        "voice",
        "policy",
        "proof",
        "picture",
        "hashtags",
        "headlines",
        "pairs",
        "answer",
    ]
)  # rule families whose errors are no untruths
_UNSUPPORTED = ("claims.unsupported", "claims.uncited")
_WEIGHT = 0.5  # of one untrue statement


def score(judged: Judged) -> float:
    whole = sum(claim.end - claim.start for claim in judged.claims)
    loose = sum(finding.end - finding.start for finding in judged.findings if finding.rule in _UNSUPPORTED)
    untrue = sum(
        finding.severity == "error" and finding.rule.partition(".")[0] not in FORM for finding in judged.findings
    )
    return (max(0.0, 1 - loose / whole) if whole else 0.0) * _WEIGHT**untrue
