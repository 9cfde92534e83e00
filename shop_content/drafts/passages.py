"""Where a passage that somebody marked stands in a text that was changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Code points of entry `index` of `field`."""

    field: str
    index: int
    start: int
    end: int


def find(fields: Mapping[str, Any], quote: str, near: Place | None = None) -> Place | None:
    """The occurrence of `quote` that is nearest to where it stood: first in its entry, then in its field, then anywhere.

    Runs of white space count as one blank, since that is what a person sees and marks. None where the words are gone.
    """
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [
        Place(field, index, match.start(), match.end())
        for field, index, text in _entries(fields)
        for match in pattern.finditer(text)
    ]
    if not found:
        return None
    if near is None:
        return found[0]
    return min(found, key=lambda place: _distance(place, near))


def _distance(place: Place, near: Place) -> tuple[bool, bool, int]:
    return place.field != near.field, place.index != near.index, abs(place.start - near.start)


def _entries(fields: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for field, value in fields.items():
        texts: Sequence[str] = [value] if isinstance(value, str) else value
        for index, text in enumerate(texts):
            yield field, index, text
