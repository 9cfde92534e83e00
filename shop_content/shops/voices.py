"""A shop's voice as the engines and checks take it, and as a person types it: a word or a pair a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar, cast

from django.utils.translation import gettext as _

from generation.contract import Voice
from shop_content.shops.models import BrandVoice

MOST_WORDS = 100  # of each list
LONGEST_WORD = 60  # characters
_PARTED = re.compile(r"[\n,，、;；]+")
Entry = TypeVar("Entry")
_ARROW = re.compile(r"\s*(?:->|→|=>|=|＝)\s*")


class BadLine(ValueError):
    """A line that cannot be kept; the message says which and why."""


def voice_of(row: BrandVoice | None, examples: Sequence[str] = ()) -> Voice:
    """A shop that has said nothing has the empty voice, and its examples all the same."""
    if row is None:
        return Voice(examples=tuple(examples))
    return Voice(
        reader=row.reader,
        person=cast(Literal["", "you", "we", "neutral"], row.person),
        banned=tuple(row.banned),
        strict=row.strict,
        preferred=pairs(row.preferred),
        glossary=pairs(row.glossary),
        examples=tuple(examples),
        revision=row.revision,
    )


def pairs(stored: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in stored)


def words_in(text: str) -> list[str]:
    """Words parted by line ends or commas, each once. Raises BadLine."""
    words = list(dict.fromkeys(_plain(word) for word in _PARTED.split(text) if word.strip()))
    return _few(words)


def pairs_in(text: str, *, alone: bool = False) -> list[list[str]]:
    """A pair a line, `this -> that`. With `alone`, a line without an arrow stands for itself twice. Raises BadLine."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        parts = [_plain(part) for part in _ARROW.split(line.strip())]
        if len(parts) == 1 and alone:
            parts *= 2
        if len(parts) != 2 or not all(parts):
            raise BadLine(_("“%(line)s” is no pair. Write it as: this -> that.") % {"line": line.strip()[:60]})
        found[parts[0]] = parts[1]
    return [[first, second] for first, second in _few(list(found.items()))]


def lines_of(stored: Iterable[Sequence[str]]) -> str:
    """Pairs as they are typed."""
    return "\n".join(first if first == second else f"{first} -> {second}" for first, second in stored)


def _plain(text: str) -> str:
    word = " ".join(text.replace("\x00", "").split())
    if len(word) > LONGEST_WORD:
        raise BadLine(
            _("“%(word)s…” is longer than %(limit)s characters. Shorten it.")
            % {"word": word[:30], "limit": LONGEST_WORD}
        )
    return word


def _few(entries: list[Entry]) -> list[Entry]:
    if len(entries) > MOST_WORDS:
        raise BadLine(_("More than %(limit)s entries. Remove some.") % {"limit": MOST_WORDS})
    return entries
