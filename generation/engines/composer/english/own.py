"""Keys of a merchant's own, whose words tell how they are said: "4 memory presets", "a milk frother"."""

from __future__ import annotations

import re

from generation.engines.composer import lexicon, units
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.phrases import is_part, takes_article
from generation.engines.composer.english.words import number_of, plural, with_articles
from generation.engines.composer.wordlists import WORDS

_DEVICE = re.compile(r"[a-z]{3,}(?:er|or)$")  # a milk frother, a cup warmer
_ABSTRACT = re.compile(r"[a-z]{3,}(?:tion|sion|ment|ity|ance|ence)$")  # RFID protection


def own_thing(attribute: Attribute) -> str | None:
    """A merchant's own key with a number or an adjective: "4 memory presets", "a dual motor"."""
    label, text = attribute.label, attribute.value.text
    if not label.isascii() or len(label.split()) > 3:
        return None
    if number_of(label) == "many" and re.search(rf"\w {re.escape(label)}$", text, re.I):
        return text  # "large white flowers", not "the flowers are large white flowers"
    if number_of(label) == "one" and is_part(label) and re.search(rf"\w {re.escape(label)}\b", text, re.I):
        return with_articles(f"a~ {text}")  # "a screw lid with a loop"
    if (part := label.removesuffix(" material")) != label and (is_part(part) or lexicon.lookup(part, "noun")):
        several = plural(part) if part in WORDS["several_parts"] else part
        return with_articles(f"{text} {several}" if number_of(several) != "one" else f"a~ {text} {several}")
    measure = units.parse(text)
    if measure and measure.unit and is_part(label) and number_of(label) == "one":
        return with_articles(f"a~ {attribute.value.modifier} {label}")
    counted = re.fullmatch(r"number of (\w+)", label)
    if counted and re.fullmatch(r"[2-9]|\d\d{1,3}", text):
        return f"{text} {counted[1]}"
    if re.fullmatch(r"[2-9]|\d\d{1,3}", text) and number_of(label) == "many":
        return f"{text} {label}"
    if lexicon.lookup(text, "adjective", "material", "colour") and (
        is_part(label) or lexicon.lookup(label, "part", "noun")
    ):
        return with_articles(f"a~ {text} {label}" if number_of(label) == "one" else f"{text} {label}")
    return None


def named_thing(label: str) -> str:
    """A merchant's own key that names a thing to have: "a milk frother", "RFID protection"; "" when it does not."""
    last = label.rpartition(" ")[2]
    if is_part(label):
        return f"a~ {label}" if takes_article(label) else label
    if len(label.split()) > 4 or not label.isascii() or last.endswith(("proof", "wear", "over", "under")):
        return ""
    return f"a~ {label}" if _DEVICE.search(last) else label if _ABSTRACT.search(last) else ""
