"""Stars, however they are written: 4, 4,5, 4/5, 8 of 10, 80 %, 5 stars, ★★★★☆, 五星."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from shop_content.catalogue.imports.errors import CellRefused

BEST = 5
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_UNIT = r"(?:\s*(?:stars?|sterne?|[eé]toiles?|estrellas?|颗星|个星|星级?|分|points?|pts))?"
_PLAIN = re.compile(rf"(\d+(?:[.,]\d+)?){_UNIT}", re.IGNORECASE)
_OF = re.compile(rf"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von|sur)\s*(5|10|100){_UNIT}", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_WORDED = re.compile(rf"({'|'.join((*_CHINESE, *_WORDS))}){_UNIT}", re.IGNORECASE)


def rating(value: str) -> int:
    """1 to 5. Half a star is left away: what is summarised must not sound better than what the customer gave.

    Raises CellRefused: rating_invalid, rating_out.
    """
    if value and not set(value) - set("★⭐☆✩ \ufe0f"):
        return _within(Decimal(value.count("★") + value.count("⭐")))
    text = unicodedata.normalize("NFKC", value).strip()
    if match := _OF.fullmatch(text):
        return _scaled(_number(match[1]), int(match[2]))
    if match := _PERCENT.fullmatch(text):
        return _scaled(_number(match[1]), 100)
    if match := _PLAIN.fullmatch(text):
        return _within(_number(match[1]))
    if match := _WORDED.fullmatch(text):
        return _CHINESE.get(match[1]) or _WORDS[match[1].lower()]
    raise CellRefused("rating_invalid")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _scaled(stars: Decimal, best: int) -> int:
    if not 0 < stars <= best:
        raise CellRefused("rating_out")
    return max(1, int(stars * BEST / best))


def _within(stars: Decimal) -> int:
    if not 1 <= stars <= BEST:
        raise CellRefused("rating_out")
    return int(stars)
