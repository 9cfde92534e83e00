"""The product in a busy scene: what stands out from everything that runs along the frame's border."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrop import border_ring, fit_backdrop
from generation.engines.studio.colour import Bytes, Floats, Mask, floats
from generation.engines.studio.grabcut import BACKGROUND, PERHAPS_BACKGROUND, PERHAPS_PRODUCT, PRODUCT, grab_cut
from generation.engines.studio.regions import fill_pinholes, main_parts
from generation.engines.studio.saliency import Saliency

THRESHOLDS = (0.5, 0.7, 1.0, 1.4)  # of Otsu's level


def masks_in_scene(lab: Floats, saliency: Saliency) -> list[Mask]:
    """GrabCut on two colour axes and the saliency, so that black leather on dark wood still has something to hold.

    One mask for each of several thresholds: how much of the product stands out differs from scene to scene.
    """
    import cv2

    backdrop = fit_backdrop(lab)
    unexplained = backdrop.residual / (backdrop.residual + 4 * max(backdrop.noise, 2.0))
    evidence = saliency.salient if backdrop.noise > 14 else 0.7 * saliency.salient + 0.3 * unexplained
    evidence = floats(np.clip(evidence, 0, 1))
    level, _ = cv2.threshold((evidence * 255).astype(np.uint8), 0, 255, cv2.THRESH_OTSU)
    ring = border_ring((evidence.shape[0], evidence.shape[1]), 0.01) & (saliency.background > 0.5)
    picture = _axes_with_evidence(lab, evidence)
    masks = []
    for share in THRESHOLDS:
        seeds = _seeds_from(evidence, min(0.95, level / 255 * share))
        seeds[ring] = BACKGROUND
        cut = grab_cut(picture, seeds, 4)
        masks.append(main_parts(fill_pinholes(cut, 0.002), floats(np.clip(evidence, 0.02, 1)), 0.08))
    return masks


def _seeds_from(evidence: Floats, cut_at: float) -> Bytes:
    seeds = np.full(evidence.shape, PERHAPS_BACKGROUND, np.uint8)
    seeds[evidence > cut_at] = PERHAPS_PRODUCT
    seeds[evidence > cut_at + 0.6 * (1 - cut_at)] = PRODUCT
    seeds[evidence < 0.3 * cut_at] = BACKGROUND
    return seeds


def _axes_with_evidence(lab: Floats, evidence: Floats) -> Bytes:
    """The two strongest colour axes and the evidence as a three-plane picture for GrabCut's mixtures."""
    flat = lab.reshape(-1, 3).astype(np.float64)
    centred = flat - flat.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    two = centred @ axes[:, 1:]
    planes = np.clip(128 + two * 1.6, 0, 255).reshape(*lab.shape[:2], 2)
    return np.dstack([planes, np.clip(evidence, 0, 1) * 110]).astype(np.uint8)
