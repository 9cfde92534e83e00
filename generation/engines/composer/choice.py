"""How the composer chooses among ways to say a thing.

Every named decision ranks its options by Gumbel-perturbed log weights (the Gumbel-max trick: its first place is an exact
draw from the tempered softmax), after top-k and top-p have cut the tail. Variant n takes place n of that ranking,
so variants are draws without replacement. Temperature 0 ranks by weight alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

from generation.contract import Sampling

T = TypeVar("T")


class Chooser:
    def __init__(self, sampling: Sampling, variant: int, key: str) -> None:
        self._sampling = sampling
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
        kept = self._nucleus(tempered)
        noise = [-math.log(-math.log(self._random.random() or 1e-12)) for _ in order]
        live = sorted(range(kept), key=lambda place: -(tempered[place] + noise[place]))
        return [options[order[place]] for place in (*live, *range(kept, len(order)))]

    def _nucleus(self, scores: Sequence[float]) -> int:
        """How many of the best options survive top-k and top-p."""
        sampling = self._sampling
        top = scores[0]
        mass = [math.exp(score - top) for score in scores]
        total = sum(mass)
        kept, seen = 0, 0.0
        for share in mass:
            if sampling.top_k > 0 and kept >= sampling.top_k:
                break
            kept += 1
            seen += share / total
            if seen >= sampling.top_p:
                break
        return max(kept, 1)

    def pick(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One option; another for every variant as long as there are any left."""
        ranked = self.rank(options, weights)
        return ranked[self._variant % len(ranked)]
