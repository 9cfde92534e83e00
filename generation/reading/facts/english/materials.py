"""What it is made of, and which part of it: “made of solid oak and brass”, “80% cotton, 20% recycled polyester”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.checks import materials as vocabulary
from generation.engines.composer import keys, lexicon
from generation.engines.composer.keys import KEYS
from generation.reading.facts.said import Said

_MADE = re.compile(
    r"\b(?:made|crafted|constructed|built|woven|knitted|cast|carved|forged|cut|sewn|turned)(?: entirely| completely| by hand)?"
    r" (?:of|from|out of|in) ",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d)?\s?% (?:[a-z-]+ ){0,2}?")
_SUBJECT = re.compile(r"(?:the |its |their )?([a-z][a-z -]{1,30}?) (?:is|are|was|were)(?: \w+ly)? $", re.IGNORECASE)


def materials(sentence: str, title: str) -> Iterator[Said]:
    found = {mention.start: mention.end for mention in vocabulary.LEXICON.mentions(sentence)}
    for made in _MADE.finditer(sentence):
        end = _chain(sentence, made.end(), found)
        key = _subject(sentence[: made.start()], title)
        if end and key in KEYS:
            yield Said(key, sentence[made.end() : end], "", made.start(), end, 0.92)
        elif end and key:
            start = sentence.lower().rfind(key, 0, made.start())
            yield Said("features", f"{sentence[made.end() : end]} {key}", "", start, end, 0.8)
    for share in _PERCENT.finditer(sentence):
        end = _chain(sentence, share.start(), found)
        if end and not re.search(r"%[^,;]*(?:,|and|/)\s*$", sentence[: share.start()]):
            yield Said("material", sentence[share.start() : end], "", share.start(), end, 0.93)


def _chain(sentence: str, begin: int, mentions: dict[int, int]) -> int:
    """The end of "80% cotton, 20% recycled polyester" or "solid oak and brass" that begins here; 0 when none does."""
    place = end = 0
    place = begin
    while step := re.compile(
        r"(?:(?:a|an|the) )?(?:\d{1,3}(?:\.\d)?\s?% )?(?:[a-z0-9][\w/.-]* ){0,3}?", re.IGNORECASE
    ).match(sentence, place):
        hit = next(
            (where for where in sorted(mentions) if place <= where <= place + 40 and _reaches(sentence, place, where)),
            None,
        )
        if hit is None:
            return end
        end = mentions[hit]
        tail = re.compile(r"-?(?: (?:blend|mix|alloy|fibres?|veneer|leather|fabric|wood))?", re.IGNORECASE).match(
            sentence, end
        )
        end = tail.end() if tail and tail[0].strip("-") else end
        joint = re.compile(r"\s*(?:,? and |,|/|\+)\s*").match(sentence, end)
        if joint is None:
            return end
        place = joint.end() if step else end
    return end


def _reaches(sentence: str, place: int, where: int) -> bool:
    """Whether only an article, a share and words that qualify stand before the material."""
    between = sentence[place:where].strip().lower()
    if not between:
        return True
    words = between.split()
    plain = re.fullmatch(r"[a-z0-9%/.\s-]+", between) is not None and len(words) <= 5
    known = all(
        word in ("a", "an", "the", "a-grade")
        or re.fullmatch(r"[\d.]+%?", word)
        or lexicon.lookup(word)
        or word.endswith(("-grain", "-grade", "ed", "-free"))
        for word in words
    )
    return plain and known


def _subject(before: str, title: str) -> str:
    """The key of what is made of it: the product's material or a part that has a key; a part's word when it has none; else ""."""
    clause = re.split(r"[,;:(]\s*", before)[-1]
    match = _SUBJECT.search(clause)
    if match is None:
        return (
            ""
            if re.search(
                r"\b(?:lid|handle|strap|lining|sole|upper|frame|legs?|base|cover|case|parts?)\s*$",
                clause,
                re.IGNORECASE,
            )
            else "material"
        )
    words = match[1].lower().split()
    key = keys.find(" ".join(words[-2:])) or keys.find(words[-1])
    if key and (key.kind == "part" or key.id in ("lining", "frame", "legs")):
        return key.id
    if lexicon.lookup(words[-1], "part"):
        return words[-1]
    head = lexicon.head_noun(title)
    own = {
        "it",
        "this",
        "these",
        "they",
        "product",
        "item",
        "set",
        *(title.lower().split()),
        *((head[1].en.lower(),) if head else ()),
    }
    return "material" if words[-1] in own or lexicon.lookup(words[-1], "noun") else ""
