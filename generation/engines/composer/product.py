"""A product as the writer sees it: its name, its noun, and its attributes in the locale's language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.contract import Facts
from generation.engines.composer.attributes import Attribute, read_attributes
from generation.engines.composer.families import category_zh, theme_place
from generation.engines.composer.naming import brand_of, family_of, holds, name_of, noun_of, without
from generation.engines.composer.typography import clean

MOST_ATTRIBUTES = 24
ENOUGH = 3  # attributes in the locale's own words that make those in the other language dispensable


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity
class Product:
    facts: Facts
    locale: str
    title: str  # cleaned, in its own language
    name: str  # how prose calls it in full, without the brand when that stands apart
    brand: str  # "" when there is none, or when the name carries it
    noun: str  # "running shoe", "跑鞋"; "" when unknown
    number: str  # "one", "many" or "mass"
    family: str
    classifier: str
    attributes: tuple[Attribute, ...]  # most important first
    choices: tuple[Attribute, ...]
    category: tuple[str, ...]
    name_ids: tuple[str, ...]
    lifted: tuple[str, ...] = ()  # ids of the keys that the request's keywords name

    @property
    def many(self) -> bool:
        return self.number == "many"

    @property
    def sizes_up(self) -> int:
        """How much there is to say."""
        return len(self.attributes) + len(self.choices) + bool(self.brand) + bool(self.category)


@lru_cache(maxsize=512)
def spoken(product: Product) -> Product:
    """The product without what its language has no words for, as long as enough is left to say."""
    said = tuple(a for a in product.attributes if not a.foreign)
    chosen = tuple(a for a in product.choices if not a.foreign)
    if len(said) + len(chosen) < ENOUGH or len(said) + len(chosen) == len(product.attributes) + len(product.choices):
        return product
    return replace(product, attributes=said, choices=chosen)


@lru_cache(maxsize=512)
def read(facts: Facts, locale: str) -> Product:
    """The product in the locale's language."""
    title = clean(facts.title)
    brand = brand_of(facts)
    family, classifier = family_of(facts, title)
    category = tuple(part for part in (clean(part) for part in re.split(r"\s*[>›»|]\s*", facts.category)) if part)
    noun, number = noun_of(title, category, locale)
    bare = without(title, brand) if brand else title
    name = name_of(bare or title, brand, noun, locale)
    carried = bool(brand) and holds(name, brand)
    attributes = tuple(read_attributes(facts, title, locale))
    return Product(
        facts=facts,
        locale=locale,
        title=title,
        name=name,
        brand="" if carried else brand,
        noun=noun,
        number=number,
        family=family,
        classifier=classifier,
        attributes=_ordered([a for a in attributes if not a.choice], family)[:MOST_ATTRIBUTES],
        choices=tuple(a for a in attributes if a.choice),
        category=category if locale == "en" else tuple(category_zh(part) for part in category),
        name_ids=("title", "brand") if carried else ("title",),
    )


def _ordered(attributes: list[Attribute], family: str) -> tuple[Attribute, ...]:
    """By importance: the key's own rank, lifted for the themes that the family leads with."""
    return tuple(
        sorted(
            attributes, key=lambda a: -(a.key.rank - 6 * min(theme_place(a.key.theme, family), 6) - 25 * (a.value.long))
        )
    )
