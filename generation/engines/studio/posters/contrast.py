"""Contrast of letters against the very pixels beneath them: WCAG 2.2, success criterion 1.4.3."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.posters.colours import RGB

SMALL, LARGE = 4.5, 3.0  # least contrast
LARGE_FROM, BOLD_LARGE_FROM = 24.0, 18.66  # CSS px
WORST = 5.0  # percentile that counts: a few odd pixels hide no letter


def luminance(rgb: Bytes) -> Floats:
    """Relative luminance, 0 to 1, of sRGB bytes (..., 3)."""
    share = rgb.astype(np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return floats(linear @ np.array([0.2126, 0.7152, 0.0722], np.float32))


def against(colour: RGB, pixels: Bytes) -> float:
    """The contrast that at least 95 % of `pixels` (h, w, 3) have to `colour`, 1 to 21."""
    letters = float(luminance(np.array(colour, np.uint8)))
    ground = luminance(pixels.reshape(-1, 3))
    high, low = np.maximum(ground, letters) + 0.05, np.minimum(ground, letters) + 0.05
    return float(np.percentile(high / low, WORST))


def needed(size: float, weight: int, scale: float) -> float:
    """`size` in px of the picture, `scale` CSS px for each."""
    shown = size * scale
    return LARGE if shown >= LARGE_FROM or (weight >= 700 and shown >= BOLD_LARGE_FROM) else SMALL
