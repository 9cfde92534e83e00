"""How well an outline follows what can be seen: the evidence along a mask's boundary."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Floats, Mask, floats, grow, local_mean

CLEAR_STEP = 9.0  # Lab units between the two sides of an outline that nobody would miss
STRETCH = 25  # px at the working size
UNSEEN, WEAK = 0.35, 0.5  # mean evidence of a stretch that cannot be seen, and of one that hardly can
FRAYED = 0.6  # px between the outline and a smoothed one; a corner rounded by a pixel is less


def boundary(mask: Mask) -> Mask:
    """The outermost pixels of the mask, the frame's own border left out."""
    inner = mask & ~grow(mask, -1)
    inner[[0, -1]] = False
    inner[:, [0, -1]] = False
    return np.asarray(inner)


def outline_evidence(mask: Mask, lab: Floats, edges: Floats) -> tuple[Floats, Mask]:
    """How clearly (0..1) colour changes at every outline pixel, at the place where it changes most; and the outline.

    Two things are asked of an outline pixel: that the means of both sides differ, and that the steepest gradient of
    the neighbourhood lies on the outline and not beside it. The first plane means nothing elsewhere.
    """
    import cv2

    inside, _ = local_mean(lab, mask, 4)
    outside, _ = local_mean(lab, ~mask, 4)
    close = floats(cv2.dilate(edges, np.ones((3, 3), np.uint8)))
    around = floats(cv2.dilate(edges, np.ones((11, 11), np.uint8)))
    clear = np.clip(np.linalg.norm(inside - outside, axis=2) / CLEAR_STEP, 0, 1)
    placed = np.clip(close / np.maximum(around, 1e-3), 0, 1)
    return floats(clear * (0.4 + 0.6 * placed)), boundary(mask)


def edge_agreement(mask: Mask, lab: Floats, edges: Floats) -> float:
    """Mean of the evidence over the outline, 0..1."""
    evidence, rim = outline_evidence(mask, lab, edges)
    return float(evidence[rim].mean()) if rim.any() else 0.0


def lost_outline(mask: Mask, lab: Floats, edges: Floats) -> tuple[float, float]:
    """Shares (0..1) of the outline along which nothing in the photo shows it, and along which it is weak and frayed.

    A stretch counts, not a pixel: evidence and fraying are means over windows of `STRETCH` px.
    """
    import cv2

    evidence, rim = outline_evidence(mask, lab, edges)
    if not rim.any():
        return 1.0, 1.0
    window = (STRETCH, STRETCH)
    length = np.maximum(cv2.blur(rim.astype(np.float32), window), 1e-6)
    seen = cv2.blur(floats(evidence * rim), window) / length
    smooth = floats(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 4)) > 0.5
    frayed = cv2.blur((smooth != mask).astype(np.float32), window) / length
    return float((seen[rim] < UNSEEN).mean()), float(((frayed > FRAYED) & (seen < WEAK))[rim].mean())


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
