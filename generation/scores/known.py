"""The shop's other texts, cut into shingles, so that a new one can be held against all of them at once.

A shingle is a run of neighbouring words (three) or Chinese characters (four): Broder, "On the resemblance and containment of
documents", 1997. His sketches are for corpora that do not fit into memory; a few dozen texts of one shop do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

WORDS, CHARACTERS = 3, 4  # neighbours in a shingle
_TOKEN = re.compile(r"[a-z0-9]+(?:[.,'’][a-z0-9]+)*|[\u3400-\u4dbf\u4e00-\u9fff]", re.IGNORECASE)

Slot = tuple[str, str]  # (kind, locale)


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """Every run of neighbours in `text`, case and punctuation aside; one shingle for a text that is shorter than that."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    size = CHARACTERS if sum(one > "\u3400" for one in tokens) * 2 > len(tokens) else WORDS
    if len(tokens) <= size:
        return frozenset({" ".join(tokens)}) if tokens else frozenset()
    return frozenset(" ".join(tokens[place : place + size]) for place in range(len(tokens) - size + 1))


@dataclass(frozen=True, slots=True)
class Known:
    """For each kind and language: which texts hold a shingle. A text is known by its product's SKU."""

    holders: Mapping[Slot, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[Slot, str, str]]) -> Known:
        """From (slot, SKU, text) of every text; the fields of one text joined by line ends."""
        holders: dict[Slot, dict[str, set[str]]] = {}
        for slot, sku, text in texts:
            of_slot = holders.setdefault(slot, {})
            for shingle in shingles(text):
                of_slot.setdefault(shingle, set()).add(sku)
        return cls({slot: {one: tuple(skus) for one, skus in held.items()} for slot, held in holders.items()})

    def has(self, slot: Slot) -> bool:
        return bool(self.holders.get(slot))

    def share(self, slot: Slot, sku: str, text: str) -> float:
        """The largest share (0 to 1) of the text's shingles that one text of another product holds."""
        mine, held = shingles(text), self.holders.get(slot, {})
        counts = Counter(other for shingle in mine for other in held.get(shingle, ()) if other != sku)
        return max(counts.values(), default=0) / len(mine) if mine else 0.0
