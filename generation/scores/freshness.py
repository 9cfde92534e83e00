"""Freshness: how much of the text no other text of the shop says already.

1 minus the largest share of the text's shingles that one approved text of the same kind and language, of another product,
holds (`known.py`). Products of a kind share words by nature, so a fifth is free.
"""

from __future__ import annotations

from generation.scores.judged import Judged

FREE = 0.2


def score(judged: Judged) -> float | None:
    """None while there is nothing to be held against."""
    slot = (judged.brief.kind, judged.brief.locale)
    if not judged.known.has(slot):
        return None
    share = judged.known.share(slot, judged.brief.facts.sku, judged.text)
    return 1 - max(0.0, share - FREE) / (1 - FREE)
