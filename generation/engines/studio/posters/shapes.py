"""The flat forms of a layout, once as pixels and once as SVG, from the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.posters.colours import RGB

SHARPER = 4  # times, for smooth edges


@dataclass(frozen=True, slots=True)
class Form:
    """In px of the frame. rect: left, top, right, bottom, radius. circle: x, y, radius. polygon: x, y, x, y … arch: left, top,
    right, bottom, round at the top. ring: as rect, drawn as a line of `width`. line: x, y, x, y of `width`."""

    kind: str
    colour: RGB
    numbers: tuple[float, ...]
    width: float = 0.0
    opacity: float = 1.0

    @property
    def hex(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self.colour)

    @property
    def box(self) -> tuple[float, float, float, float]:
        if self.kind == "circle":
            x, y, radius = self.numbers
            return x - radius, y - radius, x + radius, y + radius
        if self.kind in ("polygon", "line"):
            xs, ys, half = self.numbers[::2], self.numbers[1::2], self.width / 2
            return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half
        left, top, right, bottom = self.numbers[:4]
        return left, top, right, bottom


def painted(ground: Bytes, form: Form) -> Bytes:
    """The ground with the form on it."""
    height, width = ground.shape[:2]
    left, top = max(floor(form.box[0]) - 1, 0), max(floor(form.box[1]) - 1, 0)
    right, bottom = min(ceil(form.box[2]) + 1, width), min(ceil(form.box[3]) + 1, height)
    if left >= right or top >= bottom:
        return ground
    cover = _cover(form, left, top, right - left, bottom - top)[..., None] * form.opacity
    result = ground.copy()
    under = ground[top:bottom, left:right]
    result[top:bottom, left:right] = (under * (1 - cover) + np.array(form.colour, np.float32) * cover).round()
    return result


def _cover(form: Form, left: int, top: int, width: int, height: int) -> Floats:
    """How far it covers each pixel of that part of the frame, 0 to 1, (height, width)."""
    from PIL import Image, ImageDraw

    big = Image.new("L", (width * SHARPER, height * SHARPER), 0)
    pen = ImageDraw.Draw(big)
    at = [(number - (left, top)[turn % 2]) * SHARPER for turn, number in enumerate(form.numbers[:4])]
    thick = max(1, round(form.width * SHARPER))
    if form.kind == "rect":
        radius = form.numbers[4] * SHARPER if len(form.numbers) > 4 else 0
        pen.rounded_rectangle((at[0], at[1], at[2] - 1, at[3] - 1), radius, fill=255)
    elif form.kind == "circle":
        radius = form.numbers[2] * SHARPER
        pen.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=255)
    elif form.kind == "polygon":
        corners = zip(form.numbers[::2], form.numbers[1::2], strict=True)
        pen.polygon([((x - left) * SHARPER, (y - top) * SHARPER) for x, y in corners], fill=255)
    elif form.kind == "ring":
        pen.rectangle((at[0], at[1], at[2] - 1, at[3] - 1), outline=255, width=thick)
    elif form.kind == "line":
        pen.line(at, fill=255, width=thick)
    elif form.kind == "arch":
        half = (at[2] - at[0]) / 2
        pen.ellipse((at[0], at[1], at[2] - 1, at[1] + 2 * half), fill=255)
        pen.rectangle((at[0], at[1] + half, at[2] - 1, at[3] - 1), fill=255)
    return floats(np.asarray(big.reduce(SHARPER), np.float32) / 255)


def svg(form: Form) -> str:
    """One element."""
    at = [_n(number) for number in form.numbers]
    paint = f'fill="{form.hex}"'
    if form.opacity < 1:
        paint += f' fill-opacity="{form.opacity:g}"'
    if form.kind == "circle":
        return f'<circle cx="{at[0]}" cy="{at[1]}" r="{at[2]}" {paint}/>'
    if form.kind == "polygon":
        points = " ".join(f"{x},{y}" for x, y in zip(at[::2], at[1::2], strict=True))
        return f'<polygon points="{points}" {paint}/>'
    if form.kind == "line":
        return f'<line x1="{at[0]}" y1="{at[1]}" x2="{at[2]}" y2="{at[3]}" stroke="{form.hex}" stroke-width="{_n(form.width)}"/>'
    left, top, right, bottom = form.numbers[:4]
    if form.kind == "arch":
        half = (right - left) / 2
        bow = f"A{_n(half)} {_n(half)} 0 0 1 {_n(right)} {_n(top + half)}"
        return f'<path d="M{_n(left)} {_n(bottom)}V{_n(top + half)}{bow}V{_n(bottom)}Z" {paint}/>'
    if form.kind == "ring":
        inset = form.width / 2
        size = f'width="{_n(right - left - form.width)}" height="{_n(bottom - top - form.width)}"'
        line = f'fill="none" stroke="{form.hex}" stroke-width="{_n(form.width)}"'
        return f'<rect x="{_n(left + inset)}" y="{_n(top + inset)}" {size} {line}/>'
    size = f'width="{_n(right - left)}" height="{_n(bottom - top)}"' + (f' rx="{at[4]}"' if len(at) > 4 else "")
    return f'<rect x="{at[0]}" y="{at[1]}" {size} {paint}/>'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def burst(x: float, y: float, radius: float, points: int = 18, depth: float = 0.10) -> tuple[float, ...]:
    """Corners of a seal's toothed edge."""
    found: list[float] = []
    for number in range(points * 2):
        angle = np.pi * number / points
        reach = radius * (1 if number % 2 == 0 else 1 - depth)
        found += [float(x + reach * np.sin(angle)), float(y - reach * np.cos(angle))]
    return tuple(found)
