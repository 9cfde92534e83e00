"""How many of a batch a person must look at: sampling without replacement, where one bad draft is one too many."""

from __future__ import annotations

import math


def size(total: int, limit: float, confidence: float) -> int:
    """The smallest sample that, without a bad draft in it, shows with `confidence` that no more than `limit` of `total` are bad.

    Were one more bad than the limit allows, D = floor(limit * total) + 1, then a sample of n would hold none of them with the
    hypergeometric chance C(total - D, n) / C(total, n). n is the smallest for which that is at most 1 - confidence. Acceptance
    sampling with acceptance number 0; Schilling and Neubauer, "Acceptance Sampling in Quality Control", ch. 5.

    `limit` is 0 to below 1, `confidence` above 0 and below 1. A batch in which nothing may be bad is looked at as a whole.
    """
    bad = math.floor(limit * total + 1e-9) + 1
    if total <= 0:
        return 0
    if bad > total:
        return 1
    low, high = 1, total - bad + 1  # of that many, one is bad for certain
    while low < high:
        middle = (low + high) // 2
        if missed(total, bad, middle) <= 1 - confidence + 1e-12:
            high = middle
        else:
            low = middle + 1
    return low


def missed(total: int, bad: int, looked: int) -> float:
    """The chance that `looked` of `total` drafts, chosen at random, are all good although `bad` are not."""
    if looked > total - bad:
        return 0.0
    return math.exp(_choose(total - bad, looked) - _choose(total, looked))


def _choose(n: int, k: int) -> float:
    """The logarithm of the binomial coefficient."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def allowed(total: int, limit: float) -> int:
    """How many of `total` may be bad."""
    return math.floor(limit * total + 1e-9)
