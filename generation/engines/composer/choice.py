"""How the composer chooses among ways to say a thing.

Every named decision ranks its options by Gumbel-perturbed log weights (the Gumbel-max trick: its first place is an exact
draw from the tempered softmax), after top-k and top-p have cut the tail. Variant n takes place n of that ranking,
so variants are draws without replacement. Temperature 0 ranks by weight alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from generation.contract import Sampling
from generation.engines.composer.voice import Taste

T = TypeVar("T")


@lru_cache(maxsize=1024)
def _usual(count: int, temperature: float, top_p: float, top_k: int) -> tuple[tuple[float, ...], int]:
    """(tempered log weights, how many survive top-k and top-p) for weights 1, 0.8, 0.64 ..."""
    scores = tuple(place * math.log(0.8) / temperature for place in range(count))
    return scores, survivors(scores, top_p, top_k)


def survivors(scores: Sequence[float], top_p: float, top_k: int) -> int:
    """How many of the options, best first, survive top-k and top-p."""
    mass = [math.exp(score - scores[0]) for score in scores]
    total = sum(mass)
    kept, seen = 0, 0.0
    for share in mass:
        if top_k > 0 and kept >= top_k:
            break
        kept += 1
        seen += share / total
        if seen >= top_p:
            break
    return max(kept, 1)


class Chooser:
    def __init__(self, sampling: Sampling, variant: int, key: str, taste: Taste | None = None) -> None:
        self._sampling = sampling
        self._taste = taste
        self._variant = variant
        self._random = random.Random(f"{sampling.seed}|{key}" if sampling.temperature > 0 else key)

    def rank(self, options: Sequence[T], weights: Sequence[float] | None = None) -> list[T]:
        """All options, best first; those that top-k or top-p cut come last."""
        if len(options) <= 1:
            return list(options)
        given = list(weights) if weights is not None else [0.8**index for index in range(len(options))]
        order = sorted(range(len(options)), key=lambda index: -given[index])
        temperature = self._sampling.temperature
        if temperature <= 0:
            return [options[index] for index in order]
        tempered = [math.log(max(given[index], 1e-9)) / temperature for index in order]
        kept = survivors(tempered, self._sampling.top_p, self._sampling.top_k)
        noise = [-math.log(-math.log(self._random.random() or 1e-12)) for _ in order]
        live = sorted(range(kept), key=lambda place: -(tempered[place] + noise[place]))
        return [options[order[place]] for place in (*live, *range(kept, len(order)))]

    def pick(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One option; another for every variant as long as there are any left. The voice's taste narrows them."""
        if self._taste:
            options, weights = self._taste.sift(options, weights)
        count = len(options)
        if count == 1:
            return options[0]
        if self._variant == 0 and weights is None and self._sampling.temperature > 0:
            return options[self._first(count)]
        ranked = self.rank(options, weights)
        return ranked[self._variant % len(ranked)]

    def _first(self, count: int) -> int:
        """The first place of the ranking of `count` options with the usual weights, without ranking the rest."""
        scores, kept = _usual(count, self._sampling.temperature, self._sampling.top_p, self._sampling.top_k)
        noise = [score - math.log(-math.log(self._random.random() or 1e-12)) for score in scores]
        return noise.index(max(noise[:kept]))
