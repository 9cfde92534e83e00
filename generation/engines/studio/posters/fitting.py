"""Words into their column: one size for all of them, as large as the layout allows and the column takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generation.engines.studio.posters import faces
from generation.engines.studio.posters.breaking import NO_START, balanced, ugliness, wide
from generation.engines.studio.posters.layouts import Layout, Plan, Words
from generation.errors import Refused

STEPS = 24  # sizes that are tried between the largest and the smallest
LATIN_TOP, CHINESE_TOP = 0.72, 0.84  # em from the baseline to the top of what is drawn
LATIN_BOTTOM, CHINESE_BOTTOM = 0.20, 0.10  # em below it
ORDER = ("eyebrow", "headline", "sub_line", "price")
LOGO, LOGO_WIDE = 0.075, 0.30  # units: the most that a logo is high and wide
SMALLER = 0.5  # what the smallest letters cost beside badly ended lines
SIGN = 0.56  # size of a currency's sign and of decimals beside the amount's digits
Box = tuple[float, float, float, float]  # left, top, right, bottom, px


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters on one baseline: their left end, the baseline, px."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Set:
    """A text that has been set. `box` is what its letters cover at most. `role` names it: "headline", "price" …"""

    role: str
    text: str
    pieces: tuple[Piece, ...]
    style: str
    size: float  # px, of its largest letters
    tracking: float
    box: Box


@dataclass(frozen=True, slots=True)
class _Block:
    """A text in lines, not placed yet. `rows`: each a list of (text, relative size, rise in em of `size`)."""

    role: str
    text: str
    words: Words
    size: float
    rows: tuple[tuple[tuple[str, float, float], ...], ...]
    widths: tuple[float, ...]
    height: float
    ugly: float = 0.0  # what its lines' endings cost together


def set_words(
    texts: Mapping[str, str],
    layout: Layout,
    plan: Plan,
    box: Box,
    unit: float,
    locale: str,
    whole: Sequence[str] = (),
    logo: tuple[int, int] | None = None,
) -> list[Set]:
    """Every text in `box`, by the plan's alignment. `unit`: px that a size of 1 stands for.

    `logo`: the width and height of one that stands where the brand's name would; its place comes as a set of the role "logo".
    Raises `Refused("poster.too_long")` with the field that does not fit and how many lines it may take.
    """
    wanted = [(role, texts[role]) for role in ORDER if texts.get(role)]
    mark = _mark(logo, layout, plan, box, unit) if logo else None
    if mark:
        wanted = [pair for pair in wanted if pair[0] != "eyebrow"]
    problem = ""
    best: tuple[float, list[_Block]] | None = None
    for step in range(STEPS + 1):
        share = 1 - step / STEPS
        blocks, problem = _fitted(wanted, layout, plan, box, unit, locale, whole, share, mark)
        if blocks is not None:
            poor = _poorness(blocks, step / STEPS)
            best = (poor, blocks) if best is None or poor < best[0] else best
        if best is not None and best[0] <= SMALLER * step / STEPS:
            break
    if best is None:
        raise Refused("poster.too_long", problem)
    return _placed(best[1], layout, plan, box, unit, locale)


def _poorness(blocks: Sequence[_Block], smaller: float) -> float:
    """Badly ended lines, most of all in the headline, against letters that are smaller than they could be."""
    return SMALLER * smaller + sum(block.ugly * (1.0 if block.role == "headline" else 0.25) for block in blocks)


def set_line(role: str, text: str, words: Words, box: Box, unit: float, locale: str, align: str) -> Set:
    """Small print: as many lines as it needs at its smallest size, standing on the box's bottom. Raises `Refused`."""
    for step in range(STEPS + 1):
        size = words.size(1 - step / STEPS) * unit
        block = _block(role, text, words, size, box[2] - box[0], locale, ())
        if block and block.height <= box[3] - box[1]:
            top = box[3] - block.height
            return _block_placed(block, (box[0], top, box[2], box[3]), align, locale)
    raise Refused("poster.too_long", role)


def _mark(logo: tuple[int, int], layout: Layout, plan: Plan, box: Box, unit: float) -> _Block:
    wide, high = logo
    scale = min(LOGO * unit / high, LOGO_WIDE * unit / wide, (box[2] - box[0]) / wide)
    words = plan.words(layout, "eyebrow")
    return _Block("logo", "", words, 0.0, (), (wide * scale,), high * scale)


def _fitted(
    wanted: Sequence[tuple[str, str]],
    layout: Layout,
    plan: Plan,
    box: Box,
    unit: float,
    locale: str,
    whole: Sequence[str],
    share: float,
    mark: _Block | None,
) -> tuple[list[_Block] | None, str]:
    blocks: list[_Block] = [mark] if mark else []
    for role, text in wanted:
        words = plan.words(layout, role)
        block = _block(role, text, words, words.size(share) * unit, box[2] - box[0], locale, whole)
        if block is None:
            return None, role
        blocks.append(block)
    if _height(blocks, unit, plan) > box[3] - box[1]:
        return None, max(blocks, key=lambda block: block.height).role
    return blocks, ""


