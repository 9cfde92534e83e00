"""What the prompts of a run begin with (task and examples): computed once, kept for the runs that come next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from generation.engines.transformers.cache import SlotCache, Stem
from generation.engines.transformers.forward import Forward

_KEPT = 1 << 30  # bytes; a stem of 500 tokens takes about 75 MB of an 8B model, so a dozen of them
_CHUNK = 512  # tokens a pass


class Stems:
    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._known: OrderedDict[tuple[str, tuple[int, ...]], Stem] = OrderedDict()
        self._held = 0  # bytes
        self.computed = 0  # tokens

    def of(self, adapter: str, tokens: Sequence[int]) -> Stem:
        """`adapter`: other weights make other keys and values of the same tokens."""
        key = (adapter, tuple(tokens))
        if key not in self._known:
            self._known[key] = self._made(tokens)
            self._held += self._known[key].size
            while self._held > _KEPT and len(self._known) > 1:
                self._drop(next(iter(self._known)))
        self._known.move_to_end(key)
        return self._known[key]

    def clear(self) -> None:
        self._known.clear()
        self._held = 0

    def forget(self, adapter: str) -> None:
        for key in [key for key in self._known if key[0] == adapter]:
            self._drop(key)

    def _drop(self, key: tuple[str, tuple[int, ...]]) -> None:
        self._held -= self._known.pop(key).size

    def _made(self, tokens: Sequence[int]) -> Stem:
        cache = SlotCache(1)
        for start in range(0, len(tokens), _CHUNK):
            self._forward(cache, [0], [tokens[start : start + _CHUNK]], [start])
        self.computed += len(tokens)
        return cache.stem(len(tokens))
