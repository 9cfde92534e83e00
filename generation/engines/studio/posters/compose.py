"""A finished poster: ground, shadow, product, words, badge and logo, each kept as a layer of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from generation.correction import AS_SHOT, Correction
from generation.engines.studio import shadows
from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.packshot import Sizes, over, placed
from generation.engines.studio.posters import shapes
from generation.engines.studio.posters.badges import Badge
from generation.engines.studio.posters.colours import RGB, edge_lightness, fitting_ground, readable, roles, spot_on
from generation.engines.studio.posters.fitting import Box, Set, set_line, set_words
from generation.engines.studio.posters.laying import Painted, Work, covered, lay_badge, lay_logo, lay_words
from generation.engines.studio.posters.layouts import TALL, Layout, Place, Plan, Shape, layouts, placements
from generation.engines.studio.posters.shapes import Form

ENLARGED = 2.2  # times, at most
LEGAL_STRIP = 0.93  # share of the safe area above small print; without it, the rest takes its place
SCENE = "scene"
FLATNESS = 0.30
SHARES = (1.0, 0.88, 0.76)  # of its room that the product fills, so that a badge finds a place beside it


@dataclass(frozen=True, slots=True)
class Wording:
    """What a poster says. `eyebrow`: the brand's name, where there is no logo. `whole`: words that no line should cut."""

    headline: str
    sub_line: str = ""
    price: str = ""
    legal: str = ""
    eyebrow: str = ""
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The shop's own: colours as "#rrggbb", the main one first; its logo as sRGB and alpha (h, w, 4)."""

    colours: tuple[str, ...] = ()
    logo: Bytes | None = None


@dataclass(frozen=True, slots=True)
class Poster:
    """`rgb` is the picture; everything else its layers, from below: flat ground and forms, or `scene`; `dark` the shadow 0..1;
    the product's pixels and alpha, each of the frame's size; plates, texts, badge, logo.
    """

    rgb: Bytes
    ground: RGB
    forms: tuple[Form, ...]
    scene: Bytes | None
    dark: Floats
    product: Bytes
    alpha: Bytes
    plates: tuple[Form, ...]
    texts: tuple[Painted, ...]
    badge: Badge | None
    logo: tuple[Bytes, Box] | None
    fill: float
    scale: float
    source: tuple[int, int, int, int]
    target: tuple[int, int, int, int]
    locale: str
    measures: Mapping[str, float] = field(default_factory=dict)
    upscaled: int = 1  # by which a model has enlarged the product; 1: none did


def poster(
    cut: CutOut,
    wording: Wording,
    layout: str,
    placement: str,
    locale: str = "en",
    marks: Marks = Marks(),
    seed: int = 0,
    correction: Correction = AS_SHOT,
) -> Poster:
    """`layout` is a key of `layouts()`, `placement` one of `placements()`. The same input gives the same pixels.

    Of several backdrops, the first on which no text needs a plate; the product steps back as far as a badge needs to stand beside
    it. Raises `Refused("poster.too_long")` with the field that does not fit, `Refused("poster.no_glyph")`.
    """
    chosen = layouts()[layout]
    backdrops = chosen.backdrops or ("",)
    box = left, top, right, bottom = cut.box()
    hung = cut.hangs()
    sizes = Sizes(cut.colour[top:bottom, left:right], cut.alpha[top:bottom, left:right])
    first: Poster | None = None
    for share in SHARES:
        for turn in range(len(backdrops)):
            backdrop = backdrops[(seed + turn) % len(backdrops)]
            made = _poster(
                sizes, box, hung, wording, chosen, placement, locale, marks, seed, correction, backdrop, share
            )
            first = first or made
            if not made.plates and not made.measures["overlap"]:
                return made
        if first and not first.measures["overlap"]:
            break
    assert first is not None
    return first


