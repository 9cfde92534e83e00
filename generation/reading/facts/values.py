"""Whether two values say the same: in another unit, another language, another order."""

from __future__ import annotations

import re
from functools import lru_cache

from generation.engines.composer import lexicon, units

_ROUNDING = 0.01  # how far apart the two sides of a conversion may be, of the value
_PARTS = re.compile(r"[,;、，；/|+&]|\band\b|\bor\b|和|及|与|或", re.IGNORECASE)
_YES = frozenset({"yes", "y", "true", "✓", "√", "是", "有", "支持", "可", "可以"})
_NO = frozenset({"no", "n", "false", "✗", "×", "否", "无", "没有", "不支持", "不可", "不可以"})


def same(value: str, unit: str, other: str, other_unit: str) -> bool:
    """ "1.2 kg" and "1200 g", "stainless steel" and “不锈钢”, "yes" and “是”."""
    mine, theirs = _measure(value, unit), _measure(other, other_unit)
    if mine and theirs:
        return mine[0] == theirs[0] and len(mine[1]) == len(theirs[1]) and _close(mine, theirs)
    return _plain(f"{value} {unit}") == _plain(f"{other} {other_unit}")


def within(value: str, other: str) -> bool:
    """Whether everything that the list `value` names is in `other` already."""
    known = {_plain(part) for part in _PARTS.split(other)} | {_plain(other)}
    return all(_plain(part) in known for part in _PARTS.split(value) if part.strip())


def _close(mine: tuple[str, tuple[float, ...], str], theirs: tuple[str, tuple[float, ...], str]) -> bool:
    """Exactly equal in one unit; in two, as far as people round when they convert."""
    allowed = 1e-6 if mine[2] == theirs[2] else _ROUNDING
    return all(abs(a - b) <= allowed * max(abs(a), abs(b)) for a, b in zip(mine[1], theirs[1], strict=True))


@lru_cache(maxsize=4096)
def _measure(value: str, unit: str) -> tuple[str, tuple[float, ...], str] | None:
    """(dimension, values in its base, unit)."""
    measure = units.parse(value, unit)
    if measure is None:
        return None
    factor = measure.unit.factor if measure.unit else 1.0
    try:
        numbers = tuple(_number(number) * factor for number in measure.numbers)
    except (ValueError, ZeroDivisionError):
        return None
    return (measure.unit.dimension if measure.unit else "", numbers, measure.unit.id if measure.unit else "")


def _number(text: str) -> float:
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom) if bottom else float(top)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """In English where every word is known, without case, articles and punctuation."""
    text = " ".join(text.casefold().split())
    if text in _YES or text in _NO:
        return "yes" if text in _YES else "no"
    english = (lexicon.to_en(text) or text).casefold()
    english = english.replace("color", "colour").replace("gray", "grey").replace("aluminum", "aluminium")
    return " ".join(re.findall(r"\w+", re.sub(r"\b(?:the|a|an|of|is|are)\b", " ", english)))
