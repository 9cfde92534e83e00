"""Titles: brand, product and the one or two facts that a shopper searches for, none of them twice."""

from __future__ import annotations

import re

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import lexicon
from generation.engines.composer.choice import Chooser
from generation.engines.composer.naming import calm, title_case
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.titles.extras import extras_of
from generation.engines.composer.titles.shapes import name_ids, seo_shapes_en, seo_shapes_zh, shapes_en, shapes_zh
from generation.errors import Refused
from generation.kinds import KINDS, Limit

LONGEST_PLAIN = 70  # characters; a longer title is a list of specifications already
_COUNT = {"plain": 2, "warm": 1, "premium": 2, "playful": 1, "technical": 3}
_BY_LENGTH = {"short": -1, "standard": 0, "long": 2}


def compose(request: Request, product: Product, chooser: Chooser) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    limit = KINDS["title"].spec("title").limit(request.brief.channel)
    most = min(limit.max_chars or 150, 150)
    made = _title(product, chooser, most, limit, request.brief.tone, request.brief.length)
    return {"title": made.text}, (Claim("title", 0, 0, len(made.text), made.ids),)


def seo_title(product: Product, chooser: Chooser, limit: Limit, tone: str) -> Sentence:
    """The title as a search result shows it, the brand last where it stands apart."""
    most = limit.max_chars or 60
    base = core_of(product)
    extras = extras_of(product, base, chooser, 2 if tone != "technical" else 3)
    shapes = seo_shapes_en(product, base, extras) if product.locale == "en" else seo_shapes_zh(product, base, extras)
    fitting = [shape for shape in shapes if len(shape.text) <= most and shape.text]
    if fitting:
        longest = [shape for shape in fitting if len(shape.text) >= 0.6 * max(len(s.text) for s in fitting)]
        return chooser.pick(longest)
    return Sentence(
        _shorten(f"{product.brand} {base}".strip() if len(f"{product.brand} {base}") <= most else base, most),
        name_ids(product),
    )


def core_of(product: Product) -> str:
    """The name in title case; a bare model name is told what it is: "AeroBook 14" -> "AeroBook 14 Laptop"."""
    english = product.locale == "en"
    name = title_case(product.name) if english and product.name.isascii() else product.name
    noun = title_case(product.noun) if english else product.noun
    model = (english and any(char.isdigit() for char in name)) or (not english and not lexicon.is_chinese(name))
    if noun and model and noun.split()[-1].lower() not in name.lower():
        return f"{name} {noun}"
    return name


def _title(product: Product, chooser: Chooser, most: int, limit: Limit, tone: str, length: str) -> Sentence:
    core = core_of(product)
    if not core:
        raise Refused("facts.thin", "give the product a title")
    full = _full_core(product)
    count = max(0, _COUNT.get(tone, 2) + _BY_LENGTH[length])
    extras = extras_of(product, full, chooser, count) if count and len(full) <= LONGEST_PLAIN else []
    extras = [extra for extra in extras if not set(extra[0]) & set(limit.forbidden)]
    shapes = (shapes_en if product.locale == "en" else shapes_zh)(product, full, extras, tone)
    fitting = [shape for shape in shapes if len(shape.text) <= most]
    if not fitting:
        fitting = [Sentence(_shorten(f"{product.brand} {core}".strip(), most), name_ids(product))]
    weights = [0.75**place for place in range(len(fitting))]
    if extras and len(fitting) > 1 and fitting[-1].ids == name_ids(product):
        weights[-1] = 0.01
    made = chooser.pick(fitting, weights)
    text = "".join(char for char in made.text if char not in limit.forbidden)
    text = re.sub(r"\s+([,，])", r"\1", " ".join(text.split()))
    if not re.search(r"\w", text):
        raise Refused("facts.thin", "give the product a title of letters")
    return Sentence(text, made.ids)


def _full_core(product: Product) -> str:
    """The whole title (without a brand that stands apart) where prose used a shorter name."""
    if (
        product.locale == "en"
        and product.title.isascii()
        and len(product.title) > len(product.name)
        and len(product.title) <= 90
    ):
        rest = product.title
        if product.brand and rest.lower().startswith(product.brand.lower()):
            rest = rest[len(product.brand) :].strip(" -–—|:,")
        return title_case(calm(rest))
    return core_of(product)


def _shorten(text: str, most: int) -> str:
    """Whole words up to the limit; Chinese by characters."""
    if len(text) <= most:
        return text
    cut = text[: most + 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 3 else text[:most]).rstrip(" ,-–|，、")
