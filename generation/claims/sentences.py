"""Where the sentences of a text begin and end, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import lexicon
from generation.engines.composer.wordlists import WORDS

_ABBREVIATIONS = WORDS["abbreviations"]
_ALSO_WORDS = frozenset({"in", "no", "min", "co", "est"})
_MARKS = ".!?…。！？；;"
_END = re.compile(rf"\n|[{_MARKS}]+[\"'”’)\]）】」』》]*")
_WORD_BEFORE = re.compile(r"[A-Za-z.]+$")
_MEASURED = re.compile(r"\d\s?(?:in|ft|oz|lb|min|max|no)$", re.I)
_LONE_CAPITAL = re.compile(r"\d\s?[A-Z]$")
_REACH = 24  # characters before a mark in which its word is looked for


def sentences(text: str, locale: str = "en", *, semicolons: bool = True) -> list[tuple[int, int]]:
    """(start, end) of every sentence, without the white space around it.

    Both languages' marks end a sentence; in Chinese the full-width semicolon too, unless `semicolons` is false.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text if semicolons else text.replace("；", "，")):
        spans += _trimmed(text, start, end)
        start = end
    return spans + _trimmed(text, start, len(text))


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        place, end = found.span()
        if text[place] == "\n" or _ends_here(text, place, end):
            yield end


def _ends_here(text: str, place: int, end: int) -> bool:
    """Whether the mark at `place` ends a sentence; not in 1.5, e.g., a file name, or before a lower-case word."""
    char = text[place]
    if char == "." and _after_plain_word(text, place, end):
        return True
    if char in "。！？；…" or end >= len(text):
        return True
    if char == ";":
        return False
    if not text[end].isspace():
        return lexicon.is_chinese(text[end]) or (char in "!?" and not text[end].isalnum())
    following = text[end:].lstrip()[:1]
    if char != ".":
        return not following.islower()
    near = text[max(0, place - _REACH) : place]
    before = _WORD_BEFORE.search(near)
    word = before[0].lower() if before else ""
    if following.isupper() and _MEASURED.search(near):
        return True
    if word in _ABBREVIATIONS and (word not in _ALSO_WORDS or following.isdigit() or following.islower()):
        return False
    if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper() and following.isupper():
        return bool(_LONE_CAPITAL.search(near))
    return not following.islower()


def _after_plain_word(text: str, place: int, end: int) -> bool:
    """Whether what most sentences end with stands here: a word that is no abbreviation, a blank, a capital letter."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():
        return False
    word = text[max(0, place - _REACH) : place].rpartition(" ")[2]
    return len(word) > 1 and word.isascii() and word.isalpha() and word.islower() and word not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [(start + left, start + right)] if right > left else []
