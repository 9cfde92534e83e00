"""What is asked of a model that compares texts with pictures, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

BAR = 0.5
"""Score below which a person is asked to look. Of CLIP it is a cosine of 0.2: captions that belong to their pictures lie around 0.3,
those of other pictures mostly below 0.2 (Hessel et al. 2021, CLIPScore, whose stretch by 2.5 is taken over)."""
RULE = "consistency.low"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a text, or a text as short as one. `start` and `end` within `fields[field]`, or its `index`-th item."""

    field: str
    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Consistency:
    """`score` from 0 (nothing in common) to 1 (said of this very picture), `similarity` the cosine that it was made from.

    `passage` is the place of the passage that fits best: a text belongs to a picture when one of its sentences does, for the others
    may tell what no picture shows.
    """

    score: float
    similarity: float
    passage: int


class Matcher(Protocol):
    """Loaded once a process; heavy imports happen in `load`."""

    setting: str
    bar: float  # score below which a person is asked to look

    def load(self) -> None:
        """Idempotent. Raises `Refused` for a model that is missing, damaged or made for something else."""

    def reads(self, locale: str) -> bool:
        """Whether it was trained on texts of this language. Loads first."""

    def match(self, picture: bytes, passages: Sequence[str]) -> Consistency:
        """`picture` as a stored file, at least one passage. Loads first. Raises `Refused` or `Retryable`."""
