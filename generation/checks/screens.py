"""Skipping slow patterns where one fast look at the text proves that they cannot match.

From a pattern itself is read what every match must contain: one of a few literal strings, and one of a few others. The literals of
all patterns are looked for at once (Aho and Corasick, "Efficient string matching", 1975); a pattern of which something is missing is
not tried, nor a branch of it. Where a pattern says too little of itself, or in a way that is not surely understood here, every text is
searched.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

from generation.alternation import quick
from generation.checks.evidence import narrow
from generation.checks.heads import heads_of
from generation.checks.names import words_of

Literals = frozenset[str]

_FEW = 12  # characters of a set such as [$€£] that may stand for a literal each
# Flags within, names, classes in classes, fuzzy counts: what `regex` may read otherwise than `re` does.
_AMBIGUOUS = re.compile(r"\(\?[^:=!<]|\(\?<[^=!]|\[\[|\[:|\{(?!\d*(?:,\d*)?\})|\\(?![bBdDsSwWnrt])\w")
_ESCAPED = re.compile(r"\\[^\w\s]")  # marks that stand for themselves, to both
_COMMON = {"", "in the"} | frozenset(
    re.findall(r"\S+", "a an and are at by for ha in is it of on s the to with you your . , - ' ’ ， 。 的")
)
_OTHER_CASES = frozenset("İıſK")  # what an expression may take for i, s or k when case does not count
_FOLDED = str.maketrans({"İ": "i", "ı": "i"})  # both engines take them for an i when case does not count


def fold(text: str) -> str:
    """`text` such that what matches when case does not count is the same."""
    return text.lower() if text.isascii() else text.translate(_FOLDED).casefold()


def demands_of(pattern: str, flags: int = 0) -> tuple[Literals, ...]:
    """Sets of folded strings: one of each stands in the folded text of every match. The rarest first; none when nothing is known.

    Raises `re.error` when `pattern` is none of Python's.
    """
    return tuple(sorted(filter(_tells, _demands(parser.parse(pattern, flags))), key=_commonness))


def demands_of_any(pattern: str) -> tuple[Literals, ...]:
    """For a pattern that a person wrote for `regex`: none where the two might understand it differently."""
    if _AMBIGUOUS.search(_ESCAPED.sub("", pattern)):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return demands_of(pattern)
    except (re.error, Warning, OverflowError, RecursionError):
        return ()


def _tells(demand: Literals) -> bool:
    """What stands in nearly every text tells nothing."""
    return bool(demand) and not any(
        (len(one) == 1 and one.isascii() and one.isalnum()) or one.strip() in _COMMON for one in demand
    )


class Index:
    """Says of a folded text which of many entries it may meet, each known by what it demands."""

    def __init__(self, demands: Sequence[Sequence[Literals]]) -> None:
        self._free = [place for place, wanted in enumerate(demands) if not wanted]
        numbers: dict[str, int] = {}
        for literal in sorted({literal for wanted in demands for one in wanted for literal in one}):
            numbers[literal] = len(numbers)
        self._rest = [
            tuple(frozenset(map(numbers.__getitem__, one)) for one in wanted[1:]) if wanted else ()
            for wanted in demands
        ]
        self._by_rarest: dict[int, list[int]] = defaultdict(list)
        for place, wanted in enumerate(demands):
            for literal in wanted[0] if wanted else ():
                self._by_rarest[numbers[literal]].append(place)
        self._automaton = ahocorasick.Automaton()
        for literal, number in numbers.items():
            self._automaton.add_word(literal, number)
        self._automaton.make_automaton()
        self._empty = not numbers

    def passing(self, folded: str) -> list[int]:
        """Places of the entries, in order."""
        if self._empty:
            return self._free
        found = {number for _, number in self._automaton.iter(folded)}
        likely = {place for number in found & self._by_rarest.keys() for place in self._by_rarest[number]}
        passing = [place for place in likely if not any(map(found.isdisjoint, self._rest[place]))]
        return sorted([*self._free, *passing])


_BRANCHES: list[tuple[int, int]] = []  # number of a `Screened`, and of a branch of it
_DEMANDS: list[tuple[Literals, ...]] = []  # of these branches


@lru_cache(maxsize=1)
def _all(count: int) -> Index:
    """Of the patterns that there are when so many branches are known."""
    return Index(_DEMANDS)


@lru_cache(maxsize=256)
def _live(text: str) -> Mapping[int, Sequence[int]]:
    """By the number of a `Screened`: its branches that may match `text`."""
    return _live_in_folded(fold(text))


@lru_cache(maxsize=64)
def _live_in_folded(folded: str) -> Mapping[int, Sequence[int]]:
    live: defaultdict[int, list[int]] = defaultdict(list)
    for place in _all(len(_BRANCHES)).passing(folded):
        screened, branch = _BRANCHES[place]
        live[screened].append(branch)
    return live


class _Places:
    """Where the words of a text begin, and where branches may match there: asked for again and again, sentence by sentence."""

    def __init__(self, text: str) -> None:
        # A letter that may stand for another one when case does not count: then words tell nothing.
        self.told = text.isascii() or _OTHER_CASES.isdisjoint(text)
        words = words_of(narrow(text))
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for word, start in zip(words.words, words.starts, strict=True):
            self._starts[word].append(start)
        self._of_branch: dict[_Branch, list[int]] = {}

    def of(self, branch: _Branch, heads: frozenset[str]) -> list[int]:
        known = self._of_branch.get(branch)
        if known is None:
            known = [] if heads.isdisjoint(self._starts) else self._of_words(heads)
            self._of_branch[branch] = known
        return known

    def _of_words(self, heads: frozenset[str]) -> list[int]:
        return sorted(start for word in heads.intersection(self._starts) for start in self._starts[word])


_places = lru_cache(maxsize=64)(_Places)


class _Branch:
    """An alternative of a pattern, tried only at the words with which its matches begin, where these are known."""

    def __init__(self, pattern: re.Pattern[str], heads: frozenset[str] | None) -> None:
        self.pattern, self._heads = pattern, heads

    def starts(self, text: str) -> list[int] | None:
        """The places where it may match; None where that may be anywhere."""
        if self._heads is None:
            return None
        places = _places(text)
        return places.of(self, self._heads) if places.told else None

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        starts = self.starts(text)
        if starts is None:
            return self.pattern.search(text, start, end)
        for place in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if found := self.pattern.match(text, place, end):
                return found
        return None


class Screened:
    """A compiled pattern whose `finditer` tries only what may match. Offsets are those of the text that it is given.

    Meant to live as long as the process.
    """

    _count = 0

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = quick(pattern, flags)
        branches = branches_of(pattern)
        heads = [heads_of(branch, flags) for branch in branches]
        # Whoever asks a match for a group by its name expects all groups to be known.
        tried = [self.pattern if self.pattern.groups else quick(branch, flags) for branch in branches]
        self._branches = list(map(_Branch, tried, heads))
        self._number, Screened._count = Screened._count, Screened._count + 1
        for place, branch in enumerate(branches):
            _BRANCHES.append((self._number, place))
            _DEMANDS.append(demands_of(branch, flags))
        _live.cache_clear()
        _live_in_folded.cache_clear()

    def may_match(self, text: str) -> bool:
        return self._number in _live(text)

    def first(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match within `text` from `start` to `end`."""
        live = _live(text).get(self._number, ())
        found = [one for place in live if (one := self._branches[place].search(text, start, end))]
        return min(found, key=lambda one: one.start(), default=None)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        live = _live(text).get(self._number)
        if not live:
            return ()
        branches = [self._branches[place] for place in live]
        starts = [branch.starts(text) for branch in branches]
        places = [(place, number) for number, one in enumerate(starts) for place in one or ()]
        if None not in starts:
            return _tried([branch.pattern for branch in branches], text, places) if places else ()
        if self.pattern.groups:
            return self.pattern.finditer(text)
        if len(branches) == 1:
            return branches[0].pattern.finditer(text)
        return _merged([branch.pattern for branch in branches], text)


