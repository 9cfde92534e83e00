"""Plans for the four text kinds: which attributes, in which order, in how many sentences, within which limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import lexicon, titles, values
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.families import theme_place
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence, length, paragraphs
from generation.errors import Refused
from generation.kinds import KINDS, Limit

Writer = EnglishWriter | ChineseWriter
Answer = tuple[dict[str, FieldValue], tuple[Claim, ...]]

_GROUP_SIZES = {"plain": (2, 3), "warm": (2, 1, 3), "premium": (2, 3), "playful": (1, 2), "technical": (3, 4, 2)}
_THIN = 2  # attributes below which the category is worth a sentence
_HINT = "add a brand, a category or a few facts (material, size, colour, what it is for)"


def writer_for(product: Product, chooser: Chooser, tone: str) -> Writer:
    return EnglishWriter(product, chooser, tone) if product.locale == "en" else ChineseWriter(product, chooser, tone)


def limit_of(request: Request, field: str) -> Limit:
    return KINDS[request.brief.kind].spec(field).limit(request.brief.channel)


def describe(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A description: who it is, what makes it, its figures, its care and its choices."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    if not product.sizes_up and not product.facts.source_text:
        raise Refused("facts.thin", _HINT)
    limit = limit_of(request, "description")
    opener, used = writer.opener(product.attributes)
    rest = [attribute for attribute in product.attributes if attribute not in used]
    blocks = _blocks(writer, product, rest, opener)
    groups = _fit(blocks, limit, writer.joint, product)
    text, claims = paragraphs(groups, "description", writer.joint)
    if len(text) < limit.min_chars or (limit.max_chars and len(text) > limit.max_chars):
        raise Refused("facts.thin" if len(text) < limit.min_chars else "limits.too_tight", _HINT)
    return {"description": text}, tuple(claims)


def _blocks(
    writer: Writer, product: Product, rest: Sequence[Attribute], opener: Sentence
) -> list[list[tuple[int, Sentence]]]:
    """Paragraphs of (importance, sentence): the opener and the first themes, the figures and the care, the choices."""
    by_theme = sorted(rest, key=lambda a: (theme_place(a.key.theme, product.family), -a.key.rank))
    first: list[tuple[int, Sentence]] = [(1000, opener)]
    second: list[tuple[int, Sentence]] = []
    third: list[tuple[int, Sentence]] = []
    for group in _grouped(by_theme, writer):
        importance = max(attribute.key.rank - (30 if attribute.value.long else 0) for attribute in group)
        target = third if group[0].key.theme in ("care", "supply", "other") else second if len(first) >= 3 else first
        target += [(importance, item) for item in writer.about(group)]
    closing = [(80, item) for item in writer.choices()]
    if len(product.attributes) + len(product.choices) < _THIN and "category" not in opener.ids:
        category = writer.category()
        closing += [(20, category)] if category else []
    tail = second + third + closing
    if len(tail) + len(first) <= 3:
        return [first + tail]
    if len(second) + len(third) + len(closing) > 4 and second:
        return [first, second, third + closing]
    return [first, tail]


def _grouped(attributes: Sequence[Attribute], writer: Writer) -> list[list[Attribute]]:
    """Neighbours of one theme (or of kindred themes) together, as many as the tone likes in a sentence."""
    sizes = _GROUP_SIZES.get(writer.tone, (2, 3))
    if isinstance(writer, ChineseWriter):  # Chinese chains short clauses where English starts a new sentence
        sizes = tuple(size + 1 for size in sizes)
    groups: list[list[Attribute]] = []
    size = writer.chooser.pick(sizes)
    for attribute in attributes:
        last = groups[-1] if groups else None
        if last and len(last) < size and _joins(last, attribute):
            last.append(attribute)
            continue
        groups.append([attribute])
        size = writer.chooser.pick(sizes)
    return groups


def _joins(group: list[Attribute], attribute: Attribute) -> bool:
    """Whether the attribute belongs into the group's sentence and leaves it readable."""
    if attribute.value.long or group[-1].value.long or not _kindred(group[0], attribute):
        return False
    return sum(len(a.value.text) for a in group) + len(attribute.value.text) <= 110


_KIN = {
    "make": "make", "detail": "make", "perform": "perform", "energy": "perform", "connect": "perform", "measure": "measure",
    "content": "content", "use": "use", "care": "care", "supply": "supply", "other": "other", "choice": "choice",
}  # fmt: skip


