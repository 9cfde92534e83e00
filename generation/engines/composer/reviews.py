"""What customer reviews say: topics and whether they are praised or criticised, by a lexicon kept as data.

A review is data: its words are looked up, none of them is ever repeated. `read` is the seam for a better reader.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.contract import Review
from generation.engines.composer import lexicon, units
from generation.engines.composer.typography import clean

LONGEST = 4000  # characters of a review that are read
CRITICAL = 2  # a rating up to this is a critical review
_REACH = 3  # words before a word in which a negator turns it
_WORD = re.compile(r"[a-z][a-z'’-]*")
_CLAUSE = re.compile(
    r"[.,;!?…\n]|[，。；！？、]|\b(?:but|although|though|however|yet)\b|但是?|不过|可是|就是|然而|只是"
)


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    en: str
    zh: str
    words: frozenset[str]
    keys: tuple[str, ...]

    def name(self, locale: str) -> str:
        return self.en if locale == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Opinion:
    """`score` is below 0 where the words are critical, above where they praise. `praised` and `criticised` are topic ids."""

    id: str
    rating: int | None
    score: int
    praised: tuple[str, ...]
    criticised: tuple[str, ...]

    @property
    def critical(self) -> bool:
        """A rating of 1 or 2; without a rating, words that are more blame than praise."""
        return self.rating <= CRITICAL if self.rating is not None else self.score < 0

    @property
    def positive(self) -> bool:
        return self.rating >= 4 if self.rating is not None else self.score > 0


@lru_cache(maxsize=1)
def _data() -> tuple[tuple[Topic, ...], dict[str, int], frozenset[str]]:
    with (units.DATA / "reviews.toml").open("rb") as file:
        raw = tomllib.load(file)
    topics = tuple(
        Topic(each["id"], each["name"][0], each["name"][1], frozenset(each["words"].split()), tuple(each["keys"]))
        for each in raw["topic"]
    )
    polarity = dict.fromkeys(raw["polarity"]["positive"].split(), 1)
    polarity |= dict.fromkeys(raw["polarity"]["negative"].split(), -1)
    return topics, polarity, frozenset(raw["polarity"]["negators"].split())


def topics() -> dict[str, Topic]:
    return {topic.id: topic for topic in _data()[0]}


@lru_cache(maxsize=4096)
def read(review: Review) -> Opinion:
    """The review's topics with their polarity. A clause without a word of praise or blame takes the rating's side."""
    score = 0
    told: dict[str, int] = {}
    for clause in _CLAUSE.split(clean(f"{review.title}. {review.text}"[:LONGEST]).lower()):
        words = list(_words(clause))
        polarity = _polarity(words)
        score += polarity
        side = polarity or _side(review.rating)
        for topic in _data()[0]:
            if side and topic.words & set(words):
                told[topic.id] = told.get(topic.id, 0) + side
    praised = tuple(topic for topic, side in told.items() if side > 0)
    return Opinion(review.id, review.rating, score, praised, tuple(topic for topic, side in told.items() if side < 0))


def _side(rating: int | None) -> int:
    return 0 if rating is None or rating == 3 else 1 if rating > 3 else -1


def _words(clause: str) -> Iterator[str]:
    """English words, and the known words of Chinese, the longest first."""
    if not lexicon.is_chinese(clause):
        yield from _WORD.findall(clause)
        return
    known, longest = _chinese()
    place = 0
    while place < len(clause):
        size = next((n for n in range(longest, 0, -1) if clause[place : place + n] in known), 0)
        if size:
            yield clause[place : place + size]
        place += size or 1
    yield from _WORD.findall(clause)


@lru_cache(maxsize=1)
def _chinese() -> tuple[frozenset[str], int]:
    every, polarity, negators = _data()
    words = {word for topic in every for word in topic.words} | set(polarity) | set(negators)
    chinese = frozenset(word for word in words if lexicon.is_chinese(word))
    return chinese, max(map(len, chinese))


def _polarity(words: Sequence[str]) -> int:
    """Praise less blame; a negator up to three words before turns a word round."""
    _, known, negators = _data()
    total = 0
    for place, word in enumerate(words):
        if word in known and word not in negators:
            turned = any(before in negators for before in words[max(0, place - _REACH) : place])
            total += -known[word] if turned else known[word]
    return (total > 0) - (total < 0)


def counted(opinions: Sequence[Opinion], *, praised: bool) -> list[tuple[str, tuple[str, ...]]]:
    """(topic id, ids of the reviews that praise or criticise it), the most named first."""
    found: dict[str, list[str]] = {}
    for opinion in opinions:
        for topic in opinion.praised if praised else opinion.criticised:
            found.setdefault(topic, []).append(opinion.id)
    order = [topic.id for topic in _data()[0]]
    return sorted(
        ((topic, tuple(ids)) for topic, ids in found.items()), key=lambda each: (-len(each[1]), order.index(each[0]))
    )


__all__ = ["CRITICAL", "Opinion", "Topic", "counted", "read", "topics"]
