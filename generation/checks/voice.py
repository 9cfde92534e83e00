"""The shop's voice: words it never uses, words it puts differently, terms that are written in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.checks.evidence import narrow
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Finding, Severity, Voice

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A voice made searchable. The patterns run over narrowed text; the maps go from what they find to what was meant."""

    banned: re.Pattern[str]
    avoided: re.Pattern[str]
    terms: re.Pattern[str]
    instead: Mapping[str, str]
    written: Mapping[str, str]


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    voice = brief.voice
    if not (voice.banned or voice.preferred or voice.glossary):
        return
    reading = _read(voice.banned, voice.preferred, voice.glossary)
    names = narrow(f"{brief.facts.title}\n{brief.facts.brand}")
    for piece in pieces(content):
        text = narrow(piece.text)
        yield from _banned(reading, voice, names, piece, text)
        for found in reading.avoided.finditer(text):
            wish = reading.instead[found.group()]
            yield piece.finding("voice.avoided", *found.span(), text=piece.text[slice(*found.span())], instead=wish)
        yield from _misspelt(reading, piece, text)


def _banned(reading: Reading, voice: Voice, names: str, piece: Piece, text: str) -> Iterator[Finding]:
    """A word that is part of the product's own name blocks nothing: the name is what it is."""
    for found in reading.banned.finditer(text):
        severity: Severity = "error" if voice.strict and found.group() not in names else "warning"
        yield piece.finding(
            "voice.banned", *found.span(), severity=severity, text=piece.text[found.start() : found.end()]
        )


def _misspelt(reading: Reading, piece: Piece, text: str) -> Iterator[Finding]:
    """A term of the glossary, or the way it is written, in other letters than agreed: "norra" where it is "Norra"."""
    for found in reading.terms.finditer(text):
        start, end = found.span()
        said, written = piece.text[start:end], reading.written[found.group()]
        around = piece.text[max(0, start - len(written)) : end + len(written)]
        if said != written and written not in around:
            yield piece.finding("voice.glossary", start, end, text=said, written=written)


@lru_cache(maxsize=256)
def _read(
    banned: tuple[str, ...], preferred: tuple[tuple[str, str], ...], glossary: tuple[tuple[str, str], ...]
) -> Reading:
    instead = {narrow(word): wish for word, wish in preferred}
    written = {narrow(target): target for _, target in glossary}
    written |= {narrow(term): target for term, target in glossary}
    return Reading(any_of(map(narrow, banned)), any_of(instead), any_of(written), instead, written)


def any_of(words: Iterator[str] | Mapping[str, str]) -> re.Pattern[str]:
    """Any of the narrowed words, the longest first; those that begin or end with a Latin letter or digit stand alone there."""
    alternatives = [_whole(word) for word in sorted(words, key=len, reverse=True) if word.strip()]
    return re.compile("|".join(alternatives)) if alternatives else _NEVER


def _whole(word: str) -> str:
    left = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    right = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return left + re.escape(word) + right
