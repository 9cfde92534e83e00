"""The shapes of titles: orders of brand, name and facts that shops of each language use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.english.words import capital
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, sentence
from generation.engines.composer.titles.extras import Extra, already_said
from generation.engines.composer.typography import set_zh


def shapes_en(product: Product, core: str, extras: Sequence[Extra], tone: str) -> list[Sentence]:
    brand = product.brand
    before = [extra for extra in extras if extra[2] == "before"]
    colour = [extra for extra in extras if extra[2] == "in"]
    after = [extra for extra in extras if extra[2] == "after"]
    having = [extra for extra in extras if extra[2] == "with"]
    ids = name_ids(product)
    every = [extra[1].ids for extra in extras]
    generic = lexicon.to_zh(core) is not None and len(core.split()) <= 3 and bool(product.noun)
    owner = [extra for extra in before if extra[1].key.id == "gender"]
    lead = [extra for extra in before if extra not in owner]
    with_part = f" with {having[0][0]}" if having and " with " not in core.lower() else ""
    colours = " and ".join(colour[0][0].split(" and ")) if colour else ""
    trailing = ", ".join(extra[0] for extra in (*lead, *colour, *after))
    front = " ".join(part for part in (brand, *(extra[0] for extra in owner)) if part)
    shapes: list[str] = []
    if generic:
        noun = core[-len(product.noun) :] if core.lower().endswith(product.noun.lower()) else ""
        alone = core == noun
        inner = " ".join(extra[0] for extra in (*(colour if alone else ()), *lead) if " and " not in extra[0])
        left = [extra[0] for extra in colour if " and " in extra[0] or not alone] + [extra[0] for extra in after]
        if inner and noun:
            model = core[: len(core) - len(noun)].strip()
            shapes.append(f"{front} {model} {inner} {noun}{with_part}{', ' + ', '.join(left) if left else ''}")
    in_colour = f" in {colours}" if colours and not re.search(r"\bin\b", core, re.I) else ""
    purpose = " ".join(extra[0] for extra in after if extra[0].lower().startswith("for "))
    purpose = f" {purpose}" if purpose and " for " not in core.lower() else ""
    after = [extra for extra in after if not extra[0].lower().startswith("for ")]
    with_part += purpose
    trailing = ", ".join(extra[0] for extra in (*lead, *colour, *after))
    specs = ", ".join(extra[0] for extra in (*lead, *after))
    shapes.append(f"{front} {core}{with_part}{in_colour}{', ' + specs if specs else ''}")
    shapes.append(f"{front} {core}{with_part}{', ' + trailing if trailing else ''}")
    if trailing:
        shapes.append(f"{front} {core}{with_part} – {trailing}")
    if brand and not with_part:  # "with Intel processors by Norra" would say who made the processors
        who = " ".join([extra[0] for extra in owner])
        shapes.append(f"{who} {core}{with_part} by {brand}{', ' + trailing if trailing else ''}")
    if having:
        shapes.append(f"{front} {core}{', ' + trailing if trailing else ''}, {having[0][0]}")
    if not extras and product.category and not brand:
        shapes.append(f"{core}")
    if tone == "premium":
        shapes = shapes[1:] + shapes[:1] if len(shapes) > 1 else shapes
    if tone == "technical":
        shapes = [shape for shape in shapes if " in " not in shape] or shapes
    made = [sentence(_tidy(shape), ids, *every) for shape in shapes]
    if extras and len(made) < 3:
        made.append(sentence(_tidy(f"{brand} {core}"), ids))
    return _unique(made)


def shapes_zh(product: Product, core: str, extras: Sequence[Extra], tone: str) -> list[Sentence]:
    brand, ids = product.brand, name_ids(product)
    every = [extra[1].ids for extra in extras]
    order = {"gender": 0, "colour": 1, "features": 2}
    inner = sorted([e for e in extras if e[2] in ("before", "in")], key=lambda e: order.get(e[1].key.id, 3))
    after = [extra[0] for extra in extras if extra[2] in ("after", "with")]
    noun = product.noun if product.noun and core.endswith(product.noun) else ""
    model = core[: len(core) - len(noun)].strip() if noun else core
    words = "".join(_joined_colour(extra) for extra in inner)
    specs = " ".join(after)
    if noun:
        if model and not lexicon.is_chinese(model):
            named = f"{model} {words}{noun}"
        else:
            behind = "".join(extra[0] for extra in inner if extra[1].key.id in ("material", "purity"))
            ahead = "".join(_joined_colour(extra) for extra in inner if extra[1].key.id not in ("material", "purity"))
            named = f"{ahead}{model}{behind}{noun}"
    else:
        named = f"{core} {words}" if words else core
    shapes = [f"{brand} {named} {specs}"]
    if len(words) > 1:
        shapes.append(
            f"{brand} {core} {' '.join([*after, words])}"
            if lexicon.is_chinese(core)
            else f"{brand} {core}，{words}{'，' + specs if specs else ''}"
        )
    if specs:
        shapes.append(f"{brand} {named}（{'，'.join(after)}）")
        shapes.append(f"{brand} {core} {specs} {words}".strip())
    if not extras and brand:
        shapes.append(f"{core}（{brand}）")
    if tone == "technical" and len(shapes) > 2:
        shapes = [shapes[2], *shapes[:2], *shapes[3:]]
    made = [sentence(_set_title(shape), ids, *every) for shape in shapes]
    if extras and len(made) < 3:
        made.append(sentence(_set_title(f"{brand} {core}"), ids))
    return _unique(made)


def _joined_colour(extra: Extra) -> str:
    items = extra[1].value.items
    if extra[1].key.id == "colour" and len(items) == 2:
        return "".join(item.removesuffix("色") for item in items) + "色"
    return extra[0]


def _set_title(text: str) -> str:
    """Chinese setting, but a space that parts two Chinese words of a title stays (shops write them so)."""
    parts = [set_zh(part) for part in text.split(" ") if part]
    joined = ""
    for part in parts:
        joined += (
            f" {part}"
            if joined and part not in "，（）" and joined[-1] not in "（，" and part[0] not in "（，"
            else part
        )
    return re.sub(r"([一-鿿]{2,})\1", r"\1", joined)


def seo_shapes_en(product: Product, base: str, extras: Sequence[Extra]) -> list[Sentence]:
    ids, brand = name_ids(product), product.brand
    said = [extra[0] if extra[2] != "with" else f"with {extra[0]}" for extra in extras]
    shapes: list[Sentence] = []
    for count in range(len(said), -1, -1):
        used = [extra[1].ids for extra in extras[:count]]
        owner = next((e[0] for e in extras[:count] if e[1].key.id == "gender"), "")
        plain = [text for text in said[:count] if text != owner and not text.startswith("with ")]
        having = next((f" {text}" for text in said[:count] if text.startswith("with ")), "")
        core = f"{owner} {base}{having}".strip()
        specs = ", ".join(plain)
        if brand:
            shapes.append(sentence(_tidy(f"{core}{', ' + specs if specs else ''} | {brand}"), ids, *used))
            shapes.append(sentence(_tidy(f"{brand} {core}{' – ' + specs if specs else ''}"), ids, *used))
            if specs:
                shapes.append(sentence(_tidy(f"{core} – {specs} | {brand}"), ids, *used))
        else:
            shapes.append(sentence(_tidy(f"{core}{' – ' + specs if specs else ''}"), ids, *used))
            if specs:
                shapes.append(sentence(_tidy(f"{core}, {specs}"), ids, *used))
    if product.category and len(extras) == 0:
        leaf = product.category[-1]
        if not already_said(leaf, base, "en"):
            shapes.insert(
                0,
                sentence(
                    _tidy(f"{base} | {brand or leaf}" if not brand else f"{base} – {leaf} | {brand}"),
                    ids,
                    ("category",),
                ),
            )
    return _unique(shapes)


def seo_shapes_zh(product: Product, base: str, extras: Sequence[Extra]) -> list[Sentence]:
    ids, brand = name_ids(product), product.brand
    shapes: list[Sentence] = []
    for count in range(len(extras), -1, -1):
        titles = shapes_zh(product, base, extras[:count], "plain")
        shapes += titles[:1]
        words = [_joined_colour(extra) for extra in extras[:count]]
        used = [extra[1].ids for extra in extras[:count]]
        ending = f" | {brand}" if brand else ""
        shapes.append(sentence(_set_title(f"{base}{'，' + '，'.join(words) if words else ''}{ending}"), ids, *used))
    return _unique(shapes)


def _tidy(text: str) -> str:
    """One space between words, no comma without a word, capital first."""
    text = re.sub(r"\s+([,|–])", r" \1", " ".join(text.split()))
    return capital(text.replace(" ,", ",").strip(" ,–"))


def _unique(shapes: Sequence[Sentence]) -> list[Sentence]:
    seen: set[str] = set()
    kept = []
    for shape in shapes:
        if shape.text and shape.text not in seen:
            seen.add(shape.text)
            kept.append(shape)
    return kept


def name_ids(product: Product) -> tuple[str, ...]:
    return product.name_ids + (("brand",) if product.brand else ())
