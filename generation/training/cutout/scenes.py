"""A photo made of a product and a ground, with the product's exact alpha: shadow, neighbours, camera and file included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.training.cutout import grounds
from generation.training.cutout.silhouettes import silhouette

Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Ware:
    """A product: RGBA bytes with colour multiplied by alpha, at full, half and quarter size; the box (left, top, right, bottom)
    of what is visible in the first; and the shadow that it throws on paper (1 for none), of the first one's size.
    """

    levels: tuple[Bytes, ...]
    box: tuple[int, int, int, int]
    shade: Floats | None


def ware_of(rgba: Bytes, shade: Floats | None) -> Ware:
    """From straight alpha. A picture of nothing has a box of one pixel."""
    import cv2

    covered = floats(rgba) * (floats(rgba[..., 3:]) / 255)
    covered[..., 3] = rgba[..., 3]
    first = np.asarray(covered.round(), dtype=np.uint8)
    half = cv2.resize(first, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    quarter = cv2.resize(half, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    visible = rgba[..., 3] > 20
    rows, columns = np.nonzero(visible.any(axis=1))[0], np.nonzero(visible.any(axis=0))[0]
    box = (int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])) if len(rows) else (0, 0, 1, 1)
    return Ware((first, np.asarray(half), np.asarray(quarter)), box, shade)


@dataclass(frozen=True, slots=True)
class Scene:
    """`rgb` bytes; `alpha` 0..1, the product's own cover of every pixel, hidden parts left out."""

    rgb: Bytes
    alpha: Floats
    plain: bool


def read_ware(product: Path, paper: Path) -> Ware | None:
    """One rendered view; None where nothing of the product is in the frame."""
    import cv2

    view, under = cv2.imread(str(product), cv2.IMREAD_UNCHANGED), cv2.imread(str(paper))
    if view is None or under is None:
        return None
    rgba = cv2.cvtColor(view, cv2.COLOR_BGRA2RGBA)
    if (rgba[..., 3] > 128).mean() < 0.01:
        return None
    return ware_of(np.asarray(rgba, dtype=np.uint8), _shade(np.asarray(under, dtype=np.uint8), floats(rgba[..., 3])))


def _shade(paper: Bytes, alpha: Floats) -> Floats:
    """Light on the paper relative to what it would be without the product, 0.15..1, at the product's size."""
    import cv2

    side = paper.shape[0]
    light = floats(cv2.GaussianBlur(paper.mean(axis=2).astype(np.float32), (0, 0), 1.5)) + 1
    covered = cv2.dilate(cv2.resize(alpha, (side, side)), np.ones((7, 7))) > 8
    y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y, y**3], axis=-1).reshape(-1, 7)
    weight = (~covered).ravel().astype(float)
    field = light
    for _ in range(6):
        coefficients = np.linalg.lstsq(terms * weight[:, None], light.ravel() * weight, rcond=None)[0]
        field = (terms @ coefficients).reshape(light.shape)
        weight = (~covered).ravel() * np.where(light.ravel() < field.ravel() - 4, 0.08, 1.0)
    ratio = np.where(covered, 0, light / np.maximum(field, 8))
    near = cv2.GaussianBlur(ratio, (0, 0), 6) / np.maximum(cv2.GaussianBlur((~covered).astype(float), (0, 0), 6), 1e-3)
    ratio = floats(np.clip(np.where(covered, near, ratio), 0.15, 1))
    ratio[ratio > 0.97] = 1
    return floats(cv2.resize(cv2.GaussianBlur(ratio, (0, 0), 1.0), alpha.shape[::-1]))


def compose(
    chance: Chance,
    wares: Sequence[Ware],
    backs: Mapping[bool, Sequence[Bytes]],
    shape: tuple[int, int],
    plain: bool | None = None,
) -> Scene:
    """A scene of (height, width). `backs` holds grounds at least as large, plain ones under True."""
    if plain is None:
        plain = bool(chance.random() < grounds.PLAIN_SHARE)
    stock = backs[plain]
    picture = _back(chance, stock[int(chance.integers(len(stock)))], shape)
    if not plain and chance.random() < 0.5:
        picture = _neighbours(chance, picture, wares)
    ware = _choose(chance, wares, max(shape))
    colour, alpha, shade = placed(chance, ware, shape, chance.uniform(0.4, 0.95))
    colour = _recoloured(chance, colour, picture, alpha)
    picture = picture * shadow_over(chance, alpha, shade)[..., None]
    if chance.random() < 0.1:
        picture = _reflection(chance, picture, colour, alpha)
    picture = colour * alpha[..., None] + picture * (1 - alpha[..., None])
    if not plain and chance.random() < 0.1:
        picture, alpha = _hidden(chance, picture, alpha, wares)
    return Scene(photographed(chance, floats(picture)), alpha, plain)


