"""Bullet points: one attribute or a few of one theme each, the most important first."""

from __future__ import annotations

from dataclasses import replace

from generation.contract import Claim, Request
from generation.engines.composer.attributes import Attribute, halves
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import HINT, Answer, Writer, by_length, limit_of, writer_for
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence
from generation.errors import Refused
from generation.kinds import Limit

_FEW = 3  # attributes


def list_points(request: Request, product: Product, chooser: Chooser) -> Answer:
    """Bullet points: one attribute or a few of one theme each, the most important first."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    limit = limit_of(request, "bullets")
    most = min(limit.max_items or 5, by_length(request.brief, 3, 5, 8))
    usable = [a for a in (*product.attributes[:14], *product.choices) if not a.value.long or a.key.kind == "care"]
    native = [a for a in usable if not a.foreign]
    chosen = native if len(native) >= 3 else usable or product.attributes[:14]
    least = 4 if len(chosen) >= _FEW else 2  # parts that are a point each where there is little else to say
    attributes = [replace(part, more=False) for a in chosen for part in halves(a, least)]
    points: list[Sentence] = []
    for group in _point_groups(attributes, most, writer):
        point = writer.bullet(group)
        if limit.max_chars and len(point.text) > limit.max_chars and len(group) > 1:
            point = writer.bullet(group[:1])
        if _allowed(point.text, limit) and point.text not in [other.text for other in points]:
            points.append(point)
    least = max(limit.min_items, 1)
    if len(points) < max(least, 3):
        points += [p for p in _reserve_points(product, writer) if _allowed(p.text, limit)][
            : max(least, 3) - len(points)
        ]
    points = points[:most]
    if len(points) < least:
        raise Refused("facts.thin", HINT)
    claims = tuple(Claim("bullets", index, 0, len(point.text), point.ids) for index, point in enumerate(points))
    return {"bullets": tuple(point.text for point in points)}, claims


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
