"""The typefaces of posters, from packages under the SIL Open Font License: Manrope, Source Serif Pro, Noto Sans CJK.

A style is a chain of faces: what the first has no glyph for is set in the next. Lengths are in px of the em given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from generation.errors import Refused

if TYPE_CHECKING:
    from PIL import ImageFont

MEASURED_AT = 400  # px, at which widths are taken; they grow with the size


@dataclass(frozen=True, slots=True)
class Face:
    """`index`: within a collection. `variable`: its weight is an axis. `family`: its name where it is installed."""

    family: str
    weight: int
    package: str
    file: str
    index: int = 0
    variable: bool = False
    italic: bool = False

    @property
    def path(self) -> Path:
        """Raises `Refused("engine.model_unusable")` where the package is not installed."""
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise Refused("engine.model_unusable", f"the fonts of posters are missing: install {self.package}")
        return Path(next(iter(spec.submodule_search_locations))) / self.file


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face."""

    text: str
    face: Face


def _manrope(weight: int, name: str) -> Face:
    return Face("Manrope", weight, "font_manrope", f"files/Manrope-{name}.ttf")


def _serif(weight: int, name: str, italic: bool = False) -> Face:
    return Face("Source Serif Pro", weight, "font_source_serif_pro", f"files/SourceSerifPro-{name}.otf", italic=italic)


def _chinese(weight: int) -> Face:
    return Face("Noto Sans CJK SC", weight, "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2, variable=True)


HEAVY, BOLD, STRONG, PLAIN = (
    _manrope(800, "ExtraBold"),
    _manrope(700, "Bold"),
    _manrope(600, "SemiBold"),
    _manrope(500, "Medium"),
)
# What a layout calls it: the faces of Latin texts, the faces of Chinese ones.
STYLES: dict[str, tuple[tuple[Face, ...], tuple[Face, ...]]] = {
    "heavy": ((HEAVY, _chinese(900)), (_chinese(900),)),
    "bold": ((BOLD, _chinese(700)), (_chinese(700),)),
    "strong": ((STRONG, _chinese(600)), (_chinese(600),)),
    "plain": ((PLAIN, _chinese(400)), (_chinese(400),)),
    "figures": ((HEAVY, _chinese(800)), (HEAVY, _chinese(800))),
    "light_figures": ((PLAIN, _chinese(400)), (PLAIN, _chinese(400))),
    "serif": ((_serif(600, "Semibold"), _chinese(500)), (_chinese(300),)),
    "serif_plain": ((_serif(400, "Regular"), _chinese(400)), (_chinese(400),)),
    "serif_italic": ((_serif(400, "It", italic=True), _chinese(400)), (_chinese(300),)),
}


def chain(style: str, locale: str) -> tuple[Face, ...]:
    """The faces of a style for texts in this language."""
    return STYLES[style][locale.startswith("zh")]


def runs(text: str, faces: tuple[Face, ...]) -> list[Run]:
    """Raises `Refused("poster.no_glyph")` with the characters that no face has."""
    owners = [_owner(char, faces) for char in text]
    if missing := dict.fromkeys(char for char, owner in zip(text, owners, strict=True) if owner is None):
        raise Refused("poster.no_glyph", " ".join(missing))
    pairs = groupby(zip(text, owners, strict=True), key=lambda pair: pair[1])
    return [Run("".join(char for char, _ in found), face) for face, found in pairs if face is not None]


def _owner(char: str, faces: tuple[Face, ...]) -> Face | None:
    return next((face for face in faces if ord(char) in characters(face)), None)


@lru_cache(maxsize=32)
def characters(face: Face) -> frozenset[int]:
    """Code points that the face has glyphs for."""
    from fontTools.ttLib import TTFont

    number = face.index if face.path.suffix == ".ttc" else -1
    with TTFont(face.path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def opened(face: Face, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=ImageFont.Layout.RAQM)
    if face.variable:
        font.set_variation_by_axes([face.weight])
    return font


@lru_cache(maxsize=50_000)
def _advance(text: str, faces: tuple[Face, ...], locale: str) -> float:
    """In em, kerned."""
    return sum(
        opened(run.face, MEASURED_AT).getlength(run.text, language=locale) / MEASURED_AT for run in runs(text, faces)
    )


def width(text: str, faces: tuple[Face, ...], locale: str, size: float, tracking: float = 0.0) -> float:
    """`tracking`: em added after every character but the last."""
    return (_advance(text, faces, locale) + tracking * max(len(text) - 1, 0)) * size
