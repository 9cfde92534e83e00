"""Giving back what one flood ate of the product and another left standing, where the outline is better seen with it."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.studio.colour import Floats, Mask, grow
from generation.engines.studio.outline import outline_evidence
from generation.engines.studio.regions import components

SMALLEST = 12  # px
LARGEST = 0.15  # of the body; a larger piece is another opinion, not damage
UNSEEN = 0.85  # of the outline that nothing in the photo shows may be left, for a piece to be the product's
JOINED = 3  # px between pieces that are judged as one
MARGIN = 9  # px around a piece in which the outline is compared


def mended(body: Mask, others: Sequence[Mask], lab: Floats, edges: Floats) -> Mask:
    """The body with every piece of the others that makes the outline around it clearer: better seen and less frayed."""
    whole = body.copy()
    most = LARGEST * float(body.sum())
    for other in others:
        lost = other & ~whole
        lost = grow(grow(lost, -1), 1) & lost
        labels, boxes = components(grow(lost, JOINED))  # one bite is often many crumbs
        for number, (x, y, width, height, area) in enumerate(boxes, start=1):
            if not SMALLEST <= area <= most:
                continue
            window = (
                slice(max(0, y - MARGIN), y + height + MARGIN),
                slice(max(0, x - MARGIN), x + width + MARGIN),
            )
            piece = (labels[window] == number) & lost[window]
            if not (grow(piece, 1) & whole[window]).any():
                continue
            added = whole[window] | (grow(piece, 1) & other[window])
            if _clearer(whole[window], added, piece, lab[window], edges[window]):
                whole[window] = added
    return whole


def _clearer(before: Mask, after: Mask, piece: Mask, lab: Floats, edges: Floats) -> bool:
    near = grow(piece, 3)
    old, old_rim = outline_evidence(before, lab, edges)
    new, new_rim = outline_evidence(after, lab, edges)
    old_rim, new_rim = old_rim & near, new_rim & near
    if not old_rim.any() or not new_rim.any():
        return bool(old_rim.any())
    seen_before, seen_after = old[old_rim], new[new_rim]
    shorter = float((1 - seen_after).sum()) < UNSEEN * float((1 - seen_before).sum())
    return shorter and float(seen_after.mean()) > float(seen_before.mean())
