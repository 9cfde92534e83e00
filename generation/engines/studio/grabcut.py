"""GrabCut (Rother, Kolmogorov, Blake, "GrabCut: interactive foreground extraction using iterated graph cuts", 2004)."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Bytes, Mask

BACKGROUND, PRODUCT, PERHAPS_BACKGROUND, PERHAPS_PRODUCT = 0, 1, 2, 3  # OpenCV's own numbers


def grab_cut(picture: Bytes, seeds: Bytes, rounds: int) -> Mask:
    """Decide the seeds that say perhaps. The same picture and seeds give the same mask."""
    import cv2

    product = (seeds == PRODUCT) | (seeds == PERHAPS_PRODUCT)
    if product.all() or not product.any():
        return np.asarray(product)
    decided = seeds.copy()
    behind, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)  # the mixtures start from k-means, which draws from OpenCV's global generator
    cv2.grabCut(np.ascontiguousarray(picture), decided, (0, 0, 1, 1), behind, front, rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((decided == PRODUCT) | (decided == PERHAPS_PRODUCT))
