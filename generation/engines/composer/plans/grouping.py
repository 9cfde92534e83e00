"""Which facts share a sentence, and which sentences share a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.plans.plan import Writer
from generation.engines.composer.sentences import Sentence

_GROUP_SIZES = {"plain": (2, 3), "warm": (2, 1, 3), "premium": (2, 3), "playful": (1, 2), "technical": (3, 4, 2)}
_LONGEST = 110  # characters of the values that a sentence holds together
_SMALL = 30  # characters of a value that does not fill a sentence
_ONE_PARAGRAPH, _TWO_PARAGRAPHS = 4, 7  # sentences at most

_KIN = {
    "make": "make", "detail": "make", "perform": "perform", "energy": "perform", "connect": "perform", "measure": "measure",
    "content": "content", "use": "use", "care": "care", "supply": "supply", "other": "other", "choice": "choice",
}  # fmt: skip

_MIXED = ({"body", "origin"}, {"body", "other"}, {"supply", "other"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the text, how much it matters, and what it is about."""

    weight: int
    said: Sentence
    kin: str = ""


def grouped(attributes: Sequence[Attribute], writer: Writer) -> list[list[Attribute]]:
    """Neighbours of one theme (or of kindred themes) together, as many as the tone likes in a sentence."""
    sizes = _GROUP_SIZES.get(writer.tone, (2, 3))
    if isinstance(writer, ChineseWriter):  # Chinese chains short clauses where English starts a new sentence
        sizes = tuple(size + 1 for size in sizes)
    groups: list[list[Attribute]] = []
    size = writer.chooser.pick(sizes)
    for attribute in attributes:
        last = groups[-1] if groups else None
        if last and len(last) < size and _joins(last, attribute):
            last.append(attribute)
            continue
        groups.append([attribute])
        size = writer.chooser.pick(sizes)
    return _adopted(groups, writer)


def _joins(group: list[Attribute], attribute: Attribute) -> bool:
    """Whether the attribute belongs into the group's sentence and leaves it readable."""
    if attribute.value.long or group[-1].value.long or kin(group[0]) != kin(attribute):
        return False
    return sum(len(a.value.text) for a in group) + len(attribute.value.text) <= _LONGEST


def _adopted(groups: list[list[Attribute]], writer: Writer) -> list[list[Attribute]]:
    """Groups of one small fact taken in by a neighbour, kin before strangers: no "It is leakproof." by itself."""
    made: list[list[Attribute]] = []
    for group in groups:
        if len(group) == 1 and _is_small(group[0]):
            home = next(
                (
                    other
                    for other in sorted(made[-3:], key=lambda other: (kin(other[0]) != kin(group[0]), len(other)))
                    if all(_mixes(a, group[0]) for a in other) and writer.suits(other, group[0])
                ),
                None,
            )
            if home is not None:
                home.append(group[0])
                continue
        elif made and _takes_in(group, made[-1], writer):
            made[-1] = [*group, made[-1][0]]
            continue
        made.append(list(group))
    return made


def _takes_in(group: list[Attribute], before: list[Attribute], writer: Writer) -> bool:
    """Whether the group has room for the one small fact that stands alone before it."""
    if len(before) > 1 or len(group) > 2 or not _is_small(before[0]):
        return False
    return all(_mixes(before[0], a) for a in group) and writer.suits(group, before[0])


def _mixes(first: Attribute, second: Attribute) -> bool:
    """Whether two facts may share a sentence without sounding thrown together."""
    one, other = _side(first), _side(second)
    return one == other or {one, other} in _MIXED


def _side(attribute: Attribute) -> str:
    if attribute.key.id == "origin":
        return "origin"
    return "body" if kin(attribute) in ("make", "perform", "measure", "content", "use") else kin(attribute)


def _is_small(attribute: Attribute) -> bool:
    return not attribute.value.long and len(attribute.value.text) <= _SMALL


def kin(attribute: Attribute) -> str:
    return _KIN[attribute.key.theme]


def paragraphed(lines: Sequence[Line]) -> list[list[Sentence]]:
    """One to three paragraphs of about the same length, cut where the theme changes; none of a single sentence."""
    count = 1 if len(lines) <= _ONE_PARAGRAPH else 2 if len(lines) <= _TWO_PARAGRAPHS else 3
    groups: list[list[Sentence]] = []
    start = 0
    for left in range(count, 1, -1):
        even = start + (len(lines) - start) / left
        places = range(start + 2, len(lines) - 2 * (left - 1) + 1)
        cut = min(
            places, key=lambda place: abs(place - even) + (0.9 if lines[place].kin == lines[place - 1].kin else 0)
        )
        groups.append([line.said for line in lines[start:cut]])
        start = cut
    return [*groups, [line.said for line in lines[start:]]]
