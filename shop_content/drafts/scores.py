"""What a version's score means, part by part, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from generation.looking.consistency.contract import BAR

# By part of `generation.scores.PARTS`, in its order; a test compares both.
MEANINGS: dict[str, tuple[Any, Any]] = {
    "fidelity": (
        _("True to the facts"),
        _("How much of the text is supported by the product's facts. Every untrue statement halves it."),
    ),
    "coverage": (
        _("Important facts"),
        _("How many of the facts that matter most for this kind of product the text says."),
    ),
    "channel_fit": (
        _("Fits its place"),
        _("Whether each field has the length, and each list the number of entries, that its place shows well."),
    ),
    "readability": (
        _("Easy to read"),
        _(
            "Short sentences and common words. English by the Flesch formula, Chinese by the length of sentences and clauses."
        ),
    ),
    "keywords": (
        _("Keywords"),
        _("How many of the wished keywords the text says, without repeating one too often."),
    ),
    "tone": (
        _("Tone"),
        _("Whether the words fit the tone and the person that were asked for, and none is banned by the shop's voice."),
    ),
    "freshness": (
        _("Unlike your other texts"),
        _("How much of the wording does not stand in an approved text of another product already."),
    ),
}
TOGETHER = _("Text and picture")
TOGETHER_MEANS = _(
    "How well the sentence that fits best belongs to the product's first photo, by a model that compares texts with pictures. "
    "It is not part of the whole score."
)
GOOD, FAIR = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class ScoreLine:
    name: str
    label: str
    meaning: str
    value: float  # 0 to 1
    good: float = GOOD  # from which value on it is good …
    fair: float = FAIR  # … and fair; below it is weak

    @property
    def percent(self) -> int:
        return round(100 * self.value)

    @property
    def level(self) -> str:
        return level_of(self.value, self.good, self.fair)


def level_of(value: float, good: float = GOOD, fair: float = FAIR) -> str:
    return "good" if value >= good else "fair" if value >= fair else "weak"


def consistency_line(score: float) -> ScoreLine:
    """How well words and picture belong together, as a model that compares both says it; no part of the whole score."""
    return ScoreLine("consistency", str(TOGETHER), str(TOGETHER_MEANS), score, BAR + 0.1, BAR)


def lines_of(scores: Mapping[str, float]) -> list[ScoreLine]:
    """The parts that a version was scored by; those of an older release that are not known any more are left out."""
    return [
        ScoreLine(name, str(label), str(meaning), scores[name])
        for name, (label, meaning) in MEANINGS.items()
        if name in scores
    ]
