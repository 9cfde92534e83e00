"""Photos and all that is made of them, a row each, with what the confidence and the gate say beside it.

`python -m generation.engines.studio.contact_sheet FOLDER SHEET.jpg` puts every photo of a folder through cut-out, packshot,
three scenes and two posters (one in Chinese), prints a line a photo and writes the sheet, which is to be looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from generation import pipeline
from generation.checks.picture import DOUBTFUL, UNCERTAIN
from generation.contract import Brief, Control, Copy, Facts, Photo, Request, Sampling
from generation.engines.studio.colour import Bytes
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.engine import Studio
from generation.engines.studio.finder import DEFAULT, SETTINGS, choose_finder
from generation.errors import GenerationError, Refused
from generation.pictures import open_picture

if TYPE_CHECKING:
    from PIL import Image

TILE = 220  # px
TEXT = 330  # px beside the tiles
LINE = 15  # px
CHECK = 12  # px, fields of the board behind a cut-out
SCENES = 3
POSTERS = {"en": "New in the shop", "zh-Hans": "新品上架"}  # what is printed, by language
SEED = 7
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
ONCE = pipeline.Demands(tries=1)


@dataclass(frozen=True, slots=True)
class Shot:
    """One finished picture: `rules` are what its checks found, `stopped` those that no approval passes unseen."""

    name: str
    rgb: Bytes | None
    rules: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        if self.stopped:
            return f"stopped: {', '.join(self.stopped)}"
        return f"looked at: {', '.join(self.rules)}" if self.rules else "passes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One photo's outcome, as small pictures; without a cut-out there are no shots, and `problem` says why."""

    name: str
    photo: Bytes
    cut: Bytes | None = None
    sure: float = 0.0
    shots: tuple[Shot, ...] = ()
    problem: str = ""
    doubts: dict[str, float] = field(default_factory=dict)  # the confidence's parts, 0 to 1

    @property
    def verdict(self) -> str:
        if self.cut is None:
            return self.problem
        if self.sure < DOUBTFUL:
            return "a person must mend or waive it"
        return "a person is asked to look" if self.sure < UNCERTAIN else "passes for sure"


