"""The product on a stage: chosen size and place, the backdrop behind it, the shadow that the light there throws.

A product whose cord leaves the photo at the top, a pendant lamp, hangs in the scene as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.correction import AS_SHOT, Correction
from generation.engines.studio import shadows
from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.packshot import Packshot, enlarged, over, placed
from generation.engines.studio.scenes.backdrops import BACKDROPS
from generation.engines.studio.scenes.palette import harmonised
from generation.engines.studio.scenes.stage import Stage, depth_of
from generation.frames import SHAPES

WIDE, TALL = 0.62, 0.58  # shares of the frame that the product takes at most
GRAIN = 0.7  # levels; keeps smooth grounds from banding
SHADE = np.array([1.0, 0.97, 0.92], np.float32)  # shadows are lit by the sky: a little blue
FLATNESS = 0.30


def scene(
    cut: CutOut,
    backdrop: str,
    shape: str,
    seed: int,
    correction: Correction = AS_SHOT,
    behind: Bytes | None = None,
) -> Packshot:
    """The finished scene. The same cut-out, backdrop, shape and seed give the same pixels.

    `backdrop` is a key of `BACKDROPS`. `behind` (any size) is a ground painted elsewhere; it then takes the backdrop's place.
    """
    stood = _stood(cut, backdrop, shape, seed, correction)
    stage, cover = stood.stage, stood.cover
    ground = BACKDROPS[backdrop](stage) if behind is None else _fitted(behind, stage.height, stage.width)
    return stood.shot(over(stood.product, cover, _lit(stage, ground, cover, stood.hung)))


def stand_in(
    cut: CutOut, backdrop: str, shape: str, seed: int, side: int, correction: Correction = AS_SHOT
) -> Packshot:
    """What a painter starts from: the product placed as in `scene`, but `rgb` a sketch whose longer side has `side` px at most, since
    nothing of its ground will be seen.
    """
    stood = _stood(cut, backdrop, shape, seed, correction)
    share = min(1.0, side / max(stood.stage.height, stood.stage.width))
    stage = stood.stage.shrunk(share)
    product, cover = (_shrunk(plane, stage) for plane in (stood.product, stood.cover))
    return stood.shot(over(product, cover, _lit(stage, BACKDROPS[backdrop](stage), cover, stood.hung)))


@dataclass(frozen=True, slots=True)
class _Stood:
    """The product on its stage, `product` (h, w, 3) and `cover` (h, w) of the frame's size. `hung`: it hangs there."""

    stage: Stage
    product: Bytes
    cover: Bytes
    hung: bool
    scale: float
    source: tuple[int, int, int, int]
    target: tuple[int, int, int, int]
    upscaled: int

    def shot(self, rgb: Bytes) -> Packshot:
        left, top, right, bottom = self.target
        fill = max((right - left) / self.stage.width, (bottom - top) / self.stage.height)
        return Packshot(rgb, self.product, self.cover, fill, self.scale, self.source, self.target, self.upscaled)


def _stood(cut: CutOut, backdrop: str, shape: str, seed: int, correction: Correction) -> _Stood:
    random = np.random.default_rng(seed)
    left, top, right, bottom = cut.box()
    size = SHAPES[shape]
    needed = max((right - left) / (size.width * WIDE), (bottom - top) / (size.height * TALL))
    grown = float(np.clip(needed, 1.0, size.most))
    width, height = round(size.width * grown), round(size.height * grown)
    scale = 1.0 if grown == needed else grown / needed
    window = (slice(top, bottom), slice(left, right))
    colour, alpha, upscaled = enlarged(cut.colour[window], cut.alpha[window], scale)
    colour = correction.apply(colour)
    hung = cut.hangs()
    stage = _stage(colour, alpha, height, width, backdrop, random, hung)
    x, y = stage.middle - alpha.shape[1] // 2, 0 if hung else stage.stand - alpha.shape[0]
    product, cover = placed(colour, alpha, (height, width), x, y, (255, 255, 255))
    target = (x, y, x + alpha.shape[1], y + alpha.shape[0])
    return _Stood(stage, product, cover, hung, scale, (left, top, right, bottom), target, upscaled)


def _lit(stage: Stage, ground: Floats, cover: Bytes, hung: bool) -> Floats:
    """The ground with the product's shadow, and a grain that keeps smooth grounds from banding."""
    dark = _shadow_on_wall(stage, cover) if hung else _shadow(stage, cover)
    grain = stage.random.normal(0, GRAIN, (stage.height, stage.width, 1)).astype(np.float32)
    return floats(np.clip(ground * (1 - dark[..., None] * SHADE) + grain, 0, 255))


def _shrunk(plane: Bytes, stage: Stage) -> Bytes:
    import cv2

    return np.asarray(cv2.resize(plane, (stage.width, stage.height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _stage(
    colour: Bytes, alpha: Bytes, height: int, width: int, backdrop: str, random: np.random.Generator, hung: bool = False
) -> Stage:
    light = int(random.choice((-1, 1)))
    tall = alpha.shape[0] / height
    stand = height * (0.80 if backdrop == "podium" else min(0.90, 0.55 + 0.5 * tall + 0.06))
    stand = max(stand, 0.90 * height) if hung else stand
    horizon = stand - max(0.10 * height, 1.15 * FLATNESS * alpha.shape[0])
    middle = width * (0.5 + 0.02 * light)
    palette = harmonised(colour, alpha, random)
    return Stage(
        height,
        width,
        round(horizon),
        round(stand),
        round(middle),
        alpha.shape[1] // 2,
        0 if hung else depth_of(alpha),
        light,
        palette,
        random,
    )


def _shadow(stage: Stage, cover: Bytes) -> Floats:
    """Away from the light, soft as a window makes it."""
    thrown = shadows.cast(cover, -0.85 * stage.light, FLATNESS, 1.4)
    return floats(np.maximum(shadows.contact(cover) * 1.15, thrown))


def _shadow_on_wall(stage: Stage, cover: Bytes) -> Floats:
    """What hangs in the room throws it on the wall behind, lower and to the side, and very soft."""
    return shadows.dropped(cover, round(-0.09 * stage.light * stage.side), round(0.05 * stage.side))


def _fitted(picture: Bytes, height: int, width: int) -> Floats:
    """Cut to the frame's shape around its middle, then brought to its size."""
    from PIL import Image, ImageOps

    fitted = ImageOps.fit(Image.fromarray(picture), (width, height), Image.Resampling.LANCZOS)
    return np.asarray(fitted).astype(np.float32)
