"""Photos drawn with known truth: a product before a backdrop, its mask, noise and a soft shadow included."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from generation.contract import Photo


@dataclass(frozen=True)
class Scene:
    """`rgb` is the photo, `mask` (bool) the product without its shadow."""

    rgb: np.ndarray
    mask: np.ndarray

    def photo(self, name: str = "p1") -> Photo:
        data = png(self.rgb)
        return Photo(name, hashlib.sha256(data).hexdigest(), data, "image/png")


def png(rgb: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG")
    return buffer.getvalue()


def mug(
    size: int = 480,
    product: tuple[int, int, int] = (170, 60, 45),
    ground: tuple[int, int, int] = (214, 210, 204),
    span: float = 0.5,
    shadow: float = 0.25,
    noise: float = 1.5,
    seed: int = 0,
) -> Scene:
    """A mug with a handle (a hole to see through) on paper that darkens to one side; `span` is its height in the frame."""
    side = size * 2
    shape = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(shape)
    height, width = span * side, span * side * 0.72
    left, top = side * 0.45 - width / 2, side * 0.5 - height / 2
    bowl = height * 0.12
    draw.rectangle([left, top + bowl / 2, left + width, top + height - bowl / 2], fill=255)
    draw.ellipse([left, top, left + width, top + bowl], fill=255)
    draw.ellipse([left, top + height - bowl, left + width, top + height], fill=255)
    ring = [left + width * 0.7, top + height * 0.25, left + width * 1.35, top + height * 0.75]
    draw.arc(ring, -110, 110, fill=255, width=int(height * 0.09))
    cover = np.asarray(shape.resize((size, size), Image.Resampling.LANCZOS)).astype(np.float32) / 255
    cast = Image.new("L", (side, side), 0)
    floor = top + height
    ImageDraw.Draw(cast).ellipse([left - width * 0.1, floor - bowl, left + width * 1.25, floor + bowl * 0.8], fill=255)
    blurred = cast.filter(ImageFilter.GaussianBlur(side * 0.03)).resize((size, size))
    darkness = np.asarray(blurred).astype(np.float32) / 255 * shadow
    x = np.linspace(0, 1, size, dtype=np.float32)[None, :, None]
    backdrop = np.array(ground, np.float32) * (1 - 0.06 * x) * (1 - darkness[..., None])
    shading = 1.08 - 0.3 * x
    picture = cover[..., None] * np.array(product, np.float32) * shading + (1 - cover[..., None]) * backdrop
    picture += np.random.default_rng(seed).normal(0, noise, picture.shape)
    return Scene(np.clip(picture, 0, 255).round().astype(np.uint8), cover > 0.5)


def clutter(size: int = 480, seed: int = 1) -> Scene:
    """The mug among boxes of every colour: no method without knowledge of mugs can be sure here."""
    random = np.random.default_rng(seed)
    crowd = Image.new("RGB", (size, size))
    draw = ImageDraw.Draw(crowd)
    for _ in range(260):
        x, y = random.integers(-60, size, 2).tolist()
        w, h = random.integers(30, 160, 2).tolist()
        draw.rectangle([x, y, x + w, y + h], fill=tuple(random.integers(0, 256, 3).tolist()))
    alone = mug(size)
    rgb = np.where(alone.mask[..., None], alone.rgb, np.asarray(crowd))
    return Scene(rgb.astype(np.uint8), alone.mask)
