"""English words that are almost certainly misspelt: in no dictionary, in no fact, and one letter away from a far more common word.

The dictionary and its frequencies are those of `pyspellchecker`. Names, models and rare words pass: a false alarm costs more than a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from generation.checks.evidence import evidence_of
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

_WORD = re.compile(r"(?<![\w'’.@/-])[a-z]{5,20}(?![\w'’@/-])")  # lower case only: a capital may begin a name
_COMMON = 3e-7  # the share of running text that a correction must have
_BRITISH = re.compile(
    r"(?:our|ours|oured|ouring|ourful|ourless|ise|ised|ises|ising|isation|tre|tres|lled|lling|ller|yse|ysed)$"
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.locale != "en":
        return
    for piece in pieces(content):
        if not any(map(correction, _WORD.findall(piece.text))):
            continue
        for found in _WORD.finditer(piece.text):
            right = correction(found.group())
            if right and not evidence_of(brief.facts).says(found.group()):
                yield piece.finding("wording.misspelt", found.start(), found.end(), word=found.group(), right=right)


@lru_cache(maxsize=65_536)
def correction(word: str) -> str:
    """The word that was meant, or "" where `word` is one, or nothing is meant for sure."""
    dictionary = _dictionary()
    if word in dictionary or _BRITISH.search(word) or _is_compound(word):
        return ""
    near = [
        (dictionary.word_usage_frequency(other), other)
        for other in dictionary.edit_distance_1(word)
        if other in dictionary
    ]
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= _COMMON else ""


def is_word(word: str) -> bool:
    return word in _dictionary()


def _is_compound(word: str) -> bool:
    """“dishwasher”, “backrest”, “washable”: made of words or of a word and an ending."""
    dictionary = _dictionary()
    if any(
        len(stem := word.removesuffix(end)) >= 4 and stem != word and (stem in dictionary or stem + "e" in dictionary)
        for end in _ENDINGS
    ):
        return True
    return any(word[:place] in dictionary and word[place:] in dictionary for place in range(3, len(word) - 2))


_ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "able",
    "ably",
    "less",
    "ness",
    "proof",
    "free",
    "ish",
    "like",
    "ly",
    "y",
)


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
