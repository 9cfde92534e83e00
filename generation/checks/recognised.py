"""What the text calls the product against what a classifier recognises in its photos.

It speaks only where both sides know the word: the classifier was given labels, one of them is what the product is called, and it is
all but sure in every photo that it is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.pieces import ASKING, pieces
from generation.contract import Brief, Claim, Content, Finding
from generation.engines.composer.lexicon import is_chinese
from generation.kinds import KINDS

SURE = 0.8  # confidence from which a label is believed against what the product is called
RULE = "sights.other_kind"


def check(brief: Brief, content: Content, claims: Sequence[Claim] = ()) -> Iterator[Finding]:
    looks = [look for look in brief.seen if look.denied]
    if not looks or KINDS[brief.kind].medium != "text" or "reviews" in KINDS[brief.kind].reads:
        return
    denied = set(looks[0].denied).intersection(*(look.denied for look in looks[1:]))
    shown = dict.fromkeys(next((one.name for one in look.things if one.box is None), "") for look in looks)
    sure = all(any(one.box is None and one.confidence >= SURE for one in look.things) for look in looks)
    called = [label for label in sorted(denied, key=len, reverse=True) if _says(_name(brief), label)]
    if not called or not sure or any(_says(_name(brief), label) for label in shown):
        return
    for piece in pieces(content):
        found = _pattern(called[0]).search(piece.text) if piece.field not in ASKING else None
        if found:
            yield piece.finding(RULE, found.start(), found.end(), kind=found[0], seen=", ".join(shown))
            return


def _name(brief: Brief) -> str:
    """What the product is called: its title, and the end of its category."""
    return f"{brief.facts.title}\n{brief.facts.category.rpartition('>')[2]}"


def _says(text: str, label: str) -> bool:
    return _pattern(label).search(text) is not None


def _pattern(label: str) -> re.Pattern[str]:
    """The label as a word, also in the plural; Chinese has no spaces."""
    word = re.escape(label)
    return re.compile(word if is_chinese(label) else rf"\b{word}(?:e?s)?\b", re.I)
