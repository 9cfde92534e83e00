"""Lengths and counts, by kind and channel (limits: `generation.kinds`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.pieces import Piece
from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content, Finding
from generation.kinds import KINDS, FieldSpec


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for spec in KINDS[brief.kind].fields:
        value = content.fields.get(spec.name)
        if value is None:
            yield finding("length.missing_field", spec.name)
        elif isinstance(value, str):
            yield from _text(spec, brief.channel, Piece(spec.name, 0, value))
        else:
            yield from _count(spec, brief.channel, len(value))
            for index, text in enumerate(value):
                yield from _text(spec, brief.channel, Piece(spec.name, index, text))


def _count(spec: FieldSpec, channel: str, count: int) -> Iterator[Finding]:
    limit = spec.limit(channel)
    if limit.min_items and count < limit.min_items:
        yield finding("length.too_few_items", spec.name, count=count, limit=limit.min_items)
    if limit.max_items and count > limit.max_items:
        yield finding(
            "length.too_many_items", spec.name, limit.max_items, count=count, limit=limit.max_items, channel=channel
        )


def _text(spec: FieldSpec, channel: str, piece: Piece) -> Iterator[Finding]:
    limit = spec.limit(channel)
    length, end = limit.measured(piece.text), len(piece.text)
    if not piece.text.strip():
        yield piece.finding("length.empty", 0, end)
    elif length < limit.min_chars:
        yield piece.finding("length.too_short", 0, end, length=length, limit=limit.min_chars)
    elif limit.max_chars and length > limit.max_chars:
        yield piece.finding(
            "length.too_long", limit.cut(piece.text), end, length=length, limit=limit.max_chars, channel=channel
        )
