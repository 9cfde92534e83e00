"""What lookers take and answer. Frozen and plain; boxes are in px of the picture as stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Box = tuple[int, int, int, int]  # left, top, right, bottom (exclusive)
GROUNDS = ("white", "plain", "busy", "none")  # none: cut out already, or filled by the product


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour of the product. `name` is an id of `words/shades.tsv`; `share` of its visible surface, 0 to 1.

    `mean` is the average in OKLCh: lightness 0 to 1, chroma 0 to about 0.4, hue 0 to 360 degrees.
    """

    name: str
    share: float
    colour: str  # "#rrggbb"
    mean: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A line that is read in the picture. `confidence` from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Thing:
    """What a model says is seen: in `box`, or in the whole picture. `confidence` from 0 to 1."""

    name: str
    confidence: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one picture. What no looker was asked for is empty.

    `ground` is one of `GROUNDS` or ""; `sharpness` from 0 (blurred) to 1; `certainty`, from 0 to 1, says how sure it is that
    the colours are the product's and not its surroundings'.
    """

    colours: tuple[Shade, ...] = ()  # the largest share first
    ground: str = ""
    sharpness: float | None = None
    certainty: float = 0.0
    texts: tuple[Text, ...] = ()  # in reading order
    things: tuple[Thing, ...] = ()  # the surest first
    caption: str = ""
    denied: tuple[str, ...] = ()  # of the labels that a classifier was given, those that it is all but sure not to see

    def with_(self, other: Look) -> Look:
        """Both together; where both know something, `other` is believed. Things are added up."""
        known = {
            field.name: getattr(other, field.name)
            for field in dataclasses.fields(other)
            if getattr(other, field.name) not in ((), "", None, 0.0)
        }
        things = sorted((*self.things, *other.things), key=lambda thing: -thing.confidence)
        return dataclasses.replace(self, **{**known, "things": tuple(things)})

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return dataclasses.asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Look:
        """From what `plain` gave and JSON kept; what it does not hold is empty."""
        return cls(
            tuple(
                Shade(one["name"], one["share"], one["colour"], (one["mean"][0], one["mean"][1], one["mean"][2]))
                for one in kept.get("colours", ())
            ),
            kept.get("ground", ""),
            kept.get("sharpness"),
            kept.get("certainty", 0.0),
            tuple(Text(one["text"], _box(one["box"]), one["confidence"]) for one in kept.get("texts", ())),
            tuple(
                Thing(one["name"], one["confidence"], _box(one["box"]) if one["box"] else None)
                for one in kept.get("things", ())
            ),
            kept.get("caption", ""),
            tuple(kept.get("denied", ())),
        )


NOTHING_SEEN = Look()


def _box(sides: Any) -> Box:
    left, top, right, bottom = (int(side) for side in sides)
    return left, top, right, bottom


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A picture, decoded once for all lookers.

    `rgb` (h, w, 3) sRGB bytes at most `view.LONGEST` px wide and high, `alpha` (h, w) what of it is the product, `scale` px of
    the stored picture by px of these. `cut` says that the picture came cut out.
    """

    rgb: npt.NDArray[np.uint8]
    alpha: npt.NDArray[np.uint8]
    certainty: float  # of the outline, 0 to 1
    scale: float = 1.0
    cut: bool = False

    def stored(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of this view in px of the stored picture."""
        one, two, three, four = (round(side * self.scale) for side in (left, top, right, bottom))
        return one, two, three, four


class Looker(Protocol):
    """One sense. Loaded once a process; heavy imports happen in `load`."""

    setting: str

    def load(self) -> None:
        """Bring what it needs into memory. Idempotent. Raises `Refused` with a hint when it cannot."""

    def look(self, view: View) -> Look:
        """What it sees, the rest empty. Loads first if nobody did. Raises `Refused` or `Retryable`."""
