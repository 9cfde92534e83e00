"""Which pixels are the product, at working size, and a second opinion on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.backdrop import Backdrop, fit_backdrop
from generation.engines.studio.busy_scene import masks_in_scene
from generation.engines.studio.colour import Bytes, Floats, Mask, gradient, resize_plane, to_lab
from generation.engines.studio.even_backdrop import stand_before_backdrop
from generation.engines.studio.guided import agreement, guided_masks
from generation.engines.studio.outline import edge_agreement, plausibility
from generation.engines.studio.saliency import Saliency, find_salient

SALIENCY_SIDE = 400  # px, longer side for superpixels


@dataclass(frozen=True, slots=True)
class Segmentation:
    """`mask` is the product; `second` another opinion on it, used to tell how sure the first is; None without one.

    `doubtful` is kept as product although the backdrop may be seen through it.
    """

    mask: Mask
    second: Mask | None
    doubtful: Mask
    backdrop: Backdrop
    lab: Floats
    edges: Floats
    background: Floats  # 0..1, how far a pixel is tied to the frame's border
    likely: Floats | None = None  # 0..1, the network's answer


def segment(rgb: Bytes, likely: Floats | None = None) -> Segmentation:
    """Find the product in a photo of working size (sRGB bytes, longer side some hundred pixels).

    `likely` is a network's answer at any size; then the candidates that it gives compete with those of colour and light.
    """
    lab = to_lab(rgb)
    edges = gradient(lab)
    backdrop = fit_backdrop(lab)
    small_lab = to_lab(_reduced(rgb))
    found = find_salient(small_lab)
    shape = (rgb.shape[0], rgb.shape[1])
    saliency = Saliency(resize_plane(found.salient, shape), resize_plane(found.background, shape))
    second: Mask | None
    if backdrop.plain:
        standing = stand_before_backdrop(rgb, lab, backdrop, edges, saliency)
        mask, second, doubtful = standing.product, standing.rival, standing.doubtful
    elif likely is not None:
        mask, second, doubtful = np.zeros(shape, np.bool_), None, np.zeros(shape, np.bool_)
    else:
        masks = [resize_plane(mask, shape) > 0.5 for mask in masks_in_scene(small_lab, found)]
        masks.sort(key=lambda mask: plausibility(mask, lab, edges, saliency.background), reverse=True)
        mask, second = masks[0], masks[1]
        doubtful = np.zeros_like(mask)
    if likely is None:
        return Segmentation(mask, second, doubtful, backdrop, lab, edges, saliency.background)
    likely = resize_plane(likely, shape)
    candidates = [found for found in (mask, second) if found is not None and found.any()]
    candidates += guided_masks(rgb, likely)
    candidates.sort(key=lambda found: _merit(found, lab, edges, likely), reverse=True)
    best, rival = candidates[0], candidates[1] if len(candidates) > 1 else None
    kept = doubtful & best if best is mask else np.zeros_like(best)
    return Segmentation(best, rival, kept, backdrop, lab, edges, saliency.background, likely)


def _merit(mask: Mask, lab: Floats, edges: Floats, likely: Floats) -> float:
    """How well a candidate fits both what the network says and what can be seen along its outline."""
    return agreement(mask, likely) * (0.35 + edge_agreement(mask, lab, edges))


def _reduced(rgb: Bytes) -> Bytes:
    import cv2

    scale = min(1.0, SALIENCY_SIDE / max(rgb.shape[:2]))
    return np.asarray(cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def overlap(one: Mask, other: Mask) -> float:
    """Intersection over union, 0..1."""
    union = int((one | other).sum())
    return float((one & other).sum()) / union if union else 0.0
