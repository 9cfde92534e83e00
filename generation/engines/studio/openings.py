"""What the product encloses and looks like backdrop: an opening to see through, or a pale part such as a paper label.

Nothing of the product may be lost, so only what matches the backdrop in colour, in shading and in the want of any
texture is opened. A region with print on it is the product's. What could be either is kept and reported as doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from generation.engines.studio.backdrop import Backdrop
from generation.engines.studio.colour import Floats, Mask, floats, grow
from generation.engines.studio.regions import components, fill_pinholes

SMALLEST = 12  # px; what is smaller has no colour of its own
VIVID = 10.0  # chroma from which a backdrop's hue alone tells it from most products
BLACK = 3.5  # L below which every surface looks the same
PRINT_STEP = 10.0  # Lab units between a printed sign and its paper
TEXTURE = 2.5  # Lab units per pixel; a backdrop out of focus has no edges as steep
THICK_WALL = 0.13  # of the product's size; a large region as deep in the product as this may be a blank label
LARGE = 0.08  # of the body
ISLANDS = 0.002  # share of a region that may differ from it before it counts as marked


class Verdict(Enum):
    OPENING = "opening"
    DOUBTFUL = "doubtful"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Openings:
    """`seen_through` is backdrop behind the product; `doubtful` may be that, and is kept."""

    seen_through: Mask
    doubtful: Mask


@dataclass(frozen=True, slots=True)
class Surface:
    """What is measured everywhere, in Lab units: `offset` from the backdrop expected there, gradients in `edges`."""

    lab: Floats
    edges: Floats
    offset: Floats
    expected: Floats
    backdrop: Backdrop


def find_openings(body: Mask, surface: Surface, barrier: float) -> Openings:
    """Judge every calm region of the body that has the backdrop's colour, one by one."""
    depth, size = _depth(body), float(body.sum())
    alike = body & (surface.backdrop.residual < surface.backdrop.tolerance)
    calm = alike & (surface.edges < barrier)
    calm = grow(grow(calm, -1), 1) & calm
    seen_through, doubtful = np.zeros_like(body), np.zeros_like(body)
    labels, boxes = components(calm)
    for number, (x, y, width, height, area) in enumerate(boxes, start=1):
        if area < SMALLEST:
            continue
        window = (slice(max(0, y - 5), y + height + 5), slice(max(0, x - 5), x + width + 5))
        inside, near = labels[window] == number, _cropped(surface, window)
        verdict = _verdict(inside, alike[window], near)
        if verdict is Verdict.OPENING and _may_be_label(inside, near, depth[window], size):
            verdict = Verdict.DOUBTFUL
        if verdict is Verdict.OPENING:
            seen_through[window] |= grow(inside, 3) & alike[window]
        elif verdict is Verdict.DOUBTFUL:
            doubtful[window] |= inside
    return Openings(seen_through, doubtful & ~seen_through)


def _may_be_label(inside: Mask, surface: Surface, depth: Floats, size: float) -> bool:
    """A large region deep in the product, before a backdrop of paper's colour. `size` is the body's, in px."""
    if inside.sum() < LARGE * size or _vivid(inside, surface.expected):
        return False
    wall = float(np.percentile(depth[inside & ~grow(inside, -1)], 25))
    return bool(wall > THICK_WALL * size**0.5)


def _depth(body: Mask) -> Floats:
    """Distance of every pixel of the body from what lies around it, in px."""
    import cv2

    return floats(cv2.distanceTransform(body.astype(np.uint8), cv2.DIST_L2, 3))


def _vivid(inside: Mask, expected: Floats) -> bool:
    return float(np.hypot(*np.median(expected[inside], axis=0)[1:])) > VIVID


def _cropped(surface: Surface, window: tuple[slice, slice]) -> Surface:
    backdrop = surface.backdrop
    near = Backdrop(backdrop.field[window], backdrop.residual[window], backdrop.noise, backdrop.coverage)
    return Surface(surface.lab[window], surface.edges[window], surface.offset[window], surface.expected[window], near)


def _verdict(inside: Mask, alike: Mask, surface: Surface) -> Verdict:
    """The region itself, what it encloses, and what borders on it."""
    noise, tolerance = surface.backdrop.noise, surface.backdrop.tolerance
    vivid = _vivid(inside, surface.expected)
    marks = _marks(inside, surface)
    if marks is Verdict.PRODUCT:
        return marks
    rim = grow(inside, 4) & ~grow(inside, 1) & ~alike
    contrast = float(np.median(surface.backdrop.residual[rim])) if rim.any() else 0.0
    if not vivid and contrast < 1.6 * tolerance:
        return Verdict.PRODUCT  # a pale part in a pale product
    misfit = _misfit(inside, surface, vivid, noise)
    if misfit > (1.5 if vivid else 2.5):
        return Verdict.PRODUCT
    clear = float(np.median(surface.expected[inside][:, 0])) > BLACK
    return Verdict.OPENING if clear and misfit <= 1 and marks is Verdict.OPENING else Verdict.DOUBTFUL


def _marks(inside: Mask, surface: Surface) -> Verdict:
    """PRODUCT for clear print, DOUBTFUL for texture or faint marks, OPENING for none. Nothing floats in an opening."""
    filled = fill_pinholes(inside, 1.0)
    islands = grow(filled, -2) & ~inside
    inner = grow(filled, -4)
    if not inner.any():
        return Verdict.OPENING
    steep = float(np.percentile(surface.edges[inner], 99))
    marked = float(islands.sum()) > ISLANDS * float(filled.sum())
    if marked and steep > TEXTURE:
        step = np.linalg.norm(surface.lab[islands] - np.median(surface.lab[inside], axis=0), axis=1)
        return Verdict.PRODUCT if float(np.percentile(step, 90)) > PRINT_STEP else Verdict.DOUBTFUL
    return Verdict.DOUBTFUL if steep > TEXTURE else Verdict.OPENING


def _misfit(inside: Mask, surface: Surface, vivid: bool, noise: float) -> float:
    """How far colour and shading stray from the backdrop's, 1 being the most that an opening may."""
    core = grow(inside, -2)
    offset = surface.offset[core if core.sum() >= SMALLEST else inside]
    middle = np.abs(np.median(offset, axis=0))
    low, high = np.percentile(offset[:, 0], (10, 90))
    shading = float(high - low) / 2.56  # the standard deviation, outliers left out
    rooms = (9.0, 2.5 + noise, 2.0 + 0.8 * noise) if vivid else (*(2 * (0.8 + 0.3 * noise,)), 0.5 + 0.45 * noise)
    return float(max(middle[0] / rooms[0], middle[1:].max() / rooms[1], shading / rooms[2]))
