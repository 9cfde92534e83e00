"""“AI生成” in a corner of a picture, at the size that GB 45438-2025 asks, where it covers no product."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generation.errors import Refused

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WORDS = "AI生成"
LEAST = 0.05  # of the shorter side, height of the words
SIZE = 0.055  # the same as set: a little more than the least
GAP = 0.35  # of the words' height, around them
PACKAGE, FILE, SIMPLIFIED = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2  # SIL Open Font License

Box = tuple[int, int, int, int]


def labelled(picture: Image.Image, product: Box | None) -> Image.Image:
    """The RGB picture with the words. `product`: the box that it fills; the corner that is farthest from it is taken.

    Raises `Refused("engine.model_unusable")` where the font is not installed.
    """
    from PIL import ImageDraw

    shown = picture.copy()
    height = round(min(picture.size) * SIZE)
    font = _font(height)
    draw = ImageDraw.Draw(shown, "RGBA")
    left, top, right, bottom = (round(side) for side in draw.textbbox((0, 0), WORDS, font=font))
    gap = round(height * GAP)
    size = (right - left + 2 * gap, bottom - top + 2 * gap)
    box = min(_corners(picture.size, size, gap), key=lambda corner: _covered(corner, product))
    draw.rounded_rectangle(box, radius=gap, fill=(0, 0, 0, 150))
    draw.text((box[0] + gap - left, box[1] + gap - top), WORDS, font=font, fill=(255, 255, 255, 255))
    return shown


def _corners(picture: tuple[int, int], size: tuple[int, int], gap: int) -> Iterator[Box]:
    """Bottom right first, where readers look for it."""
    for down in (True, False):
        for right in (True, False):
            left = picture[0] - size[0] - gap if right else gap
            top = picture[1] - size[1] - gap if down else gap
            yield left, top, left + size[0], top + size[1]


def _covered(corner: Box, product: Box | None) -> int:
    """Pixels of the product's box below it."""
    if product is None:
        return 0
    width = min(corner[2], product[2]) - max(corner[0], product[0])
    height = min(corner[3], product[3]) - max(corner[1], product[1])
    return max(0, width) * max(0, height)


def _font(height: int) -> ImageFont.FreeTypeFont:
    """The size at which the words are `height` px high."""
    from PIL import ImageFont

    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Refused("engine.model_unusable", f"the Chinese font is missing: install {PACKAGE}")
    path = str(Path(next(iter(spec.submodule_search_locations))) / FILE)
    font = ImageFont.truetype(path, height, index=SIMPLIFIED)
    font.set_variation_by_axes([700])
    _, top, _, bottom = font.getbbox(WORDS)
    scaled = ImageFont.truetype(path, max(8, round(height * height / max(1, bottom - top))), index=SIMPLIFIED)
    scaled.set_variation_by_axes([700])
    return scaled
