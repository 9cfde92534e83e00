"""A network's coarse answer brought to the photo's own outlines: candidates among which the cut-out chooses."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, Mask, floats, grow, resize_plane
from generation.engines.studio.grabcut import BACKGROUND, PERHAPS_BACKGROUND, PERHAPS_PRODUCT, PRODUCT, grab_cut
from generation.engines.studio.regions import fill_pinholes

CUT_SIDE = 480  # px, longer side on which GrabCut works
BAND = 0.022  # of the longer side: how far from the network's outline the true one is looked for
RADIUS = 0.012  # of the longer side: the guided filter's window
EPSILON = 2e-3  # the guided filter's: colour variances below it count as even
SMALL_PART = 0.02  # parts with less than this share of the largest one's weight are specks


def guided_masks(rgb: Bytes, likely: Floats) -> list[Mask]:
    """The network's product at the photo's size (working size): after a guided filter, and after GrabCut in a band."""
    shape = (rgb.shape[0], rgb.shape[1])
    soft = guided_filter(floats(rgb / 255), resize_plane(likely, shape), max(2, round(RADIUS * max(shape))))
    masks = [kept_parts(soft > 0.5, soft)]
    if masks[0].any():
        masks.append(kept_parts(_cut_in_band(rgb, soft), soft))
    return masks


def guided_filter(guide: Floats, plane: Floats, radius: int) -> Floats:
    """He, Sun and Tang's filter ("Guided image filtering", 2010) with a colour guide (height, width, 3) in 0..1."""
    import cv2

    def mean(values: Floats) -> Floats:
        return floats(cv2.blur(values, (2 * radius + 1, 2 * radius + 1)))

    average, target = mean(guide), mean(plane)
    cross = mean(floats(guide * plane[..., None])) - average * target[..., None]
    rr, rg, rb, gg, gb, bb = (
        mean(floats(guide[..., i] * guide[..., j])) - average[..., i] * average[..., j] + (EPSILON if i == j else 0)
        for i, j in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    )
    inverse = (  # of the symmetric covariance, by cofactors
        (gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg),
        (rb * gb - rg * bb, rr * bb - rb * rb, rb * rg - rr * gb),
        (rg * gb - rb * gg, rb * rg - rr * gb, rr * gg - rg * rg),
    )
    determinant = rr * inverse[0][0] + rg * inverse[0][1] + rb * inverse[0][2]
    slope = floats(np.stack([sum(row[k] * cross[..., k] for k in range(3)) / determinant for row in inverse], axis=2))
    offset = floats(target - (slope * average).sum(axis=2))
    return floats(np.clip((mean(slope) * guide).sum(axis=2) + mean(offset), 0, 1))


def _cut_in_band(rgb: Bytes, soft: Floats) -> Mask:
    """GrabCut decides near the network's outline; what is far from it on either side is settled."""
    import cv2

    shape = (rgb.shape[0], rgb.shape[1])
    scale = min(1.0, CUT_SIDE / max(shape))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    likely = resize_plane(soft, (small.shape[0], small.shape[1]))
    inside = likely > 0.5
    band = max(2, round(BAND * max(likely.shape)))
    seeds = np.where(inside, PERHAPS_PRODUCT, PERHAPS_BACKGROUND).astype(np.uint8)
    seeds[~grow(inside, band)] = BACKGROUND
    seeds[grow(inside, -band) & (likely > 0.8)] = PRODUCT
    return np.asarray(resize_plane(grab_cut(np.asarray(small, dtype=np.uint8), seeds, 2), shape) > 0.5)


def kept_parts(mask: Mask, likely: Floats) -> Mask:
    """Pinholes closed and specks dropped; a part counts by how likely it is, wherever in the frame it lies."""
    from generation.engines.studio.regions import components

    whole = fill_pinholes(mask, 0.0003)
    labels, boxes = components(whole)
    if not boxes:
        return whole
    weight = np.bincount(labels.ravel(), likely.ravel(), len(boxes) + 1)
    weight[0] = 0
    kept = weight >= SMALL_PART * weight.max()
    kept[0] = False
    return np.asarray(kept[labels])


def agreement(mask: Mask, likely: Floats) -> float:
    """Soft intersection over union of a mask and the network's answer at its size, 0..1."""
    inside = float(likely[mask].sum())
    union = float(mask.sum()) + float(likely.sum()) - inside
    return inside / union if union else 0.0
