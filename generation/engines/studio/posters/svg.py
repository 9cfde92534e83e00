"""A poster as SVG for people who work on with it: every layer a group, every text a text, letters where the picture has them.

Nothing in it runs or loads: pictures and the letters that are used travel inside the file. The letters' own names come
first, so an editor that has the fonts takes those.
"""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import numpy.typing as npt

from generation.engines.studio.posters import shapes
from generation.engines.studio.posters.colours import RGB
from generation.engines.studio.posters.compose import Poster
from generation.engines.studio.posters.faces import Face
from generation.engines.studio.posters.fitting import Set
from generation.engines.studio.posters.letters import placed_runs

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
)
UPRIGHT = (
    "GSUB",
    "BASE",
    "VORG",
    "vhea",
    "vmtx",
    "VVAR",
)  # of the Chinese font: other shapes and vertical setting, which no poster uses
LAYERS = ("ground", "shadow", "product", "plates", "words", "badge", "logo")


def layered(poster: Poster, title: str, source_type: str) -> bytes:
    """UTF-8, with the groups of `LAYERS` that the poster has, from below. `title` names it for screen readers."""
    height, width = poster.alpha.shape
    groups = {
        "ground": _ground(poster, width, height),
        "shadow": _shadow(poster),
        "product": _product(poster),
        "plates": "".join(shapes.svg(form) for form in poster.plates),
        "words": "".join(_text(text.words, text.colour, poster.locale) for text in poster.texts),
        "badge": _badge(poster),
        "logo": _logo(poster),
    }
    body = "\n".join(
        f'<g id="{name}" inkscape:groupmode="layer" inkscape:label="{name}">{groups[name]}</g>'
        for name in LAYERS
        if groups[name]
    )
    said = (
        f'<svg {NAMESPACES} width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'xml:lang={quoteattr(poster.locale)} role="img">\n<title>{escape(title)}</title>\n{_metadata(source_type)}\n'
        f"<style>{_style(poster)}</style>\n{body}\n</svg>\n"
    )
    return said.encode()


def _metadata(source_type: str) -> str:
    """How the picture came to be, as its XMP would say it."""
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Description rdf:about="">'
        f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPES}{escape(source_type)}</Iptc4xmpExt:DigitalSourceType>"
        "</rdf:Description></rdf:RDF></metadata>"
    )


def _ground(poster: Poster, width: int, height: int) -> str:
    if poster.scene is not None:
        return _image(_jpeg(poster.scene), "image/jpeg", 0, 0, width, height)
    flat = shapes.Form("rect", poster.ground, (0, 0, width, height))
    return "".join(shapes.svg(form) for form in (flat, *poster.forms))


def _shadow(poster: Poster) -> str:
    rows, columns = np.nonzero(poster.dark.max(axis=1) > 0)[0], np.nonzero(poster.dark.max(axis=0) > 0)[0]
    if not len(rows):
        return ""
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    part = (poster.dark[top:bottom, left:right] * 255).round().astype(np.uint8)
    black = np.zeros((*part.shape, 3), np.uint8)
    return _image(_png(np.dstack([black, part])), "image/png", left, top, right - left, bottom - top)


def _product(poster: Poster) -> str:
    left, top, right, bottom = poster.target
    part = np.dstack([poster.product[top:bottom, left:right], poster.alpha[top:bottom, left:right]])
    return _image(_png(part), "image/png", left, top, right - left, bottom - top)


def _badge(poster: Poster) -> str:
    if poster.badge is None:
        return ""
    forms = "".join(shapes.svg(form) for form in poster.badge.forms)
    return forms + _text(poster.badge.words, poster.badge.colour, poster.locale)


def _logo(poster: Poster) -> str:
    if poster.logo is None:
        return ""
    pixels, (left, top, right, bottom) = poster.logo
    return _image(_png(pixels), "image/png", left, top, right - left, bottom - top)


def _text(words: Set, colour: RGB, locale: str) -> str:
    """One text element; a span for every run of one face on one baseline."""
    spans = []
    for piece in words.pieces:
        for run, x in placed_runs(piece, words.style, words.tracking, locale):
            spans.append(
                f'<tspan class="{_css_name(run.face)}" x="{x:.2f}" y="{piece.y:.2f}" font-size="{piece.size:.2f}">'
                f"{escape(run.text)}</tspan>"
            )
    tracking = f' letter-spacing="{words.tracking * words.size:.3f}"' if words.tracking else ""
    return f'<text id="{words.role}" fill="#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"{tracking}>{"".join(spans)}</text>'


def _style(poster: Poster) -> str:
    used: dict[Face, set[str]] = defaultdict(set)
    sets = [text.words for text in poster.texts] + ([poster.badge.words] if poster.badge else [])
    for words in sets:
        for piece in words.pieces:
            for run, _x in placed_runs(piece, words.style, words.tracking, poster.locale):
                used[run.face].update(run.text)
    rules = ["text{white-space:pre;text-rendering:geometricPrecision;font-kerning:normal;text-spacing-trim:space-all}"]
    for (path, index), faces_of in _files(used).items():
        letters = "".join(sorted(set().union(*(used[face] for face in faces_of))))
        data = base64.b64encode(subset(path, index, letters)).decode()
        face = faces_of[0]
        weights = "100 900" if face.variable else str(face.weight)
        rules.append(
            f'@font-face{{font-family:"{_own_name(face)}";font-weight:{weights};src:url("data:font/otf;base64,{data}")}}'
        )
    for face in used:
        slanted = "font-style:italic;" if face.italic else ""
        rules.append(
            f'.{_css_name(face)}{{font-family:"{_own_name(face)}","{face.family}",sans-serif;{slanted}font-weight:{face.weight}}}'
        )
    return "".join(rules)


def _files(used: Iterable[Face]) -> Mapping[tuple[str, int], list[Face]]:
    """Faces that come from one file, a variable font's weights together."""
    found: dict[tuple[str, int], list[Face]] = defaultdict(list)
    for face in used:
        found[str(face.path), face.index].append(face)
    return found


def _own_name(face: Face) -> str:
    """Of the letters inside the file: a subset must not go by the font's reserved name."""
    return f"poster-{face.family.split()[0].lower()}" if face.variable else f"poster-{_css_name(face)}"


def _css_name(face: Face) -> str:
    return f"{face.family.replace(' ', '-').lower()}-{face.weight}{'-italic' if face.italic else ''}"


@lru_cache(maxsize=64)
def subset(path: str, index: int, letters: str) -> bytes:
    """The font with the glyphs of `letters` only, without its names."""
    import logging

    from fontTools import subset as tools
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table
    options = tools.Options()
    options.name_IDs = []
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    options.hinting = False
    options.notdef_outline = True
    if path.endswith(".ttc"):
        options.drop_tables = [*options.drop_tables, *UPRIGHT]
    with TTFont(path, fontNumber=index if path.endswith(".ttc") else -1, lazy=True) as font:
        worker = tools.Subsetter(options)
        worker.populate(text=letters)
        worker.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _image(data: bytes, media_type: str, x: float, y: float, width: float, height: float) -> str:
    encoded = base64.b64encode(data).decode()
    return (
        f'<image x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" preserveAspectRatio="none" '
        f'xlink:href="data:{media_type};base64,{encoded}"/>'
    )


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _jpeg(pixels: npt.NDArray[np.uint8]) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=93, subsampling=0)
    return out.getvalue()
