"""Keywords: how many of the wished ones the text says, and whether it says them without stuffing.

A keyword whose words all stand in the text, but apart, counts half. One that comes more often than about once in thirty
words (three times at least) reads as spam, and search engines treat it so (Google Search Essentials: keyword stuffing).
"""

from __future__ import annotations

import re
from functools import lru_cache

from generation.checks.evidence import narrow
from generation.scores.judged import Judged, characters_of, words_of

_APART = 0.5
_STUFFED = 0.5
_MOST, _WORDS_EACH = 3, 30


def score(judged: Judged) -> float | None:
    """None where no keyword was wished."""
    wished = judged.brief.keywords
    if not wished:
        return None
    text = narrow(judged.text)
    size = len(words_of(text)) + characters_of(text) // 2
    most = max(_MOST, size // _WORDS_EACH)
    return sum(_said(keyword, text, most) for keyword in wished) / len(wished)


def _said(keyword: str, text: str, most: int) -> float:
    count = len(pattern(keyword).findall(text))
    if count:
        return 1.0 if count <= most else _STUFFED
    parts = narrow(keyword).split()
    return _APART if len(parts) > 1 and all(pattern(part).search(text) for part in parts) else 0.0


@lru_cache(maxsize=1024)
def pattern(keyword: str) -> re.Pattern[str]:
    """The keyword in narrowed text: Latin words whole, in singular or plural; any white space between them."""
    plain = r"\s+".join(re.escape(part) for part in narrow(keyword).split())
    left = r"(?<![a-z0-9])" if plain[:1].isascii() else ""
    right = r"(?:e?s)?(?![a-z0-9])" if plain[-1:].isascii() else ""
    return re.compile(left + plain + right)
