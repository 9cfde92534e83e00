"""How well an outline follows what can be seen: the evidence along a mask's boundary."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Floats, Mask, grow, local_mean

CLEAR_STEP = 9.0  # Lab units between the two sides of an outline that nobody would miss


def boundary(mask: Mask) -> Mask:
    """The outermost pixels of the mask, the frame's own border left out."""
    inner = mask & ~grow(mask, -1)
    inner[[0, -1]] = False
    inner[:, [0, -1]] = False
    return np.asarray(inner)


def edge_agreement(mask: Mask, lab: Floats, edges: Floats) -> float:
    """Mean over the outline (0..1) of how clearly colour changes across it, at the place where it changes most.

    Two things are asked of every outline pixel: that the means of both sides differ, and that the steepest gradient of
    the neighbourhood lies on the outline and not beside it.
    """
    import cv2

    rim = boundary(mask)
    if not rim.any():
        return 0.0
    inside, _ = local_mean(lab, mask, 4)
    outside, _ = local_mean(lab, ~mask, 4)
    step = np.linalg.norm(inside - outside, axis=2)[rim]
    close = np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)))[rim]
    around = np.asarray(cv2.dilate(edges, np.ones((11, 11), np.uint8)))[rim]
    clear = np.clip(step / CLEAR_STEP, 0, 1)
    placed = np.clip(close / np.maximum(around, 1e-3), 0, 1)
    return float((clear * (0.4 + 0.6 * placed)).mean())


def seen_outline(mask: Mask, lab: Floats, clear_step: float) -> float:
    """Mean over the outline (0..1) of the colour step across it; steps of `clear_step` Lab units and more count fully."""
    rim = boundary(mask)
    if not rim.any():
        return 0.0
    step = np.linalg.norm(local_mean(lab, mask, 3)[0] - local_mean(lab, ~mask, 3)[0], axis=2)[rim]
    return float(np.clip(step / clear_step, 0, 1).mean())


def solidity(mask: Mask) -> float:
    """Area by the area of the convex hull, 0..1: frayed and eaten shapes are not solid."""
    import cv2

    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return 0.0
    hull = cv2.contourArea(cv2.convexHull(np.vstack(contours)))
    return min(1.0, float(mask.sum()) / max(float(hull), 1.0))


def plausibility(mask: Mask, lab: Floats, edges: Floats, background: Floats) -> float:
    """How good a mask is, 0..1, to choose among several: a clear outline, backdrop all around it, no foreground left out.

    `background` (0..1) says how far each pixel is tied to the frame's border.
    """
    outside = grow(mask, 5) & ~grow(mask, 2)
    if not outside.any():
        return 0.0
    surrounded = float(background[outside].mean())
    foreground = 1 - background
    inside = float(foreground[mask].sum())
    covered = 2 * inside / max(float(foreground.sum()) + float(mask.sum()), 1e-6)
    return float(edge_agreement(mask, lab, edges) * surrounded * min(1.0, covered) ** 0.5)
