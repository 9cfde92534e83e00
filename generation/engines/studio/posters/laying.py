"""Words, badge and logo laid on a poster: each in a colour that can be read where it stands, off the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from generation.engines.studio.colour import Bytes, floats
from generation.engines.studio.packshot import over
from generation.engines.studio.posters import contrast, faces, letters, shapes
from generation.engines.studio.posters.badges import Badge, badge_of
from generation.engines.studio.posters.colours import RGB, lab_of
from generation.engines.studio.posters.fitting import Box, Set
from generation.engines.studio.posters.layouts import Layout, Place, Plan
from generation.engines.studio.posters.shapes import Form

NEAR = 6  # px that words keep from the product's outline


@dataclass(frozen=True, slots=True)
class Painted:
    """A set text and its colour."""

    words: Set
    colour: RGB


@dataclass(slots=True)
class Work:
    """A poster on its way."""

    layout: Layout
    plan: Plan
    place: Place
    locale: str
    palette: dict[str, RGB]
    rgb: Bytes
    alpha: Bytes
    plates: list[Form] = field(default_factory=list)
    texts: list[Painted] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)  # contrast by what is needed


def lay_words(work: Work, sets: Sequence[Set]) -> None:
    """Each text in the first colour that can be read where it stands; where none can, on a plate."""
    for words in sets:
        found = _readable(work, words)
        if found is None:
            _plate(work, words.box)
            found = _readable(work, words) or max(
                (work.palette[name] for name in ("ink", "light")),
                key=lambda colour: contrast.against(colour, _beneath(work, words.box)),
            )
        work.texts.append(Painted(words, found))
        work.ratios.append(contrast.against(found, _beneath(work, words.box)) / _needed(work, words))
    for text in work.texts:
        letters.drawn(work.rgb, text.words, text.colour, work.locale)


def _readable(work: Work, words: Set) -> RGB | None:
    beneath, least = _beneath(work, words.box), _needed(work, words)
    wished = work.plan.words(work.layout, words.role).colour
    for name in dict.fromkeys((wished, "ink", "light", "deep")):
        if contrast.against(work.palette[name], beneath) >= least:
            return work.palette[name]
    return None


def _needed(work: Work, words: Set) -> float:
    smallest = min(piece.size for piece in words.pieces)
    weight = faces.chain(words.style, work.locale)[0].weight
    return contrast.needed(smallest, weight, work.place.shown / work.place.width)


def _beneath(work: Work, box: Box) -> Bytes:
    left, top, right, bottom = (round(side) for side in box)
    return work.rgb[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2]


def _plate(work: Work, box: Box) -> None:
    pad = 0.016 * work.place.unit
    beneath = _beneath(work, box)
    light = float(contrast.luminance(beneath.reshape(-1, 3)).mean()) > 0.18
    around = (box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad, pad)
    plate = Form("rect", work.palette["paper" if light else "deep"], around, opacity=0.88)
    work.plates.append(plate)
    work.rgb = over(work.rgb, work.alpha, floats(shapes.painted(work.rgb, plate)))


def lay_badge(work: Work, price: str, taken: Sequence[Box], strip: float) -> Badge:
    """In the first of the layout's places, and as large as it may be, where it touches neither words nor product; else in the free
    place that is nearest to the first."""
    plan, place = work.plan, work.place
    wished = [place.box((x, y / strip, x, y / strip))[:2] for x, y in plan.badges]
    left, top, right, bottom = place.box((0, 0, 1, 1))
    grid = [(float(x), float(y)) for y in np.linspace(top, bottom, 19) for x in np.linspace(left, right, 15)]
    grid.sort(key=lambda at: (at[0] - wished[0][0]) ** 2 + (at[1] - wished[0][1]) ** 2)
    largest = plan.badge * place.unit / 2
    for shares, places in (((1.0, 0.86), wished), ((1.0, 0.86, 0.74), grid)):
        for share in shares:
            for middle in places:
                badge = _badge_at(work, price, middle, largest * share)
                if not _touches(work, badge.box, taken):
                    return _badge_drawn(work, badge)
    return _badge_drawn(work, _badge_at(work, price, wished[0], largest * 0.74))


def _badge_at(work: Work, price: str, middle: tuple[float, float], radius: float) -> Badge:
    """Moved as far as it takes to stand within the safe area."""
    beneath = _beneath_spot(work, middle, radius)

    def made(x: float, y: float) -> Badge:
        return badge_of(work.layout.badge, price, (x, y), radius, work.palette, beneath, work.locale)

    left, top, right, bottom = work.place.box((0, 0, 1, 1))
    badge = made(*middle)
    across = max(left - badge.box[0], 0.0) - max(badge.box[2] - right, 0.0)
    down = max(top - badge.box[1], 0.0) - max(badge.box[3] - bottom, 0.0)
    return made(middle[0] + across, middle[1] + down) if across or down else badge


def _beneath_spot(work: Work, middle: tuple[float, float], radius: float) -> Bytes:
    x, y = middle
    return _beneath(work, (x - radius, y - radius, x + radius, y + radius))


def _touches(work: Work, box: Box, taken: Sequence[Box]) -> bool:
    if any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken):
        return True
    return covered(work.alpha, box) > 0


def covered(alpha: Bytes, box: Box) -> int:
    """Pixels of the product within the box, or nearer to it than `NEAR`."""
    left, top, right, bottom = (round(side) for side in box)
    part = alpha[max(top - NEAR, 0) : bottom + NEAR, max(left - NEAR, 0) : right + NEAR]
    return int((part >= 8).sum())


def _badge_drawn(work: Work, badge: Badge) -> Badge:
    for form in badge.forms:
        work.rgb = shapes.painted(work.rgb, form)
    beneath = np.array([[badge.ground]], np.uint8)
    smallest = min(piece.size for piece in badge.words.pieces)
    weight = faces.chain(badge.words.style, work.locale)[0].weight
    least = contrast.needed(smallest, weight, work.place.shown / work.place.width)
    work.ratios.append(contrast.against(badge.colour, beneath) / least)
    letters.drawn(work.rgb, badge.words, badge.colour, work.locale)
    return badge


def lay_logo(work: Work, logo: Bytes, box: Box) -> tuple[Bytes, Box]:
    """At its place; on a plate of the paper's colour where it would not stand out."""
    from PIL import Image

    left, top, right, bottom = (round(side) for side in box)
    small = np.asarray(Image.fromarray(logo, "RGBA").resize((right - left, bottom - top), Image.Resampling.LANCZOS))
    solid = small[small[..., 3] >= 128]
    under = work.rgb[top:bottom, left:right].reshape(-1, 3)
    if len(solid):
        apart = float(np.linalg.norm(lab_of(solid[:, :3].mean(axis=0)) - lab_of(under.mean(axis=0))))
        whole = (small[..., 3] >= 128).all()
        if apart < 25 and not whole:
            pad = 0.014 * work.place.unit
            dark = float(contrast.luminance(solid[:, :3]).mean()) < 0.4
            plate = Form(
                "rect",
                work.palette["light" if dark else "deep"],
                (left - pad, top - pad, right + pad, bottom + pad, pad),
                opacity=0.92,
            )
            work.plates.append(plate)
            work.rgb = shapes.painted(work.rgb, plate)
    cover = small[..., 3:].astype(np.float32) / 255
    part = work.rgb[top:bottom, left:right]
    part[:] = (part * (1 - cover) + small[..., :3] * cover).round().astype(np.uint8)
    return small, (left, top, right, bottom)
