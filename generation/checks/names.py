"""Many names searched at once, by looking words up rather than trying one pattern after another.

A text is cut into words once, and once is looked up where a name of any vocabulary may begin in it; each vocabulary then tries its
own places only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from generation.checks.evidence import narrow

_WORD = re.compile(r"[a-z0-9]+")
_WORDS_AND_GAPS = re.compile(r"([a-z0-9]+)")
_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u4e00-\u9fff])")  # “不含BPA” is also “不含 BPA”
_JOINTS = frozenset({"", " ", "-", "‐", "‑", "–", "'", "’", ".", "%", "% ", "'s ", "\n"})
_BEYOND = re.compile(r"[^\x00-\xbf\u2000-\u206f]")  # more than Latin letters without marks, and punctuation


class Found(NamedTuple):
    start: int
    end: int
    name: str  # as `joined` writes it


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The Latin words and numbers of a narrowed text: `words[i]` begins at `starts[i]`.

    `begun` and `loose` say, by a vocabulary's number, at which words and at which characters one of its names may begin.
    """

    words: Sequence[str]
    starts: Sequence[int]
    kinds: frozenset[str]
    begun: Mapping[int, Sequence[int]]
    loose: Mapping[int, Sequence[int]]


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    parts = _WORDS_AND_GAPS.split(text)  # a gap, a word, a gap …
    words, starts = parts[1::2], list(accumulate(map(len, parts)))[:-1:2]
    return Words(words, starts, frozenset(words), _begun(words), _loose(text) if _BEYOND.search(text) else {})


class _Begins:
    """Which vocabularies have a name that begins with a word.

    `alone`: those for which the word is enough. `going_on`: with those, the others, by how the next word begins.
    """

    __slots__ = ("alone", "going_on")

    def __init__(self) -> None:
        self.alone: tuple[int, ...] = ()
        self.going_on: dict[str, tuple[int, ...]] = {}

    def add(self, number: int, following: Iterable[str]) -> None:
        """`following`: beginnings of what may come next; none where the word is enough."""
        beginnings = set(following)
        if not beginnings:
            self.alone = (*self.alone, number)
            self.going_on = {known: (*numbers, number) for known, numbers in self.going_on.items()}
        for one in beginnings:
            self.going_on[one] = (*self.going_on.get(one, self.alone), number)


_FIRST_WORDS: dict[str, _Begins] = {}
# First two characters (one where the name has no more) of all vocabularies' other names: the numbers of those that have such a one.
_FIRST_CHARACTERS: dict[str, tuple[int, ...]] = {}
_COUNT = 0
_NEXT = 2  # characters by which the beginning of a next word is known


def numbered(first_words: Mapping[str, Iterable[str]], first_characters: Iterable[str] = ()) -> int:
    """A number for a new vocabulary, under which `Words` knows from now on where its names may begin.

    To each first word the first `_NEXT` characters that what comes next may have; none where the word alone is enough.
    """
    global _COUNT
    for word, following in first_words.items():
        _FIRST_WORDS.setdefault(word, _Begins()).add(_COUNT, following)
    for one in first_characters:
        _FIRST_CHARACTERS[one] = (*_FIRST_CHARACTERS.get(one, ()), _COUNT)
    words_of.cache_clear()
    _beginning_with.clear()
    _COUNT += 1
    return _COUNT - 1


def _begun(words: Sequence[str]) -> Mapping[int, Sequence[int]]:
    begun: defaultdict[int, list[int]] = defaultdict(list)
    last = len(words) - 1
    for place, begins in enumerate(map(_FIRST_WORDS.get, words)):
        if begins is not None:
            numbers = begins.alone
            if begins.going_on and place < last:
                numbers = begins.going_on.get(words[place + 1][:_NEXT], numbers)
            for number in numbers:
                begun[number].append(place)
    return begun


def _loose(text: str) -> Mapping[int, Sequence[int]]:
    loose: defaultdict[int, list[int]] = defaultdict(list)
    pairs = map("".join, zip(text, text[1:] + " ", strict=True))
    for place, numbers in enumerate(map(_beginning_with.__getitem__, pairs)):
        if numbers and not (text[place].isascii() and _goes_on(text, place - 1)):
            for number in numbers:
                loose[number].append(place)
    return loose


