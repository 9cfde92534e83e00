"""What of a text is held against a picture: its sentences, in the order of the text."""

from __future__ import annotations

from generation.claims.sentences import sentences
from generation.contract import Content
from generation.kinds import KINDS
from generation.looking.consistency.contract import Passage

MOST = 24  # sentences; what comes later in a long text tells of care and delivery
SILENT = frozenset({"keywords", "hashtags", "questions", "price", "legal"})  # fields that describe nothing


def compared(kind: str) -> bool:
    """Whether contents of this kind are held against a picture: pictures themselves, and texts that tell of the product.

    Replies to customers and recommendations tell of something else, mood pictures show something else.
    """
    spec = KINDS[kind]
    if spec.synthetic:
        return False
    return spec.medium == "image" or not (spec.reads & {"reviews", "offers"} or spec.needs_subject)


def passages(content: Content, locale: str) -> list[Passage]:
    found = []
    for field, index, text in content.spans():
        if field not in SILENT:
            for start, end in sentences(text, locale):
                found.append(Passage(field, index, start, end, text[start:end]))
    return found[:MOST]
