"""What a supplier's paragraph states: parts, materials, colours and quantities, read word by word from the lexicon.

Nothing is copied sentence by sentence. A phrase is taken only when every word of it is known to be factual, praise is
dropped, and sentences that ask, deny, compare or hedge are left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generation.engines.composer import lexicon
from generation.engines.composer.prose.chinese import read_zh
from generation.engines.composer.prose.english import read_en
from generation.engines.composer.prose.statement import Statement

LONGEST_PROSE = 4000  # characters read

MOST_FEATURES = 8


@lru_cache(maxsize=4096)
def read(text: str, title: str) -> tuple[Statement, ...]:
    """Statements of the prose, in its order, without repetition."""
    text = text[:LONGEST_PROSE]
    if not text.strip():
        return ()
    found = list(read_zh(text)) if lexicon.is_chinese(text) else list(read_en(text, title))
    unique = list(dict.fromkeys(found))
    features = [statement for statement in unique if statement.key == "features"][:MOST_FEATURES]
    return tuple(statement for statement in unique if statement.key != "features" or statement in features)


def model_number(text: str, brand: str) -> str:
    """The model that the prose names right after the brand: "Logitech M185" -> "M185"."""
    found = (
        re.search(rf"(?<!\w){re.escape(brand)} ([A-Z]{{1,5}}-?\d[A-Za-z0-9-]{{0,12}})(?![\w.])", text)
        if brand
        else None
    )
    return found[1] if found else ""
