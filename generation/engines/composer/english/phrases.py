"""Joining English clauses, and telling what kind of phrase a value is."""

from __future__ import annotations

import re
from itertools import pairwise

from generation.engines.composer import lexicon, units
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.words import number_of, plural
from generation.engines.composer.wordlists import WORDS

MASS_PARTS = WORDS["mass_parts"]
_STATE = re.compile(
    r"(?:is|are) (?:made|cut|finished|covered|rated|suitable|available|sold|vegan|organic|waterproof|leakproof)\b"
)
_LISTS = re.compile(r",|(?<!-)\band\b(?!-)")
_FINITE = re.compile(r"(?:is|are|has|have|can|comes?|holds?|weighs?|measures?|runs?|keeps?|seats?|carry|carries)\b")
_DENIED = re.compile(r"(?:is |are |can)?not\b")
_PARTICIPLE = re.compile(
    r"(?:[a-z]{2,}ed|thrown|woven|blown|sewn|spun|knit|cut|cast|made|built|bound|drawn|sawn|ground|hand(?:made|woven|blown|sewn|cut))"
)


def without_verbs(said: str) -> str:
    """ "is an indoor plant and is suitable for home" -> "an indoor plant, suitable for home"; "" where a verb is left."""
    bare = re.sub(r",? and (?:is|are|has|have) ", ", ", re.sub(r"^(?:is|are|has|have) ", "", said))
    return "" if bare == said or re.search(rf"(?:^|, |\band ){_FINITE.pattern}", bare) else bare


def join_clauses(clauses: list[str], *, clause: bool = False) -> str:
    """Clauses joined; a comma before "and" where a clause has an "and" of its own; no verb said twice in a row."""
    parts = _merged_verbs([part for part in clauses if part])
    if len(parts) < 2:
        return parts[0] if parts else ""
    if not clause and _DENIED.match(parts[-1]) and not any(_DENIED.match(part) for part in parts[:-1]):
        return f"{join_clauses(parts[:-1])} but {parts[-1]}"
    inner = any(_LISTS.search(part) for part in parts)
    if len(parts) == 2 and not clause and _FINITE.match(parts[1]) and not _LISTS.search(parts[0]):
        return f"{parts[0]} and {parts[1]}"
    if len(parts) > 2 and _FINITE.match(parts[-1]) and not all(_FINITE.match(part) for part in parts[1:]):
        return f"{join_clauses(parts[:-1])}, and {parts[-1]}"
    if len(parts) == 2:
        return f"{parts[0]}, and {parts[1]}" if inner or clause else f"{parts[0]} and {parts[1]}"
    return (
        f"{', '.join(parts[:-1])}, and {parts[-1]}" if inner or clause else f"{', '.join(parts[:-1])} and {parts[-1]}"
    )


def _merged_verbs(parts: list[str]) -> list[str]:
    """ "is dishwasher-safe", "is microwave-safe" -> "is dishwasher-safe", "microwave-safe"."""
    merged = parts[:1]
    verb = ""
    for before, part in pairwise(parts):
        verb = verb or before.split(" ", 1)[0]
        plain = verb in ("has", "have") or (
            verb in ("is", "are") and not re.search(r" (?:of|from|in|for|by|with|to|at|on) |\d", before + " " + part)
        )
        plain = plain or (verb in ("is", "are") and bool(_STATE.match(part)) and not re.search(r"\d", before))
        plain = plain or (before.startswith("can go in the ") and part.startswith("can go in the "))
        if plain and part.startswith(f"{verb} ") and not re.search(r",|\band\b", " ".join(parts)):
            merged.append(part.removeprefix("can go in ") if part.startswith("can go in ") else part[len(verb) + 1 :])
        else:
            again = re.match(r"(comes?) with ", part)
            if again and any(other.startswith(again[0]) for other in merged):
                part = ("has " if again[1] == "comes" else "have ") + part[len(again[0]) :]
            merged.append(part)
            verb = part.split(" ", 1)[0]
    return merged


def goes_with(first: Attribute, second: Attribute) -> bool:
    """Whether "Made of X, it ..." may lead over to the second without hinting that one is why the other."""
    if first.key.theme == "measure":
        return second.key.theme == "measure"
    return first.key.theme in ("make", "content") and second.key.theme in (
        "make",
        "detail",
        "content",
        "measure",
        "supply",
    )


def contract(text: str) -> str:
    for full, short in (
        ("It is ", "It's "),
        ("They are ", "They're "),
        ("You will ", "You'll "),
        ("Here is ", "Here's "),
    ):
        if text.startswith(full):
            return short + text[len(full) :]
    return text


def lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    return (
        text
        if sum(char.isupper() for char in first) > 1 or any(c.isdigit() for c in first)
        else text[:1].lower() + text[1:]
    )


def is_colour(item: str) -> bool:
    words = item.lower()
    if words in WORDS["no_colours"]:
        return False
    return (
        bool(lexicon.lookup(words.removesuffix(" tone"), "material" if words.endswith(" tone") else "colour"))
        or any(lexicon.lookup(word, "colour") for word in words.split()[-1:])
        or all(lexicon.lookup(part, "colour") for part in re.split(r" and |/", words))
    )


def is_country(items: tuple[str, ...]) -> bool:
    """Whether every item is a country, or a place that ends with one: "Stoke-on-Trent, England"."""
    return all(lexicon.lookup(re.split(r",\s*", item)[-1], "country") for item in items)


def is_done(phrase: str) -> bool:
    """Whether the phrase says what was done to a thing: "thrown by hand", "hand-woven"."""
    words = phrase.lower().split()
    return any(_PARTICIPLE.fullmatch(word.rpartition("-")[2]) for word in words[:2]) and not is_part(phrase)


def is_part(item: str) -> bool:
    core = re.split(r" (?:down|on|in|at|for|with|of|inside) ", item.lower())[0].split()
    if not core or len(core) > 6:
        return False
    return bool(
        lexicon.lookup(" ".join(core[-2:]), "part", "noun") or lexicon.lookup(core[-1], "part", "noun")
    ) or core[-1].endswith(("tracking", "shooting", "af"))


def carried(value: str, title: str) -> bool:
    """Whether every word of the value already stands in the title."""
    held = set(re.findall(r"[a-z0-9-]+", title.lower()))
    return all(word in held for word in re.findall(r"[a-z0-9-]+", value.lower()))


def plural_label(label: str) -> str:
    if number_of(label) == "many" or not label.isascii():
        return label
    return {"memory": "memory sizes", "storage": "storage sizes"}.get(label) or plural(label)


def takes_article(phrase: str) -> bool:
    """Whether a feature phrase wants "a": not plurals, not mass nouns, not "no collar" or "two pockets"."""
    words = phrase.lower().split()
    if words[0] in ("no", "two", "three", "four", "five", "six", "a", "an", "the", "one"):
        return False
    if words[0].isdigit() and len(words) > 1 and not ((measure := units.parse(" ".join(words[:2]))) and measure.unit):
        return False
    core = re.split(r" (?:down|on|in|at|for|with|of|inside) ", " ".join(words))[0].split()
    last = core[-1]
    if last in MASS_PARTS or (
        not lexicon.lookup(" ".join(core[-2:]), "part", "noun") and not lexicon.lookup(last, "part", "noun")
    ):
        return False
    return not (last.endswith("s") and not last.endswith(("ss", "lens", "gps", "chassis")))
