"""A frame with the value of one attribute, its articles and its agreement."""

from __future__ import annotations

import re

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.phrases import takes_article
from generation.engines.composer.english.words import (
    agree,
    capital,
    listing,
    number_of,
    with_articles,
    with_country_article,
)

_LIGHT = re.compile(r"light|sun|shade|hour|\d", re.I)
AS_MODIFIER = {"buttons": "button", "laces": "lace-up", "snaps": "snap", "clips": "clip"}
DRIVE = re.compile(r"SSD|HDD|NVMe|eMMC|drive")


def filled(frame: str, attribute: Attribute, *, many: bool) -> str:
    """A frame with its value, its articles and its agreement."""
    value = attribute.value
    if attribute.key.kind == "part" and frame == "a~ {v} {l}":
        frame = "{v} {l}" if number_of(attribute.label) != "one" else frame
    text = frame
    if attribute.key.id == "material" and re.search(r" (?:blend|mix)$", value.text):
        text = re.sub(r"(made of|made from|Made of|Made from) \{v\}", r"\1 a~ {v}", text)
    if attribute.key.id == "storage" and DRIVE.search(value.text):
        text = text.replace(" of storage", "")
    if "{w}" in text or "{W}" in text:
        said = with_items(attribute)
        text = text.replace("{w}", said).replace("{W}", capital(said))
    if "{x}" in text or "{X}" in text:
        bare = re.sub(rf"\s+{re.escape(attribute.key.id)}$", "", value.text, flags=re.I)
        text = text.replace("{x}", bare).replace("{X}", capital(bare))
    if "{s}" in text or "{S}" in text:
        bare = re.sub(r"[ -]sleeves?$", "", value.text)
        text = text.replace("{s}", bare).replace("{S}", capital(bare))
    if attribute.key.id == "season" and value.text.endswith("season"):
        text = text.replace("{v}", "{v} use")
    if "{Z}" in text:
        text = text.replace("{Z}", capital(AS_MODIFIER.get(value.text, value.text)))
    if "{a}" in text:
        least = re.fullmatch(r"from (.+)", value.text)
        said = f"{least[1]} and up" if least else value.text
        text = text.replace("{a}", re.sub(r"(?<=[\d+]) years\b", "", said))
    if "{b}" in text:
        text = text.replace("{b}", re.sub(r" (?:pieces?|pages?)$", "", value.text))
    if "{1}" in text:
        text = text.replace("{1}", value.text)
    for mark, ending in (("{k}", "skin"), ("{h}", "hair")):
        if mark in text:
            said = value.text if ending in value.text.lower() else f"{value.text} {ending}"
            text = text.replace(mark, said)
    if attribute.key.id == "light_need" and ":" not in text and not _LIGHT.search(value.text):
        text = text.replace("{v}", "{v} light")
    if attribute.key.id == "origin" and "{v}" in text:
        text = text.replace("{v}", place(attribute) if ":" not in text else value.text)
    text = text.replace("{p}", value.text)
    text = text.replace("{v}", value.text).replace("{m}", value.modifier).replace("{l}", attribute.label)
    text = text.replace("{V}", capital(value.text)).replace("{M}", capital(value.modifier))
    return with_articles(agree(text, many))


def place(attribute: Attribute) -> str:
    """Where the product is from, as it stands in a sentence: "the Netherlands"."""
    return listing([with_country_article(item) for item in attribute.value.items])


def with_items(attribute: Attribute) -> str:
    """Parts as objects: "a narrow collar, buttons down the front and long sleeves"."""
    items = attribute.value.items
    single = attribute.key.id == "contents" and any(takes_article(item) for item in items)
    loose = [bool(single and re.fullmatch(r"[a-z]+[^s\W]", item) and not lexicon.lookup(item)) for item in items]
    return listing(
        [f"a~ {item}" if takes_article(item) or alone else item for item, alone in zip(items, loose, strict=True)],
        "or" if attribute.key.id == "used_as" else "and",
    )
