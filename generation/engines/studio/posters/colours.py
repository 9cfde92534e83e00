"""The colours of a poster: one hue in a few lightnesses, from the shop's brand colour or from the product itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.scenes.palette import Palette
from generation.frames import rgb_of

RGB = tuple[int, int, int]
GREY = 7.0  # chroma below which a product has no hue of its own
QUIET = 62.0  # degrees: sand, for products without a hue
APART = 16.0  # of L between a ground and the product's edge, so that its outline stands out


def roles(brand: Sequence[str], colour: Bytes, alpha: Bytes) -> dict[str, RGB]:
    """Colours by role: paper, tint, brand, deep, ink, light, accent. `brand`: "#rrggbb" of the shop, the first the main one."""
    if brand:
        lightness, chroma, hue = _lch(rgb_of(brand[0]))
        main = rgb_of(brand[0])
        if chroma < GREY:
            hue, chroma = QUIET, max(chroma, 2.0)
    else:
        hue, strength = _hue_of(colour, alpha)
        chroma = float(np.clip(strength * 1.15, 26, 46))
        lightness = 46.0
        main = srgb(lightness, chroma, hue)
    soft = min(chroma, 40) / 40
    accent = rgb_of(brand[1]) if len(brand) > 1 else _accent(hue, lightness, chroma)
    return {
        "paper": srgb(95.5, 4.5 * soft + 0.5, hue),
        "tint": srgb(87.0, 13.0 * soft + 1.0, hue),
        "brand": main,
        "deep": srgb(21.0, 6 + 14 * soft, hue),
        "ink": srgb(15.0, 3 + 5 * soft, hue),
        "light": srgb(98.5, 1.2, hue),
        "accent": accent,
    }


def _accent(hue: float, lightness: float, chroma: float) -> RGB:
    """The signal colour of a price: a warm one beside cool brands, the brand's own depth beside warm ones."""
    warm = hue % 360 < 110 or hue % 360 > 330
    return srgb(36.0, 36, 205.0) if warm and chroma < 55 else srgb(65.0, 66, 52.0)


def srgb(lightness: float, chroma: float, hue: float) -> RGB:
    """CIE LCh (D65, degrees) as sRGB bytes, with less chroma where the screen cannot show it."""
    import cv2

    angle = np.radians(hue)
    while True:
        lab = np.array([[[lightness, chroma * np.cos(angle), chroma * np.sin(angle)]]], np.float32)
        rgb = floats(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))[0, 0]
        back = floats(cv2.cvtColor(rgb[None, None], cv2.COLOR_RGB2LAB))[0, 0]
        if chroma < 1 or np.hypot(back[1], back[2]) > chroma - 1.5:
            break
        chroma *= 0.93
    red, green, blue = (round(float(np.clip(part, 0, 1)) * 255) for part in rgb)
    return red, green, blue


def _lch(rgb: Sequence[float]) -> tuple[float, float, float]:
    lab = lab_of(rgb)
    return float(lab[0]), float(np.hypot(lab[1], lab[2])), float(np.degrees(np.arctan2(lab[2], lab[1])))


def lab_of(rgb: Sequence[float] | npt.NDArray[Any]) -> Floats:
    import cv2

    return floats(floats(cv2.cvtColor(np.array([[rgb]], np.float32) / 255, cv2.COLOR_RGB2LAB))[0, 0])


def _seen(colour: Bytes, alpha: Bytes) -> Floats:
    import cv2

    pixels = colour[alpha >= 200]
    if not len(pixels):
        return np.array([[60.0, 0.0, 0.0]], np.float32)
    some = pixels[:: max(1, len(pixels) // 20_000)].astype(np.float32)[None] / 255
    return floats(floats(cv2.cvtColor(some, cv2.COLOR_RGB2LAB))[0])


def _hue_of(colour: Bytes, alpha: Bytes) -> tuple[float, float]:
    """The product's leading hue and chroma; `QUIET` where it has none."""
    lab = _seen(colour, alpha)
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    strong = chroma >= np.percentile(chroma, 60)
    pull = (lab[strong, 1:] * chroma[strong, None]).sum(axis=0) / max(float(chroma[strong].sum()), 1e-6)
    length = float(np.hypot(*pull))
    return (QUIET, 24.0) if length < GREY else (float(np.degrees(np.arctan2(pull[1], pull[0]))), length)


def edge_lightness(colour: Bytes, alpha: Bytes) -> float:
    """Median L along the product's outline."""
    import cv2

    solid = (alpha >= 200).astype(np.uint8)
    inner = np.asarray(cv2.erode(solid, np.ones((9, 9), np.uint8)))
    lab = _seen(colour, np.where((solid > 0) & (inner == 0), 255, 0).astype(np.uint8))
    return float(np.median(lab[:, 0]))


def spot_on(palette: Mapping[str, RGB], ground: str) -> RGB:
    """A tone next to the ground's, for forms that lie on it."""
    lightness, chroma, hue = _lch(palette[ground])
    if lightness < 50:
        return srgb(lightness + 8, chroma * 1.1, hue)
    return palette["tint"] if ground in ("paper", "light") else palette["paper"]


def readable(palette: Palette) -> Palette:
    """A room whose walls bear letters: one of middling lightness, as light products are given, is made deep instead."""
    lightness, chroma, hue = _lch(palette.wall)
    if lightness >= 75:
        return palette
    return Palette(*(srgb(level, chroma, hue) for level in (33.0, 37.0, 25.0)))


def fitting_ground(wanted: Sequence[str], palette: Mapping[str, RGB], edge: float, on_spot: bool = False) -> str:
    """The first of the wished grounds, or of the spots on them, that the product stands out from; else the one that it does most."""
    behind = {name: spot_on(palette, name) if on_spot else palette[name] for name in wanted}
    distance = {name: abs(float(lab_of(behind[name])[0]) - edge) for name in wanted}
    return next((name for name in wanted if distance[name] >= APART), max(distance, key=lambda name: distance[name]))
