"""The product in front of one even surface: what is left when the backdrop has been flooded away from the border.

The flood runs over backdrop, soft shadows and reflections, and stops at outlines. How pale an outline may be, and how
far a shadow may stray from the backdrop's colour, differs from photo to photo; so several floods are tried, and the
one is kept whose outline is best seen and least frayed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.backdrop import Backdrop, border_ring
from generation.engines.studio.colour import Bytes, Floats, Mask, grow, local_mean
from generation.engines.studio.grabcut import BACKGROUND, PERHAPS_BACKGROUND, PERHAPS_PRODUCT, PRODUCT, grab_cut
from generation.engines.studio.mending import mended
from generation.engines.studio.openings import Surface, find_openings
from generation.engines.studio.outline import seen_outline, solidity
from generation.engines.studio.regions import border_reached, components, fill_pinholes, main_parts
from generation.engines.studio.saliency import Saliency

PALEST_EDGE = 1.3  # Lab units per pixel at a working side of 720 px
RIVAL = 0.75  # share of the best score from which another flood is worth comparing with
SMALL_PART = 0.03  # parts with less than this share of the main part's mass are specks


@dataclass(frozen=True, slots=True)
class Flood:
    """`barrier`: edges steeper than this share of the usual stop it; `reach`: Lab distance from the backdrop that soft
    shadows may have; `ball`: radius in px of what must fit through a gap.
    """

    barrier: float
    reach: float
    ball: int


FLOODS = (Flood(1, 17, 3), Flood(1, 10, 3), Flood(0.6, 10, 3), Flood(0.6, 0, 3), Flood(0.6, 10, 6), Flood(0.35, 10, 4))


@dataclass(frozen=True, slots=True)
class Standing:
    """`product`, what in it may be an opening after all (`doubtful`, kept), and a rival's opinion, if any is good."""

    product: Mask
    doubtful: Mask
    rival: Mask | None


@dataclass(frozen=True, slots=True)
class View:
    """The photo at working size and what was measured in it; `barrier` in Lab units per pixel."""

    rgb: Bytes
    lab: Floats
    edges: Floats
    backdrop: Backdrop
    saliency: Saliency
    shade: Mask
    barrier: float


def stand_before_backdrop(rgb: Bytes, lab: Floats, backdrop: Backdrop, edges: Floats, saliency: Saliency) -> Standing:
    """The best flood's product, mended from the others, and for comparison the best one with another barrier."""
    view = View(rgb, lab, edges, backdrop, saliency, _shade_like(lab, backdrop), _usual_barrier(edges, backdrop))
    bodies = {flood: _flooded(view, flood) for flood in FLOODS}
    scores = {flood: _outline_score(body, lab, backdrop) for flood, body in bodies.items()}
    best, *others = sorted(FLOODS, key=lambda flood: scores[flood], reverse=True)
    rivals = [flood for flood in others if scores[flood] > RIVAL * scores[best]]
    body = mended(bodies[best], [bodies[flood] for flood in rivals], lab, edges)
    rivals.sort(key=lambda flood: flood.barrier == best.barrier)  # another barrier says more
    product, doubtful = _finished(view, body)
    return Standing(product, doubtful, _finished(view, bodies[rivals[0]])[0] if rivals else None)


def _usual_barrier(edges: Floats, backdrop: Backdrop) -> float:
    """An outline, however pale, is steeper than the backdrop's own grain."""
    ring = border_ring((edges.shape[0], edges.shape[1])) & (backdrop.residual < backdrop.tolerance)
    grain = float(np.percentile(edges[ring], 99)) if ring.any() else 0.0
    return float(max(PALEST_EDGE * 720 / max(edges.shape), 1.2 * grain))


def _flooded(view: View, flood: Flood) -> Mask:
    """What the flood left standing, enclosed backdrop included."""
    barrier = view.barrier * flood.barrier
    residual, edges = view.backdrop.residual, view.edges
    calm = (edges < 0.45 * barrier) & (residual < 1.5 * flood.reach)
    free = (edges < barrier) & ((residual < view.backdrop.tolerance) | (residual < flood.reach) | calm | view.shade)
    behind = grow(border_reached(grow(free, -flood.ball)), flood.ball) & free
    return ~behind


def _outline_score(body: Mask, lab: Floats, backdrop: Backdrop) -> float:
    core = main_parts(grow(body, -1), np.minimum(backdrop.residual, 40), SMALL_PART)
    if not core.any():
        return 0.0
    clear = float(np.clip(3 * backdrop.noise, 3, 9))
    return float(seen_outline(core, lab, clear) * solidity(core) ** 0.5)


