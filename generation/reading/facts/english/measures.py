# ruff: noqa: E501  # tables of patterns, one a line
"""Measures by the words around them: “weighs 1.1 kg”, “a 1.5 l kettle”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import lexicon
from generation.reading.facts.quantities import Found, at, every
from generation.reading.facts.said import Said

# Words before a quantity: key, dimensions that it may have.
_BEFORE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"weigh(?:s|ing)?(?: in at| only| just)?|weight(?: of| is|:)?", "weight", ("mass",)),
    (r"net weight(?: of| is|:)?", "net_weight", ("mass",)),
    (r"holds?|holding|capacity(?: of| is|:)?|volume of", "capacity", ("volume",)),
    (r"supports?|load(?: capacity)?(?: of| up to)?|withstands?|max(?:imum)? load(?: of)?|carr(?:y|ies)", "load", ("mass",)),
    (r"measur(?:es|ing)|dimensions(?: of| are|:)?|(?:overall )?size(?: of| is|:)", "dimensions", ("length",)),
    (r"height(?: of| is|:)?", "height", ("length",)),
    (r"width(?: of| is|:)?", "width", ("length",)),
    (r"depth(?: of| is|:)?", "depth", ("length",)),
    (r"length(?: of| is|:)?", "length", ("length",)),
    (r"diameter(?: of| is|:)?", "diameter", ("length",)),
    (r"thickness(?: of| is|:)?", "thickness", ("length",)),
    (r"power(?: of| is|:)?|powered by an?|wattage of", "power", ("power",)),
    (r"voltage(?: of| is|:)?", "voltage", ("voltage",)),
    (r"battery life(?: of| is|:)?|battery lasts|runs for|run time of|runtime of|playtime of|lasts(?= up to| for up to)", "battery_life", ("time",)),
    (r"(?:fully )?charges? in|charging time of|recharges in", "charging_time", ("time",)),
    (r"burns? for|burn time of", "burn_time", ("time",)),
    (r"keeps? (?:\w+ ){0,2}hot for|hot for", "keeps_hot", ("time",)),
    (r"keeps? (?:\w+ ){0,2}cold for|(?<!hot and )cold for", "keeps_cold", ("time",)),
    (r"warranty(?: of| is|:)?|guaranteed for", "warranty", ("time",)),
    (r"processing(?: speed)?(?= up to|\s\d)", "processor speed", ("frequency",)),
    (r"water column of", "water_column", ("length",)),
)  # fmt: skip
# Words after a quantity.
_AFTER: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(?:tall|high|in height)\b", "height", ("length",)),
    (r"(?:wide|in width)\b", "width", ("length",)),
    (r"(?:deep|in depth)\b", "depth", ("length",)),
    (r"(?:long|in length)\b(?! last)", "length", ("length",)),
    (r"(?:thick|in thickness)\b", "thickness", ("length",)),
    (r"(?:in )?diameter\b|across\b", "diameter", ("length",)),
    (r"(?:capacity|volume)\b", "capacity", ("volume",)),
    (r"(?:jug|bottle|mug|kettle|tank|bowl|teapot|carafe|flask|pot|backpack|bin)\b", "capacity", ("volume",)),
    (r"(?:weight)\b", "weight", ("mass",)),
    (r"(?:battery life|of battery|play ?time|run ?time|of playtime|of use|of play|of music)\b", "battery_life", ("time",)),
    (r"burn time\b|of burn", "burn_time", ("time",)),
    (r"(?:\w+ )?(?:warranty|guarantee)\b", "warranty", ("time",)),
    (r"(?:[A-Z]\w+ |full |touch)?(?:screen|display|touchscreen)\b", "screen_size", ("length",)),
    (r"(?:[\w-]+ )?battery\b", "battery_capacity", ("charge",)),
    (r"(?:motor|power|output|heating element|heater|bulb|LED|induction motor)\b", "power", ("power",)),
    (r"(?:of )?(?:DDR\d\w? )?(?:RAM|memory)\b", "ram", ("data",)),
    (r"(?:of )?(?:internal )?(?:SSD|storage|hard drive|eMMC|flash storage)\b", "storage", ("data",)),
    (r"(?:power |charging |USB(?:-C)? )?(?:cable|cord)\b", "cable_length", ("length",)),
    (r"(?:refresh rate)\b", "refresh_rate", ("frequency",)),
    (r"(?:size)\b", "size", ("length",)),
    (r"drivers?\b", "driver", ("length",)),
    (r"max(?:imum)? load\b|load capacity\b", "load", ("mass",)),
)  # fmt: skip
_BEFORE_RE = [
    (re.compile(rf"(?<![\w-])(?:{words})\s*(?=\d|[a-z]|~|≈|<|>)", re.IGNORECASE), key, kinds)
    for words, key, kinds in _BEFORE
]
_AFTER_RE = [(re.compile(rf"[\s-]+(?:{words})"), key, kinds) for words, key, kinds in _AFTER]
_LINK = re.compile(r"(?:for |in at |is |of |at )?", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:fits|for|suits|people|persons|users|height of you|waist|chest|model is|model wears)\s[^,;]*$", re.IGNORECASE
)
_PARTS = frozenset({"cord", "cable", "hose", "chain", "heel", "heels", "straps", "drop", "lead"})


def measures(sentence: str) -> Iterator[Said]:
    taken: set[int] = set()
    for pattern, key, dimensions in _BEFORE_RE:
        for match in pattern.finditer(sentence):
            place = _LINK.match(sentence, match.end())
            found = at(sentence, match.end()) or (at(sentence, place.end()) if place else None)
            if (
                found
                and found.start not in taken
                and found.dimension in dimensions
                and not _of_others(sentence, match.start())
            ):
                taken.add(found.start)
                key = "dimensions" if found.measure.form == "dims" else key
                if not (key == "dimensions" and found.measure.form == "one"):
                    yield Said(key, found.value, found.unit, match.start(), found.end, 0.93)
    for found in every(sentence):
        if found.start in taken:
            continue
        if found.measure.form == "dims" and found.dimension == "length":
            yield Said("dimensions", found.value, found.unit, found.start, found.end, 0.85)
            continue
        for pattern, key, dimensions in _AFTER_RE:
            after = pattern.match(sentence, found.end)
            if (
                after
                and found.dimension in dimensions
                and not _of_others(sentence, found.start)
                and _own(sentence, found, key)
            ):
                yield Said(key, found.value, found.unit, found.start, after.end(), 0.9)
                break


def _own(sentence: str, found: Found, key: str) -> bool:
    """Whether the measure is the product's: "with 6 cm high heels" and "a 20 cm wide pocket" are of its parts."""
    if key not in ("height", "width", "depth", "length", "thickness", "diameter"):
        return True
    before = re.findall(r"[A-Za-z-]+", re.split(r"[,;:(]", sentence[: found.start])[-1])[-4:]
    if any(lexicon.lookup(word.lower(), "part") or word.lower() in _PARTS for word in before):
        return False
    after = re.match(r"[\s-]+\w+(?: diameter| height| width| length)?\s*([a-z]+)?", sentence[found.end :])
    following = (after[1] or "") if after else ""
    return not (following and lexicon.lookup(following, "part"))


def _of_others(sentence: str, place: int) -> bool:
    """Whether the measure is one of a person or of what the product holds: "fits waists of 80 cm"."""
    return _OTHERS.search(sentence[:place]) is not None