class _Remembered(dict[str, tuple[int, ...]]):
    """The vocabularies that have a name which begins with two characters, or with the first of them; known ones without a call."""

    def __missing__(self, two: str) -> tuple[int, ...]:
        if len(self) >= _MOST_PAIRS:
            self.clear()
        numbers = _FIRST_CHARACTERS.get(two, ()) + _FIRST_CHARACTERS.get(two[0], ())
        known = self[two] = tuple(dict.fromkeys(numbers))
        return known


_MOST_PAIRS = 65_536
_beginning_with = _Remembered()


@lru_cache(maxsize=4096)
def joined(name: str) -> str:
    """What all spellings of a name have in common: “Stainless-Steel”, “stainlesssteel” and “stainless steel”."""
    plain = narrow(name)
    return "".join(_WORD.findall(plain)) if _is_worded(plain) else plain.replace(" ", "")


class Names:
    """Names as whole words, in singular or plural; their parts may be joined, spaced or hyphenated. Chinese ones anywhere.

    Where several begin at one place, the longest counts. Texts must be narrowed. Meant to live as long as the process.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        self._most: dict[str, int] = {}
        anywhere: defaultdict[str, set[str]] = defaultdict(set)
        for name in {narrow(name) for name in names}:
            if _is_worded(name):
                self._add(_WORD.findall(name))
            else:
                for written in {name, _SEAM.sub(" ", name)}:
                    anywhere[written[:2]].add(written)
        self._anywhere = {first: sorted(group, key=len, reverse=True) for first, group in anywhere.items()}
        self._number = numbered(self._begins(), anywhere)

    def _begins(self) -> dict[str, set[str]]:
        """As `numbered` takes it. What goes on does so within the parts of a name joined: “dish washer” is a “dishwasher”."""
        begins: dict[str, set[str]] = {}
        going_on = {word for word, most in self._most.items() if most > 1}
        for form in self._forms:
            for size in range(1, len(form)):
                if (word := form[:size]) in going_on:
                    rest = form[size:]
                    begins.setdefault(word, set()).update((rest[:1], rest[:_NEXT]))
        return {word: set() if word in self._forms else begins[word] for word in self._most}

    def _add(self, parts: list[str]) -> None:
        whole = "".join(parts)
        for form in (whole, whole + "s", whole + "es"):
            self._forms.setdefault(form, whole)
            self._most.setdefault(form, 1)
        self._forms[whole] = whole
        self._most[parts[0]] = max(self._most.get(parts[0], 1), len(parts))

    def find(self, text: str) -> list[Found]:
        """From left to right, none within another."""
        words = words_of(text)
        begun, loose = words.begun.get(self._number, ()), words.loose.get(self._number, ())
        found = [one for place in begun if (one := self._at(text, words, place))] if begun else []
        if loose:
            found += [one for place in loose if (one := self._loose_at(text, place))]
            found.sort(key=lambda one: (one.start, -one.end))
        if len(found) < 2:
            return found
        apart, end = [], 0
        for one in found:
            if one.start >= end:
                end = one.end
                apart.append(one)
        return apart

    def _at(self, text: str, words: Words, place: int) -> Found | None:
        """The longest name that begins with this word, if one does."""
        run, start = words.words[place], words.starts[place]
        name, most = self._forms.get(run), self._most[run]
        end = last = start + len(run)
        for other in range(place + 1, min(place + most, len(words.words))) if most > 1 else ():
            if text[last : words.starts[other]] not in _JOINTS:
                break
            run += words.words[other]
            last = words.starts[other] + len(words.words[other])
            longer = self._forms.get(run)
            if longer:
                name, end = longer, last
        return Found(start, end, name) if name else None

    def _loose_at(self, text: str, place: int) -> Found | None:
        for first in (text[place : place + 2], text[place]):
            for name in self._anywhere.get(first, ()):
                if text.startswith(name, place) and not (name[-1].isascii() and _goes_on(text, place + len(name))):
                    return Found(place, place + len(name), name.replace(" ", ""))
        return None


def _goes_on(text: str, place: int) -> bool:
    following = text[place : place + 1] if place >= 0 else ""
    return following.isascii() and following.isalnum()


def _is_worded(name: str) -> bool:
    return name.isascii() and name[:1].isalnum()
