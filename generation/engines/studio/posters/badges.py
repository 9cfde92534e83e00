"""The price in its badge: a disc, a toothed seal, a rounded tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Bytes
from generation.engines.studio.posters import contrast, faces
from generation.engines.studio.posters.colours import RGB, lab_of
from generation.engines.studio.posters.fitting import LATIN_TOP, Box, Piece, Set, price_row
from generation.engines.studio.posters.shapes import Form, burst

STYLE = "figures"
APART = 38.0  # CIE76 from what lies beneath
ROOM = {"circle": 0.78, "burst": 0.70, "tag": 1.0}  # share of the diameter that the price is wide at most


@dataclass(frozen=True, slots=True)
class Badge:
    forms: tuple[Form, ...]
    words: Set
    colour: RGB  # of the price
    ground: RGB  # beneath it
    box: Box


def badge_of(
    shape: str,
    price: str,
    middle: tuple[float, float],
    radius: float,
    palette: Mapping[str, RGB],
    beneath: Bytes,
    locale: str,
) -> Badge:
    """`shape`: circle, burst or tag. Its colour is the one of accent, brand and light that stands out most from what is `beneath`."""
    ground, colour = _standing_out(palette, beneath)
    row, chain = price_row(price), faces.chain(STYLE, locale)
    at_one = sum(faces.width(text, chain, locale, small) for text, small, _rise in row)
    size = min(2 * radius * ROOM[shape] / at_one, radius * 0.78)
    x, y = middle
    left, baseline = x - at_one * size / 2, y + LATIN_TOP * size / 2
    pieces: list[Piece] = []
    start = left
    for text, small, rise in row:
        pieces.append(Piece(text, start, baseline - rise * size, size * small))
        start += faces.width(text, chain, locale, size * small)
    inked = (left, baseline - LATIN_TOP * size, left + at_one * size, baseline)
    words = Set("price", price, tuple(pieces), STYLE, size, 0.0, inked)
    forms, box = _forms(shape, middle, radius, ground, inked)
    return Badge(forms, words, colour, ground, box)


def _standing_out(palette: Mapping[str, RGB], beneath: Bytes) -> tuple[RGB, RGB]:
    """The badge's colour, apart from what lies beneath it, and that of the price, which can be read on it."""
    under = lab_of(np.median(beneath.reshape(-1, 3), axis=0))
    for name in ("accent", "brand", "deep", "light"):
        ground = np.array([[palette[name]]], np.uint8)
        ink = max((palette["light"], palette["ink"]), key=lambda colour: contrast.against(colour, ground))
        if (
            float(np.linalg.norm(lab_of(palette[name]) - under)) >= APART
            and contrast.against(ink, ground) >= contrast.SMALL
        ):
            return palette[name], ink
    return palette["ink"], palette["light"]


def _forms(
    shape: str, middle: tuple[float, float], radius: float, colour: RGB, inked: Box
) -> tuple[tuple[Form, ...], Box]:
    x, y = middle
    if shape == "tag":
        high = inked[3] - inked[1]
        around = (inked[0] - 0.55 * high, inked[1] - 0.5 * high, inked[2] + 0.55 * high, inked[3] + 0.5 * high)
        return (Form("rect", colour, (*around, high * 0.32)),), around
    box = (x - radius, y - radius, x + radius, y + radius)
    if shape == "burst":
        return (Form("polygon", colour, burst(x, y, radius)),), box
    return (Form("circle", colour, (x, y, radius)),), box