def _finished(view: View, body: Mask) -> tuple[Mask, Mask]:
    """Holes opened, other surfaces and specks dropped, contact shadows settled; and which parts may be holes."""
    backdrop = view.backdrop
    expected = _nearby_backdrop(view.lab, ~body, backdrop)
    surface = Surface(view.lab, view.edges, view.lab - expected, expected, backdrop)
    found = find_openings(body, surface, view.barrier)
    body = body & ~found.seen_through
    body &= ~_other_surfaces(body & (view.saliency.background > 0.97))
    body = main_parts(fill_pinholes(body, 0.0004), np.minimum(backdrop.residual, 40), SMALL_PART)
    if not body.any():
        return body, body
    shade = view.shade & (view.edges < 3 * view.barrier)
    kept = found.doubtful & body & ~_cast_shadow(body, shade)  # colours that fit the backdrop settle nothing here
    body = _settle_shadows(view.rgb, body, shade, backdrop) | kept
    return body, found.doubtful & body


def _shade_like(lab: Floats, backdrop: Backdrop) -> Mask:
    """Pixels that could be the backdrop in shadow: darker, the hue kept, the more freely the darker they are."""
    expected = np.maximum(backdrop.field[..., 0], 0.5)
    ratio = np.maximum(lab[..., 0], 0.5) / expected
    drift = np.hypot(
        lab[..., 1] - backdrop.field[..., 1] * ratio,
        lab[..., 2] - backdrop.field[..., 2] * ratio,
    )
    allowed = 3.0 + 1.2 * backdrop.noise + 0.35 * np.maximum(expected - lab[..., 0], 0)
    return np.asarray((ratio < 1.02) & (ratio > 0.3) & (drift < allowed))


def _nearby_backdrop(lab: Floats, behind: Mask, backdrop: Backdrop) -> Floats:
    """The backdrop's colour as seen around each pixel; the fitted field where none is near."""
    colours, share = local_mean(lab, behind & (backdrop.residual < 2 * backdrop.tolerance), max(lab.shape) // 14)
    return np.where((share > 0.03)[..., None], colours, backdrop.field)


def _cast_shadow(body: Mask, shade: Mask) -> Mask:
    """Shade at the product's foot. Where shade makes up much of the body, the product itself is dark, not shadowed."""
    rows = np.nonzero(body.any(axis=1))[0]
    lower = np.zeros_like(body)
    lower[int(rows[0] + 0.6 * (rows[-1] - rows[0])) :] = True
    cast = body & shade & lower
    return cast if cast.sum() < 0.2 * body.sum() else np.zeros_like(body)


def _other_surfaces(tied: Mask) -> Mask:
    """Regions that fill a corner of the frame, like the table under the wall. A product cropped by one side does not."""
    from_corners = np.zeros_like(tied)
    labels, _ = components(grow(grow(tied, -3), 3) & tied)
    reach = max(3, round(0.02 * max(tied.shape)))
    for corner in (labels[:reach, :reach], labels[:reach, -reach:], labels[-reach:, :reach], labels[-reach:, -reach:]):
        for number in np.unique(corner[corner > 0]):
            from_corners |= labels == number
    return from_corners


def _settle_shadows(rgb: Bytes, body: Mask, shade: Mask, backdrop: Backdrop) -> Mask:
    """Let GrabCut decide on contact shadows and the outermost pixels; everything else is settled."""
    thin = body & ~grow(grow(body, -3), 3)
    core = grow(body, -3) & ~shade
    cast = _cast_shadow(body, shade)
    seeds = np.full(body.shape, BACKGROUND, np.uint8)
    seeds[grow(body, 2)] = PERHAPS_BACKGROUND
    seeds[body] = PERHAPS_PRODUCT
    seeds[cast] = PERHAPS_BACKGROUND
    seeds[core | (thin & (backdrop.residual > 1.4 * backdrop.tolerance)) | (grow(body, -10) & body & ~cast)] = PRODUCT
    rows, columns = np.nonzero(body.any(axis=1))[0], np.nonzero(body.any(axis=0))[0]
    window = (slice(max(0, rows[0] - 24), rows[-1] + 25), slice(max(0, columns[0] - 24), columns[-1] + 25))
    cut = np.zeros_like(body)
    cut[window] = grab_cut(rgb[window], seeds[window], 2)
    return main_parts(fill_pinholes(cut, 0.0004), np.minimum(backdrop.residual, 40), SMALL_PART)
