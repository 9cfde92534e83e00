"""Skipping a slow pattern where a fast look at the text proves that it cannot match.

From the pattern itself is read what every match must contain: one of a few literal strings. A text that holds none of them is not searched.
Where a pattern says too little of itself, or in a way that is not surely understood here, every text is searched.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Literals = frozenset[str]

_THREE = 3
_MOST = 400  # literals; looking for more takes as long as the pattern
_FEW = 12  # characters of a set such as [$€£] that may stand for a literal each
# Flags within, names, classes in classes, fuzzy counts: what `regex` may read otherwise than `re` does.
_AMBIGUOUS = re.compile(r"\(\?[^:=!<]|\(\?<[^=!]|\[\[|\[:|\{(?!\d*(?:,\d*)?\})|\\(?![bBdDsSwWnrt])\w")
_FOLDED = str.maketrans({"İ": "i", "ı": "i"})  # both engines take them for an i when case does not count


def fold(text: str) -> str:
    """`text` such that what matches when case does not count is the same."""
    return text.lower() if text.isascii() else text.translate(_FOLDED).casefold()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with every run of three of its characters."""

    text: str
    threes: frozenset[str]


@lru_cache(maxsize=256)
def folded(text: str) -> Folded:
    """Remembered: many patterns look at the same text."""
    plain = fold(text)
    return Folded(plain, frozenset(map("".join, zip(plain, plain[1:], plain[2:], strict=False))))


def literals_of(pattern: str, flags: int = 0) -> Literals:
    """Folded strings of which at least one stands in the folded text of every match; none when nothing is known.

    Raises `re.error` when `pattern` is none of Python's.
    """
    found = _of_sequence(parser.parse(pattern, flags))
    return found if len(found) <= _MOST else frozenset()


@lru_cache(maxsize=4096)
def screen_of(pattern: str) -> Screen:
    """For a pattern that a person wrote for `regex`: lets every text pass where the two might understand it differently."""
    return Screen(frozenset() if _AMBIGUOUS.search(pattern) else _literals_if_read(pattern))


def _literals_if_read(pattern: str) -> Literals:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return literals_of(pattern)
    except (re.error, Warning, OverflowError, RecursionError):
        return frozenset()


class Screen:
    """Says of a text, quickly, that it holds none of some literals."""

    def __init__(self, literals: Literals) -> None:
        self._short = tuple(literal for literal in literals if len(literal) < _THREE)
        self._long: dict[str, list[str]] = defaultdict(list)
        for literal in sorted(literals):
            if len(literal) >= _THREE:
                self._long[literal[:_THREE]].append(literal)
        self._starts = frozenset(self._long)

    def passes(self, text: Folded) -> bool:
        """Whether `text` may match: it holds a literal, or there are none to look for."""
        if not self._starts and not self._short:
            return True
        if any(map(text.text.__contains__, self._short)):
            return True
        if self._starts.isdisjoint(text.threes):
            return False
        return any(literal in text.text for start in self._starts & text.threes for literal in self._long[start])


class Screened:
    """A compiled pattern whose `finditer` looks before it searches. Offsets are those of the text that it is given."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)
        self._screen = Screen(literals_of(pattern, flags))

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(text) if self._screen.passes(folded(text)) else ()


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Literals:
    """The best of what its parts demand: a blank is in every text, one long string is rarer than many short ones."""
    demands = [demand for demand in _demands(items) if demand]
    return min(demands, key=_commonness, default=frozenset())


def _commonness(demand: Literals) -> tuple[bool, bool, int, int]:
    return (any(not one.strip() for one in demand), len(demand) > _FEW, -min(map(len, demand)), len(demand))


def _demands(items: Iterable[tuple[Any, Any]]) -> Iterator[Literals]:
    run = ""
    for name, value in items:
        if name is sre.LITERAL:
            run += chr(value)
            continue
        yield _one(run)
        run = ""
        yield _of_part(name, value)
    yield _one(run)


def _one(run: str) -> Literals:
    return frozenset({fold(run)}) if run else frozenset()


def _of_part(name: Any, value: Any) -> Literals:
    if name is sre.SUBPATTERN:
        return _of_sequence(value[-1])
    if name is sre.BRANCH:
        return _either([_of_sequence(branch) for branch in value[1]])
    if name in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else frozenset()
    if name is sre.ATOMIC_GROUP:
        return _of_sequence(value)
    if name is sre.IN and len(value) <= _FEW and all(kind is sre.LITERAL for kind, _ in value):
        return _either([_one(chr(code)) for _, code in value])
    return frozenset()


def _either(branches: Sequence[Literals]) -> Literals:
    """One branch that demands nothing frees them all."""
    return frozenset().union(*branches) if all(branches) else frozenset()
