# ruff: noqa: E501  # tables of patterns, one a line
"""What an English sentence states: measures by the words around them, materials, origin, care, what fits, what comes along.

Sentences that ask, deny, compare or hedge state nothing, but for care, where “do not bleach” is the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.checks import colours, materials, origins
from generation.engines.composer import keys, lexicon
from generation.engines.composer.keys import KEYS
from generation.engines.composer.prose.english import read_en
from generation.reading.facts.quantities import QUANTITY, Found, at, every
from generation.reading.facts.said import Said

_HEDGED = re.compile(
    r"\?|\b(?:not|never|without|unless|if|optional|optionally|sold separately|may|might|could|probably|unlike|instead of|compared|than(?! ever)|"
    r"cannot|coming soon|stands for|competitors?|other brands|similar to|(?:fits|for|with) (?:most|some)|previous|used to|e\.g\.|for example)\b|n['’]t\b",
    re.IGNORECASE,
)
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

_MADE = re.compile(
    r"\b(?:made|crafted|constructed|built|woven|knitted|cast|carved|forged|cut|sewn|turned)(?: entirely| completely| by hand)? (?:of|from|out of|in) ",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d)?\s?% (?:[a-z-]+ ){0,2}?")
_SUBJECT = re.compile(r"(?:the |its |their )?([a-z][a-z -]{1,30}?) (?:is|are|was|were)(?: \w+ly)? $", re.IGNORECASE)
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
_PARTS = frozenset({"cord", "cable", "hose", "chain", "heel", "heels", "straps", "drop", "lead"})


def read(sentence: str, title: str) -> Iterator[Said]:
    yield from _care(sentence)
    yield from _flags(sentence)
    if _HEDGED.search(sentence):
        return
    yield from _measures(sentence)
    yield from _materials(sentence, title)
    yield from _origin(sentence)
    yield from _up_to_its_end(sentence)
    yield from _age(sentence)
    for pattern, key in _CODES:
        for match in pattern.finditer(sentence):
            yield Said(key, next((group for group in match.groups() if group), match[0]), "", *match.span(), 0.95)
    yield from _of_the_noun(sentence, title)


def _measures(sentence: str) -> Iterator[Said]:
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


def _materials(sentence: str, title: str) -> Iterator[Said]:
    found = {mention.start: mention.end for mention in materials.LEXICON.mentions(sentence)}
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
