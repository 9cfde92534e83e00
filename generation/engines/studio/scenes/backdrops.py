"""The backdrops by name. Each paints wall and floor of a stage, lit from one side, as sRGB 0..255 (height, width, 3)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engines.studio.colour import Floats, floats
from generation.engines.studio.scenes import surfaces
from generation.engines.studio.scenes.palette import Colour
from generation.engines.studio.scenes.stage import Stage, cloud, onto_floor, soften


def sweep(stage: Stage) -> Floats:
    """Paper without a horizon: wall runs into floor, brightest where the light falls."""
    blend = np.clip((stage.rows() - 0.35) / 0.5, 0, 1)
    ground = (
        _even(stage, stage.palette.wall) * (1 - blend[..., None]) + _even(stage, stage.palette.floor) * blend[..., None]
    )
    return floats(ground * _light(stage, 0.16)[..., None])


def two_tone(stage: Stage) -> Floats:
    """A painted wall and a table of another tone."""
    wall = _plaster(stage, stage.palette.wall)
    return _joined(
        stage,
        wall,
        _even(stage, stage.palette.accent)
        * (1 + 0.02 * (cloud(stage.random, stage.height, stage.width, 60, 3)[..., None] - 0.5)),
    )


def wood(stage: Stage) -> Floats:
    dark = bool(np.mean(stage.palette.wall) > 190 and stage.random.random() < 0.4)
    return _joined(
        stage, _plaster(stage, stage.palette.wall), onto_floor(stage, surfaces.wood(stage.random, dark), 0.9)
    )


def marble(stage: Stage) -> Floats:
    return _joined(stage, _plaster(stage, stage.palette.wall), onto_floor(stage, surfaces.marble(stage.random), 0.62))


def linen(stage: Stage) -> Floats:
    return _joined(
        stage,
        _plaster(stage, stage.palette.wall),
        onto_floor(stage, surfaces.linen(stage.random, stage.palette.floor), 0.8),
    )


def concrete(stage: Stage) -> Floats:
    wall = surfaces.concrete(stage.random, stage.height, stage.width)
    return _joined(
        stage, soften(wall, 0.003 * stage.side), onto_floor(stage, surfaces.concrete(stage.random), 0.7) * 1.06
    )


def window(stage: Stage) -> Floats:
    """Evening sun through a window: panes of light, slanted away from it."""
    ground = _joined(stage, _plaster(stage, stage.palette.wall), _even(stage, stage.palette.floor))
    lit = soften(_panes(stage), 0.009 * stage.side)[..., None]
    warm = np.array([1.10, 1.045, 0.94], np.float32)
    shade = np.array([0.80, 0.815, 0.84], np.float32)
    return ground * (shade * (1 - lit) + warm * lit)


def foliage(stage: Stage) -> Floats:
    """The shadow of leaves on the wall and across the table."""
    ground = _joined(stage, _plaster(stage, stage.palette.wall), _even(stage, stage.palette.floor))
    far, near = soften(_leaves(stage), 0.016 * stage.side), soften(_leaves(stage), 0.007 * stage.side)
    dark = np.clip(0.5 * far + 0.6 * near, 0, 1)[..., None]
    return floats(ground * (1.04 - dark * np.array([0.30, 0.27, 0.24], np.float32)))


def podium(stage: Stage) -> Floats:
    """A round plinth in the wall's own colour, deep enough for every foot."""
    import cv2

    ground = sweep(stage)
    half = round(stage.reach * 1.45)
    depth = round(max(half * 0.24, stage.deep * 0.8))
    top, drop = stage.stand - round(max(depth * 0.25, stage.deep * 0.5)), round(0.13 * stage.height)
    mask_side, mask_top = (
        np.zeros((stage.height, stage.width), np.uint8),
        np.zeros((stage.height, stage.width), np.uint8),
    )
    cv2.rectangle(mask_side, (stage.middle - half, top), (stage.middle + half, top + drop), 255, -1)
    cv2.ellipse(mask_side, (stage.middle, top + drop), (half, depth), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.ellipse(mask_top, (stage.middle, top), (half, depth), 0, 0, 360, 255, -1, cv2.LINE_AA)
    from generation.engines.studio import shadows

    dark = np.maximum(
        shadows.contact(np.maximum(mask_side, mask_top)), shadows.cast(mask_side, -0.9 * stage.light, 0.30, 1.6)
    )
    ground = floats(ground * (1 - 0.9 * dark[..., None]))
    across = np.clip((np.arange(stage.width, dtype=np.float32) - (stage.middle - half)) / (2 * half), 0, 1)
    across = across if stage.light < 0 else 1 - across
    turned = 1.03 - 0.36 * across**1.4 - 0.10 * np.clip(0.12 - across, 0, 0.12) / 0.12
    body, lid = np.array(stage.palette.accent, np.float32), np.array(stage.palette.floor, np.float32)
    for mask, colour in (
        (mask_side, body * turned[None, :, None]),
        (mask_top, lid * (1.03 - 0.07 * stage.columns()[..., None])),
    ):
        cover = soften(floats(mask / 255), 0.8)[..., None]
        ground = floats(ground * (1 - cover) + colour * cover)
    return floats(ground)


BACKDROPS: dict[str, Callable[[Stage], Floats]] = {
    "sweep": sweep,
    "two_tone": two_tone,
    "wood": wood,
    "marble": marble,
    "linen": linen,
    "concrete": concrete,
    "window": window,
    "foliage": foliage,
    "podium": podium,
}


def _even(stage: Stage, colour: Colour) -> Floats:
    ground = np.empty((stage.height, stage.width, 3), np.float32)
    ground[:] = colour
    return ground


def _plaster(stage: Stage, colour: Colour) -> Floats:
    """Painted wall, out of focus: only its slow unevenness is seen."""
    uneven = cloud(stage.random, stage.height, stage.width, 3, 3)
    return floats(_even(stage, colour) * (1 + 0.035 * (uneven - 0.5))[..., None])


def _light(stage: Stage, fall: float) -> Floats:
    """From bright on the light's side to dim on the other, brightest around the product, (height, width)."""
    rows, columns = stage.rows(), stage.columns()
    spot = np.exp(-(((columns - 0.40) / 0.62) ** 2) - ((rows - 0.42) / 0.70) ** 2)
    return floats(1.04 - fall * columns - fall * 1.1 * (1 - spot))


def _joined(stage: Stage, wall: Floats, floor: Floats) -> Floats:
    """Wall above, floor below, both lit, darker where they meet, the floor sharp only where the product stands."""
    rows = np.arange(stage.height, dtype=np.float32)
    off = np.clip(np.abs(rows - stage.stand) / (0.45 * stage.height), 0, 1)[:, None, None]
    floor = floats(floor * (1 - off) + soften(floats(floor), 0.006 * stage.side) * off)
    share = stage.floor()[..., None]
    gap = np.abs(rows - stage.horizon)[:, None, None] / stage.height
    meeting = 1 - 0.10 * np.exp(-gap / 0.035) - 0.06 * np.exp(-gap / 0.006)
    ahead = 1 + 0.05 * np.clip((rows - stage.horizon) / (stage.height - stage.horizon), 0, 1)[:, None, None]
    return floats((wall * (1 - share) + floor * share * ahead) * meeting * _light(stage, 0.15)[..., None])


def _panes(stage: Stage) -> Floats:
    import cv2

    mask = np.zeros((stage.height, stage.width), np.uint8)
    away, lift = -stage.light, stage.random.uniform(0.02, 0.10)
    origin = np.array([stage.width * (0.5 - 0.36 * away), stage.height * lift])
    right, down = (
        np.array([away * 0.30 * stage.width, 0.10 * stage.height]),
        np.array([away * 0.13 * stage.width, 0.42 * stage.height]),
    )
    for column in range(2):
        for row in range(2):
            corner = origin + right * column * 1.06 + down * row * 1.05
            pane = np.array([corner, corner + right, corner + right + down, corner + down])
            cv2.fillPoly(mask, [pane.round().astype(np.int32)], 255, cv2.LINE_AA)
    return floats(mask / 255)


def _leaves(stage: Stage) -> Floats:
    """Branches that come in from the light's upper corner, with pointed leaves along them."""
    import cv2

    mask, random, side = np.zeros((stage.height, stage.width), np.uint8), stage.random, stage.side
    for _ in range(4):
        place = np.array(
            [stage.width * (0.5 + stage.light * random.uniform(0.34, 0.58)), stage.height * random.uniform(-0.08, 0.30)]
        )
        angle = np.pi / 2 + stage.light * random.uniform(0.25, 1.25)
        for step in range(9):
            after = place + side * 0.075 * np.array([np.cos(angle), np.sin(angle)])
            cv2.line(
                mask,
                place.astype(int).tolist(),
                after.astype(int).tolist(),
                255,
                max(1, round(side * 0.003)),
                cv2.LINE_AA,
            )
            place, angle = after, angle + random.uniform(-0.22, 0.22)
            for turn in (-1, 1):
                long = side * random.uniform(0.10, 0.17) * (1 - step / 22)
                lean = angle + turn * random.uniform(0.45, 0.95)
                tip = place + long * np.array([np.cos(lean), np.sin(lean)])
                cv2.fillPoly(mask, [_leaf(place, tip, 0.17)], 255, cv2.LINE_AA)
    return floats(mask / 255)


def _leaf(start: np.ndarray, tip: np.ndarray, width: float) -> np.ndarray:
    along = np.linspace(0, 1, 12)[:, None]
    spine, side = start + along * (tip - start), np.array([-(tip - start)[1], (tip - start)[0]]) * width
    bulge = np.sin(np.pi * along**0.8)
    return np.concatenate([spine + side * bulge, (spine - side * bulge)[::-1]]).round().astype(np.int32)
