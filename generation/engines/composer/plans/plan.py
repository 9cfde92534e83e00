"""What the plans of all kinds share: the writer of a locale, the limits of a field, and lists cut short."""

from __future__ import annotations

from dataclasses import replace

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import values
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.product import Product
from generation.kinds import KINDS, Limit

Writer = EnglishWriter | ChineseWriter
Answer = tuple[dict[str, FieldValue], tuple[Claim, ...]]

HINT = "add a brand, a category or a few facts (material, size, colour, what it is for)"


def writer_for(product: Product, chooser: Chooser, tone: str) -> Writer:
    return EnglishWriter(product, chooser, tone) if product.locale == "en" else ChineseWriter(product, chooser, tone)


def limit_of(request: Request, field: str) -> Limit:
    return KINDS[request.brief.kind].spec(field).limit(request.brief.channel)


def fewer(attribute: Attribute, most: int = 2) -> Attribute:
    """The attribute with the first members of its list only, for places with little room."""
    items = attribute.value.items
    if len(items) <= most + 1 or attribute.key.id not in ("features", "contents", "ingredients", "ports", "compatible"):
        return attribute
    text = values.join(items[:most], attribute.locale)
    return replace(attribute, value=replace(attribute.value, text=text, modifier=text, items=items[:most]))