def _tried(patterns: Sequence[re.Pattern[str]], text: str, starts: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """What one pattern of all these as branches would find, each tried where it may match: (place, number of the branch)."""
    end = 0
    for place, number in sorted(starts):
        found = patterns[number].match(text, place) if place >= end else None
        if found:
            yield found
            end = found.end()


def _merged(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What one pattern of all these as branches would find: the first of them that matches, from left to right."""
    end = 0
    found = [pattern.search(text) for pattern in patterns]
    while any(found):
        place = min((one.start(), place) for place, one in enumerate(found) if one)[1]
        best = found[place]
        assert best is not None
        yield best
        end = best.end() + (best.start() == best.end())
        for other, one in enumerate(found):
            if one is not None and one.start() < end:
                found[other] = patterns[other].search(text, end)


def branches_of(pattern: str) -> list[str]:
    """The alternatives of which a pattern as a whole consists."""
    parts, depth, start, place, in_set = [], 0, 0, 0, -1
    while place < len(pattern):
        character = pattern[place]
        if character == "\\":
            place += 1
        elif in_set >= 0:
            in_set = -1 if character == "]" and place > in_set else in_set
        elif character == "[":
            in_set = place + 1 + pattern.startswith("^", place + 1)
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and not depth:
            parts.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*parts, pattern[start:]]


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Literals:
    """The best of what its parts demand: a blank is in every text, one long string is rarer than many short ones."""
    demands = [demand for demand in _demands(items) if _tells(demand)]
    return min(demands, key=_commonness, default=frozenset())


def _commonness(demand: Literals) -> tuple[bool, bool, int, int]:
    return (any(not one.strip() for one in demand), len(demand) > _FEW, -min(map(len, demand)), len(demand))


def _demands(items: Iterable[tuple[Any, Any]]) -> Iterator[Literals]:
    run = ""
    for name, value in items:
        letter = chr(value) if name is sre.LITERAL else _one_letter(name, value)
        if letter:
            run += letter
            continue
        yield _one(run)
        run = ""
        yield _of_part(name, value)
    yield _one(run)


def _one_letter(name: Any, value: Any) -> str:
    """The letter of which [Ff] is either case, else ""."""
    if name is not sre.IN or any(kind is not sre.LITERAL for kind, _ in value):
        return ""
    letters = {fold(chr(code)) for _, code in value}
    return letters.pop() if len(letters) == 1 else ""


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