def _poster(
    sizes: Sizes,
    box: tuple[int, int, int, int],
    hung: bool,
    wording: Wording,
    chosen: Layout,
    placement: str,
    locale: str,
    marks: Marks,
    seed: int,
    correction: Correction,
    backdrop: str,
    share: float,
) -> Poster:
    place = placements()[placement]
    left, top, right, bottom = box
    plan = chosen.plan(place.form, bottom - top > TALL * (right - left))
    spread = 1.0 if wording.legal else LEGAL_STRIP
    colour, cover, scale, upscaled = _product(
        sizes, (left, top, right, bottom), place.box(_spread(plan.product, spread)), correction, share
    )
    x, y = _corner(cover, place.box(_spread(plan.product, spread)), plan)
    frame = (place.height, place.width)
    product, alpha = placed(colour, cover, frame, x, y, (255, 255, 255))
    palette = roles(marks.colours, colour, cover)
    role, scene = _ground_of(chosen, palette, colour, cover)
    behind = _scene(backdrop, place, alpha, colour, cover, seed) if scene else None
    palette["ground"] = palette[role]
    palette["panel"] = palette[chosen.panel or role]
    palette["spot"] = spot_on(palette, role)
    palette["line"] = palette["light" if role == "deep" else "ink"]
    forms = () if scene else tuple(_form(shape, place, palette) for shape in plan.shapes)
    ground = _flat(palette[role], forms, frame) if behind is None else behind
    dark = _shadow(chosen, alpha, scene, hung)
    lit = (ground * (1 - dark[..., None])).round()
    work = Work(chosen, plan, place, locale, palette, over(product, alpha, floats(lit)), alpha)
    logo = marks.logo
    sets = set_words(
        {name: getattr(wording, name) for name in ("eyebrow", "headline", "sub_line")}
        | ({} if chosen.badge else {"price": wording.price}),
        chosen,
        plan,
        place.box(_spread(plan.words_box, spread)),
        place.unit,
        locale,
        wording.whole,
        (logo.shape[1], logo.shape[0]) if logo is not None else None,
    )
    if wording.legal:
        words = plan.words(chosen, "legal")
        sets.append(
            set_line("legal", wording.legal, words, place.box(plan.legal), place.unit, locale, plan.legal_align)
        )
    lay_words(work, [words for words in sets if words.role != "logo"])
    badge = (
        lay_badge(work, wording.price, [words.box for words in sets], spread)
        if chosen.badge and wording.price
        else None
    )
    spot = next((words.box for words in sets if words.role == "logo"), None)
    shown = lay_logo(work, logo, spot) if logo is not None and spot else None
    return Poster(
        work.rgb,
        palette[role],
        forms,
        behind,
        dark,
        product,
        alpha,
        tuple(work.plates),
        tuple(work.texts),
        badge,
        shown,
        max(cover.shape[1] / place.width, cover.shape[0] / place.height),
        scale,
        (left, top, right, bottom),
        (x, y, x + cover.shape[1], y + cover.shape[0]),
        locale,
        _measures(work, badge, sets),
        upscaled,
    )


def _spread(box: tuple[float, float, float, float], strip: float) -> tuple[float, float, float, float]:
    return (box[0], min(box[1] / strip, 1.0), box[2], min(box[3] / strip, 1.0))


def _product(
    sizes: Sizes, box: tuple[int, int, int, int], room: Box, correction: Correction, share: float
) -> tuple[Bytes, Bytes, float, int]:
    """The product as large as its room allows, or a share of that; the last is the factor by which a model enlarged it."""
    left, top, right, bottom = box
    scale = min((room[2] - room[0]) / (right - left), (room[3] - room[1]) / (bottom - top), ENLARGED) * share
    colour, alpha, upscaled = sizes.at(scale)
    return correction.apply(colour), alpha, scale, upscaled


def _corner(alpha: Bytes, room: Box, plan: Plan) -> tuple[int, int]:
    height, width = alpha.shape
    x = round((room[0] + room[2] - width) / 2)
    y = round(room[3] - height) if plan.stand == "bottom" else round((room[1] + room[3] - height) / 2)
    return x, y


