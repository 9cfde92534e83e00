"""Which pixels are the product, at working size, and a second opinion on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generation.engines.studio.backdrop import Backdrop, fit_backdrop
from generation.engines.studio.busy_scene import masks_in_scene
from generation.engines.studio.colour import Bytes, Floats, Mask, gradient, resize_plane, to_lab
from generation.engines.studio.even_backdrop import stand_before_backdrop
from generation.engines.studio.guided import agreement, guided_masks
from generation.engines.studio.outline import edge_agreement, plausibility
from generation.engines.studio.saliency import Saliency, find_salient

SALIENCY_SIDE = 400  # px, longer side for superpixels
CONFIRMED = 0.6  # overlap with what the network sees from which a mask of colour and light is kept in a busy scene
UNSEEN = 0.6  # added to an outline's evidence, so that a product of its ground's colour can be chosen at all


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
    trusted: bool = False  # whether the network is good enough to vouch for a mask in a busy scene


def segment(rgb: Bytes, likely: Floats | None = None, *, trusted: bool = False) -> Segmentation:
    """Find the product in a photo of working size (sRGB bytes, longer side some hundred pixels).

    `likely` is a network's answer at any size. One that is `trusted` proposes masks of its own beside those of colour and light. Any
    other is a witness, by which doubts are found, and proposes only in a busy scene where it does not confirm the mask.
    """
    found, others = by_colour(rgb)
    if likely is None:
        return found
    found = replace(found, likely=resize_plane(likely, (rgb.shape[0], rgb.shape[1])), trusted=trusted)
    return _with_proposals(rgb, found, others) if trusted or _is_called_for(found) else found


def _is_called_for(found: Segmentation) -> bool:
    """In a busy scene whose mask the network does not see as the product: what it confirms has finer outlines than its own."""
    assert found.likely is not None
    return not found.backdrop.plain and agreement(found.mask, found.likely) < CONFIRMED


def by_colour(rgb: Bytes) -> tuple[Segmentation, list[Mask]]:
    """What colour, light and outlines tell, best first; and every other candidate that was thought of."""
    lab = to_lab(rgb)
    edges = gradient(lab)
    backdrop = fit_backdrop(lab)
    small_lab = to_lab(_reduced(rgb))
    found = find_salient(small_lab)
    shape = (rgb.shape[0], rgb.shape[1])
    saliency = Saliency(resize_plane(found.salient, shape), resize_plane(found.background, shape))
    if backdrop.plain:
        standing = stand_before_backdrop(rgb, lab, backdrop, edges, saliency)
        others = [] if standing.rival is None else [standing.rival]
        mask, second, doubtful = standing.product, standing.rival, standing.doubtful
    else:
        masks = [resize_plane(mask, shape) > 0.5 for mask in masks_in_scene(small_lab, found)]
        masks.sort(key=lambda mask: plausibility(mask, lab, edges, saliency.background), reverse=True)
        mask, second, *_ = masks
        others, doubtful = masks[1:], np.zeros_like(mask)
    return Segmentation(mask, second, doubtful, backdrop, lab, edges, saliency.background), others


def _with_proposals(rgb: Bytes, found: Segmentation, others: list[Mask]) -> Segmentation:
    """Of all candidates the one for which the network and the outlines speak most; the second is the runner-up."""
    assert found.likely is not None
    likely = found.likely
    candidates = [mask for mask in (found.mask, *others, *guided_masks(rgb, likely)) if mask.any()]
    if not candidates:
        return found
    candidates.sort(key=lambda mask: _merit(mask, found, likely), reverse=True)
    best, second = candidates[0], candidates[1] if len(candidates) > 1 else None
    return replace(found, mask=best, second=second, doubtful=found.doubtful & best)


def _merit(mask: Mask, found: Segmentation, likely: Floats) -> float:
    return float(agreement(mask, likely) ** 0.5 * (UNSEEN + edge_agreement(mask, found.lab, found.edges)))


def _reduced(rgb: Bytes) -> Bytes:
    import cv2

    scale = min(1.0, SALIENCY_SIDE / max(rgb.shape[:2]))
    return np.asarray(cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def overlap(one: Mask, other: Mask) -> float:
    """Intersection over union, 0..1."""
    union = int((one | other).sum())
    return float((one & other).sum()) / union if union else 0.0
