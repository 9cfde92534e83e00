"""Colours that go with a product: its own hue, its neighbour or its opposite, quiet enough to leave it the stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats

Colour = tuple[float, float, float]  # sRGB, 0..255
GREY = 9.0  # chroma below which a product has no hue of its own
QUIET_HUES = (70.0, 45.0, 130.0, 250.0)  # sand, blush, sage, mist: for products without a hue
TURNS = (0.0, 32.0, -32.0, 180.0)


@dataclass(frozen=True, slots=True)
class Palette:
    wall: Colour
    floor: Colour
    accent: Colour


def harmonised(colour: Bytes, alpha: Bytes, random: np.random.Generator) -> Palette:
    """From the product's pixels: a light wall behind a dark product, a deeper one behind a light product."""
    from generation.fidelity.colour_difference import to_lab

    seen = to_lab(colour[alpha >= 200][None][:, :: max(1, int((alpha >= 200).sum()) // 20_000)])[0]
    lightness = float(np.median(seen[:, 0]))
    weight = np.hypot(seen[:, 1], seen[:, 2])
    pull = (seen[:, 1:] * weight[:, None]).sum(axis=0) / max(float(weight.sum()), 1e-6)
    if np.hypot(*pull) < GREY:
        hue = float(random.choice(QUIET_HUES)) + float(random.uniform(-8, 8))
    else:
        hue = float(np.degrees(np.arctan2(pull[1], pull[0]))) + float(random.choice(TURNS))
    wall = float(random.uniform(84, 90)) if lightness < 64 else float(random.uniform(62, 70))
    chroma = float(random.uniform(6, 11)) if wall > 75 else float(random.uniform(12, 19))
    return Palette(
        _srgb(wall, chroma, hue), _srgb(wall + 4.5, chroma * 0.6, hue + 6), _srgb(wall - 13, chroma * 1.25, hue - 4)
    )


def _srgb(lightness: float, chroma: float, hue: float) -> Colour:
    import cv2

    angle = np.radians(hue)
    lab = np.array([[[lightness, chroma * np.cos(angle), chroma * np.sin(angle)]]], np.float32)
    red, green, blue = np.clip(floats(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))[0, 0] * 255, 0, 255)
    return float(red), float(green), float(blue)


def tinted(plane: Floats, dark: Colour, light: Colour) -> Floats:
    """0..1 to a picture (h, w, 3) between two colours."""
    return floats(
        np.array(dark, np.float32) + plane[..., None] * (np.array(light, np.float32) - np.array(dark, np.float32))
    )
