"""How far a cut-out can be trusted without a person looking at it: six doubts, each from 0 (grave) to 1 (none)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from generation.engines.studio.colour import Mask, grow
from generation.engines.studio.guided import agreement
from generation.engines.studio.outline import edge_agreement, lost_outline
from generation.engines.studio.regions import components
from generation.engines.studio.segmentation import Segmentation, overlap

LEAST_AREA, MOST_AREA = 0.004, 0.9  # shares of the photo that a product may cover

ALONE = 0.5  # stability of a cut-out that no other method comes near to
UNDECIDED = (0.003, 0.02)  # shares of the product that may be openings: nothing to speak of, and enough to stop
UNSEEN = (0.035, 0.08)  # shares of the outline that the photo does not show: usual, and enough to stop
FRAYED = (0.015, 0.06)  # the same for weak and frayed stretches
BUSY_CEILING = 0.3  # in a busy scene colour and outlines alone cannot tell the product from what stands beside it
AGREED = (0.45, 0.8)  # overlap with what the network sees: another thing, and the same
AGREED_IN_SCENE = (0.76, 0.92)  # the same in a busy scene, where a trusted network is all that vouches for the mask
BLACK = (6.0, 14.0)  # lightness of the ground around: a product's dark parts cannot be told from it, and can
UNTOLD = 0.5  # what is left of the trust in surroundings that are black
LEFT_OUT = (
    0.02,
    0.25,
)  # what the network sees beside the cut-out, as a share of the cut-out: nothing, and a part of it


@dataclass(frozen=True, slots=True)
class Confidence:
    """`outline`: it follows visible edges all along; `stability`: a second method agrees; `framing`: the product is whole and of
    a likely size; `surroundings`: what lies around is backdrop and nothing of the foreground was left out; `openings`:
    nothing that was kept may be an opening to see through; `network`: the network sees the same product.
    """

    outline: float
    stability: float
    framing: float
    surroundings: float
    openings: float = 1.0
    network: float = 1.0

    @property
    def overall(self) -> float:
        """The fourth root of their product, 0..1: one grave doubt is enough."""
        return float(np.prod(list(asdict(self).values())) ** 0.25)


def judge(found: Segmentation) -> Confidence:
    mask = found.mask
    if not mask.any():
        return Confidence(0.0, 0.0, 0.0, 0.0)
    return Confidence(
        outline=_outline(found),
        stability=ALONE if found.second is None else _ramp(overlap(mask, found.second), 0.45, 0.95),
        framing=_framing(mask),
        surroundings=_surroundings(found),
        openings=1 - 0.7 * _ramp(float(found.doubtful.sum()) / float(mask.sum()), *UNDECIDED),
        network=_witnessed(found),
    )


def _witnessed(found: Segmentation) -> float:
    if found.likely is None:
        return 1.0
    vouched_for = found.trusted and not found.backdrop.plain
    return _ramp(agreement(found.mask, found.likely), *(AGREED_IN_SCENE if vouched_for else AGREED))


def border_share(mask: Mask) -> float:
    """How much of the frame's border the product covers, 0..1."""
    rim = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    return float(rim.mean())


def _outline(found: Segmentation) -> float:
    """Good on the whole, and nowhere guessed for long: product of backdrop's colour, bites, frayed shadows."""
    unseen, frayed = lost_outline(found.mask, found.lab, found.edges)
    whole = _ramp(edge_agreement(found.mask, found.lab, found.edges), 0.35, 0.85)
    return whole * (1 - 0.75 * _ramp(unseen, *UNSEEN)) * (1 - 0.7 * _ramp(frayed, *FRAYED))


def _framing(mask: Mask) -> float:
    area = float(mask.mean())
    size = _ramp(area, 0.0, LEAST_AREA) * _ramp(1 - area, 0.0, 1 - MOST_AREA)
    whole = 1 - _ramp(border_share(mask), 0.004, 0.06)
    boxes = sorted((box[4] for box in components(mask)[1]), reverse=True)
    pieces = sum(boxes[:2]) / max(sum(boxes), 1)  # a pair of shoes is one product, confetti is not
    return size * whole * _ramp(pieces, 0.4, 0.95)


def _surroundings(found: Segmentation) -> float:
    mask = found.mask
    outside = grow(mask, 5) & ~grow(mask, 2)
    if not outside.any():
        return 0.0
    foreground = 1 - found.background
    taken = float(foreground[mask].sum()) / max(float(foreground.sum()), 1e-6)
    if found.backdrop.plain:
        explained = found.backdrop.residual < 2.5 * found.backdrop.tolerance
        clean = _ramp(float(explained[outside].mean()), 0.2, 0.7) * _ramp(found.backdrop.coverage, 0.5, 0.95)
        told = _ramp(float(np.median(found.lab[..., 0][outside])), *BLACK)
        return clean * _ramp(taken, 0.2, 0.6) * (UNTOLD + (1 - UNTOLD) * told)
    if found.likely is not None and found.trusted:
        left_out = float(found.likely[~grow(mask, 5)].sum()) / float(mask.sum())
        return 1 - _ramp(left_out, *LEFT_OUT)
    tied = _ramp(float(found.background[outside].mean()), 0.35, 0.85)
    distinct = _ramp(float(foreground[mask].mean()), 0.2, 0.6)
    return BUSY_CEILING * tied * distinct * _ramp(taken, 0.3, 0.85)


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0.0, 1.0))
