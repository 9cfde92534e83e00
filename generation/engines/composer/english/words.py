"""English word forms that the sentences need: articles, plurals, lists, capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generation.engines.composer.wordlists import WORDS

_AN_NUMBER = re.compile(r"(?:8|11(?!\d)|18(?!\d)|11,|18,)")
_LETTER_VOWEL = set("AEFHILMNORSX")
_SILENT_H = re.compile(r"hour(?!i)|honest|heir|hono(?!lul)")
# Begun with the sound of "you" or "one", not with that of their letter: a unit, a useful lid, a European plug, a one-off.
_CONSONANT = re.compile(
    r"uni(?!n|m(?!o)|d(?!i[mr]))|unanim|us[aeiu]|ut[aeio]|ur[aeio]|uruguay|uk[eru]|ubi|uganda|eu(?!ler)|ew(?:e|ing)|once\b|one(?:\b|s(?!t)|time)"
)
_SPOKEN = frozenset(
    [
        "FIFA",
        "HEPA",
        "HIFI",
        "LAN",
        "LEED",
        "MIDI",
        "MIPS",
        "MOLLE",
        "NAS",
        "NASA",
        "NATO",
        "RAID",
        "RAM",
        "REACH",
        "ROHS",
        "SATA",
        "SIM",
        "SKU",
        "SODIMM",
        "SUP",
    ]
)  # said as words
_MASS = WORDS["mass_nouns"]
_IRREGULAR = {
    "shelf": "shelves",
    "knife": "knives",
    "leaf": "leaves",
    "scarf": "scarves",
    "foot": "feet",
    "mouse": "mice",
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "tooth": "teeth",
    "potato": "potatoes",
    "bookshelf": "bookshelves",
    "loaf": "loaves",
    "half": "halves",
}
_SINGULAR_S = WORDS["singular_in_s"]
_PAIRED = WORDS["paired_nouns"]
_ARTICLED = frozenset(
    {"united kingdom", "uk", "u.k.", "netherlands", "philippines", "united states", "united states of america", "usa", "us",
     "u.s.", "u.s.a.", "czech republic", "united arab emirates", "uae", "dominican republic", "eu", "european union"}
)  # fmt: skip


@lru_cache(maxsize=8192)
def article(phrase: str) -> str:
    """ "a" or "an", by the sound of what follows: a USB hub, an LED lamp, an 8 GB card, an 18 V drill."""
    word = phrase.lstrip("“\"'(")
    if not word:
        return "a"
    if word[0].isdigit():
        return "an" if _AN_NUMBER.match(word) else "a"
    first = re.split(r"[\s-]", word, maxsplit=1)[0]
    if _is_spelt(first):
        return "an" if first[0].upper() in _LETTER_VOWEL and first.upper() not in _SPOKEN else "a"
    lower = first.lower() or "x"
    if _SILENT_H.match(lower):
        return "an"
    if _CONSONANT.match(lower):
        return "a"
    return "an" if lower[0] in "aeiou" else "a"


def _is_spelt(word: str) -> bool:
    """Whether it is said letter by letter, as "USB", "LEDs", "MP3" and the x of "x-ray" are."""
    return word.isalpha() if len(word) == 1 else word[:2].isalpha() and word[:2].isupper()


def with_articles(text: str) -> str:
    """Every "a~ " becomes the right article."""
    return re.sub(r"([Aa])~ (?=(\S+))", lambda m: f"{_cased(article(m[2]), m[1])} ", text)


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like.isupper() else word


@lru_cache(maxsize=8192)
def plural(noun: str) -> str:
    """The plural of a noun phrase's last word."""
    head, _, last = noun.rpartition(" ")
    if not last.isascii() or not last.isalpha():
        return noun
    return f"{head} {_plural_word(last)}".strip()


def _plural_word(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower in _MASS or lower in _PAIRED:
        return word
    if re.search(r"(?:s|x|z|ch|sh)$", lower):
        return f"{word}es"
    if re.search(r"[^aeiou]y$", lower):
        return f"{word[:-1]}ies"
    return f"{word}s"


@lru_cache(maxsize=8192)
def number_of(noun: str) -> str:
    """ "one", "many" (shoes, trousers) or "mass" (coffee): how the noun agrees."""
    last = noun.lower().partition(" of ")[0].rpartition(" ")[2]
    if last in _MASS:
        return "mass"
    if last in _PAIRED and " and " not in noun:
        return "many"
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "ous")) and last.isalpha() and len(last) > 3:
        return "one" if last in _SINGULAR_S else "many"
    return "one"


def listing(items: Sequence[str], conjunction: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; with semicolons when an item has its own comma."""
    if len(items) <= 1:
        return items[0] if items else ""
    if any("," in item for item in items):
        return "; ".join(items[:-1]) + f"; {conjunction} {items[-1]}"
    if len(items) == 2 and any(f" {conjunction} " in item for item in items):
        return f"{items[0]}, {conjunction} {items[1]}"
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def capital(text: str) -> str:
    """The first letter upper case, unless the word has a shape of its own (iPhone, macOS)."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].upper() + text[1:]


def with_country_article(country: str) -> str:
    """ "Netherlands" -> "the Netherlands", as it stands in a sentence; other countries as they are."""
    bare = re.sub(r"^the ", "", country, flags=re.I)
    return f"the {bare}" if bare.lower() in _ARTICLED else country


def agree(text: str, many: bool) -> str:
    """ "[is|are]" by number."""
    return re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda m: m[2] if many else m[1], text)


def lower_words(text: str) -> str:
    """Lower case, but for words with a shape of their own: "USB-C Cable" -> "USB-C cable", "Vitamin C" -> "vitamin C"."""
    words = text.split(" ")
    return " ".join(
        word
        if any(char.isupper() for char in word[1:]) or (place and len(word) == 1 and word.isupper())
        else word.lower()
        for place, word in enumerate(words)
    )


def sentence_case(label: str) -> str:
    """A key as a noun phrase inside a sentence: "Screen Size" -> "screen size"; "RAM", "USB-C" stay."""
    words = label.split()
    return " ".join(
        word if sum(char.isupper() for char in word) > 1 or any(c.isdigit() for c in word) else word.lower()
        for word in words
    )
