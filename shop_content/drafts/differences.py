"""What changed between two texts: by word, in Chinese, Japanese and Korean by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Change = Literal["same", "added", "removed"]

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:['’.,][^\W{_CJK}]+)*|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r".*?(?:[.!?]+\s+|[。！？]+|\n+|$)", re.DOTALL)
_MOST_TOKENS = 2_500  # on one side; SequenceMatcher takes time by the product of both


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Pieces whose `same` and `removed` texts spell `before`, whose `same` and `added` texts spell `after`."""
    old, new = tokens(before), tokens(after)
    if max(len(old), len(new)) <= _MOST_TOKENS:
        return _joined(_compared(old, new))
    return _joined(_by_sentence(before, after))


def fields_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, list[Piece]]]:
    """(field, pieces) of every field of either; the items of a list stand one a line."""
    names = [*after, *(name for name in before if name not in after)]
    return [(name, difference(as_text(before.get(name, "")), as_text(after.get(name, "")))) for name in names]


def blocks(pieces: Sequence[Piece], *, lines: bool = False) -> list[list[Piece]]:
    """The pieces paragraph by paragraph, as they are rendered; with `lines`, point by point.

    Where a break itself came or went, a ¶ says so.
    """
    cut = re.compile(r"(\n)" if lines else r"(\n\s*\n)")
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, part in enumerate(cut.split(piece.text)):
            if place % 2:
                if piece.change != "same":
                    found[-1].append(Piece(piece.change, "¶"))
                found.append([])
            elif part:
                found[-1].append(Piece(piece.change, part))
    return [block for block in found if block]


def as_text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def tokens(text: str) -> list[str]:
    """Words, blanks and marks; a CJK character is a word. They spell the text."""
    return _TOKEN.findall(text)


def _by_sentence(before: str, after: str) -> Iterator[Piece]:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if tag == "replace" and max(len(tokens(gone)), len(tokens(come))) <= _MOST_TOKENS:
            yield from _compared(tokens(gone), tokens(come))
        elif tag == "equal":
            yield Piece("same", gone)
        else:
            yield from (Piece("removed", gone), Piece("added", come))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from (Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d])))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces. A lone blank between two changes joins them: word, blank, word reads as one change."""
    listed = [piece for piece in pieces if piece.text]
    joined: list[Piece] = []
    removed = added = ""

    def flush() -> None:
        nonlocal removed, added
        joined.extend(piece for piece in (Piece("removed", removed), Piece("added", added)) if piece.text)
        removed = added = ""

    for place, piece in enumerate(listed):
        between = piece.change == "same" and piece.text == " " and (removed or added) and place + 1 < len(listed)
        if piece.change == "removed" or between:
            removed += piece.text
        if piece.change == "added" or between:
            added += piece.text
        if piece.change == "same" and not between:
            flush()
            joined.append(piece)
    flush()
    return joined
