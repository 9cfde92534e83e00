"""A text's lines and sentences, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[-*•·●▪■◆►▶✓✔√–—◦‣]+|\d{1,2}[.)、](?!\d))\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“])|(?<=[。！？；])|[\n;]+")
_ABBREVIATED = re.compile(r"\b(max|approx|min|ca|incl|no)\.(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> Piece:
        """The piece from `start` to `end` (offsets in this piece), without spaces around it."""
        text = self.text[start:end]
        return Piece(text.strip(), self.start + start + len(text) - len(text.lstrip()))


def lines(text: str) -> Iterator[tuple[Piece, bool]]:
    """Every line without its bullet, and whether it had one. Empty ones too: they end a list."""
    place = 0
    for raw in text.splitlines(keepends=True):
        bullet = _BULLET.match(raw) if raw.strip() else None
        begin = bullet.end() if bullet else 0
        yield Piece(raw, place).part(begin, len(raw)), bool(bullet)
        place += len(raw)


def sentences(piece: Piece) -> Iterator[Piece]:
    masked = _ABBREVIATED.sub(lambda found: f"{found[1]} ", piece.text)
    begin = 0
    for cut in _SENTENCE.finditer(masked):
        if (part := piece.part(begin, cut.start())).text:
            yield part
        begin = cut.end()
    if (part := piece.part(begin, len(masked))).text:
        yield part
