"""Set letters as pixels: shaped and kerned, drawn large and brought down, so that hinting moves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

import numpy as np

from generation.engines.studio.colour import Bytes
from generation.engines.studio.posters import faces
from generation.engines.studio.posters.colours import RGB
from generation.engines.studio.posters.fitting import Piece, Set

SHARPER = 4


def drawn(rgb: Bytes, words: Set, colour: RGB, locale: str) -> None:
    """Puts the letters on the picture (h, w, 3), in place."""
    for piece in words.pieces:
        _piece(rgb, piece, words, colour, locale)


def placed_runs(piece: Piece, style: str, tracking: float, locale: str) -> Iterator[tuple[faces.Run, float]]:
    """Each run of a piece with its left end, px."""
    chain = faces.chain(style, locale)
    done = ""
    for run in faces.runs(piece.text, chain):
        start = faces.width(done, chain, locale, piece.size, tracking) + (tracking * piece.size if done else 0.0)
        yield run, piece.x + start
        done += run.text


def _piece(rgb: Bytes, piece: Piece, words: Set, colour: RGB, locale: str) -> None:
    from PIL import Image, ImageDraw

    chain = faces.chain(words.style, locale)
    wide = faces.width(piece.text, chain, locale, piece.size, words.tracking)
    left, top = floor(piece.x - piece.size * 0.3), floor(piece.y - piece.size * 1.1)
    right, bottom = floor(piece.x + wide + piece.size * 0.6), floor(piece.y + piece.size * 0.5)
    mask = Image.new("L", ((right - left) * SHARPER, (bottom - top) * SHARPER), 0)
    pen = ImageDraw.Draw(mask)
    for run, x in placed_runs(piece, words.style, words.tracking, locale):
        font = faces.opened(run.face, round(piece.size * SHARPER))
        for text, shift in _parts(run, piece.size, words.tracking, locale):
            at = ((x + shift - left) * SHARPER, (piece.y - top) * SHARPER)
            pen.text(at, text, fill=255, font=font, anchor="ls", language=locale)
    cover = np.asarray(mask.reduce(SHARPER)).astype(np.float32)[..., None] / 255
    _lay(rgb, cover, colour, left, top)


def _parts(run: faces.Run, size: float, tracking: float, locale: str) -> list[tuple[str, float]]:
    """A run whole, or letter by letter where it is tracked."""
    if not tracking:
        return [(run.text, 0.0)]
    own = (run.face,)
    return [
        (
            char,
            faces.width(run.text[: place + 1], own, locale, size)
            - faces.width(char, own, locale, size)
            + tracking * size * place,
        )
        for place, char in enumerate(run.text)
    ]


def _lay(rgb: Bytes, cover: np.ndarray, colour: RGB, left: int, top: int) -> None:
    height, width = rgb.shape[:2]
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + cover.shape[1], width), min(top + cover.shape[0], height)
    if x0 >= x1 or y0 >= y1:
        return
    part = cover[y0 - top : y1 - top, x0 - left : x1 - left]
    under = rgb[y0:y1, x0:x1]
    under[:] = (under * (1 - part) + np.array(colour, np.float32) * part).round().astype(np.uint8)
