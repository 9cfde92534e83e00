"""Colours by name, in OKLCh (Ottosson, "A perceptual color space for image processing", 2020). The names stand in `words/`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_TABLE = Path(__file__).parent / "words" / "shades.tsv"
Mean = Sequence[float]  # lightness, chroma, hue in degrees

_TO_CONE = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


@dataclass(frozen=True, slots=True)
class Named:
    """`typical` in OKLab, none for a metal's colour, which nothing but a word tells. `hues` may run through 0."""

    id: str
    english: str
    chinese: str
    typical: tuple[tuple[float, float, float], ...]
    hues: tuple[float, float]
    chroma: tuple[float, float]
    lightness: tuple[float, float]

    def may_be(self, mean: Mean) -> bool:
        """Whether somebody could call this colour so, in shade or in coloured light. Very dark or grey colours have no hue."""
        lightness, chroma, hue = mean
        low, high = self.hues
        within = low <= hue <= high if low <= high else hue >= low or hue <= high
        hueless = chroma < 0.02 and self.chroma[0] < 0.015
        return (
            (within or hueless)
            and self.chroma[0] <= chroma <= self.chroma[1]
            and self.lightness[0] <= lightness <= self.lightness[1]
        )


@cache
def table() -> dict[str, Named]:
    """By id."""
    found = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, english, chinese, typical, *numbers = line.split("\t")
        one, two, three, four, five, six = map(float, numbers)
        points = tuple(_point(colour) for colour in typical.split() if colour != "-")
        found[name] = Named(name, english, chinese, points, (one, two), (three, four), (five, six))
    return found


def named(lab: Mean) -> str:
    """Id of the colour that this OKLab value is called. Chroma and hue weigh more than lightness, which the light changes."""
    return min(table().values(), key=lambda one: min((_far(lab, point) for point in one.typical), default=9.0)).id


def _far(one: Mean, other: Mean) -> float:
    return math.hypot(0.6 * (one[0] - other[0]), math.hypot(one[1] - other[1], one[2] - other[2]) * 1.4)


def _point(colour: str) -> tuple[float, float, float]:
    import numpy as np

    digits = colour.lstrip("#")
    rgb = np.array([[int(digits[place : place + 2], 16) for place in (0, 2, 4)]], np.uint8)
    lightness, a, b = to_oklab(rgb)[0]
    return float(lightness), float(a), float(b)


def to_oklab(rgb: npt.NDArray[np.uint8]) -> Floats:
    """sRGB bytes (..., 3) in OKLab."""
    import numpy as np

    levels = rgb.astype(np.float64) / 255
    light = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(light @ np.array(_TO_CONE).T) @ np.array(_TO_LAB).T)


def to_rgb(lab: Mean) -> str:
    """An OKLab value as "#rrggbb", clipped to sRGB."""
    import numpy as np

    cones = (np.linalg.inv(_TO_LAB) @ np.asarray(lab, np.float64)) ** 3
    light = np.clip(np.linalg.inv(_TO_CONE) @ cones, 0, 1)
    levels = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    red, green, blue = (int(level) for level in (levels * 255).round())
    return f"#{red:02x}{green:02x}{blue:02x}"


def in_degrees(lab: Mean) -> tuple[float, float, float]:
    """OKLab as OKLCh."""
    lightness, a, b = lab
    return float(lightness), math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360
