"""What every writer produces: sentences that know their facts, and the text they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generation.contract import Claim


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    ids: tuple[str, ...]


def sentence(text: str, *sources: Iterable[str]) -> Sentence:
    """A sentence that cites every given fact once, in the given order."""
    return Sentence(text, tuple(dict.fromkeys(fact_id for source in sources for fact_id in source)))


def paragraphs(groups: Sequence[Sequence[Sentence]], field: str, joint: str) -> tuple[str, list[Claim]]:
    """The text of the groups, a blank line between them, and a claim for every sentence at its exact place."""
    text = ""
    claims: list[Claim] = []
    for group in groups:
        if not group:
            continue
        if text:
            text += "\n\n"
        for place, item in enumerate(group):
            if place:
                text += joint
            claims.append(Claim(field, 0, len(text), len(text) + len(item.text), item.ids))
            text += item.text
    return text, claims


def length(groups: Sequence[Sequence[Sentence]], joint: str) -> int:
    """Characters that `paragraphs` will need."""
    filled = [group for group in groups if group]
    inner = sum(sum(len(item.text) for item in group) + len(joint) * (len(group) - 1) for group in filled)
    return inner + 2 * max(0, len(filled) - 1)
