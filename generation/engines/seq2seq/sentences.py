"""An original taken apart into sentences, and its translation put together again, each sentence with what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generation.claims.sentences import sentences
from generation.contract import Claim, FieldValue, Original
from generation.translation.alignment import Sentence
from generation.translation.carrying import cited

_KEPT = re.compile(
    r"<[^<>\n]{1,200}>|\n+|(?:^|(?<=>))[ \t]*[-*•][ \t]+", re.MULTILINE
)  # tags, line ends, marks of a list
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"[.!?。！？…:：;；]$")
_ADDED_END = re.compile(r"[.。]$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands between two sentences (`text` is kept as it is), or a sentence to be translated with the facts that it cites."""

    field: str
    index: int
    text: str
    said: bool
    fact_ids: tuple[str, ...] = ()


def taken_apart(original: Original) -> list[Unit]:
    """In order; every character of the original is in one of them, but for the blanks between two sentences."""
    return [unit for field, index, text in original.spans() for unit in _units(original, field, index, text)]


def _units(original: Original, field: str, index: int, text: str) -> Iterator[Unit]:
    start = 0
    for kept in (*_KEPT.finditer(text), None):
        end = kept.start() if kept else len(text)
        for first, last in sentences(text[start:end], semicolons=False):
            place = Sentence(field, index, start + first, start + last, text[start + first : start + last])
            ids = cited(original.claims, [place])
            yield Unit(field, index, place.text, bool(_LETTER.search(place.text)), ids)
        if kept:
            yield Unit(field, index, kept.group(), False)
            start = kept.end()


def put_together(
    original: Original, units: Sequence[Unit], texts: Sequence[str], locale: str
) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    """The fields of the original with `texts` in place of its units', and a claim for every sentence that cites something."""
    between = "" if locale.startswith("zh") else " "
    pieces: dict[tuple[str, int], str] = {}
    claims = []
    for unit, said in zip(units, texts, strict=True):
        before = pieces.get((unit.field, unit.index), "")
        gap = between if before and not before[-1].isspace() and before[-1] != ">" and not _KEPT.fullmatch(said) else ""
        start = len(before) + len(gap)
        pieces[unit.field, unit.index] = before + gap + said
        if unit.fact_ids and said:
            claims.append(Claim(unit.field, unit.index, start, start + len(said), unit.fact_ids))
    return _fields(original.fields, pieces), tuple(claims)


def _fields(like: Mapping[str, FieldValue], pieces: Mapping[tuple[str, int], str]) -> dict[str, FieldValue]:
    return {
        name: pieces.get((name, 0), "")
        if isinstance(value, str)
        else tuple(pieces.get((name, index), "") for index in range(len(value)))
        for name, value in like.items()
    }


def ended_alike(original: str, answer: str) -> str:
    """A title has no full stop, and gets none by being translated."""
    answer = " ".join(answer.split())
    return answer if _ENDS.search(original) else _ADDED_END.sub("", answer)
