"""A text cut where claims and findings begin and end, so that a page marks them without counting characters itself.

Offsets count code points, as everywhere on the server; a browser counts UTF-16 units and would be off by one a emoji.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

_BLANK_LINES = re.compile(r"\n\s*\n")


class Placed(Protocol):
    """A finding: a row of the database or of the contract."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which the same claims and findings hold throughout. Numbers are places in the given lists."""

    text: str
    claims: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()
    leads: int | None = None  # the claim that begins here: this segment takes the focus for it
    start: int = field(default=0, compare=False)  # where it stands in the whole text


def paragraphs(text: str, claims: Sequence[Mapping[str, Any]], findings: Sequence[Placed]) -> list[list[Segment]]:
    """The text's paragraphs (parted by blank lines), each as its segments; nothing of the text within them is lost.

    Offsets outside the text are cut to it; spans without length mark nothing.
    """
    claim_spans = [_clip(text, claim["start"], claim["end"]) for claim in claims]
    finding_spans = [_clip(text, finding.start, finding.end) for finding in findings]
    led: set[int] = set()
    cut = []
    for start, end in _paragraph_spans(text):
        edges = {start, end}
        for one, other in (*claim_spans, *finding_spans):
            edges.update(edge for edge in (one, other) if start < edge < end)
        cut.append(_segments(text, sorted(edges), claim_spans, finding_spans, led))
    return cut


def _segments(
    text: str,
    edges: Sequence[int],
    claims: Sequence[tuple[int, int]],
    findings: Sequence[tuple[int, int]],
    led: set[int],
) -> list[Segment]:
    segments = []
    for start, end in pairwise(edges):
        held = _covering(claims, start, end)
        new = [claim for claim in held if claim not in led]
        led.update(new)
        segments.append(Segment(text[start:end], held, _covering(findings, start, end), new[0] if new else None, start))
    return segments


def _covering(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    return tuple(place for place, (one, other) in enumerate(spans) if one <= start and end <= other)


def _clip(text: str, start: int, end: int) -> tuple[int, int]:
    start = min(max(start, 0), len(text))
    return start, min(max(end, start), len(text))


def _paragraph_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in _BLANK_LINES.finditer(text):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
