"""How a read fact is called: by the key's own name in one of two languages."""

from __future__ import annotations

import re

from generation.engines.composer import keys, lexicon
from generation.engines.composer.keys import Key
from generation.reading.lexicons import listed

# What a product's own columns hold, and what no text about a product states as a fact of it.
_NOT_FACTS = listed("not_facts")
_OPENING = re.compile(
    r"^(?:the|this|these|our|we|you|it|if|when|please|and|but|or|so|for|with|in|on|at|by|as|is|are|to)\b", re.IGNORECASE
)


def known(key: str) -> Key | None:
    """The known key; None for what is no fact's name."""
    return None if keys.normal(key) in _NOT_FACTS else keys.find(key)


def may_name(key: str) -> bool:
    """Whether words that nobody knows may be the name of a fact: few, and no sentence's beginning."""
    name = keys.normal(key)
    if (
        not name
        or name in _NOT_FACTS
        or not re.search(r"[^\W\d_]", name)
        or re.search(r"[.!?。！？,，;；\"“”]|//|www", key)
    ):
        return False
    if lexicon.is_chinese(key):
        return len(key) <= 10 and not re.search(r"^(?:我|你|您|这|那|如果|请|因为|所以|但|而)|[吗呢吧了]$", key)
    return len(name) <= 40 and len(name.split()) <= 4 and not _OPENING.match(name)


def name_of(key: Key | None, written: str, chinese: bool) -> str:
    """ "colour" for "Color"; where the names are Chinese, the Chinese word that is written; a key of the merchant's own as it is."""
    if key is None or not key.id or (chinese and lexicon.is_chinese(written)):
        return " ".join(written.split()).strip(" :：-–—*•")
    return key.label_zh if chinese else key.label_en
