"""One pass of a causal model over rows on slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generation.engines.transformers.cache import SlotCache

_BUCKET = 32  # the width that is read is rounded up to a multiple, so that few shapes occur
_AGREE = 0.05  # of the norm: what half precision may differ by; a wrong mask or position differs by far more


class Forward:
    def __init__(self, model: Any) -> None:
        """Raises `ValueError` for a model whose layers remember in another way than by keys and values of all tokens."""
        from transformers import DynamicCache
        from transformers.cache_utils import DynamicLayer, DynamicSlidingWindowLayer

        self._model = model
        self.device = model.device
        self.token_bytes = 0  # that a row's keys and values take for each token; known after a first pass
        config = model.config.get_text_config(decoder=True)
        kinds = {type(layer) for layer in DynamicCache(config=config).layers} or {DynamicLayer}
        if not kinds <= {DynamicLayer, DynamicSlidingWindowLayer}:
            raise ValueError(f"layers that no slot can hold: {', '.join(sorted(kind.__name__ for kind in kinds))}")
        self._full, self._slides = DynamicLayer in kinds, DynamicSlidingWindowLayer in kinds
        self._window = int(getattr(config, "sliding_window", 0) or 0)
        if model.config._attn_implementation not in ("sdpa", "eager"):
            raise ValueError(f"{model.config._attn_implementation} takes no mask of its own for every row")
        self._adds = model.config._attn_implementation == "eager"

    def __call__(
        self, cache: SlotCache, rows: Sequence[int], tokens: Sequence[Sequence[int]], before: Sequence[int]
    ) -> Any:
        """Logits (rows, vocabulary) after each row's last token.

        `rows`: slots. `tokens`: what each row is given, one token at least; `before`: how many it holds already.
        """
        import torch

        longest = max(len(given) for given in tokens)
        # Short rows are padded in front, so that every row's last token stands in the last column.
        ids = [[*[0] * (longest - len(given)), *given] for given in tokens]
        places = [
            [*[-1] * (longest - len(given)), *range(start, start + len(given))]
            for given, start in zip(tokens, before, strict=True)
        ]
        sent = self._send([ids, places])
        width = max(start + len(given) for given, start in zip(tokens, before, strict=True))
        width += -width % _BUCKET
        straight = list(rows) == list(range(rows[0], rows[0] + len(rows)))
        cache.aim(slice(rows[0], rows[0] + len(rows)) if straight else self._send(list(rows)), sent[1], width)
        positions = sent[1].clamp(min=0)
        with torch.inference_mode():
            return self._model(
                input_ids=sent[0],
                attention_mask=self._mask(positions, width),
                position_ids=positions,
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=1,
            ).logits[:, -1]

    def _send(self, values: Any) -> Any:
        import torch

        made = torch.tensor(values)
        return (
            made.pin_memory().to(self.device, non_blocking=True) if self.device.type == "cuda" else made.to(self.device)
        )

    def _mask(self, positions: Any, width: int) -> Any:
        """(rows, 1, new, width): each token sees its row up to itself, and no further back than a window, if there is one."""
        import torch

        seen = torch.arange(width, device=self.device) <= positions.unsqueeze(-1)
        if not self._slides:
            return self._form(seen)
        near = seen & (torch.arange(width, device=self.device) > positions.unsqueeze(-1) - self._window)
        if not self._full:
            return self._form(near)
        return {"full_attention": self._form(seen), "sliding_attention": self._form(near)}

    def _form(self, seen: Any) -> Any:
        import torch

        seen = seen.unsqueeze(1)
        if not self._adds:
            return seen
        lowest = torch.finfo(self._model.dtype).min
        return torch.zeros(seen.shape, dtype=self._model.dtype, device=self.device).masked_fill(~seen, lowest)


def forward_of(model: Any) -> Forward | None:
    """A pass that was seen to agree with the model's own on two ragged rows; None for a model that needs its own cache."""
    import torch

    probes = [[1, 2, 3, 4, 5, 6, 7], [3, 2, 1]]
    try:
        forward, cache = Forward(model), SlotCache(2)
        forward(cache, [0], [probes[0][:2]], [0])
        ours = forward(cache, [0, 1], [probes[0][2:], probes[1]], [2, 0])
        forward.token_bytes = cache.token_bytes
        with torch.inference_mode():
            theirs = [model(input_ids=torch.tensor([probe], device=model.device)).logits[0, -1] for probe in probes]
    except Exception as error:
        if isinstance(error, MemoryError | torch.OutOfMemoryError):
            raise
        return None
    for one, other in zip(ours.float(), theirs, strict=True):
        if not (one - other.float()).norm() <= _AGREE * other.float().norm():
            return None
    return forward
