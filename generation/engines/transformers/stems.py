"""What the prompts of a run begin with (task and examples): computed once, kept for the runs that come next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from generation.engines.transformers.cache import SlotCache, Stem
from generation.engines.transformers.forward import Forward

_KEPT = 8  # stems; at 500 tokens of an 8B model about 75 MB each
_CHUNK = 512  # tokens a pass


class Stems:
    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._known: OrderedDict[tuple[str, tuple[int, ...]], Stem] = OrderedDict()
        self.computed = 0  # tokens

    def of(self, adapter: str, tokens: Sequence[int]) -> Stem:
        """`adapter`: other weights make other keys and values of the same tokens."""
        key = (adapter, tuple(tokens))
        if key not in self._known:
            self._known[key] = self._made(tokens)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def clear(self) -> None:
        self._known.clear()

    def forget(self, adapter: str) -> None:
        for key in [key for key in self._known if key[0] == adapter]:
            del self._known[key]

    def _made(self, tokens: Sequence[int]) -> Stem:
        cache = SlotCache(1)
        for start in range(0, len(tokens), _CHUNK):
            self._forward(cache, [0], [tokens[start : start + _CHUNK]], [start])
        self.computed += len(tokens)
        return cache.stem(len(tokens))
