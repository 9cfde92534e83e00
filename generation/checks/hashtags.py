"""Hashtags: letters and digits only, at least one letter, no two alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

FIELD = "hashtags"


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if FIELD not in content.fields:
        return
    seen: set[str] = set()
    for piece in pieces(content):
        if piece.field != FIELD or not piece.text.strip():
            continue
        tag = piece.text
        if not all(char.isalnum() or char == "_" for char in tag) or not any(char.isalpha() for char in tag):
            yield piece.finding("hashtags.form", 0, len(tag), tag=tag)
        elif tag.casefold() in seen:
            yield piece.finding("hashtags.repeated", 0, len(tag), tag=tag)
        seen.add(tag.casefold())
