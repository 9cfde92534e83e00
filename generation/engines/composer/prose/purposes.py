"""What a sentence says the product is for: the people, places and uses that the lexicon knows, without the praise before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import lexicon
from generation.engines.composer.prose.statement import Statement

_FOR = re.compile(
    r"\b(?:perfect|great|ideal|good|suitable|suited|designed|made|intended)(?: (?:pick|choice|fit))?"
    r" (?:for|to get started with) ([^.;:!?()–—]+)",
    re.I,
)
_END = re.compile(r" (?:to|which|that|who|with|as|because|where|when|while|is|are|-)\b.*| - .*")
_JOINT = re.compile(r",\s*(?:and |or )?|\s+(?:and|or|as well as)\s+")
_ARTICLE = re.compile(
    r"^(?:are |is )?(?:perfect |great |ideal |good )?(?:for )?(?:the|a|an|your|any|both|every|all)\s+", re.I
)
_AS = re.compile(r"\bcan be used as (an? [a-z ]+?)(?:,? or (?:as )?(an? [a-z ]+?))?(?=[.,;]|$)", re.I)
_WORN = re.compile(r"\bcan be (?:worn|carried) (over the shoulder|across the body|on the back|by hand)\b", re.I)


def purposes(sentence: str) -> Iterator[Statement]:
    known = [item for match in _FOR.finditer(sentence) for item in _items(match[1])]
    if known:
        yield Statement("audience", ", ".join(dict.fromkeys(known)))
    as_what = _AS.search(sentence)
    if as_what:
        names = [re.sub(r"^an? ", "", name.lower()) for name in as_what.groups() if name]
        if all(lexicon.lookup(name, "noun", "part") for name in names):
            yield Statement("used_as", ", ".join(names))
    worn = _WORN.search(sentence)
    if worn:
        yield Statement("worn", worn[1].lower())


def _items(listed: str) -> Iterator[str]:
    """The leading items of the list that name a person, a place or a use; none after one that is not known."""
    for piece in _JOINT.split(_END.sub("", listed)):
        item = _ARTICLE.sub("", piece.strip()).lower()
        if not lexicon.lookup(item, "person", "place"):
            return
        yield item
