"""Headlines of a search ad: shown in any order and number, so none may repeat another; no exclamation mark in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import narrow
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

_FIELDS = ("headlines", "descriptions")
_MARKS = re.compile(r"[!！]")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.kind != "search_ad":
        return
    seen: set[tuple[str, str]] = set()
    for piece in pieces(content):
        if piece.field not in _FIELDS:
            continue
        key = (piece.field, re.sub(r"[\W_]+", "", narrow(piece.text)))
        if key[1] and key in seen:
            yield piece.finding("headlines.repeated", 0, len(piece.text), text=piece.text)
        seen.add(key)
        if piece.field == "headlines":
            for found in _MARKS.finditer(piece.text):
                yield piece.finding("headlines.mark", found.start(), found.end(), mark=found.group())
