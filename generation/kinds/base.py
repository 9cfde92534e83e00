"""What a content kind is: its fields, the limits of each channel, and what an engine is told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Limit:
    """Lengths in characters (code points), counts in items. 0 means no limit."""

    min_chars: int = 1
    max_chars: int = 0
    min_items: int = 0
    max_items: int = 0
    forbidden: str = ""  # single characters that the channel refuses
    double_width: bool = False  # Chinese, Japanese and Korean characters count twice, as Google Ads counts them

    def measured(self, text: str) -> int:
        """The length of `text` as this limit counts it."""
        return sum(2 if east_asian_width(char) in "WF" else 1 for char in text) if self.double_width else len(text)

    def cut(self, text: str) -> int:
        """How many code points of `text` fit into `max_chars`."""
        place = len(text)
        while self.max_chars and self.measured(text[:place]) > self.max_chars:
            place -= 1
        return place


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind. `limits` by channel; the key "" holds what every channel accepts."""

    name: str
    limits: Mapping[str, Limit]
    is_list: bool = False
    paragraphs: bool = False  # may hold blank-line separated paragraphs

    def limit(self, channel: str = "") -> Limit:
        return self.limits.get(channel, self.limits[""])


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    medium: Literal["text", "image"]
    fields: tuple[FieldSpec, ...] = ()
    instructions: Mapping[str, str] = field(default_factory=dict)  # by locale, for language models
    examples: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict
    )  # by locale: (facts, answer as JSON)
    expected_tokens: int = 0  # output length for batching
    subject: Literal["", "occasion", "shape", "placement", "question", "review", "shopper"] = (
        ""  # what a slot is about beside the product
    )
    reads: frozenset[Literal["photos", "reviews", "offers"]] = frozenset()  # what an answer rests on beside the facts
    synthetic: bool = False  # a model makes all of it: it shows no real product, and never stands in the place of one
    prompt_version: str = "1"

    @property
    def needs_subject(self) -> bool:
        """Whether there is nothing to write without a subject. An occasion may be left out, and so may a picture's shape or place."""
        return self.subject not in ("", "occasion", "shape", "placement")

    @property
    def worded(self) -> bool:
        """Whether it says something, and so in a language. Most pictures do not."""
        return bool(self.fields)

    def spec(self, name: str) -> FieldSpec:
        return next(spec for spec in self.fields if spec.name == name)
