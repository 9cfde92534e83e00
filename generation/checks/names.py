"""Many names searched at once, by looking words up rather than trying one pattern after another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generation.checks.evidence import narrow

_WORD = re.compile(r"[a-z0-9]+")
_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u4e00-\u9fff])")  # “不含BPA” is also “不含 BPA”
_JOINTS = frozenset({"", " ", "-", "‐", "‑", "–", "'", "’", ".", "%", "% ", "'s ", "\n"})


class Found(NamedTuple):
    start: int
    end: int
    name: str  # as `joined` writes it


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The Latin words and numbers of a narrowed text: `words[i]` stands from `starts[i]` to `ends[i]`."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: frozenset[str]


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    found = [(match.group(), *match.span()) for match in _WORD.finditer(text)]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(words, starts, ends, frozenset(words))


@lru_cache(maxsize=4096)
def joined(name: str) -> str:
    """What all spellings of a name have in common: “Stainless-Steel”, “stainlesssteel” and “stainless steel”."""
    plain = narrow(name)
    return "".join(_WORD.findall(plain)) if _is_worded(plain) else plain.replace(" ", "")


class Names:
    """Names as whole words, in singular or plural; their parts may be joined, spaced or hyphenated. Chinese ones anywhere.

    Where several begin at one place, the longest counts. Texts must be narrowed.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        self._most: dict[str, int] = {}
        anywhere: defaultdict[str, set[str]] = defaultdict(set)
        for name in {narrow(name) for name in names}:
            if _is_worded(name):
                self._add(_WORD.findall(name))
            elif name:
                anywhere[name[0]] |= {name, _SEAM.sub(" ", name)}
        self._kinds = frozenset(self._most)
        self._anywhere = {first: sorted(group, key=len, reverse=True) for first, group in anywhere.items()}
        self._firsts = re.compile(_firsts(anywhere) or r"(?!)")
        self._in_ascii = any(name.isascii() for group in anywhere.values() for name in group)

    def _add(self, parts: list[str]) -> None:
        whole = "".join(parts)
        for form in (whole, whole + "s", whole + "es"):
            self._forms.setdefault(form, whole)
            self._most.setdefault(form, 1)
        self._forms[whole] = whole
        self._most[parts[0]] = max(self._most.get(parts[0], 1), len(parts))

    def finditer(self, text: str) -> Iterator[Found]:
        """From left to right, none within another."""
        found = []
        words = words_of(text)
        if not self._kinds.isdisjoint(words.kinds):
            for place, word in enumerate(words.words):
                if word in self._most:
                    found += self._at(text, words, place)
        if self._anywhere and (self._in_ascii or not text.isascii()):
            found += self._loose(text)
            found.sort(key=lambda one: (one.start, -one.end))
        end = 0
        for one in found:
            if one.start >= end:
                end = one.end
                yield one

    def _at(self, text: str, words: Words, place: int) -> list[Found]:
        """The longest name that begins with this word, if one does."""
        run, best = words.words[place], None
        name = self._forms.get(run)
        if name:
            best = Found(words.starts[place], words.ends[place], name)
        for other in range(place + 1, min(place + self._most[words.words[place]], len(words.words))):
            if text[words.ends[other - 1] : words.starts[other]] not in _JOINTS:
                break
            run += words.words[other]
            name = self._forms.get(run)
            if name:
                best = Found(words.starts[place], words.ends[other], name)
        return [best] if best else []

    def _loose(self, text: str) -> Iterator[Found]:
        for first in self._firsts.finditer(text):
            place = first.start()
            for name in self._anywhere[text[place]]:
                if text.startswith(name, place) and not (name[-1].isascii() and _goes_on(text, place + len(name))):
                    yield Found(place, place + len(name), name.replace(" ", ""))
                    break


def _goes_on(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return following.isascii() and following.isalnum()


def _is_worded(name: str) -> bool:
    return name.isascii() and name[:1].isalnum()


def _firsts(names: Iterable[str]) -> str:
    """An expression for where these may begin: Latin letters and digits only at the start of a word."""
    firsts = {name[0] for name in names}
    letters = sorted(first for first in firsts if first.isascii() and first.isalnum())
    others = sorted(firsts - set(letters))
    parts = [f"(?<![a-z0-9])[{''.join(letters)}]"] if letters else []
    return "|".join([*parts, *([f"[{''.join(map(re.escape, others))}]"] if others else [])])
