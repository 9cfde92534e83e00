"""White balance and exposure as numbers: declared with a picture, so that both sides of a comparison get the same.

Worked in linear light, as a camera's raw converter would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_EXPOSURE = 1.0  # stops either way; more is no correction but another picture
GAINS = (0.7, 1.45)  # of a colour channel
NEUTRAL = 14.0  # chroma of a backdrop that is taken for white or grey paper under coloured light
PAPER = 0.80  # linear light that white paper should have: about 230 of 255
PAPER_FROM = 0.35  # linear light above which a backdrop is taken for white paper

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Correction:
    """`exposure` in stops; `red`, `green`, `blue` gains. All neutral: nothing is changed."""

    exposure: float = 0.0
    red: float = 1.0
    green: float = 1.0
    blue: float = 1.0

    @classmethod
    def of(cls, declared: Mapping[str, float]) -> Correction:
        """Raises ValueError for an unknown name or a value beyond what counts as a correction."""
        unknown = declared.keys() - {"exposure", "red", "green", "blue"}
        correction = cls(**{name: float(value) for name, value in declared.items() if name not in unknown})
        gains = (correction.red, correction.green, correction.blue)
        if unknown or abs(correction.exposure) > MOST_EXPOSURE or not all(GAINS[0] <= g <= GAINS[1] for g in gains):
            raise ValueError(f"{dict(declared)} is no correction")
        return correction

    def declared(self) -> dict[str, float]:
        """What differs from neutral."""
        named = {
            "exposure": (self.exposure, 0.0),
            "red": (self.red, 1.0),
            "green": (self.green, 1.0),
            "blue": (self.blue, 1.0),
        }
        return {name: value for name, (value, neutral) in named.items() if value != neutral}

    def apply(self, rgb: Bytes) -> Bytes:
        """sRGB bytes (..., 3) corrected; the same array when there is nothing to change."""
        if not self.declared():
            return rgb
        gains = np.array([self.red, self.green, self.blue]) * 2.0**self.exposure
        tables = np.stack([_encoded(_LINEAR * gain) for gain in gains])
        return np.stack([tables[plane][rgb[..., plane]] for plane in range(3)], axis=-1)


AS_SHOT = Correction()


def estimated(rgb: Bytes, backdrop: npt.NDArray[np.bool_]) -> Correction:
    """What makes a near-neutral paper backdrop neutral, and a bright one as bright as white paper. Neutral where there is none.

    `backdrop` (h, w) is where nothing but the backdrop is seen.
    """
    if backdrop.mean() < 0.05:
        return Correction()
    light = np.median(_LINEAR[rgb[backdrop]], axis=0)
    level = float(light @ (0.2126, 0.7152, 0.0722))
    if level < 0.05 or _chroma(light) > NEUTRAL:
        return Correction()
    red, green, blue = (round(float(np.clip(level / channel, *GAINS)), 4) for channel in light)
    exposure = float(np.clip(np.log2(PAPER / level), -MOST_EXPOSURE, MOST_EXPOSURE)) if level > PAPER_FROM else 0.0
    return Correction(round(exposure, 3), red, green, blue)


def _chroma(light: npt.NDArray[np.float64]) -> float:
    from generation.fidelity.colour_difference import to_lab

    _, a, b = to_lab(_encoded(light)[None])[0]
    return float(np.hypot(a, b))


def _encoded(light: npt.NDArray[np.float64]) -> Bytes:
    """Linear light to sRGB bytes, IEC 61966-2-1."""
    clipped = np.clip(light, 0, 1)
    curved = np.where(clipped <= 0.0031308, 12.92 * clipped, 1.055 * clipped ** (1 / 2.4) - 0.055)
    return (curved * 255).round().astype(np.uint8)


_LEVELS = np.arange(256) / 255
_LINEAR = np.where(_LEVELS <= 0.04045, _LEVELS / 12.92, ((_LEVELS + 0.055) / 1.055) ** 2.4)
