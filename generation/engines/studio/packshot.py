"""The product alone on pure white: square, large enough, filling the frame, with a soft contact shadow or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.cutout import VISIBLE, CutOut
from generation.kinds.packshot import MIN_SIDE

LARGE_SIDE = 2000  # px, for photos that have that much detail
AIM_FILL = 0.88  # of the frame's side; channels ask for 0.85
SHADOW_STRENGTH = 0.30  # darkest spot, right under the product
CLEAR_BORDER = 0.02  # share of the side that stays exactly white, whatever the shadow

Shadow = Literal["contact", "none"]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Packshot:
    """`rgb` is (side, side, 3); `product` its pixels before they were laid on white, which counts where alpha is not 0.

    `fill` is the product's longer side by the frame's, `scale` 1 when no pixel was resized. `source` and `target` are the boxes
    (left, top, right, bottom) of the product in its photo and in the frame.
    """

    rgb: Bytes
    product: Bytes
    alpha: Bytes
    fill: float
    scale: float
    source: Box
    target: Box


def lay_out(cut: CutOut, shadow: Shadow) -> Packshot:
    """Centre the visible product. Between 1408 and 1760 px it is not resized at all; else by Lanczos, as little as needed."""
    left, top, right, bottom = cut.box()
    longer = max(right - left, bottom - top)
    side = int(np.clip(round(longer / AIM_FILL), MIN_SIDE, LARGE_SIDE))
    scale = 1.0 if round(longer / AIM_FILL) == side else AIM_FILL * side / longer
    window = (slice(top, bottom), slice(left, right))
    colour, alpha = _resized(cut.colour[window], cut.alpha[window], scale)
    height, width = alpha.shape
    x, y = (side - width) // 2, (side - height) // 2
    frame_alpha = np.zeros((side, side), np.uint8)
    frame_alpha[y : y + height, x : x + width] = alpha
    ground = np.full((side, side, 3), 255.0, np.float32)
    if shadow == "contact":
        ground *= (1 - _contact_shadow(frame_alpha))[..., None]
    canvas = ground.round().astype(np.uint8)
    place = (slice(y, y + height), slice(x, x + width))
    canvas[place] = _over(colour, alpha, ground[place])
    product = np.full((side, side, 3), 255, np.uint8)
    product[place] = colour
    target = (x, y, x + width, y + height)
    return Packshot(canvas, product, frame_alpha, max(height, width) / side, scale, (left, top, right, bottom), target)


def _resized(colour: Bytes, alpha: Bytes, scale: float) -> tuple[Bytes, Bytes]:
    """Lanczos on premultiplied colour, so that nothing from beyond the edge bleeds in."""
    if scale == 1.0:
        return colour, alpha
    from PIL import Image

    size = (max(1, round(colour.shape[1] * scale)), max(1, round(colour.shape[0] * scale)))
    cover = alpha.astype(np.float32) / 255
    planes = [colour[..., k].astype(np.float32) * cover for k in range(3)] + [cover]
    larger = [np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.LANCZOS)) for plane in planes]
    covered = np.clip(larger[3], 0, 1)
    pure = np.stack(larger[:3], axis=2) / np.maximum(covered, 1e-3)[..., None]
    pixels = np.clip(pure, 0, 255).round().astype(np.uint8)
    opacity = (covered * 255).round().astype(np.uint8)
    opacity[opacity < VISIBLE // 2] = 0
    return pixels, opacity


def _over(colour: Bytes, alpha: Bytes, ground: Floats) -> Bytes:
    """The product laid over the ground; where alpha is 255 its pixels pass untouched."""
    cover = (alpha.astype(np.float32) / 255)[..., None]
    mixed = (colour * cover + ground * (1 - cover)).round().astype(np.uint8)
    return np.where(alpha[..., None] == 255, colour, mixed)


def _contact_shadow(alpha: Bytes) -> Floats:
    """Darkness 0..1 around the places on which the product stands: flat, soft, gone before the frame's border.

    The lowest visible pixel of each column carries shadow as far as it is near the ground line.
    """
    import cv2

    side = alpha.shape[0]
    visible = alpha >= 128
    columns = np.nonzero(visible.any(axis=0))[0]
    if not len(columns):
        return np.zeros(alpha.shape, np.float32)
    lowest = side - 1 - np.argmax(visible[::-1][:, columns], axis=0)
    ground, tallness = int(lowest.max()), int(lowest.max() - np.argmax(visible.any(axis=1)))
    nearness = np.exp(-((ground - lowest) / max(0.035 * tallness, 1.0)))
    foot = np.zeros(alpha.shape, np.float32)
    thickness = max(2, round(0.004 * side))
    for row in range(-thickness, thickness + 1):
        rows = np.clip(lowest + row, 0, side - 1)
        foot[rows, columns] = np.maximum(foot[rows, columns], nearness)
    close = _blurred(foot, 0.010 * side, 0.004 * side)
    wide = _blurred(foot, 0.035 * side, 0.010 * side)
    dark = SHADOW_STRENGTH * (0.65 * close / max(float(close.max()), 1e-6) + 0.35 * wide / max(float(wide.max()), 1e-6))
    margin = cv2.distanceTransform(np.pad(np.ones((side - 2, side - 2), np.uint8), 1), cv2.DIST_C, 3)
    fade = np.clip((floats(margin) / side - CLEAR_BORDER) / CLEAR_BORDER, 0, 1)
    dark = dark * fade
    dark[dark < 0.5 / 255] = 0
    return floats(dark)


def _blurred(plane: Floats, across: float, down: float) -> Floats:
    import cv2

    return floats(cv2.GaussianBlur(plane, (0, 0), sigmaX=across, sigmaY=down))
