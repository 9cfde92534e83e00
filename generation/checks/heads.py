"""The words with which every match of a pattern begins, read from the pattern itself: it need be tried only where one of them stands.

Words are those of `names.words_of`: runs of a-z and 0-9 in lower case. Nothing is said of a pattern that may begin within a word, or
with words of which there is no end.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 4000  # words of which a set is kept
_FEW = 12  # characters of a set that are told one by one
_DIGITS = "0123456789"
_NO_WORD = (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD)


class _Unknown(Exception):
    """The pattern may begin with words that cannot be told."""


class _Begun:
    """`going`: beginnings of words, each of which may go on. `whole`: words that have come to their end."""

    def __init__(self, going: Iterable[str], whole: Iterable[str] = ()) -> None:
        self.going, self.whole = frozenset(going), frozenset(whole)
        if len(self.going) + len(self.whole) > _MOST:
            raise _Unknown

    def ended(self) -> _Begun:
        return _Begun((), self.whole | self.going)

    def with_one_of(self, characters: Iterable[str]) -> _Begun:
        letters = {character.lower() for character in characters}
        ending = {letter for letter in letters if not (letter.isascii() and letter.isalnum())}
        longer = map("".join, product(self.going, letters - ending))
        return _Begun(longer, self.whole | (self.going if ending else frozenset()))

    def or_else(self, other: _Begun) -> _Begun:
        return _Begun(self.going | other.going, self.whole | other.whole)


def heads_of(pattern: str, flags: int = 0) -> frozenset[str] | None:
    """None where it cannot be told, or where a match may begin within a word."""
    items = list(parser.parse(pattern, flags))
    try:
        begun = _after(items, _Begun([""])) if _at_word(items) else None
    except _Unknown:
        return None
    return begun.whole if begun and not begun.going and "" not in begun.whole else None


def _at_word(items: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a match begins where no word goes on: after a boundary, or after what is no part of a word."""
    for name, value in items:
        if (name is sre.AT and value is sre.AT_BOUNDARY) or _no_word_beside(name, value, -1):
            return True
        if name not in (sre.ASSERT, sre.ASSERT_NOT):
            return False
    return False


def _no_word_beside(name: Any, value: Any, direction: int) -> bool:
    """(?<![\\w-]), (?!\\w): whether a look to this side forbids all that a word consists of."""
    if name is not sre.ASSERT_NOT or value[0] != direction:
        return False
    (kind, within), *more = value[1]
    return not more and kind is sre.IN and (sre.CATEGORY, sre.CATEGORY_WORD) in within


def _after(items: Iterable[tuple[Any, Any]], begun: _Begun) -> _Begun:
    for name, value in items:
        if not begun.going:
            break
        begun = _after_one(name, value, begun)
    return begun


def _after_one(name: Any, value: Any, begun: _Begun) -> _Begun:
    if name is sre.LITERAL:
        return begun.with_one_of(chr(value))
    if name is sre.IN:
        return begun.with_one_of(_characters(value))
    if name is sre.SUBPATTERN:
        return _after(value[-1], begun)
    if name is sre.BRANCH:
        ways = [_after(way, begun) for way in value[1]]
        return _Begun(frozenset().union(*(way.going for way in ways)), frozenset().union(*(way.whole for way in ways)))
    if name in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, repeated = value
        return _repeated(least, most, repeated, begun)
    if name is sre.AT and value is sre.AT_BOUNDARY:
        return begun if begun.going == {""} else begun.ended()
    if name in (sre.ASSERT, sre.ASSERT_NOT):
        return begun.ended() if _no_word_beside(name, value, 1) else begun
    raise _Unknown


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]], begun: _Begun) -> _Begun:
    found = begun if not least else _Begun(())
    for times in range(1, min(most, _FEW) + 1):
        begun = _after(items, begun)
        if times >= least or not begun.going:
            found = found.or_else(begun)
        if not begun.going:
            return found
    if most > _FEW:
        raise _Unknown
    return found


def _characters(within: list[tuple[Any, Any]]) -> list[str]:
    """One for each that a set may be; a blank for all that ends a word."""
    found: list[str] = []
    for kind, value in within[: _FEW + 1]:
        if kind is sre.LITERAL:
            found.append(chr(value))
        elif kind is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            found += _DIGITS
        elif kind is sre.CATEGORY and value in _NO_WORD:
            found.append(" ")
        else:
            raise _Unknown
    if len(found) > _FEW:
        raise _Unknown
    return found


__all__ = ["heads_of"]
