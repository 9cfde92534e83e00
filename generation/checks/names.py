"""Many names searched at once: what one alternation of them all would find, without trying them all at every place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from generation.checks.evidence import narrow

_PREFIX = 3  # characters by which a name is looked up
_WORD_START = re.compile(r"(?<![a-z0-9])[a-z0-9]")
_PARTS = re.compile(r"[\s-]+")


class Names:
    """Names as whole words, in singular or plural; their parts may be joined, spaced or hyphenated. Chinese ones anywhere.

    Where several begin at one place, the longest is tried first. Texts must be narrowed.
    """

    def __init__(self, names: Iterable[str]) -> None:
        ordered = sorted({narrow(name) for name in names}, key=len, reverse=True)
        self._alternatives = [(_certain(name), _alternative(name)) for name in ordered]
        self._starts = frozenset(prefix for prefix, _ in self._alternatives)
        self._compiled: dict[str, re.Pattern[str]] = {}
        anywhere = [name for name in ordered if not _starts_as_word(name)]
        self._anywhere = re.compile("|".join(_firsts(anywhere)) or r"(?!)")
        self._ascii_anywhere = any(name[0].isascii() for name in anywhere)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Matches from left to right, none within another."""
        end = 0
        for place in self._places(text):
            if place < end:
                continue
            pattern = self._pattern(text[place : place + _PREFIX])
            found = pattern.match(text, place) if pattern else None
            if found:
                end = found.end()
                yield found

    def _places(self, text: str) -> Iterable[int]:
        words, starts = _word_starts(text)
        places = words if not self._starts.isdisjoint(starts) else ()
        if text.isascii() and not self._ascii_anywhere:
            return places
        loose = [found.start() for found in self._anywhere.finditer(text)]
        return sorted({*places, *loose}) if loose else places

    def _pattern(self, start: str) -> re.Pattern[str] | None:
        """Of the names that can begin like this; `None` when there are none."""
        for size in range(len(start), 0, -1):
            key = start[:size]
            if key in self._starts:
                if key not in self._compiled:
                    fitting = [text for prefix, text in self._alternatives if key.startswith(prefix)]
                    self._compiled[key] = re.compile("|".join(fitting))
                return self._compiled[key]
        return None


@lru_cache(maxsize=256)
def _word_starts(text: str) -> tuple[tuple[int, ...], frozenset[str]]:
    """Where words begin, and with which one, two and three characters."""
    places = tuple(found.start() for found in _WORD_START.finditer(text))
    longest = {text[place : place + _PREFIX] for place in places}
    return places, frozenset(start[:size] for start in longest for size in range(1, _PREFIX + 1))


def _starts_as_word(name: str) -> bool:
    return name.isascii() and name[0].isalnum()


def _certain(name: str) -> str:
    """What every form of the name begins with: after the first part there may be a space, or none."""
    return (_PARTS.split(name)[0] if name.isascii() else name)[:_PREFIX]


def _alternative(name: str) -> str:
    if not name.isascii():
        return re.escape(name)
    parts = r"[\s\-‐‑–]?".join(re.escape(part) for part in _PARTS.split(name))
    return rf"(?<![a-z0-9]){parts}(?:e?s)?(?![a-z0-9])"


def _firsts(names: Sequence[str]) -> list[str]:
    """Expressions for where these may begin: one set of Chinese characters; the few that begin otherwise are written out."""
    han = {name[0] for name in names if not name[0].isascii()}
    written_out = {re.escape(name[0] if name.isascii() else name) for name in names if name[0].isascii()}
    return [*sorted(written_out), *([f"[{''.join(sorted(han))}]"] if han else [])]
