"""What a review talks about, by a lexicon of our own in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generation.engines.composer import lexicon
from generation.reading.contract import Topic
from generation.reading.embedded import Embedded
from generation.reading.lexicons import tables


class EmbeddedTopics(Embedded):
    def read(self, texts: Sequence[str]) -> list[tuple[Topic, ...]]:
        return [topics(text) for text in texts]


def topics(text: str) -> tuple[Topic, ...]:
    """In the order in which they come up; two mentions are surer than one."""
    found = []
    for name, pattern in _patterns("zh" if lexicon.is_chinese(text) else "en"):
        mentions = list(pattern.finditer(text))
        if mentions:
            found.append(Topic(name, *mentions[0].span(), 0.75 if len(mentions) == 1 else 0.9))
    return tuple(sorted(found, key=lambda topic: topic.start))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(words[language], language)) for name, words in tables("topics").items())


def _pattern(words: Sequence[str], language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(
            "|".join(word[1:] if word[0] == "~" else re.escape(word) for word in sorted(words, key=len, reverse=True))
        )
    parts = [
        word[1:] if word[0] == "~" else rf"{re.escape(word)}(?:s|es|ed|ing)?"
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