def _ground_of(layout: Layout, palette: Mapping[str, RGB], colour: Bytes, alpha: Bytes) -> tuple[str, bool]:
    if layout.ground[0] == SCENE:
        return "paper", True
    return fitting_ground(layout.ground, palette, edge_lightness(colour, alpha), layout.behind == "spot"), False


def _form(shape: Shape, place: Place, palette: Mapping[str, RGB]) -> Form:
    wide, high, short = place.width, place.height, min(place.width, place.height)
    numbers = shape.numbers
    if shape.kind == "circle":
        at: tuple[float, ...] = (numbers[0] * wide, numbers[1] * high, numbers[2] * short)
    else:
        at = tuple(number * (wide if turn % 2 == 0 else high) for turn, number in enumerate(numbers[:4]))
        if shape.kind == "polygon":
            at = tuple(number * (wide if turn % 2 == 0 else high) for turn, number in enumerate(numbers))
        elif len(numbers) > 4:
            at = (*at, numbers[4] * short)
    return Form(shape.kind, palette[shape.colour], at, shape.width * short, shape.opacity)


def _flat(colour: RGB, forms: Sequence[Form], frame: tuple[int, int]) -> Bytes:
    ground = np.empty((*frame, 3), np.uint8)
    ground[:] = colour
    for form in forms:
        ground = shapes.painted(ground, form)
    return ground


def _scene(backdrop: str, place: Place, alpha: Bytes, colour: Bytes, cover: Bytes, seed: int) -> Bytes:
    """A backdrop around the product where it stands."""
    from generation.engines.studio.scenes.backdrops import BACKDROPS
    from generation.engines.studio.scenes.palette import harmonised
    from generation.engines.studio.scenes.stage import Stage, depth_of

    random = np.random.default_rng(seed)
    rows, columns = np.nonzero((alpha >= 128).any(axis=1))[0], np.nonzero((alpha >= 128).any(axis=0))[0]
    stand, middle = int(rows[-1]), int(columns.mean())
    light = -1 if middle > place.width / 2 else 1
    horizon = stand - max(0.07 * place.height, 0.8 * FLATNESS * cover.shape[0])
    palette = readable(harmonised(colour, cover, random))
    reach, deep = cover.shape[1] // 2, depth_of(cover)
    stage = Stage(place.height, place.width, round(horizon), stand, middle, reach, deep, light, palette, random)
    return np.clip(BACKDROPS[backdrop](stage), 0, 255).round().astype(np.uint8)


def _shadow(layout: Layout, alpha: Bytes, scene: bool, hung: bool) -> Floats:
    """What hangs stands on nothing: in a room its shadow falls on the wall, elsewhere it has none."""
    if layout.shadow == "none" or (hung and not scene):
        return np.zeros(alpha.shape, np.float32)
    if hung:
        reach = min(alpha.shape)
        return shadows.dropped(alpha, round(0.04 * reach), round(0.03 * reach))
    dark = shadows.contact(alpha) * 1.1
    if scene:
        columns = np.nonzero((alpha >= 128).any(axis=0))[0]
        light = -1 if columns.mean() > alpha.shape[1] / 2 else 1
        dark = np.maximum(dark, shadows.cast(alpha, -0.85 * light, FLATNESS, 1.4))
    return floats(np.clip(dark, 0, 0.6))


def _measures(work: Work, badge: Badge | None, sets: Sequence[Set]) -> dict[str, float]:
    """`contrast`: the least contrast of a text by what WCAG asks for it, 1 or more is enough. `overlap`: px of the product beneath
    words or badge. `outside`: px by which any of them leaves the safe area.
    """
    boxes = [*(words.box for words in sets), *([badge.box] if badge else [])]
    left, top, right, bottom = work.place.box((0, 0, 1, 1))
    outside = max(
        (max(left - box[0], top - box[1], box[2] - right, box[3] - bottom, 0.0) for box in boxes), default=0.0
    )
    return {
        "contrast": round(min(work.ratios, default=1.0), 3),
        "overlap": float(sum(covered(work.alpha, box) for box in boxes)),
        "outside": round(outside, 2),
    }
