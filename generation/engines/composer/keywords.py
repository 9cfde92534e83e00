"""Keywords that a request asks for: worked in only where the facts carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.typography import clean
from generation.engines.composer.wordlists import WORDS

LONGEST = 40  # characters; longer wishes are sentences
_WORD = re.compile(r"[a-z0-9][a-z0-9.'’-]*")
_LOOSE = re.compile(r"[\s的款型、,，/-]+")


def lifted(product: Product, keywords: Sequence[str]) -> Product:
    """The product with the attributes first that a keyword names."""
    wanted = [a for keyword in keywords for a in product.attributes if names(a, clean(keyword).lower())]
    if not wanted:
        return product
    first = tuple(dict.fromkeys(wanted))
    rest = tuple(a for a in product.attributes if a not in first)
    return replace(product, attributes=(*first, *rest), lifted=tuple(a.key.id for a in first if a.key.id))


def carried(keyword: str, product: Product) -> Sentence | None:
    """The keyword as written, citing the facts that together say all of its words; None when they do not."""
    text = clean(keyword)
    if not text or len(text) > LONGEST:
        return None
    if (product.locale == "en") == lexicon.is_chinese(text):
        return None
    ids: list[str] = []
    rest = set(_WORD.findall(text.lower())) - WORDS["small_words"] if product.locale == "en" else {text}
    for said, sources in _sources(product):
        left = _less(rest, said.lower()) if product.locale == "en" else _less_zh(rest, said)
        if left != rest:
            ids += sources
            rest = left
        if not rest:
            return Sentence(text, tuple(dict.fromkeys(ids)))
    return None


def _sources(product: Product) -> Iterator[tuple[str, tuple[str, ...]]]:
    brand = ("brand",) if product.facts.brand else ()
    yield product.noun, product.name_ids
    yield product.name, product.name_ids
    yield product.title, ("title",)
    yield product.brand, brand
    for attribute in (*product.attributes, *product.choices):
        if attribute.value.polarity != "no":
            said = attribute.label if attribute.value.polarity else f"{attribute.value.text} {attribute.label}"
            yield said, attribute.ids
    yield " ".join(product.category), ("category",)


def _less(words: set[str], said: str) -> set[str]:
    held = set(_WORD.findall(said))
    held |= {word.removesuffix("s") for word in held} | {f"{word}s" for word in held}
    return {word for word in words if word not in held and word.removesuffix("s") not in held}


def _less_zh(rest: set[str], said: str) -> set[str]:
    left = set(rest)
    for part in [said, *(word.removesuffix("色") for word in re.split(r"[、，和\s/]", said))]:
        if len(part) > 1 or part in left:
            left = {piece.replace(part, " ") if part else piece for piece in left}
    return {piece for piece in left if _LOOSE.sub("", piece)}


def names(attribute: Attribute, keyword: str) -> bool:
    """Whether the keyword says the attribute's value, or asks for it by its name."""
    text, label = attribute.value.text.lower(), attribute.label.lower()
    if lexicon.is_chinese(keyword):
        return any(len(word) > 1 and word.removesuffix("色") in keyword for word in (*attribute.value.items, label))
    held = set(_WORD.findall(keyword))
    said = set(_WORD.findall(text)) if not attribute.value.polarity else set(_WORD.findall(label))
    named = set(_WORD.findall(label))
    return bool(said and held) and (said <= held or held <= said or held <= named)