def _block(
    role: str, text: str, words: Words, size: float, limit: float, locale: str, whole: Sequence[str]
) -> _Block | None:
    chain = faces.chain(words.style, locale)
    if role == "price":
        row = price_row(text)
        total = sum(faces.width(part, chain, locale, size * small) for part, small, _rise in row)
        return _Block(role, text, words, size, (row,), (total,), LATIN_TOP * size) if total <= limit else None
    shown = text.upper() if words.capitals else text

    def length(part: str) -> float:
        return faces.width(part, chain, locale, size, words.tracking) - hanging(part, size)

    lines = balanced(shown, words.lines, limit, length, whole)
    if not lines:
        return None
    top, bottom = ends(shown)
    height = (len(lines) - 1) * words.leading * size + (top + bottom) * size
    rows = tuple(((line, 1.0, 0.0),) for line in lines)
    return _Block(
        role, text, words, size, rows, tuple(length(line) for line in lines), height, ugliness(lines, shown, whole)
    )


def hanging(line: str, size: float) -> float:
    """A Chinese mark at a line's end fills the left half of its square only: the empty half hangs out of the measure."""
    return size / 2 if line and line[-1] in NO_START and wide(line[-1]) else 0.0


def ends(text: str) -> tuple[float, float]:
    """Em above and below the baseline that the text's letters reach."""
    if any(wide(char) for char in text):
        return CHINESE_TOP, CHINESE_BOTTOM
    return LATIN_TOP, LATIN_BOTTOM


def price_row(text: str) -> tuple[tuple[str, float, float], ...]:
    """The amount's digits large, sign and decimals small and raised to the digits' height: (text, relative size, rise)."""
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    if not digits:
        return ((text, 1.0, 0.0),)
    first, last = digits[0], digits[-1] + 1
    amount, mark = text[first:last], max(text.rfind("."), text.rfind(","))
    cents = first < mark and last - mark - 1 == 2 and mark < last
    whole, decimals = (text[first:mark], text[mark:last]) if cents else (amount, "")
    raised = LATIN_TOP * (1 - SIGN)
    row = [(text[:first], SIGN, raised), (whole, 1.0, 0.0), (decimals, SIGN, raised), (text[last:], SIGN, 0.0)]
    return tuple(part for part in row if part[0])


def _height(blocks: Sequence[_Block], unit: float, plan: Plan) -> float:
    gaps = sum(_gap(block, unit, plan) for block in blocks[1:])
    return sum(block.height for block in blocks) + gaps


def _gap(below: _Block, unit: float, plan: Plan) -> float:
    return below.words.gap * unit * plan.air


def _placed(blocks: Sequence[_Block], layout: Layout, plan: Plan, box: Box, unit: float, locale: str) -> list[Set]:
    left, top, right, bottom = box
    free = bottom - top - _height(blocks, unit, plan)
    y = top + {"top": 0.0, "middle": free / 2, "bottom": free}[plan.anchor]
    found: list[Set] = []
    for number, block in enumerate(blocks):
        found.append(_block_placed(block, (left, y, right, y + block.height), plan.align, locale))
        y += block.height
        if number + 1 < len(blocks):
            y += _gap(blocks[number + 1], unit, plan)
    return found


def _block_placed(block: _Block, box: Box, align: str, locale: str) -> Set:
    left, top, right, _bottom = box
    if block.role == "logo":
        x = {"left": left, "center": (left + right - block.widths[0]) / 2, "right": right - block.widths[0]}[align]
        return Set("logo", "", (), "", 0.0, 0.0, (x, top, x + block.widths[0], top + block.height))
    chain, words = faces.chain(block.words.style, locale), block.words
    rise, drop = (LATIN_TOP, 0.0) if block.role == "price" else ends(block.text)
    pieces: list[Piece] = []
    baseline = top + rise * block.size
    for row, total in zip(block.rows, block.widths, strict=True):
        x = {"left": left, "center": (left + right - total) / 2, "right": right - total}[align]
        for text, small, raised in row:
            size = block.size * small
            pieces.append(Piece(text, x, baseline - raised * block.size, size))
            x += faces.width(text, chain, locale, size, words.tracking)
        baseline += words.leading * block.size
    covered = (
        min(piece.x for piece in pieces),
        top,
        max(_right(piece, chain, locale, words.tracking) for piece in pieces),
        baseline - words.leading * block.size + drop * block.size,
    )
    return Set(block.role, block.text, tuple(pieces), words.style, block.size, words.tracking, covered)


def _right(piece: Piece, chain: tuple[faces.Face, ...], locale: str, tracking: float) -> float:
    return piece.x + faces.width(piece.text, chain, locale, piece.size, tracking) - hanging(piece.text, piece.size)
