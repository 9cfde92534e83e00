# ruff: noqa: E501  # tables of patterns, one a line
"""What an English sentence states: measures by the words around them, materials, origin, care, what fits, what comes along.

Sentences that ask, deny, compare or hedge state nothing, but for care, where “do not bleach” is the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.checks import colours, origins
from generation.engines.composer import lexicon
from generation.engines.composer.prose.english import read_en
from generation.reading.facts.english.materials import materials
from generation.reading.facts.english.measures import measures
from generation.reading.facts.quantities import QUANTITY, every
from generation.reading.facts.said import Said

_HEDGED = re.compile(
    r"\?|\b(?:not|never|without|unless|if|optional|optionally|sold separately|may|might|could|probably|unlike|instead of|compared|than(?! ever)|"
    r"cannot|coming soon|stands for|competitors?|other brands|similar to|(?:fits|for|with) (?:most|some)|previous|used to|e\.g\.|for example)\b|n['’]t\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(?:made|manufactured|produced|hand ?made|handcrafted|hand-made|assembled|woven|sewn|grown|printed)(?: by hand)? in (?:the )?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"[.;!]|,? (?:so|which|because|and is|and are|making|thanks|while|but|for a|for an|or simply)\b|$")
_COMPATIBLE = re.compile(
    r"\b(compatible with|works with|fits|suitable for use with|designed to work with)\s+(?=\S)", re.IGNORECASE
)
_NAMED = re.compile(r"\d|(?<!^)\b[A-Z]")
_CONTENTS = re.compile(
    r"\b(?:(?:package|box|set|kit|bundle|pack) (?:includes|contains)|comes (?:complete )?with|includes|supplied with|delivered with|in the box:)\s+(?=\S)",
    re.IGNORECASE,
)
_NOT_CONTENTS = re.compile(
    r"\b(?:warranty|guarantee|you|your|our|support|everything|access|free shipping|delivery|range|everyone|feature|design)\b",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(r"\b(?:available|comes|offered) in\s+(?=[a-z])", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:(?:for |from )?(?:children|kids|babies|toddlers)?\s?(?:from |aged? |ages |age )(?P<a>\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?)(?P<more>\s?\+| (?:and|or|years and) (?:up|over|older|above))?"
    r"(?: (?P<unit>years|months))?|(?P<b>\d{1,2})\s?(?P<unit2>years|months)(?: old)?(?:\+| and (?:up|over|older|above)))(?!\s?%)",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:(?:gentle )?machine[ -]wash(?:able)?(?: (?:cold|warm|hot|separately|inside out|gentle))?(?: (?:at|up to|in)(?: max\.?)? \d{2}\s?°\s?C?)?"
    r"|hand[ -]wash(?:able)?(?: only| recommended)?|dry[ -]clean(?: only)?|do not (?:bleach|iron|tumble[ -]dry|dry[ -]clean|wring|soak)"
    r"|tumble[ -]dry(?: low| on low(?: heat)?)?|iron (?:on )?(?:low|cool|warm)|line dry|dry flat|(?:wipe|sponge)[ -]clean(?: only)?(?: with a (?:damp|dry|soft) cloth)?"
    r"|wipe (?:down )?with a (?:damp|dry|soft|soft damp|soft dry) cloth|wash (?:at|up to) \d{2}\s?°\s?C?)(?![a-z])",
    re.IGNORECASE,
)
_FLAGS = (
    (re.compile(r"\b(?P<no>not )?(?:suitable for the )?dishwasher(?:[ -](?:safe|proof))?\b(?<!the )", re.IGNORECASE), "dishwasher"),
    (re.compile(r"\b(?P<no>not )?microwave[ -](?:safe|proof)\b|\b(?P<no2>not )?suitable for (?:the )?microwave", re.IGNORECASE), "microwave"),
    (re.compile(r"\b(?P<no>not )?oven[ -](?:safe|proof)\b", re.IGNORECASE), "oven"),
    (re.compile(r"\bBPA[ -]free\b|\bfree (?:of|from) BPA\b", re.IGNORECASE), "bpa_free"),
    (re.compile(r"\bgluten[ -]free\b", re.IGNORECASE), "gluten_free"),
    (re.compile(r"\bfragrance[ -]free\b", re.IGNORECASE), "fragrance_free"),
    (re.compile(r"\bleak[ -]?proof\b", re.IGNORECASE), "leakproof"),
    (re.compile(r"(?<!not )(?<!no )\bwaterproof\b(?! (?:bag|case|cover|pouch|to|up))", re.IGNORECASE), "waterproof"),
    (re.compile(r"\brechargeable\b", re.IGNORECASE), "rechargeable"),
    (re.compile(r"\bhand[ -]?made\b(?! (?:look|feel|style))", re.IGNORECASE), "handmade"),
    (re.compile(r"\bdimmable\b", re.IGNORECASE), "dimmable"),
)  # fmt: skip
_CODES = (
    (re.compile(r"\b(?:IP\d[\dX]|IPX\d)\b"), "ip_rating"),
    (re.compile(r"\bBluetooth (?:version |v)?(\d\.\d)\b", re.IGNORECASE), "bluetooth"),
    (re.compile(r"\bSPF ?(\d{2}\+?)", re.IGNORECASE), "spf"),
    (re.compile(r"\b(\d{3,4})[ -]thread[ -]count\b|\bthread count of (\d{3,4})\b", re.IGNORECASE), "thread_count"),
)
_TRAITS = {
    "striped": "pattern", "plaid": "pattern", "floral": "pattern", "chequered": "pattern", "checked": "pattern",
    "zipped": "closure", "buttoned": "closure", "sleeveless": "sleeve", "long-sleeved": "sleeve", "long sleeved": "sleeve",
    "short-sleeved": "sleeve", "short sleeved": "sleeve", "loose fitting": "fit", "loose-fitting": "fit", "slim fit": "fit",
    "knitted": "technique", "wireless": "connectivity",
}  # fmt: skip
_OF_NOUNS = frozenset({"colour", "material", "gender", "features", "persons", "trait"})


def read(sentence: str, title: str) -> Iterator[Said]:
    yield from _care(sentence)
    yield from _flags(sentence)
    if _HEDGED.search(sentence):
        return
    yield from measures(sentence)
    yield from materials(sentence, title)
    yield from _origin(sentence)
    yield from _up_to_its_end(sentence)
    yield from _age(sentence)
    for pattern, key in _CODES:
        for match in pattern.finditer(sentence):
            yield Said(key, next((group for group in match.groups() if group), match[0]), "", *match.span(), 0.95)
    yield from _of_the_noun(sentence, title)


def _origin(sentence: str) -> Iterator[Said]:
    for match in _ORIGIN.finditer(sentence):
        country = next(
            (mention for mention in origins.LEXICON.mentions(sentence) if mention.start == match.end()), None
        )
        if country:
            yield Said("origin", sentence[country.start : country.end], "", match.start(), country.end, 0.95)


def _up_to_its_end(sentence: str) -> Iterator[Said]:
    """What it works with, and what comes along: from the words that say so to the end of the clause."""
    for match in _COMPATIBLE.finditer(sentence):
        value, end = _clause(sentence, match.end())
        sure = match[1].lower() in ("compatible with", "designed to work with")
        if value and len(value) <= 100 and (sure or (_NAMED.search(" " + value) and not QUANTITY.search(value))):
            yield Said("compatible", value, "", match.start(), end, 0.88 if sure else 0.75)
    for match in _CONTENTS.finditer(sentence):
        value, end = _clause(sentence, match.end())
        if value and len(value.split()) <= 14 and not _NOT_CONTENTS.search(value) and not every(value):
            yield Said("contents", re.sub(r"^(?:an? |the )", "", value), "", match.start(), end, 0.75)
    for match in _AVAILABLE.finditer(sentence):
        value, end = _clause(sentence, match.end())
        parts = [part for part in re.split(r",\s*(?:and )?|\s+(?:and|or)\s+", value) if part]
        if parts and all(_is_colour(part) for part in parts):
            yield Said("colour", ", ".join(parts), "", match.start(), end, 0.9)


def _is_colour(text: str) -> bool:
    return lexicon.lookup(text, "colour") is not None or any(m.end == len(text) for m in colours.LEXICON.mentions(text))


def _clause(sentence: str, start: int) -> tuple[str, int]:
    stop = _UNTIL.search(sentence, start)
    end = stop.start() if stop else len(sentence)
    while (dot := stop) and dot[0] == "." and re.match(r"\.\d", sentence[end:]):  # "USB 3.0"
        stop = _UNTIL.search(sentence, end + 1)
        end = stop.start() if stop else len(sentence)
    value = sentence[start:end].rstrip(" ,:")
    return value, start + len(value)


def _age(sentence: str) -> Iterator[Said]:
    for match in _AGE.finditer(sentence):
        if not (match["more"] or match["b"] or re.search(r"[-–]|to", match["a"] or "")):
            continue
        number = match["b"] or match["a"].replace(" ", "").replace("to", "-").replace("–", "-")
        plus = "+" if match["more"] or match["b"] else ""
        yield Said("age", f"{number}{plus}", (match["unit"] or match["unit2"] or "years").lower(), *match.span(), 0.9)


def _care(sentence: str) -> Iterator[Said]:
    if "?" in sentence:
        return
    for match in _CARE.finditer(sentence):
        denied = re.search(r"\b(?:not|never|cannot be|n['’]t be)\s*$", sentence[: match.start()], re.IGNORECASE)
        said = match[0].rstrip()
        yield Said(
            "care",
            f"not {said.lower()}" if denied else said,
            "",
            denied.start() if denied else match.start(),
            match.start() + len(said),
            0.9,
        )


def _flags(sentence: str) -> Iterator[Said]:
    if "?" in sentence:
        return
    for pattern, key in _FLAGS:
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            denied = bool(groups.get("no") or groups.get("no2"))
            if not denied and _HEDGED.search(sentence[: match.start()]):
                continue
            if key == "dishwasher" and not re.search(r"safe|proof|suitable", match[0], re.IGNORECASE):
                continue
            yield Said(key, "no" if denied else "yes", "", *match.span(), 0.9)
            break


def _of_the_noun(sentence: str, title: str) -> Iterator[Said]:
    """What stands before the product's and its parts' own nouns, as the composer reads it."""
    for statement in read_en(sentence, title):
        if statement.key not in _OF_NOUNS:
            continue
        place = _place(sentence, statement.value)
        if place is None:
            continue
        if statement.key == "trait":
            key = _TRAITS.get(statement.value)
            if key:
                yield Said(key, statement.value, "", *place, 0.8)
        elif statement.key == "persons":
            found = next((each for each in every(sentence) if each.dimension == "people"), None)
            yield Said("persons", statement.value, "", *((found.start, found.end) if found else place), 0.88)
        else:
            yield Said(statement.key, statement.value, "", *place, 0.7 if statement.key == "features" else 0.88)


def _place(sentence: str, value: str) -> tuple[int, int] | None:
    """Where the words of the value stand in this order, from the first to the last; None when they do not."""
    words = [re.escape(word) for word in re.findall(r"[\w-]+", value) if word not in ("up", "to", "people")]
    match = re.search(r"\b" + r"\b.{0,24}?\b".join(words), sentence, re.IGNORECASE)
    return match.span() if match else None
