"""Sampling with a seed of its own for every row of a batch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from generation.contract import Request


class SeededSampling:
    """A logits processor, the last one, that chooses the token itself and leaves it the only finite score.

    `generate` must then search greedily. So a request gives the same answer in whatever batch it stands, up to the
    rounding of the matrix products; `generate`'s own sampling has one seed for the whole batch.
    """

    def __init__(self, requests: Sequence[Request]) -> None:
        self._rows = [request.sampling for request in requests]
        self._random = [random.Random(f"{request.sampling.seed}:{request.variant}") for request in requests]

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """`scores` (rows, vocabulary): 0 for the chosen token of each row, -inf for all others."""
        import torch

        chosen = scores.argmax(dim=-1)
        drawing = [row for row, sampling in enumerate(self._rows) if sampling.temperature > 0]
        if drawing:
            chosen[drawing] = self._draw(drawing, scores[drawing])
        return torch.full_like(scores, float("-inf")).scatter_(1, chosen.unsqueeze(1), 0.0)

    def _draw(self, rows: Sequence[int], scores: Any) -> Any:
        """Temperature, top-k, top-p (Holtzman et al. 2020), then one draw from what is left; a token id per row."""
        import torch

        def column(values: Sequence[float]) -> Any:
            return torch.tensor(values, device=scores.device, dtype=torch.float32).unsqueeze(1)

        settings = [self._rows[row] for row in rows]
        size = scores.shape[1]
        widths = [min(sampling.top_k, size) if sampling.top_k > 0 else size for sampling in settings]
        ordered, tokens = (scores.float() / column([s.temperature for s in settings])).topk(max(widths), dim=-1)
        ranks = torch.arange(ordered.shape[1], device=scores.device)
        chances = ordered.masked_fill(ranks >= column([float(width) for width in widths]), float("-inf")).softmax(-1)
        before = chances.cumsum(-1) - chances
        chances = chances.masked_fill(before >= column([s.top_p if s.top_p > 0 else 1e-9 for s in settings]), 0.0)
        cumulated = chances.cumsum(-1)
        aims = column([self._random[row].random() for row in rows]) * cumulated[:, -1:]
        places = torch.searchsorted(cumulated, aims, right=True).clamp(max=ordered.shape[1] - 1)
        last = (chances > 0).sum(-1, keepdim=True) - 1
        return tokens.gather(1, torch.minimum(places, last)).squeeze(1)
