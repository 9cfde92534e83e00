"""How far one text is from another: by words, in Chinese, Japanese and Korean by characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import Levenshtein

from shop_content.drafts.differences import as_text, tokens


def changed_share(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    """Words that were put in, taken out or replaced, as a share of the longer text (Levenshtein), over all fields; 0 to 1."""
    changes = longest = 0
    for name in {*before, *after}:
        old, new = (_words(as_text(fields.get(name, ""))) for fields in (before, after))
        changes += Levenshtein.distance(old, new)
        longest += max(len(old), len(new))
    return changes / longest if longest else 0.0


def _words(text: str) -> list[str]:
    return [token for token in tokens(text) if not token.isspace()]
