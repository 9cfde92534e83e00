"""The mood of a customer's review. English: VADER (MIT) with words of product reviews added. Chinese: a lexicon of our own.

SnowNLP, the library at hand for Chinese, comes as source only, 37 MB, its scores learnt from reviews of books and films.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from generation.engines.composer import lexicon
from generation.reading.contract import Label, Sentiment
from generation.reading.embedded import Embedded
from generation.reading.lexicons import phrases, valences

POSITIVE, NEGATIVE = 0.25, -0.21  # scores from which a text has a mood
_CLAUSES = re.compile(r"[，。；！？,;!?\n~～…]+|\s+")
_TURN = re.compile(r"但是|但|不过|可惜|就是|只是|然而|可是")
_NOT = re.compile(
    r"(?:不|没有|没|无|未|(?<!特)别|并非|毫无|不是|不太|不怎么|不算|谈不上|算不上)(?:是|那么|太|很|怎么|特别|再|想|会|有)?$"
)
_DEGREE = re.compile(r"(?:非常|特别|超级|超|太|极其|极|十分|真的|真|很|好|最|相当|巨|贼)$")
_LITTLE = re.compile(r"(?:有点|有些|稍微|略|略微|还算|比较|还)$")
_WISHED = re.compile(r"(?:希望|如果|要是|怕|担心|以为|本来|担心会|会不会|有没有)[^，。]{0,6}$")
_NO_MORE = re.compile(r"(?:都|也)(?:没有|没|无)")  # “一点色差都没有”
_SCALE = 6.0  # how much valence makes a text sure


class EmbeddedSentiment(Embedded):
    def __init__(self, setting: str = "embedded:") -> None:
        super().__init__(setting)
        self._vader: Any = None

    def load(self) -> None:
        if self._vader is None:
            from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

            vader = SentimentIntensityAnalyzer()
            vader.lexicon.update(valences("mood_en"))
            self._vader = vader

    def read(self, texts: Sequence[str]) -> list[Sentiment]:
        self.load()
        return [_judged(chinese_score(text) if lexicon.is_chinese(text) else self._english(text)) for text in texts]

    def _english(self, text: str) -> float:
        plain = text.replace("’", "'")
        for phrase, word in phrases("phrases_en"):
            plain = phrase.sub(word, plain)
        return float(self._vader.polarity_scores(plain)["compound"])


def _judged(score: float) -> Sentiment:
    label: Label = "positive" if score >= POSITIVE else "negative" if score <= NEGATIVE else "neutral"
    far = max(0.0, min(1.0, abs(score - (POSITIVE if score > 0 else NEGATIVE)) / 0.5))
    return Sentiment(label, round(score, 3), round(0.5 + 0.45 * far, 3))


def chinese_score(text: str) -> float:
    """From -1 to 1: the valences of the words, turned by what denies them, weighed by degree; what follows a “but” weighs double."""
    turn = list(_TURN.finditer(text))
    total = 0.0
    place = 0
    for clause in [*_CLAUSES.finditer(text), None]:
        end = clause.start() if clause else len(text)
        for start, valence in _words(text[place:end]):
            later = bool(turn) and place + start > turn[-1].start()
            total += valence * (1.0 if not turn else 1.5 if later else 0.6)
        place = clause.end() if clause else len(text)
    return total / math.sqrt(total * total + _SCALE)


def _words(clause: str) -> list[tuple[int, float]]:
    found = []
    for match in _pattern().finditer(clause):
        before = clause[: match.start()]
        valence = valences("mood_zh")[match[0]]
        if _WISHED.search(before):
            continue
        degree = _DEGREE.search(before)
        bare = before[: degree.start()] if degree else before
        if degree:
            valence *= 1.4
        elif _LITTLE.search(before):
            valence *= 0.8
        if _NOT.search(bare) or _NOT.search(before) or _NO_MORE.match(clause, match.end()):
            valence *= -0.7 if valence > 0 else -0.6
        found.append((match.start(), valence))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(valences("mood_zh"), key=len, reverse=True)))
