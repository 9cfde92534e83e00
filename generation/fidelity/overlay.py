"""Where a picture's product differs from its photo, as a picture for a person to look at."""

from __future__ import annotations

import numpy as np

from generation.fidelity.comparison import Bytes, Comparison, Mask

LONGEST = 1000  # px
SEEN, STRONG = 1.0, 5.0  # CIEDE2000: from here yellow, from here red
_OUTLINE = (0, 150, 200)


def overlay(picture: Bytes, left: int, top: int, found: Comparison) -> Bytes:
    """The picture in grey, the compared part outlined, differences from yellow to red. At most `LONGEST` px wide and high.

    `found` covers the part of the picture whose corner is (`left`, `top`).
    """
    import cv2

    scale = min(1.0, LONGEST / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    grey = np.repeat((np.asarray(small).mean(axis=2) * 0.55 + 110).clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)
    height, width = found.colour.shape
    x, y = round(left * scale), round(top * scale)
    size = (min(round(width * scale), grey.shape[1] - x), min(round(height * scale), grey.shape[0] - y))
    colour = np.asarray(cv2.resize(found.colour, size, interpolation=cv2.INTER_AREA) if scale < 1 else found.colour)
    core = np.asarray(cv2.resize(found.core.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)) > 0
    window = grey[y : y + size[1], x : x + size[0]]
    strength = np.clip((colour - SEEN) / (STRONG - SEEN), 0, 1)[..., None]
    heat = np.concatenate([np.full_like(strength, 235), 200 * (1 - strength), np.full_like(strength, 20)], axis=2)
    window[:] = np.where((colour > SEEN)[..., None], 0.25 * window + 0.75 * heat, window).astype(np.uint8)
    window[_outline(core)] = _OUTLINE
    return grey


def _outline(core: Mask) -> Mask:
    import cv2

    inner = np.asarray(cv2.erode(core.astype(np.uint8), np.ones((5, 5), np.uint8))) > 0
    return core & ~inner