def entries(folder: Path) -> Iterator[Entry]:
    """Every photo of the folder, in the order of their names. Raises `Refused("photo.missing")` when there is none."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    if not files:
        raise Refused("photo.missing", f"{folder} holds no JPEG, PNG or WebP")
    studio = Studio("studio:")
    for path in files:
        yield entry_of(path.stem, path.read_bytes(), studio)


def entry_of(name: str, data: bytes, studio: Studio) -> Entry:
    photo = Photo(name, hashlib.sha256(data).hexdigest(), data)
    try:
        rgb: Bytes = np.asarray(open_picture(data).convert("RGB"))
    except Refused as error:
        return Entry(name, np.full((TILE, TILE, 3), 200, np.uint8), problem=error.detail)
    try:
        cut = studio.cut_out(photo)
    except GenerationError as error:
        return Entry(name, _small(rgb), problem=error.detail)
    parts = {part: getattr(cut.confidence, part) for part in cut.confidence.__dataclass_fields__}
    board = _small(on_board(cut))
    return Entry(name, _small(rgb), board, cut.confidence.overall, _shots(photo, studio), doubts=parts)


def _shots(photo: Photo, studio: Studio) -> tuple[Shot, ...]:
    plain = [("packshot", 0), *(("scene", variant) for variant in range(SCENES))]
    briefs = [(Brief(kind, "", Facts("", photo.id), photos=(photo,)), variant) for kind, variant in plain]
    for place, (locale, headline) in enumerate(POSTERS.items()):
        words = Copy({"headline": headline}, {})
        briefs.append((Brief("poster", locale, Facts("", photo.id), photos=(photo,), copy=words), place))
    requests = [Request(brief, Sampling(seed=SEED), variant) for brief, variant in briefs]
    outcomes = pipeline.run(requests, studio, Control(), demands=ONCE)
    names = [f"{brief.kind} {brief.locale}".strip() for brief, _variant in briefs]
    return tuple(_shot(name, outcome) for name, outcome in zip(names, outcomes, strict=True))


def _shot(kind: str, outcome: pipeline.Outcome | GenerationError) -> Shot:
    if isinstance(outcome, GenerationError):
        return Shot(kind, None, (outcome.code,), (outcome.code,))
    asset = outcome.result.content.asset
    assert asset is not None
    name = str(outcome.result.provenance.sampling.get("backdrop", kind))
    rules = tuple(finding.rule.partition(".")[2] for finding in outcome.findings)
    stopped = tuple(found.rule.partition(".")[2] for found in outcome.findings if found.severity == "error")
    return Shot(name, _tile(open_picture(asset.data).convert("RGB")), rules, stopped)


def _tile(picture: Image.Image) -> Bytes:
    picture.thumbnail((TILE - 4, TILE - 4))
    return np.asarray(picture)


def _small(rgb: Bytes) -> Bytes:
    from PIL import Image

    return _tile(Image.fromarray(rgb))


def draw(shown: Sequence[Entry]) -> Image.Image:
    """Photo, cut-out on a chequered board and every shot in a row; the verdicts beside them, in red what does not pass for sure."""
    from PIL import Image, ImageDraw

    columns = 2 + 1 + SCENES + len(POSTERS)
    sheet = Image.new("RGB", (columns * TILE + TEXT, len(shown) * TILE), "white")
    pen = ImageDraw.Draw(sheet)
    for row, entry in enumerate(shown):
        top = row * TILE
        tiles = [entry.photo] if entry.cut is None else [entry.photo, entry.cut]
        tiles += [shot.rgb if shot.rgb is not None else np.full((9, 9, 3), 255, np.uint8) for shot in entry.shots]
        for number, tile in enumerate(tiles):
            sheet.paste(Image.fromarray(tile), (number * TILE, top + 2))
        lines = [(entry.name[:48], False), (f"confidence {entry.sure:.2f}: {entry.verdict}", entry.sure < UNCERTAIN)]
        weak = [f"{part} {value:.2f}" for part, value in entry.doubts.items() if value < 0.95]
        lines += [(f"   {', '.join(weak)}"[:64], False)] if weak else []
        lines += [(f"{shot.name}: {shot.verdict}"[:64], bool(shot.rules)) for shot in entry.shots]
        for number, (line, red) in enumerate(lines):
            pen.text((columns * TILE + 4, top + 4 + number * LINE), line, fill="red" if red else "black")
    return sheet


def on_board(cut: CutOut) -> Bytes:
    """The cut-out over grey fields whose size does not depend on the photo's."""
    height, width = cut.alpha.shape
    field_side = max(1, round(CHECK * max(height, width) / TILE))
    y, x = np.ogrid[0:height, 0:width]
    board = np.where((y // field_side + x // field_side) % 2 == 0, 235.0, 190.0)[..., None]
    share = cut.alpha[..., None] / 255
    return np.asarray((cut.colour * share + board * (1 - share)).round(), dtype=np.uint8)


def line_of(entry: Entry) -> str:
    """For the terminal."""
    shots = "; ".join(f"{shot.name} {shot.verdict}" for shot in entry.shots)
    return f"{entry.sure:.2f} {entry.verdict:32} {entry.name}  {shots}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m generation.engines.studio.contact_sheet", description=__doc__)
    parser.add_argument("folder", type=Path, help="JPEG, PNG and WebP files")
    parser.add_argument("sheet", type=Path, help="the picture to write, .png or .jpg")
    parser.add_argument("--cutout", default=DEFAULT, help=f"one of {', '.join(SETTINGS)}")
    given = parser.parse_args(arguments)
    try:
        choose_finder(given.cutout)
        shown = []
        for entry in entries(given.folder):
            sys.stdout.write(line_of(entry) + "\n")
            sys.stdout.flush()
            shown.append(entry)
        draw(shown).save(given.sheet)
    except (GenerationError, OSError, ValueError) as error:
        sys.stderr.write(f"{given.sheet}: {error}\n")
        return 1
    for_person = sum(entry.sure < UNCERTAIN for entry in shown)
    sys.stdout.write(f"{len(shown)} photos, {for_person} for a person to look at: {given.sheet}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
