"""Sampling with a seed of its own for every row of a batch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from generation.contract import Request, Sampling


def draws_of(request: Request) -> random.Random:
    """Where a row takes its chances from: the same for the same seed and variant, whatever stands beside it."""
    return random.Random(f"{request.sampling.seed}:{request.variant}")


class SeededSampling:
    """Chooses each row's next token: temperature, top-k, top-p (Holtzman et al. 2020), then one draw of the row's own.

    So a request gives the same answer in whatever batch it stands, up to the rounding of the matrix products. What does not
    change from token to token is sent to the device once.
    """

    def __init__(self, samplings: Sequence[Sampling], draws: Sequence[random.Random], device: Any = "cpu") -> None:
        import torch

        self._drawing = [row for row, sampling in enumerate(samplings) if sampling.temperature > 0]
        self._draws = [draws[row] for row in self._drawing]
        self._device, self._all = torch.device(device), len(self._drawing) == len(samplings)
        settings = [samplings[row] for row in self._drawing]
        self._widest = 0 if any(s.top_k <= 0 for s in settings) else max((s.top_k for s in settings), default=0)
        self._temperatures = self._column([s.temperature for s in settings])
        self._top_ks = self._column([float(s.top_k) if s.top_k > 0 else float("inf") for s in settings])
        self._top_ps = self._column([s.top_p if s.top_p > 0 else 1e-9 for s in settings])
        self._rows = torch.tensor(self._drawing, device=self._device)

    def choose(self, scores: Any) -> Any:
        """`scores` (rows, vocabulary), -inf for what is not allowed: one token id a row."""
        if not self._drawing:
            return scores.argmax(dim=-1)
        if self._all:
            return self._drawn(scores)
        chosen = scores.argmax(dim=-1)
        chosen[self._rows] = self._drawn(scores[self._rows])
        return chosen

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """As the last logits processor of a greedy `generate`: 0 for the chosen token of each row, -inf for all others."""
        import torch

        return torch.full_like(scores, float("-inf")).scatter_(1, self.choose(scores).unsqueeze(1), 0.0)

    def _drawn(self, scores: Any) -> Any:
        import torch

        width = min(self._widest or scores.shape[1], scores.shape[1])
        ordered, tokens = (scores.float() / self._temperatures).topk(width, dim=-1)
        ranks = torch.arange(width, device=scores.device)
        chances = ordered.masked_fill(ranks >= self._top_ks, float("-inf")).softmax(-1)
        cumulated = chances.cumsum(-1)
        chances = chances.masked_fill(cumulated - chances >= self._top_ps, 0.0)
        cumulated = chances.cumsum(-1)
        aims = self._column([draw.random() for draw in self._draws]) * cumulated[:, -1:]
        places = torch.searchsorted(cumulated, aims, right=True).clamp(max=width - 1)
        last = (chances > 0).sum(-1, keepdim=True) - 1
        return tokens.gather(1, torch.minimum(places, last)).squeeze(1)

    def _column(self, values: Sequence[float]) -> Any:
        import torch

        made = torch.tensor(values, dtype=torch.float32).unsqueeze(1)
        return (
            made.pin_memory().to(self._device, non_blocking=True)
            if self._device.type == "cuda"
            else made.to(self._device)
        )
