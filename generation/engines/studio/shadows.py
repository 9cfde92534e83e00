"""Shadows that a product throws on what it stands on: darkness 0..1 for every pixel of a frame, from its alpha alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from generation.engines.studio.colour import Bytes, Floats, floats

CONTACT, CAST = 0.30, 0.42  # darkest spot
FINE = 4.0  # px; the width of a Gaussian that a plane must hold
CLEAR_BORDER = 0.03  # share of the shorter side that stays free of shadow; checks look at 0.02, compression reaches a little further


def contact(alpha: Bytes) -> Floats:
    """Around the places on which the product stands: flat, soft, gone before the frame's border.

    The lowest visible pixel of each column carries shadow as far as it is near the ground line.
    """
    height, side = alpha.shape[0], min(alpha.shape)
    visible = alpha >= 128
    columns = np.nonzero(visible.any(axis=0))[0]
    if not len(columns):
        return np.zeros(alpha.shape, np.float32)
    lowest = height - 1 - np.argmax(visible[::-1][:, columns], axis=0)
    ground, tallness = int(lowest.max()), int(lowest.max() - np.argmax(visible.any(axis=1)))
    nearness = np.exp(-((ground - lowest) / max(0.035 * tallness, 1.0)))
    foot = np.zeros(alpha.shape, np.float32)
    thickness = max(2, round(0.004 * side))
    for row in range(-thickness, thickness + 1):
        rows = np.clip(lowest + row, 0, height - 1)
        foot[rows, columns] = np.maximum(foot[rows, columns], nearness)
    close = blurred(foot, 0.010 * side, 0.004 * side)
    wide = blurred(foot, 0.035 * side, 0.010 * side)
    return floats(CONTACT * (0.65 * close / max(float(close.max()), 1e-6) + 0.35 * wide / max(float(wide.max()), 1e-6)))


def cast(alpha: Bytes, lean: float = 0.75, flatness: float = 0.30, softness: float = 1.0) -> Floats:
    """The product's silhouette thrown on the floor behind it: sheared to the side, foreshortened, softer the farther off.

    `lean`: px to the right per px of height, negative when the light comes from the right. `flatness`: how much of its
    height is left on the floor.
    """
    import cv2

    height, width = alpha.shape
    rows = np.nonzero((alpha >= 128).any(axis=1))[0]
    if not len(rows):
        return np.zeros(alpha.shape, np.float32)
    ground, tall = float(rows[-1]), max(float(rows[-1] - rows[0]), 1.0)
    lift = 0.012 * tall  # the shadow begins a little in front of the line on which the product stands
    onto_floor = np.array([[1, -lean, lean * ground], [0, flatness, ground - flatness * ground + lift]], np.float64)
    thrown = floats(cv2.warpAffine(alpha, onto_floor, (width, height), flags=cv2.INTER_AREA)) / 255
    side = min(alpha.shape)
    near, far = (
        blurred(thrown, 0.006 * side * softness, 0.004 * side * softness),
        blurred(thrown, 0.03 * side * softness, 0.02 * side * softness),
    )
    away = np.clip((ground + lift - np.arange(height, dtype=np.float32)) / (flatness * tall), 0, 1)[:, None]
    return floats(CAST * (near * (1 - away) + far * away) * (1 - 0.4 * away))


def dropped(alpha: Bytes, right: int, down: int) -> Floats:
    """The silhouette on a wall some way behind the product: moved by so many px, soft all around."""
    import cv2

    height, width = alpha.shape
    moved = np.array([[1, 0, right], [0, 1, down]], np.float64)
    thrown = floats(cv2.warpAffine(alpha, moved, (width, height), borderMode=cv2.BORDER_REPLICATE)) / 255
    side = min(height, width)
    return floats(0.5 * CAST * blurred(thrown, 0.025 * side, 0.025 * side))


def clear_of_border(dark: Floats) -> Floats:
    """The same, exactly 0 along the frame."""
    import cv2

    height, width = dark.shape
    inside = np.pad(np.ones((height - 2, width - 2), np.uint8), 1)
    margin = floats(cv2.distanceTransform(inside, cv2.DIST_C, 3)) / min(height, width)
    faded = dark * np.clip((margin - CLEAR_BORDER) / CLEAR_BORDER, 0, 1)
    faded[faded < 0.5 / 255] = 0
    return floats(faded)


def reflection(product: Bytes, alpha: Bytes, strength: float = 0.22) -> tuple[Floats, Floats]:
    """The product upside down below itself, as a polished table shows it: colours (h, w, 3) and cover 0..1."""
    height = alpha.shape[0]
    rows = np.nonzero((alpha >= 128).any(axis=1))[0]
    if not len(rows):
        return floats(product), np.zeros(alpha.shape, np.float32)
    ground = int(rows[-1])
    below = np.arange(height)
    mirrored = np.clip(2 * ground + 1 - below, 0, height - 1)
    reach = max(0.22 * float(ground - rows[0]), 1.0)
    fade = np.where(below > ground, np.clip(1 - (below - ground) / reach, 0, 1) ** 1.5, 0)[:, None]
    cover = floats(alpha[mirrored]) / 255 * floats(fade) * strength
    return floats(product[mirrored]), floats(cover)


def blurred(plane: npt.NDArray[Any], across: float, down: float) -> Floats:
    """By a Gaussian of so many px. A wide one is taken of a smaller plane, where nothing that it keeps is lost and it costs a tenth."""
    import cv2

    height, width = plane.shape
    smaller = [max(1, int(sigma / FINE)) for sigma in (across, down)]
    size = (max(1, width // smaller[0]), max(1, height // smaller[1]))
    shrunk = plane if size == (width, height) else cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
    sigmas = (max(across * size[0] / width, 0.3), max(down * size[1] / height, 0.3))
    soft = cv2.GaussianBlur(shrunk, (0, 0), sigmaX=sigmas[0], sigmaY=sigmas[1])
    return floats(
        soft if size == (width, height) else cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    )
