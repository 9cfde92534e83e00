"""How checks walk a text: its pieces, and findings that stand on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generation.checks.rules import finding
from generation.contract import Content, Finding, Severity

ASKING = frozenset({"questions"})  # fields that state nothing
_ELLIPSIS_AT = 60  # characters of a quoted text; longer ones are cut in the middle of nowhere
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?]+(?=\s|$)|[.!?](?=\S)[^.!?。！？\n]*)*[。！？]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One plain field, or one item of a list field."""

    field: str
    index: int
    text: str

    def finding(
        self, rule_id: str, start: int, end: int, *, severity: Severity | None = None, **params: object
    ) -> Finding:
        return finding(rule_id, self.field, self.index, start, end, severity=severity, **params)


_latest: tuple[Content, tuple[Piece, ...]] | None = None


def pieces(content: Content) -> tuple[Piece, ...]:
    """Every piece of text, in order. A dozen checks in a row ask for the same content's: those of the last are kept."""
    global _latest
    seen = _latest
    if seen is None or seen[0] is not content:
        seen = (content, tuple(Piece(field, index, text) for field, index, text in content.spans()))
        _latest = None if content.asset else seen
    return seen[1]


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _ELLIPSIS_AT else text[: _ELLIPSIS_AT - 1] + "…"


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every sentence, without the white space around it. “1.5 l” does not end one."""
    spans = []
    for found in _SENTENCE.finditer(text):
        said = found.group()
        stripped = said.strip()
        if stripped:
            start = found.start() + len(said) - len(said.lstrip())
            spans.append((start, start + len(stripped)))
    return tuple(spans)
