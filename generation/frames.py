"""The frames that pictures are made in: shapes with their sizes, and what each sales channel asks of a product's picture.

Sources: Google Merchant Center (image_link), Amazon's product image guide, Shopify's product media types, Meta's catalogue
and placement specifications.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`width` and `height` in px at the least; a photo that has the detail gets up to `most` times as much."""

    width: int
    height: int
    most: float = 1.25

    @property
    def square(self) -> bool:
        return self.width == self.height


@dataclass(frozen=True, slots=True)
class Channel:
    """`fill`: least share of the frame that the product's longer side takes; `white`: only pure white may be behind it."""

    name: str
    least: int  # px, of each side
    most: int  # px, of each side
    pixels: int  # of the whole picture
    size: int  # bytes
    fill: float = 0.0
    white: bool = False


SHAPES = {
    "square": Shape(1600, 1600),
    "portrait": Shape(1440, 1800, 1.1),
    "wide": Shape(1920, 1080, 4 / 3),
    "story": Shape(1080, 1920, 4 / 3),
}
CHANNELS = {
    "google": Channel("Google Merchant", 500, 8000, 64_000_000, 16_000_000, 0.75),
    "amazon": Channel("Amazon", 1000, 10_000, 100_000_000, 10_000_000, 0.85, white=True),
    "shopify": Channel("Shopify", 800, 4472, 20_000_000, 20_000_000),
    "meta": Channel("Meta", 500, 8000, 64_000_000, 8_000_000),
}
WHITE = "#ffffff"


def rgb_of(colour: str) -> tuple[int, int, int]:
    """ "#rrggbb" as bytes. Raises ValueError."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is no colour; expected #rrggbb")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
