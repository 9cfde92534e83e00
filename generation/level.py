"""A leaning product set upright: by how much it leans, how sure that is, and turning its photo by as much.

What stands upright looks the same from its left and its right. The outline is turned step by step, and mirrored each time: the
angle at which both cover each other best is the lean. A product without such an axis covers itself badly at every angle, and is
left as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]

MOST = 8.0  # degrees either way; who leans more was meant to
LEAST = 0.4  # degrees; less is not seen
STEP = 0.5  # degrees
SIDE = 256  # px, at which the outline is turned
ALIKE = 0.93  # overlap (IoU) with its mirror from which an outline has an axis
GAIN = 0.01  # of that overlap over the one as it stands
UPRIGHT = 0.0


@dataclass(frozen=True, slots=True)
class Lean:
    """`degrees` by which the photo is to be turned, counter-clockwise; `confidence` from 0 to 1."""

    degrees: float
    confidence: float


def lean_of(alpha: Bytes) -> Lean:
    """Of a product by its outline (h, w). Degrees are 0 where it stands upright, or where nobody can tell."""
    import cv2

    rows, columns = np.nonzero(alpha >= 128)
    if len(rows) < 100 or _touches(alpha):
        return Lean(UPRIGHT, 0.0)
    part = alpha[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    scale = SIDE / max(part.shape)
    small = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    edge = SIDE // 4  # room to turn
    around = cv2.copyMakeBorder(small, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=[0])
    canvas: Bytes = np.asarray(around, dtype=np.uint8)
    angles = np.arange(-MOST, MOST + STEP / 2, STEP)
    overlaps = np.array([_mirrored(np.asarray(turned(canvas, float(angle), ground=0))) for angle in angles])
    best = int(overlaps.argmax())
    upright = float(overlaps[len(angles) // 2])
    degrees = _peak(angles, overlaps, best)
    gain = float(overlaps[best]) - upright
    at_the_end = best in (0, len(angles) - 1)
    if at_the_end or overlaps[best] < ALIKE or gain < GAIN or abs(degrees) < LEAST:
        return Lean(UPRIGHT, round(min(1.0, upright), 3))
    return Lean(round(degrees, 2), round(float(overlaps[best]), 3))


def turned(plane: Bytes, degrees: float, *, ground: int | None = None) -> Bytes:
    """A picture (h, w) or (h, w, 3) turned about its middle, counter-clockwise, at the same size.

    What comes in from outside is `ground`, or the picture's own edge carried on.
    """
    import cv2

    if not degrees:
        return plane
    height, width = plane.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    mode = cv2.BORDER_REPLICATE if ground is None else cv2.BORDER_CONSTANT
    value = [float(ground or 0)] * 4
    found = cv2.warpAffine(plane, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=mode, borderValue=value)
    return np.asarray(found, dtype=np.uint8)


def _touches(alpha: Bytes) -> bool:
    """Whether the product runs out of the frame: then its outline is not all there."""
    return bool(max(alpha[0].max(), alpha[-1].max(), alpha[:, 0].max(), alpha[:, -1].max()) >= 128)


def _mirrored(mask: Bytes) -> float:
    """Overlap of the outline with its mirror image about the column in which its weight lies."""
    inside = mask >= 128
    weight = inside.sum(axis=0)
    middle = float((weight * np.arange(len(weight))).sum() / max(1, weight.sum()))
    best = 0.0
    for axis in (round(2 * middle) - 1, round(2 * middle), round(2 * middle) + 1):
        columns = axis - np.arange(inside.shape[1])
        known = (columns >= 0) & (columns < inside.shape[1])
        mirror = np.zeros_like(inside)
        mirror[:, known] = inside[:, columns[known]]
        union = int((inside | mirror).sum())
        best = max(best, int((inside & mirror).sum()) / union if union else 0.0)
    return best


def _peak(angles: npt.NDArray[np.float64], overlaps: npt.NDArray[np.float64], best: int) -> float:
    """Between the steps: the top of the parabola through the best and its neighbours."""
    if best in (0, len(angles) - 1):
        return float(angles[best])
    before, top, after = (float(overlaps[place]) for place in (best - 1, best, best + 1))
    bend = before - 2 * top + after
    return float(angles[best]) + (0.5 * STEP * (before - after) / bend if bend else 0.0)
