"""What customer reviews say: topics and whether they are praised or criticised, by a lexicon kept as data.

A review is data: its words are looked up, none of them is ever repeated. A rating counts first; where there is none, the mood is
told by the reader that `brief.options["sentiment_reader"]` names. Topics are told by the lexicon here, which is finer than
`generation.reading`'s, unless `brief.options["topic_reader"]` names a model.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.contract import Brief, Review
from generation.engines.composer import lexicon, units
from generation.engines.composer.typography import clean
from generation.reading import registry

LONGEST = 4000  # characters of a review that are read
CRITICAL = 2  # a rating up to this is a critical review
EMBEDDED = "embedded:"
_REMEMBERED = 10_000  # moods of texts
NAMED = {"price": "value", "ease_of_use": "use"}  # topics that readers name in another way
_SPEED = frozenset(["fast", "slow", "quick", "speed", "快", "慢", "速度"])
_HURRIED = frozenset({"delivery", "service", "battery", "assembly"})  # topics whose speed may be meant
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


def opinions(brief: Brief) -> list[Opinion]:
    """Of the brief's reviews, in order. Raises `GenerationError` when a reader cannot read."""
    moods, topics = (str(brief.options.get(name) or EMBEDDED) for name in ("sentiment_reader", "topic_reader"))
    unrated = [review for review in brief.reviews if review.rating is None]
    told = dict(zip(unrated, _moods(moods, [_words_of(review) for review in unrated]), strict=True))
    found = [read(review, told.get(review)) for review in brief.reviews]
    if registry.is_embedded(topics):
        return found
    return _with_topics(brief.reviews, found, moods, topics)


@lru_cache(maxsize=4096)
def read(review: Review, mood: int | None = None) -> Opinion:
    """The review's topics with their polarity. A clause without a word of praise or blame takes the rating's side, or the mood's.

    `mood`: -1, 0 or 1 of a review without a rating, if a reader has told it; else the clauses' own words do.
    """
    score = 0
    side_of_all = _side(review.rating) or mood or 0
    told: dict[str, int] = {}
    for clause in _CLAUSE.split(clean(_words_of(review)).lower()):
        words = list(_words(clause))
        polarity = _polarity(words)
        score += polarity
        side = polarity or side_of_all
        for topic in _raised(set(words)) if side else ():
            told[topic] = told.get(topic, 0) + side
    return _opinion(Opinion(review.id, review.rating, score if mood is None else mood, (), ()), told)


def _raised(words: set[str]) -> list[str]:
    """Ids of the topics of a clause. How fast something is says nothing of its performance where it is the parcel or the staff."""
    found = [topic for topic in _data()[0] if topic.words & words]
    hurried = any(topic.id in _HURRIED for topic in found)
    return [
        topic.id for topic in found if not (topic.id == "performance" and hurried and topic.words & words <= _SPEED)
    ]


def _opinion(bare: Opinion, told: Mapping[str, int]) -> Opinion:
    """`told`: for each topic above 0 where it is praised, below where it is criticised."""
    praised = tuple(topic for topic, side in told.items() if side > 0)
    return replace(bare, praised=praised, criticised=tuple(topic for topic, side in told.items() if side < 0))


def _words_of(review: Review) -> str:
    return f"{review.title}. {review.text}"[:LONGEST]


def _with_topics(reviews: Sequence[Review], found: Sequence[Opinion], moods: str, topics: str) -> list[Opinion]:
    """The topics that the reader finds; each is praised or criticised as the clause is that raises it, else as the review is."""
    texts = [_words_of(review) for review in reviews]
    raised = [
        (place, NAMED.get(topic.name, topic.name), _clause_at(texts[place], topic.start, topic.end))
        for place, several in enumerate(registry.topics_by(topics).read(texts))
        for topic in several
    ]
    sides = _moods(moods, [clause for _place, _name, clause in raised])
    told: list[dict[str, int]] = [{} for _ in reviews]
    for (place, name, _clause), side in zip(raised, sides, strict=True):
        side = side or _side(found[place].rating) or found[place].score
        told[place][name] = told[place].get(name, 0) + side
    return [_opinion(opinion, each) for opinion, each in zip(found, told, strict=True)]


def _clause_at(text: str, start: int, end: int) -> str:
    """The clause that holds `text[start:end]`; "" where the reader does not say which words raise the topic."""
    if not end:
        return ""
    breaks = [match.span() for match in _CLAUSE.finditer(text)]
    begin = max((until for _from, until in breaks if until <= start), default=0)
    return text[begin : min((at for at, _until in breaks if at >= end), default=len(text))]


_told: dict[tuple[str, str], int] = {}


def _moods(setting: str, texts: Sequence[str]) -> list[int]:
    """-1, 0 or 1 of each; those that nobody asked for lately are read together. "" has no mood."""
    if len(_told) > _REMEMBERED:
        _told.clear()
    new = [text for text in dict.fromkeys(texts) if text and (setting, text) not in _told]
    if new:
        for text, mood in zip(new, registry.sentiment_by(setting).read(new), strict=True):
            _told[setting, text] = {"positive": 1, "neutral": 0, "negative": -1}[mood.label]
    return [_told[setting, text] if text else 0 for text in texts]


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


__all__ = ["CRITICAL", "Opinion", "Topic", "counted", "opinions", "read", "topics"]
