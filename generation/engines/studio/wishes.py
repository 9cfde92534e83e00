"""A brief's options for a picture, read and checked once for every engine that lays a product out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from generation import pictures
from generation.contract import Brief
from generation.errors import Refused
from generation.frames import CHANNELS, SHAPES, WHITE, rgb_of

SHADOWS = ("contact", "cast", "reflection", "none")
LIGHTS = ("as_shot", "corrected")
LEVELS = ("as_shot", "upright")
BACKDROP_NAMES = ("sweep", "two_tone", "wood", "marble", "linen", "concrete", "window", "foliage", "podium")
ANY = "any"  # backdrop: another one for each variant
MARGINS = (0.03, 0.30)  # share of the frame


@dataclass(frozen=True, slots=True)
class Wishes:
    """`ground` is "#rrggbb"; `margin` None for the usual one; `channel` "" for none in particular.

    A `photo` is named by wishes for more pictures like one that is there.
    """

    shape: str
    ground: str
    margin: float | None
    shadow: str
    light: str
    backdrop: str
    channel: str
    file_format: pictures.FileFormat
    photo: str = ""  # SHA-256 of the one photo to use
    level: str = LEVELS[0]

    def told(self) -> dict[str, Any]:
        """For the provenance: all that decided, without what was left open."""
        asked = {
            "shape": self.shape,
            "ground": self.ground,
            "margin": self.margin,
            "shadow": self.shadow,
            "light": self.light,
            "channel": self.channel,
            "format": self.file_format,
        }
        asked |= {"level": self.level} if self.level != LEVELS[0] else {}
        return {name: value for name, value in asked.items() if value not in (None, "")}


def wishes_of(brief: Brief, shadow: str = SHADOWS[0]) -> Wishes:
    """`shadow` is the one where none is wished. Raises `Refused("option.invalid")` with what came and what was expected."""
    options = brief.options
    return Wishes(
        shape=_one_of(options, "shape", "square", SHAPES),
        ground=_colour(str(options.get("ground") or WHITE)),
        margin=_margin(options.get("margin")),
        shadow=_one_of(options, "shadow", shadow, SHADOWS),
        light=_one_of(options, "light", LIGHTS[0], LIGHTS),
        backdrop=_one_of(options, "backdrop", ANY, (ANY, *BACKDROP_NAMES)),
        channel=_one_of(options, "channel", "", ("", *CHANNELS)),
        file_format=cast("pictures.FileFormat", _one_of(options, "format", "jpeg", pictures.MEDIA_TYPES)),
        photo=str(options.get("photo", "")),
        level=_one_of(options, "level", LEVELS[0], LEVELS),
    )


def _one_of(options: Mapping[str, Any], name: str, usual: str, known: Any) -> str:
    value = str(options.get(name, usual))
    if value not in known:
        raise Refused("option.invalid", f"{name} is {value!r}, expected one of {', '.join(filter(None, known))}")
    return value


def _colour(text: str) -> str:
    try:
        rgb_of(text)
    except ValueError as error:
        raise Refused("option.invalid", f"ground: {error}") from error
    return text.lower()


def _margin(value: Any) -> float | None:
    if value in (None, ""):
        return None
    try:
        margin = float(value)
    except (TypeError, ValueError):
        margin = -1.0
    if not MARGINS[0] <= margin <= MARGINS[1]:
        raise Refused("option.invalid", f"margin is {value!r}, expected a number from {MARGINS[0]} to {MARGINS[1]}")
    return margin