def _kindred(first: Attribute, second: Attribute) -> bool:
    return _KIN[first.key.theme] == _KIN[second.key.theme]


def _fit(blocks: list[list[tuple[int, Sentence]]], limit: Limit, joint: str, product: Product) -> list[list[Sentence]]:
    """Whole sentences dropped, the least important first, until the text fits the limit."""
    blocks = [_distinct(block) for block in blocks]
    while limit.max_chars and length([[item for _, item in block] for block in blocks], joint) > limit.max_chars:
        weakest = min(
            ((score, -number, -place) for number, block in enumerate(blocks) for place, (score, _) in enumerate(block)),
            default=None,
        )
        if weakest is None or weakest[0] >= 1000:
            break
        del blocks[-weakest[1]][-weakest[2]]
    return [[item for _, item in block] for block in blocks]


def _distinct(block: list[tuple[int, Sentence]]) -> list[tuple[int, Sentence]]:
    seen: set[str] = set()
    return [(score, item) for score, item in block if not (item.text in seen or seen.add(item.text))]  # type: ignore[func-returns-value]


def list_points(request: Request, product: Product, chooser: Chooser) -> Answer:
    """Bullet points: one attribute or a few of one theme each, the most important first."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    limit = limit_of(request, "bullets")
    most = min(limit.max_items or 5, 5)
    usable = [a for a in (*product.attributes[:14], *product.choices) if not a.value.long or a.key.kind == "care"]
    native = [a for a in usable if not a.foreign]
    attributes = [
        part for a in (native if len(native) >= 3 else usable or product.attributes[:14]) for part in _halves(a)
    ]
    points: list[Sentence] = []
    for group in _point_groups(attributes, most, writer):
        point = writer.bullet(group)
        if limit.max_chars and len(point.text) > limit.max_chars and len(group) > 1:
            point = writer.bullet(group[:1])
        if _allowed(point.text, limit) and point.text not in [other.text for other in points]:
            points.append(point)
    least = max(limit.min_items, 1)
    if len(points) < max(least, 2):
        points += [p for p in _reserve_points(product, writer) if _allowed(p.text, limit)][
            : max(least, 3) - len(points)
        ]
    points = points[:most]
    if len(points) < least:
        raise Refused("facts.thin", _HINT)
    claims = tuple(Claim("bullets", index, 0, len(point.text), point.ids) for index, point in enumerate(points))
    return {"bullets": tuple(point.text for point in points)}, claims


def _halves(attribute: Attribute) -> list[Attribute]:
    """A long list of parts as two bullets."""
    items = attribute.value.items
    if attribute.key.id != "features" or len(items) < 4:
        return [attribute]
    made = []
    for part in (items[: len(items) // 2], items[len(items) // 2 :]):
        text = values.join(part, attribute.locale)
        made.append(replace(attribute, value=replace(attribute.value, text=text, modifier=text, items=part)))
    return made


def _allowed(text: str, limit: Limit) -> bool:
    return (not limit.max_chars or len(text) <= limit.max_chars) and not set(text) & set(limit.forbidden)


def _point_groups(attributes: list[Attribute], most: int, writer: Writer) -> list[list[Attribute]]:
    """One group a bullet; features with many items are cut in two, kindred attributes merge when there are too many."""
    order = writer.chooser.pick([0, 1, 2], [1.0, 0.5, 0.4])
    groups = [[a] for a in attributes]
    if order and len(groups) > 2:
        groups = (
            groups[:1] + groups[2:3] + groups[1:2] + groups[3:] if order == 1 else groups[1:2] + groups[:1] + groups[2:]
        )
    while len(groups) > most:
        pair = next(
            (
                (i, j)
                for j in range(len(groups) - 1, 0, -1)
                for i in range(j)
                if groups[i][0].key.theme == groups[j][0].key.theme
                and not groups[i][0].choice
                and not groups[j][0].choice
                and groups[i][0].key.id != "features"
                and len(groups[i]) + len(groups[j]) <= (3 if groups[i][0].key.theme == "measure" else 2)
                and not groups[i][0].value.long
                and not groups[j][0].value.long
                and sum(len(a.value.text) for a in groups[i] + groups[j]) <= 80
            ),
            None,
        )
        if pair is None:
            groups.pop()
        else:
            groups[pair[0]] += groups.pop(pair[1])
    return groups


def _reserve_points(product: Product, writer: Writer) -> list[Sentence]:
    """Bullets from the brand, the name and the category, for products without facts."""
    points: list[Sentence] = []
    chinese = product.locale != "en"
    brand_ids = ("brand",) if product.brand else ()
    if product.brand:
        text = (
            f"品牌：{product.brand}"
            if chinese
            else f"{'From' if writer.tone != 'technical' else 'Brand:'} {product.brand}"
        )
        points.append(Sentence(text, brand_ids))
    if product.name:
        name = (
            f"品名：{product.name}"
            if chinese
            else f"Product: {product.name}"
            if writer.tone == "technical"
            else f"{product.name}"
        )
        points.append(Sentence(name, product.name_ids))
    if product.category:
        path = " / ".join(product.category) if chinese else ", ".join(product.category)
        points.append(Sentence(f"类目：{path}" if chinese else f"Category: {path}", ("category",)))
    return points


def search_result(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A SEO title and a meta description within what a result page shows."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    title = titles.seo_title(product, chooser, limit_of(request, "seo_title"), request.brief.tone)
    limit = limit_of(request, "meta_description")
    best = _meta(writer, product, limit)
    text, claims = paragraphs([best], "meta_description", writer.joint)
    if len(text) < limit.min_chars:
        raise Refused("facts.thin", _HINT)
    fields: dict[str, FieldValue] = {"seo_title": title.text, "meta_description": text}
    return fields, (Claim("seo_title", 0, 0, len(title.text), title.ids), *claims)


def _meta(writer: Writer, product: Product, limit: Limit) -> list[Sentence]:
    """The opener and then whole sentences, the most important first, as long as they fit."""
    most = limit.max_chars or 155
    opener, used = writer.opener(product.attributes)
    if len(opener.text) > most:
        opener, used = writer.opener(tuple(_fewer(a) for a in product.attributes))
    chosen = [opener] if len(opener.text) <= most else []
    pool = [a for a in product.attributes if not chosen or a not in used]
    if (not chosen and not pool) or len(opener.text) > most:
        short, used = writer.opener(())
        chosen = [short] if len(short.text) <= most else []
    rest = [_fewer(a) for a in pool if a not in used and not a.value.long]
    rest = [a for a in rest if not a.foreign] or rest
    rest = [a for a in rest if a.key.kind != "care" and a.key.id != "storage_advice"] or rest
    candidates = [item for start in range(0, len(rest), 2) for item in writer.about(rest[start : start + 2])]
    singles = [item for a in rest for item in writer.about([a])]
    closing = writer.choices()
    category = (
        writer.category()
        if not rest and not product.choices and "category" not in (chosen[0].ids if chosen else ())
        else None
    )
    said: set[str] = set(chosen[0].ids) if chosen else set()
    for item in [*candidates[:1], *closing, *candidates[1:], *singles, *([category] if category else [])]:
        if set(item.ids) <= said and item.ids != ("source_text",):
            continue
        if length([[*chosen, item]], writer.joint) <= most and item.text not in {other.text for other in chosen}:
            if item.ids == ("source_text",) and _repeats(item.text, chosen):
                continue
            chosen.append(item)
            said |= set(item.ids)
    if not chosen:
        raise Refused("facts.thin", _HINT)
    return chosen


def _fewer(attribute: Attribute, most: int = 2) -> Attribute:
    """The attribute with the first members of its list only, for places with little room."""
    items = attribute.value.items
    if len(items) <= most + 1 or attribute.key.id not in ("features", "contents", "ingredients", "ports", "compatible"):
        return attribute
    text = values.join(items[:most], attribute.locale)
    return replace(attribute, value=replace(attribute.value, text=text, modifier=text, items=items[:most]))


def _repeats(text: str, chosen: Sequence[Sentence]) -> bool:
    """Whether most words of a sentence were said already."""
    held = " ".join(item.text for item in chosen).lower()
    if lexicon.is_chinese(text):
        pairs = [text[place : place + 2] for place in range(len(text) - 1)]
        return sum(pair in held for pair in pairs) > 0.5 * len(pairs)
    words = re.findall(r"[a-z0-9]{3,}", text.lower())
    return sum(word in held for word in words) > 0.5 * len(words)


PLANS = {"title": titles.compose, "description": describe, "bullets": list_points, "seo": search_result}
