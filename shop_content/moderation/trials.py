"""A policy term tried out before it is in force: on a text of the moderator's own, and on what the shops have written already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generation import contract
from shop_content.drafts import policing
from shop_content.drafts.models import Draft
from shop_content.policy.actions import plain
from shop_content.policy.models import PolicyTerm

AROUND = 60  # characters shown beside what was found
LONGEST_SAMPLE = 5000  # characters

Marked = tuple[tuple[str, bool], ...]  # (text, whether the term finds it)


@dataclass(frozen=True, slots=True)
class Row:
    hit: policing.Hit
    excerpt: Marked


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says of a trial."""

    sample: Marked
    sample_found: int
    trial: policing.Trial
    rows: tuple[Row, ...]


def shown(values: Mapping[str, Any], sample: str) -> Shown:
    """`values`: the columns of a `PolicyTerm`, checked."""
    term = plain(PolicyTerm(**values))
    spots = policing.spots(term, sample)
    trial = policing.trial(term, Draft.objects.all())
    rows = tuple(Row(hit, _excerpt(hit)) for hit in trial.hits)
    return Shown(marked(sample, spots), len(spots), trial, rows)


def marked(text: str, spots: Sequence[tuple[int, int]]) -> Marked:
    """The whole of `text` in pieces. `spots` do not overlap and stand in order."""
    return tuple(_pieces(text, spots))


def _pieces(text: str, spots: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end in spots:
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def _excerpt(hit: policing.Hit) -> Marked:
    finding: contract.Finding = hit.findings[0]
    value = hit.version.fields.get(finding.field, "")
    text = value if isinstance(value, str) else value[finding.index]
    start, end = max(0, finding.start - AROUND), min(len(text), finding.end + AROUND)
    before = ("…" if start else "") + text[start : finding.start]
    after = text[finding.end : end] + ("…" if end < len(text) else "")
    return ((before, False), (text[finding.start : finding.end], True), (after, False))
