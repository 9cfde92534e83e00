"""What readers take and answer. Frozen and plain; offsets count code points of the text that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

Label = Literal["positive", "neutral", "negative"]

TOPICS = (
    "quality", "fit", "delivery", "packaging", "price", "colour", "smell", "durability", "ease_of_use", "service", "safety",
)  # fmt: skip
INTENTS = (
    "fact", "compatibility", "size", "delivery", "returns", "price", "stock", "care", "safety", "complaint", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A text that tells of a product. `title` is the product's, which says what its sentences are about.

    `chinese_keys`: known keys are named in Chinese where the text is Chinese; else by their English names.
    """

    text: str
    title: str = ""
    chinese_keys: bool = False


@dataclass(frozen=True, slots=True)
class ReadFact:
    """One thing that `text[start:end]` says of the product. `confidence` is from 0 to 1."""

    key: str
    value: str
    unit: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Language:
    """`code`: "en", "zh-Hans", "zh-Hant" or another BCP 47 code; "und" when the text does not tell."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Sentiment:
    """`score` from -1 to 1."""

    label: Label
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Topic:
    """One of `TOPICS`; the first words that raise it, from `start` to `end` (both 0 when the reader does not say which)."""

    name: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Intent:
    """One of `INTENTS`. `key` names the fact that is asked for, as the keys of facts are named in English; else ""."""

    name: str
    confidence: float
    key: str = ""


Given = TypeVar("Given", contravariant=True)
Read = TypeVar("Read")


class Reader(Protocol[Given, Read]):
    """Loaded once a process; heavy imports happen in `load`."""

    setting: str

    def load(self) -> None:
        """Bring what it needs into memory. Idempotent. Raises `Refused` with a hint when it cannot."""

    def read(self, texts: Sequence[Given]) -> list[Read]:
        """One answer a text, in order. Loads first if nobody did."""


FactReader = Reader[Source, tuple[ReadFact, ...]]
LanguageReader = Reader[str, Language]
SentimentReader = Reader[str, Sentiment]
TopicReader = Reader[str, tuple[Topic, ...]]
IntentReader = Reader[str, Intent]