def _choose(chance: Chance, wares: Sequence[Ware], side: int) -> Ware:
    if not wares or chance.random() < 0.15:
        return ware_of(silhouette(chance, side), None)
    return wares[int(chance.integers(len(wares)))]


def _back(chance: Chance, stock: Bytes, shape: tuple[int, int]) -> Floats:
    """A crop of the ground, mirrored, enlarged, tinted."""
    import cv2

    height, width = stock.shape[:2]
    share = chance.uniform(0.55, 1.0)
    h, w = int(height * share), int(width * share)
    if shape[0] > shape[1]:
        w = w * shape[1] // shape[0]
    else:
        h = h * shape[0] // shape[1]
    y, x = int(chance.integers(0, height - h + 1)), int(chance.integers(0, width - w + 1))
    crop = stock[y : y + h, x : x + w]
    if chance.random() < 0.5:
        crop = crop[:, ::-1]
    picture: Any = floats(cv2.resize(np.ascontiguousarray(crop), (shape[1], shape[0]), interpolation=cv2.INTER_AREA))
    if chance.random() < 0.5:
        picture = picture * chance.uniform(0.7, 1.2, 3)
    if chance.random() < 0.25:
        picture = cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.5, 5))
    return floats(np.clip(picture, 0, 255))


def placed(
    chance: Chance, ware: Ware, shape: tuple[int, int], share: float, centre: tuple[float, float] | None = None
) -> tuple[Floats, Floats, Floats]:
    """Colour, alpha 0..1 and shade in the frame; the longer side of the product takes `share` of the shorter frame side."""
    import cv2

    left, top, right, bottom = ware.box
    scale = share * min(shape[0] / (bottom - top + 1), shape[1] / (right - left + 1))
    angle = chance.choice((0.0, 0.0, chance.uniform(-12, 12), chance.uniform(-180, 180)), p=(0.45, 0.2, 0.25, 0.1))
    mirror = -1.0 if chance.random() < 0.5 else 1.0
    if centre is None:
        slack = max(0.0, 1 - share)
        centre = (0.5 + chance.uniform(-0.5, 0.5) * slack, 0.5 + chance.uniform(-0.5, 0.5) * slack)
        if chance.random() < 0.06:
            centre = (centre[0] + chance.uniform(-0.3, 0.3), centre[1] + chance.uniform(-0.3, 0.3))
    turn = np.radians(angle)
    matrix = scale * np.array([[mirror * np.cos(turn), -np.sin(turn)], [mirror * np.sin(turn), np.cos(turn)]])
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    shift = np.array([centre[0] * shape[1], centre[1] * shape[0]]) - matrix @ middle
    warp = np.concatenate([matrix, shift[:, None]], axis=1)
    size = (shape[1], shape[0])
    level = 0 if scale > 0.6 else 1 if scale > 0.3 else 2
    larger = warp * ((2.0**level, 2.0**level, 1.0),) * np.ones((2, 1))
    laid = floats(cv2.warpAffine(ware.levels[level], larger, size, flags=cv2.INTER_LINEAR))
    cover = np.clip(laid[..., 3] / 255, 0, 1)
    colour = laid[..., :3] / np.maximum(cover, 1e-3)[..., None]
    shade = np.ones(shape, np.float32)
    if ware.shade is not None and abs(angle) < 15:
        shade = floats(cv2.warpAffine(ware.shade, warp, size, flags=cv2.INTER_LINEAR, borderValue=1.0))
    return floats(np.clip(colour, 0, 255)), floats(cover), shade


def _recoloured(chance: Chance, colour: Floats, picture: Floats, alpha: Floats) -> Floats:
    """Another exposure, contrast and hue; at times near to the ground's own colour, as white on white."""
    if chance.random() < 0.5:
        colour = floats(255 * np.clip(colour / 255, 0, 1) ** chance.uniform(0.6, 1.6))
    if chance.random() < 0.4:
        colour = floats(colour * chance.uniform(0.75, 1.25, 3))
    if chance.random() < 0.15:
        colour = colour[..., chance.permutation(3)]
    near = np.asarray(alpha > 0.05)
    if chance.random() < 0.12 and near.any():
        offset = picture[near].mean(axis=0) - colour[near].mean(axis=0)
        colour = colour + offset * chance.uniform(0.5, 0.95)
    return floats(np.clip(colour, 0, 255))


