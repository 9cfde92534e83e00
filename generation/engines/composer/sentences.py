"""What every writer produces: sentences that know their facts, and the text they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generation.contract import Claim


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    ids: tuple[str, ...] = ()  # none: the sentence claims nothing


def sentence(text: str, *sources: Iterable[str]) -> Sentence:
    """A sentence that cites every given fact once, in the given order."""
    return Sentence(text, tuple(dict.fromkeys(fact_id for source in sources for fact_id in source)))


def paragraphs(groups: Sequence[Sequence[Sentence]], field: str, joint: str) -> tuple[str, list[Claim]]:
    """The text of the groups, a blank line between them, and a claim at its exact place for every sentence that cites facts."""
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
            if item.ids:
                claims.append(Claim(field, 0, len(text), len(text) + len(item.text), item.ids))
            text += item.text
    return text, claims


def listed(items: Sequence[Sentence], field: str) -> tuple[tuple[str, ...], list[Claim]]:
    """A list field's texts, and a claim over each that cites facts."""
    claims = [Claim(field, index, 0, len(item.text), item.ids) for index, item in enumerate(items) if item.ids]
    return tuple(item.text for item in items), claims


def plain(item: Sentence, field: str) -> tuple[str, list[Claim]]:
    """A plain field's text, and the claim over all of it."""
    return item.text, [Claim(field, 0, 0, len(item.text), item.ids)] if item.ids else []


def length(groups: Sequence[Sequence[Sentence]], joint: str) -> int:
    """Characters that `paragraphs` will need."""
    filled = [group for group in groups if group]
    inner = sum(sum(len(item.text) for item in group) + len(joint) * (len(group) - 1) for group in filled)
    return inner + 2 * max(0, len(filled) - 1)
