"""What a content kind is: its fields, the limits of each channel, and what an engine is told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Limit:
    """Lengths in characters (code points), counts in items. 0 means no limit."""

    min_chars: int = 1
    max_chars: int = 0
    min_items: int = 0
    max_items: int = 0
    forbidden: str = ""  # single characters that the channel refuses


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
    prompt_version: str = "1"

    def spec(self, name: str) -> FieldSpec:
        return next(spec for spec in self.fields if spec.name == name)
