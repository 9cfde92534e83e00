"""The product alone before one colour: in the channel's shape, large enough, filling the frame, with a shadow that fits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from generation.correction import AS_SHOT, Correction
from generation.engines.studio import shadows
from generation.engines.studio.colour import Bytes, Floats
from generation.engines.studio.cutout import VISIBLE, CutOut
from generation.frames import SHAPES
from generation.upscaling.chosen import chosen_upscaler

MARGIN = 0.06  # of the frame on each side, where nothing else is asked for; channels want the product to fill 0.85
LEAST_MARGIN = 0.03  # that stays when the product is moved so that its weight, not its box, stands in the middle
WORTH = 1.25  # times, from which on a model may enlarge better than a filter does
BALANCE = 0.5  # how far it is moved there

Shadow = Literal["contact", "cast", "reflection", "none"]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """`shape` is a key of `frames.SHAPES`; `margin` a share of the frame; `ground` sRGB bytes."""

    shape: str = "square"
    margin: float = MARGIN
    ground: tuple[int, int, int] = (255, 255, 255)
    correction: Correction = AS_SHOT


USUAL = Frame()


@dataclass(frozen=True, slots=True)
class Packshot:
    """`rgb` is (height, width, 3); `product` its pixels before they were laid on the ground, which counts where alpha is not 0.

    `fill` is the largest share of the frame's width or height that the product takes, `scale` 1 when no pixel was
    resized. `source` and `target` are the boxes (left, top, right, bottom) of the product in its photo and in the frame.
    """

    rgb: Bytes
    product: Bytes
    alpha: Bytes
    fill: float
    scale: float
    source: Box
    target: Box
    upscaled: int = 1  # by which a model has enlarged the product; 1: none did


def lay_out(cut: CutOut, shadow: Shadow, frame: Frame = USUAL) -> Packshot:
    """The visible product, balanced in the frame.

    A photo of fitting size is not resized at all; else by Lanczos or the chosen model, as little as needed.
    """
    left, top, right, bottom = cut.box()
    shape, share = SHAPES[frame.shape], 1 - 2 * frame.margin
    needed = max((right - left) / (shape.width * share), (bottom - top) / (shape.height * share))
    grown = float(np.clip(needed, 1.0, shape.most))
    width, height = round(shape.width * grown), round(shape.height * grown)
    scale = 1.0 if grown == needed else grown / needed
    window = (slice(top, bottom), slice(left, right))
    colour, alpha, upscaled = enlarged(cut.colour[window], cut.alpha[window], scale)
    colour = frame.correction.apply(colour)
    x, y = _place(colour, alpha, (width, height), frame)
    if shadow == "reflection":
        y = max(round(LEAST_MARGIN * height), y - round(0.05 * height))
    product, frame_alpha = placed(colour, alpha, (height, width), x, y, frame.ground)
    ground = _ground(product, frame_alpha, "none" if cut.hangs() else shadow, frame)  # what hangs stands on nothing
    target = (x, y, x + alpha.shape[1], y + alpha.shape[0])
    fill = max(alpha.shape[1] / width, alpha.shape[0] / height)
    source = (left, top, right, bottom)
    return Packshot(over(product, frame_alpha, ground), product, frame_alpha, fill, scale, source, target, upscaled)


def _place(colour: Bytes, alpha: Bytes, size: tuple[int, int], frame: Frame) -> tuple[int, int]:
    """Left and top, so that the product's weight is nearer to the middle: what is solid and stands out from the ground weighs."""
    mass = (
        alpha.astype(np.float32)
        / 255
        * (0.3 + np.abs(colour.astype(np.float32).mean(axis=2) - np.mean(frame.ground)) / 255)
    )
    found = []
    for axis, whole in ((1, size[0]), (0, size[1])):
        part = alpha.shape[axis]
        line = mass.sum(axis=1 - axis)
        off = float((line * (np.arange(part) + 0.5)).sum() / max(float(line.sum()), 1e-6)) - part / 2
        slack = max(0.0, (whole - part) / 2 - LEAST_MARGIN * whole)
        found.append(round((whole - part) / 2 - float(np.clip(BALANCE * off, -slack, slack)) - 1e-6))
    return found[0], found[1]


