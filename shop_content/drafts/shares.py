"""Who wrote what share of a text: every word is its who first wrote it, along the chain of edits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from shop_content.drafts.differences import as_text, tokens

Owned = list[tuple[str, int]]  # the words of a field, each with the id of the version that brought it


@dataclass(frozen=True, slots=True)
class Text:
    """One version: its id, that of the version it was made from (None: of none), its fields."""

    pk: int
    base: int | None
    fields: Mapping[str, Any]


def owners(texts: Iterable[Text]) -> dict[int, Counter[int]]:
    """For each version, characters (blanks left out) by the version that brought them. `texts` in the order in which they were written.

    A text that stood in the draft before, word for word, was put back: its words are whose they were then. What changes between two
    versions is told by the longest common run of words, in Chinese of characters.
    """
    known: dict[int, dict[str, Owned]] = {}
    by_text: dict[str, int] = {}
    for text in texts:
        written = json.dumps(text.fields, sort_keys=True, ensure_ascii=False)
        earlier = by_text.setdefault(written, text.pk)
        if text.base is None or text.base not in known:
            known[text.pk] = {name: _all(value, text.pk) for name, value in text.fields.items()}
        elif earlier != text.pk:
            known[text.pk] = known[earlier]
        else:
            before = known[text.base]
            known[text.pk] = {
                name: _carried(before.get(name, []), value, text.pk) for name, value in text.fields.items()
            }
    return {pk: _counted(fields) for pk, fields in known.items()}


def _words(value: str | Sequence[str]) -> list[str]:
    return [token for token in tokens(as_text(value)) if not token.isspace()]


def _all(value: str | Sequence[str], pk: int) -> Owned:
    return [(word, pk) for word in _words(value)]


def _carried(before: Owned, value: str | Sequence[str], pk: int) -> Owned:
    new = _words(value)
    owned: Owned = []
    for step in Indel.opcodes([word for word, _owner in before], new):
        if step.tag == "equal":
            owned += before[step.src_start : step.src_end]
        else:
            owned += [(word, pk) for word in new[step.dest_start : step.dest_end]]
    return owned


def _counted(fields: Mapping[str, Owned]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for owned in fields.values():
        for word, pk in owned:
            counted[pk] += len(word)
    return counted
