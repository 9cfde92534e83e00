"""Photo in, product out: the whole cut-out on one screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Bytes, Mask
from generation.engines.studio.confidence import Confidence, border_share, judge
from generation.engines.studio.finder import finder
from generation.engines.studio.matting import matte, matte_drawn
from generation.engines.studio.segmentation import segment

WORKING_SIDE = 720  # px, longer side on which the product is looked for
CORD = 0.12  # share of a product's width that what it hangs on takes at most
EDGE = 0.01  # of the photo's height
VISIBLE = 8  # alpha from which a pixel counts as visible


@dataclass(frozen=True, slots=True)
class CutOut:
    """`colour` and `alpha` at the photo's size, or smaller for a very large one; `confidence` says how far it can be trusted."""

    colour: Bytes
    alpha: Bytes
    confidence: Confidence
    touches_frame: float  # share of the frame's border that the product covers
    by_person: bool = False  # somebody drew the mask
    whole: tuple[int, int] | None = (
        None  # width and height of the photo, where `colour` and `alpha` are a smaller copy of it
    )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the photo."""
        return self.whole or (self.alpha.shape[1], self.alpha.shape[0])

    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom (exclusive) of what is visible. Raises ValueError when nothing is."""
        rows, columns = (
            np.nonzero((self.alpha >= VISIBLE).any(axis=1))[0],
            np.nonzero((self.alpha >= VISIBLE).any(axis=0))[0],
        )
        if not len(rows):
            raise ValueError("nothing is visible")
        return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1

    def hangs(self) -> bool:
        """Whether the product reaches the photo's upper edge with a narrow part of it, as a lamp on its cord does."""
        left, top, right, bottom = self.box()
        if top > EDGE * self.alpha.shape[0]:
            return False
        upper = self.alpha[top : top + max(1, round(0.02 * (bottom - top))), left:right] >= 128
        widths = upper.sum(axis=1)
        return bool(widths.any()) and float(widths.max()) <= CORD * (right - left)


def cut_out(rgb: Bytes, alpha: Bytes | None = None) -> CutOut:
    """Cut the product out of an sRGB photo. A photo that comes with its own alpha is taken at its word."""
    if alpha is not None and _is_cut_out(alpha):
        whole = Confidence(1.0, 1.0, 1.0, 1.0)
        return CutOut(rgb, alpha, whole, border_share(alpha >= VISIBLE))
    eye = finder()
    working = _working_copy(rgb)
    found = segment(working, eye.find(rgb), trusted=eye.trusted) if eye else segment(working)
    mask: Mask = found.mask
    soft = matte(rgb, mask, found.backdrop.plain)
    return CutOut(soft.colour, soft.alpha, judge(found), border_share(mask))


def cut_along(rgb: Bytes, drawn: Bytes) -> CutOut:
    """Along a mask that a person drew (0..255, at the photo's size): nobody's judgement stands above it."""
    soft = matte_drawn(rgb, drawn)
    return CutOut(soft.colour, soft.alpha, Confidence(1.0, 1.0, 1.0, 1.0), border_share(drawn >= 128), by_person=True)


def _is_cut_out(alpha: Bytes) -> bool:
    """At least 2 % of the picture is transparent, and something is not."""
    return bool((alpha < VISIBLE).mean() > 0.02 and (alpha >= VISIBLE).any())


def _working_copy(rgb: Bytes) -> Bytes:
    import cv2

    scale = min(1.0, WORKING_SIDE / max(rgb.shape[:2]))
    return np.asarray(cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
