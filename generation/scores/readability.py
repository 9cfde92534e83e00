"""Readability: how easily the prose is read. Titles, headlines and other short pieces have none to judge.

English: Flesch Reading Ease, 206.835 - 1.015 words/sentences - 84.6 syllables/words (Flesch 1948); 60, "plain English", and more
is full marks, 0 and less none. Syllables are counted by groups of vowels, as every implementation does that has no
pronouncing dictionary. Chinese has no such formula that is agreed on; what makes its prose heavy is length: sentences of up to
40 characters and clauses of up to 16 read well (the averages of newspapers lie about there), 100 and 40 do not. A text that is
mostly Latin letters is no Chinese prose.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generation.scores.judged import Judged, characters_of, words_of

PLAIN, HARD = 60.0, 0.0  # Flesch
SENTENCE, LONGEST_SENTENCE = 40.0, 100.0  # Chinese characters
CLAUSE, LONGEST_CLAUSE = 16.0, 40.0
_HAN_SHARE = 0.5  # of the letters; brands and models stay Latin
_SENTENCES = re.compile(r"[.!?](?=\s|$)|\n+|$")
_ENDS_ZH = re.compile(r"[。！？；\n]+")
_PARTS_ZH = re.compile(r"[。！？；，：、,\n]+")
_VOWELS = re.compile(r"[aeiouy]+")


def score(judged: Judged) -> float | None:
    if not judged.prose:
        return None
    return _chinese(judged.prose) if judged.chinese else _between(flesch(judged.prose), HARD, PLAIN)


def flesch(text: str) -> float:
    """Flesch Reading Ease of an English text; 100 and more is very easy, below 30 very difficult."""
    words = words_of(text)
    if not words:
        return PLAIN
    sentences = sum(bool(words_of(piece)) for piece in _SENTENCES.split(text)) or 1
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """A silent final e does not count, one after a consonant and l does: "table", but "plate"."""
    low = word.lower()
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and count > 1 and not (low.endswith("le") and low[-3:-2] not in "aeiouy"):
        count -= 1
    return max(count, 1)


def _chinese(text: str) -> float:
    han = characters_of(text)
    latin = sum(map(len, words_of(text)))
    mean = (
        _between(-_mean(_ENDS_ZH, text), -LONGEST_SENTENCE, -SENTENCE)
        + _between(-_mean(_PARTS_ZH, text), -LONGEST_CLAUSE, -CLAUSE)
    ) / 2
    return mean * min(1.0, han / (han + latin) / _HAN_SHARE) if han else 0.0


def _mean(marks: re.Pattern[str], text: str) -> float:
    lengths = [len(part) for piece in marks.split(text) if (part := piece.strip())]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _between(value: float, none: float, full: float) -> float:
    return min(1.0, max(0.0, (value - none) / (full - none)))
