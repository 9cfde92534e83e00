"""Photos, their cut-outs and their packshots side by side on one picture, each with the verdict on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from generation.engines.studio.colour import Bytes
from generation.engines.studio.cutout import CutOut, cut_out
from generation.engines.studio.packshot import lay_out
from generation.errors import Refused
from generation.pictures import open_picture

if TYPE_CHECKING:
    from PIL import Image

TILE = 240  # px
COLUMNS = 3  # photos beside each other
CHECK = 12  # px, fields of the board behind a cut-out
LINE = 34  # px for two lines of text
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One photo's outcome; without a cut-out there is no packshot, and `problem` says why."""

    name: str
    photo: Bytes
    cut: CutOut | None
    packshot: Bytes | None
    problem: str = ""


def entries(folder: Path) -> Iterator[Entry]:
    """Every photo of the folder, in the order of their names. Raises `Refused("photo.missing")` when there is none."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    if not files:
        raise Refused("photo.missing", f"{folder} holds no JPEG, PNG or WebP")
    for path in files:
        yield _entry(path)


def _entry(path: Path) -> Entry:
    try:
        picture = open_picture(path.read_bytes())
    except Refused as error:
        return Entry(path.stem, np.full((TILE, TILE, 3), 200, np.uint8), None, None, error.detail)
    rgb = np.asarray(picture.convert("RGB"))
    cut = cut_out(rgb, np.asarray(picture.getchannel("A")) if picture.mode == "RGBA" else None)
    if not cut.alpha.any():
        return Entry(path.stem, rgb, None, None, "nothing stands out")
    return Entry(path.stem, rgb, cut, lay_out(cut, "contact").rgb)


def draw(shown: Sequence[Entry], doubtful: float) -> Image.Image:
    """Photo, cut-out on a chequered board, packshot; the confidence below, in red when it is under `doubtful`."""
    from PIL import Image, ImageDraw

    rows = -(-len(shown) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (3 * TILE + 12), rows * (TILE + LINE)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, entry in enumerate(shown):
        left, top = place % COLUMNS * (3 * TILE + 12), place // COLUMNS * (TILE + LINE)
        tiles = [entry.photo]
        if entry.cut is not None and entry.packshot is not None:
            tiles += [on_board(entry.cut), entry.packshot]
        for number, tile in enumerate(tiles):
            small = Image.fromarray(tile)
            small.thumbnail((TILE - 4, TILE - 4))
            sheet.paste(small, (left + number * TILE, top))
        verdict, colour = entry.problem or "no product", "red"
        if entry.cut is not None:
            sure = entry.cut.confidence.overall
            verdict = f"confidence {sure:.2f}" + (" - mask doubtful" if sure < doubtful else "")
            colour = "red" if sure < doubtful else "black"
        pen.text((left, top + TILE), entry.name[:60], fill="black")
        pen.text((left, top + TILE + 14), verdict, fill=colour)
    return sheet


def on_board(cut: CutOut) -> Bytes:
    """The cut-out over grey fields whose size does not depend on the photo's."""
    height, width = cut.alpha.shape
    field = max(1, round(CHECK * max(height, width) / TILE))
    y, x = np.ogrid[0:height, 0:width]
    board = np.where((y // field + x // field) % 2 == 0, 235.0, 190.0)[..., None]
    share = cut.alpha[..., None] / 255
    return np.asarray((cut.colour * share + board * (1 - share)).round(), dtype=np.uint8)
