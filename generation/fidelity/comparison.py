"""Two pictures of one product, of the same size and place: how far the second is from the first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generation.fidelity.colour_difference import Floats, differences, to_lab

Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

COVERED = 6.0  # CIEDE2000, smoothed over 5 px; here something else than the product is shown
_DYNAMIC = 100.0  # of L


@dataclass(frozen=True, slots=True)
class Comparison:
    """`colour` is CIEDE2000 at every pixel of `core`, 0 elsewhere; see `bars` for the rest. `core` is the eroded silhouette."""

    colour: Floats
    core: Mask
    colour_mean: float
    colour_worst: float
    silhouette: float
    structure: float

    def measures(self) -> dict[str, float]:
        names = ("colour_mean", "colour_worst", "silhouette", "structure")
        return {name: round(float(getattr(self, name)), 4) for name in names}


def compare(photo: Bytes, picture: Bytes, alpha: Bytes, margin: int) -> Comparison | None:
    """`photo` and `picture` (h, w, 3) sRGB, `alpha` (h, w) of the product; `margin` px are taken off its solid part.

    None when nothing of the product is left to compare.
    """
    core = eroded(alpha >= 254, margin)
    if not core.any():
        return None
    one, other = to_lab(photo), to_lab(picture)
    colour = np.zeros(alpha.shape, np.float32)
    found = differences(one[core], other[core])
    colour[core] = found
    return Comparison(
        colour,
        core,
        float(found.mean()),
        float(np.percentile(found, 99)),
        _silhouette(colour, core, alpha),
        _structure(one[..., 0], other[..., 0], core),
    )


def eroded(mask: Mask, radius: int) -> Mask:
    """Without its outermost `radius` pixels; what lies outside the frame is not of it."""
    import cv2

    if radius < 1:
        return mask
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    around = cv2.copyMakeBorder(mask.astype(np.uint8), radius, radius, radius, radius, cv2.BORDER_CONSTANT, value=[0])
    return np.asarray(cv2.erode(around, disc))[radius:-radius, radius:-radius] > 0


def _silhouette(colour: Floats, core: Mask, alpha: Bytes) -> float:
    """Of the product's outline in its photo, the share that the picture shows; what covers or replaces it is taken off."""
    import cv2

    weight = core.astype(np.float32)
    share = np.asarray(cv2.blur(weight, (5, 5)))
    smooth = np.asarray(cv2.blur(colour, (5, 5))) / np.maximum(share, 1e-6)
    covered = core & (smooth > COVERED)
    visible = alpha >= 128
    return 1 - float(covered.sum()) / float(visible.sum())


def _structure(one: Floats, other: Floats, core: Mask) -> float:
    """Mean structural similarity of the lightness over `core`, with a Gaussian window of 1.5 px.

    After Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural similarity" (2004).
    """
    import cv2

    def smooth(plane: Floats) -> Floats:
        return np.asarray(cv2.GaussianBlur(plane, (11, 11), 1.5), dtype=np.float32)

    inside = core.astype(np.float32)
    share = np.maximum(smooth(inside), 1e-6)  # only the product's own pixels count, the new ground does not

    def local(plane: Floats) -> Floats:
        return np.asarray(smooth(plane * inside) / share, dtype=np.float32)

    mean1, mean2 = local(one), local(other)
    spread1 = np.maximum(local(one * one) - mean1**2, 0)
    spread2 = np.maximum(local(other * other) - mean2**2, 0)
    joint = local(one * other) - mean1 * mean2
    small, tiny = (0.03 * _DYNAMIC) ** 2, (0.01 * _DYNAMIC) ** 2
    similar = (
        (2 * mean1 * mean2 + tiny) * (2 * joint + small) / ((mean1**2 + mean2**2 + tiny) * (spread1 + spread2 + small))
    )
    return float(similar[core].mean())