def shadow_over(chance: Chance, alpha: Floats, shade: Floats) -> Floats:
    """The rendered shadow, a drawn one, both, or none: factors 0..1."""
    import cv2

    kind = chance.random()
    factor = np.ones_like(alpha)
    side = max(alpha.shape)
    if kind < 0.55:
        factor = shade ** chance.uniform(0.4, 1.6)
    if 0.45 < kind < 0.8:
        soft = side * chance.uniform(0.005, 0.06)
        shift = side * chance.uniform(-0.08, 0.08, 2)
        squash = chance.uniform(0.15, 1.0)
        rows = np.nonzero((alpha > 0.1).any(axis=1))[0]
        foot = float(rows[-1]) if len(rows) else 0.0
        warp = np.array(
            [[1, chance.uniform(-0.5, 0.5) * (1 - squash), shift[0]], [0, squash, (1 - squash) * foot + shift[1] * 0.3]]
        )
        warp[0, 2] -= warp[0, 1] * foot
        cast = floats(cv2.warpAffine(alpha, warp, alpha.shape[::-1]))
        cast = floats(cv2.GaussianBlur(cast, (0, 0), soft))
        factor = factor * (1 - chance.uniform(0.1, 0.7) * cast)
    return floats(factor)


def _reflection(chance: Chance, picture: Floats, colour: Floats, alpha: Floats) -> Floats:
    """A mirror image below the product's foot, fading."""
    rows = np.nonzero((alpha > 0.1).any(axis=1))[0]
    if not len(rows):
        return picture
    foot = int(rows[-1])
    depth = min(alpha.shape[0] - foot - 1, foot)
    if depth < 4:
        return picture
    fade = np.linspace(1, 0, depth)[:, None, None] ** 1.5 * chance.uniform(0.1, 0.5)
    part = slice(foot + 1, foot + 1 + depth)
    mirrored = slice(foot, foot - depth, -1)
    share = alpha[mirrored][..., None] * fade
    out = picture.copy()
    out[part] = picture[part] * (1 - share) + colour[mirrored] * share
    return floats(out)


def _neighbours(chance: Chance, picture: Floats, wares: Sequence[Ware]) -> Floats:
    """Other things behind: smaller than any product, cut off by the frame, or out of focus."""
    import cv2

    shape = (picture.shape[0], picture.shape[1])
    soft = chance.choice((0.0, 0.0, 1.5, 3.0)) * max(shape) / 256
    for _ in range(int(chance.integers(1, 5))):
        ware = _choose(chance, wares, max(shape))
        if chance.random() < 0.5:
            at = (float(chance.choice((chance.uniform(-0.1, 0.08), chance.uniform(0.92, 1.1)))), chance.uniform(0, 1))
            share = chance.uniform(0.2, 0.45)
        else:
            at, share = (chance.uniform(0, 1), chance.uniform(0, 0.8)), chance.uniform(0.08, 0.25)
        colour, alpha, shade = placed(chance, ware, shape, share, at)
        layer = floats(np.dstack([colour * alpha[..., None], alpha]))
        if soft:
            layer = floats(cv2.GaussianBlur(layer, (0, 0), soft))
        picture = picture * shade[..., None] * (1 - layer[..., 3:]) + layer[..., :3]
    return picture


def _hidden(chance: Chance, picture: Floats, alpha: Floats, wares: Sequence[Ware]) -> tuple[Floats, Floats]:
    """Something before the product at the frame's edge: its pixels are not the product's."""
    shape = (alpha.shape[0], alpha.shape[1])
    side = chance.choice((-0.02, 1.02))
    at = (float(side), chance.uniform(0.1, 0.9)) if chance.random() < 0.5 else (chance.uniform(0.1, 0.9), 1.02)
    colour, cover, _ = placed(chance, _choose(chance, wares, max(shape)), shape, chance.uniform(0.25, 0.5), at)
    return picture * (1 - cover[..., None]) + colour * cover[..., None], floats(alpha * (1 - cover))


def photographed(chance: Chance, picture: Floats) -> Bytes:
    """White balance, exposure, a soft lens, sensor noise, JPEG."""
    import cv2

    side = max(picture.shape[:2])
    if chance.random() < 0.5:
        picture = floats(picture * chance.uniform(0.88, 1.12, 3))
    if chance.random() < 0.5:
        picture = floats(255 * np.clip(picture / 255, 0, 1) ** chance.uniform(0.75, 1.35))
    if chance.random() < 0.3:
        picture = floats(cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.3, 1.3) * side / 256))
    if chance.random() < 0.6:
        grain = floats(chance.normal(0, chance.uniform(0.5, 7), picture.shape))
        if chance.random() < 0.5:
            grain = floats(cv2.GaussianBlur(grain, (0, 0), 0.7))
        picture = floats(picture + grain)
    rgb = np.asarray(np.clip(picture, 0, 255).round(), dtype=np.uint8)
    if chance.random() < 0.5:
        _, data = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(40, 96))])
        rgb = np.ascontiguousarray(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)[..., ::-1])
    return rgb