def placed(
    colour: Bytes, alpha: Bytes, shape: tuple[int, int], x: int, y: int, ground: tuple[int, int, int]
) -> tuple[Bytes, Bytes]:
    """The product's pixels and alpha in an empty frame of `shape` (height, width), its corner at (x, y)."""
    rgb, cover = np.empty((*shape, 3), np.uint8), np.zeros(shape, np.uint8)
    rgb[:] = ground
    place = (slice(y, y + alpha.shape[0]), slice(x, x + alpha.shape[1]))
    rgb[place], cover[place] = colour, alpha
    return rgb, cover


def _ground(product: Bytes, alpha: Bytes, shadow: Shadow, frame: Frame) -> Floats:
    ground = np.empty((*alpha.shape, 3), np.float32)
    ground[:] = frame.ground
    if shadow == "none":
        return ground
    if shadow == "reflection":
        mirrored, cover = shadows.reflection(product, alpha)
        cover = shadows.clear_of_border(cover)[..., None]
        ground = ground * (1 - cover) + mirrored * cover
    dark = shadows.contact(alpha) * (0.5 if shadow == "reflection" else 1.0)
    if shadow == "cast":
        dark = np.maximum(dark, shadows.cast(alpha))
    ground *= 1 - shadows.clear_of_border(dark)[..., None]
    return ground.round()


class Sizes:
    """One product's pixels (h, w, 3) and alpha (h, w) at any size; the chosen model is asked once at most."""

    def __init__(self, colour: Bytes, alpha: Bytes) -> None:
        self._colour, self._alpha = colour, alpha
        self._larger: tuple[Bytes, Bytes] | None = None

    def at(self, scale: float) -> tuple[Bytes, Bytes, int]:
        """`resized`, by the model as far as that enlarges; its factor, 1 where none did. Raises what the model raises."""
        model = chosen_upscaler() if scale > WORTH else None
        if model is None:
            return *resized(self._colour, self._alpha, scale), 1
        if self._larger is None:
            larger = model.enlarged(self._colour)
            self._larger = larger, resized(self._colour, self._alpha, model.factor)[1]
        return *resized(*self._larger, scale / model.factor), model.factor


def enlarged(colour: Bytes, alpha: Bytes, scale: float) -> tuple[Bytes, Bytes, int]:
    """`Sizes.at` of one size."""
    return Sizes(colour, alpha).at(scale)


def resized(colour: Bytes, alpha: Bytes, scale: float) -> tuple[Bytes, Bytes]:
    """Lanczos on premultiplied colour, so that nothing from beyond the edge bleeds in."""
    if scale == 1.0:
        return colour, alpha
    from PIL import Image

    size = (max(1, round(colour.shape[1] * scale)), max(1, round(colour.shape[0] * scale)))
    cover = alpha.astype(np.float32) / 255
    planes = [colour[..., k].astype(np.float32) * cover for k in range(3)] + [cover]
    larger = [np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.LANCZOS)) for plane in planes]
    covered = np.clip(larger[3], 0, 1)
    pure = np.stack(larger[:3], axis=2) / np.maximum(covered, 1e-3)[..., None]
    pixels = np.clip(pure, 0, 255).round().astype(np.uint8)
    opacity = (covered * 255).round().astype(np.uint8)
    opacity[opacity < VISIBLE // 2] = 0
    return pixels, opacity


def over(colour: Bytes, alpha: Bytes, ground: Floats | Bytes) -> Bytes:
    """The product laid over the ground; where alpha is 255 its pixels pass untouched."""
    shown: Bytes = np.array(ground if ground.dtype == np.uint8 else ground.round(), dtype=np.uint8)
    solid = alpha == 255
    np.copyto(shown, colour, where=solid[..., None])
    edge = (alpha > 0) & ~solid  # few pixels: only there is anything to mix
    cover = (alpha[edge].astype(np.float32) / 255)[:, None]
    shown[edge] = (colour[edge] * cover + ground[edge] * (1 - cover)).round().astype(np.uint8)
    return shown
