"""Connected regions of a mask: those that reach the frame, pinholes, the parts worth keeping."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Floats, Labels, Mask

Box = tuple[int, int, int, int, int]  # x, y, width, height, area in pixels


def components(mask: Mask) -> tuple[Labels, list[Box]]:
    """Eight-connected regions: their numbers from 1 as a plane, and the box of each."""
    import cv2

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    listed = [(int(x), int(y), int(w), int(h), int(area)) for x, y, w, h, area in boxes[1:count]]
    return np.asarray(labels, dtype=np.int64), listed


def border_reached(mask: Mask) -> Mask:
    """The regions of `mask` that touch the frame."""
    labels, boxes = components(mask)
    reached = np.zeros(len(boxes) + 1, np.bool_)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        reached[edge] = True
    reached[0] = False
    return np.asarray(reached[labels])


def fill_pinholes(mask: Mask, share: float) -> Mask:
    """Close holes smaller than `share` of the picture."""
    holes = ~mask & ~border_reached(~mask)
    labels, boxes = components(holes)
    small = np.array([False, *(box[4] < share * mask.size for box in boxes)])
    return np.asarray(mask | small[labels])


def main_parts(mask: Mask, weight: Floats, share: float) -> Mask:
    """The regions whose weighted, centre-weighted mass is at least `share` of the largest one's."""
    labels, boxes = components(mask)
    if not boxes:
        return mask
    height, width = mask.shape
    y, x = np.ogrid[0:height, 0:width]
    central = np.exp(-(((x / width - 0.5) ** 2) + ((y / height - 0.5) ** 2)) / (2 * 0.3**2))
    mass = np.bincount(labels.ravel(), (weight * central).ravel(), len(boxes) + 1)
    mass[0] = 0
    kept = mass >= mass.max() * share
    kept[0] = False
    return np.asarray(kept[labels])
