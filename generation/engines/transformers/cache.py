"""Keys and values of many rows side by side, made for rows that come and go.

A row stands on a slot and fills it from position 0: no row is padded for another's sake, a row that ends leaves its slot
to the next, and what several rows begin with is copied instead of computed. To a model it looks like any other cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

_STEP = 128  # positions by which the slots grow


@dataclass(frozen=True, slots=True)
class Stem:
    """The keys and values of the tokens that rows begin with: one pair a layer, each (heads, tokens, size of a head)."""

    layers: tuple[tuple[Any, Any], ...]
    length: int

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(int(store.nbytes) for store in chain.from_iterable(self.layers))


class SlotCache:
    """`aim` says where the next forward pass writes and how far it reads; the model's layers then call `update`."""

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self._layers: list[
            tuple[Any, Any]
        ] = []  # (slots, heads, capacity + 1, size of a head); the last place is waste
        self._capacity = 0
        self._rows: Any = None
        self._places: Any = None
        self._width = 0

    def aim(self, rows: Any, places: Any, width: int) -> None:
        """`rows`: a slice or a tensor of slots. `places` (rows, new): positions of the new tokens, -1 for padding.

        Reads the first `width` positions.
        """
        self._reserve(width)
        self._rows, self._places, self._width = rows, places, width

    def update(self, keys: Any, values: Any, layer_idx: int, *_: Any, **__: Any) -> tuple[Any, Any]:
        """Stores (rows, heads, new, size) and answers all that the rows hold: (rows, heads, width, size)."""
        import torch

        if layer_idx == len(self._layers):
            shape = (self.slots, keys.shape[1], self._capacity + 1)
            self._layers.append((keys.new_zeros(*shape, keys.shape[3]), values.new_zeros(*shape, values.shape[3])))
        held = self._layers[layer_idx]
        rows = self._rows
        slots = torch.arange(rows.start, rows.stop, device=self._places.device) if isinstance(rows, slice) else rows
        for store, fresh in zip(held, (keys, values), strict=True):
            store[slots.unsqueeze(1), :, self._places] = fresh.transpose(1, 2)
        return held[0][rows, :, : self._width], held[1][rows, :, : self._width]

    def get_seq_length(self, layer_idx: int = 0) -> int:
        return self._width

    @property
    def token_bytes(self) -> int:
        """Memory that one token of one row takes."""
        return sum(int(store[0, :, 0].nbytes) for store in chain.from_iterable(self._layers))

    def begin(self, slot: int, stem: Stem) -> None:
        """Puts a row on a slot, with a stem that is known already."""
        import torch

        self._reserve(stem.length)
        with torch.inference_mode():
            for number, (keys, values) in enumerate(stem.layers):
                if number == len(self._layers):
                    shape = (self.slots, keys.shape[0], self._capacity + 1)
                    self._layers.append(
                        (keys.new_zeros(*shape, keys.shape[2]), values.new_zeros(*shape, values.shape[2]))
                    )
                for store, known in zip(self._layers[number], (keys, values), strict=True):
                    store[slot, :, : stem.length] = known

    def move(self, source: int, target: int, length: int) -> None:
        """The row of slot `source` goes on in slot `target`."""
        import torch

        with torch.inference_mode():
            for store in chain.from_iterable(self._layers):
                store[target, :, :length] = store[source, :, :length]

    def stem(self, length: int) -> Stem:
        """A copy of what the first slot holds."""
        return Stem(
            tuple((keys[0, :, :length].clone(), values[0, :, :length].clone()) for keys, values in self._layers), length
        )

    def _reserve(self, width: int) -> None:
        """Grows layer by layer, so that two copies of one layer at most stand in memory."""
        if width <= self._capacity:
            return
        self._capacity = max(width + _STEP - width % _STEP, self._capacity * 3 // 2)
        for number, pair in enumerate(self._layers):
            self._layers[number] = (self._grown(pair[0]), self._grown(pair[1]))

    def _grown(self, store: Any) -> Any:
        import torch

        with torch.inference_mode():
            wider = store.new_zeros(*store.shape[:2], self._capacity + 1, store.shape[3])
            wider[:, :, : store.shape[2] - 1] = store[:, :, :-1]
            return wider
