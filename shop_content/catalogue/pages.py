"""Keyset pages: a page begins behind a row, not at a count, so that page 2,000 costs what page 1 costs and nothing is skipped or shown
twice when products come in between."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from shop_content.catalogue.models import Product

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    products: list[Product]
    before: str = ""  # cursor of the page before this one, "" at the beginning
    after: str = ""  # cursor of the page after this one, "" at the end


def page(products: QuerySet[Product], sort: str, *, after: str = "", before: str = "", size: int = SIZE) -> Page:
    """The page behind `after` or before `before` (cursors of an earlier page); the first one for a cursor that makes no sense."""
    by_title = sort == "title"
    cursor = _decode(after or before, by_title)
    backwards = cursor is not None and not after
    listed = products.annotate(lower_title=Lower("title")) if by_title else products
    beyond = listed.filter(_beyond(cursor, by_title, backwards)) if cursor else listed
    found = list(_ordered(beyond, by_title, backwards)[: size + 1])
    if cursor and not found:  # whatever stood there is gone
        return page(products, sort, size=size)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    return Page(
        found,
        before=_encode(found[0], by_title) if (more if backwards else bool(cursor)) else "",
        after=_encode(found[-1], by_title) if (backwards or more) else "",
    )


def _ordered(products: QuerySet[Product], by_title: bool, backwards: bool) -> QuerySet[Product]:
    if by_title:
        return products.order_by("-lower_title", "-id") if backwards else products.order_by("lower_title", "id")
    return products.order_by("id") if backwards else products.order_by("-id")


def _beyond(cursor: tuple[str, int], by_title: bool, backwards: bool) -> Q:
    title, pk = cursor
    if not by_title:
        return Q(pk__gt=pk) if backwards else Q(pk__lt=pk)
    # The first condition repeats what the second one implies: it is the one that an index can start from.
    if backwards:
        return Q(lower_title__lte=title) & (Q(lower_title__lt=title) | Q(pk__lt=pk))
    return Q(lower_title__gte=title) & (Q(lower_title__gt=title) | Q(pk__gt=pk))


def _encode(product: Product, by_title: bool) -> str:
    position: list[Any] = [product.pk, product.lower_title] if by_title else [product.pk]  # type: ignore[attr-defined]
    return base64.urlsafe_b64encode(json.dumps(position, ensure_ascii=False).encode()).decode().rstrip("=")


def _decode(cursor: str, by_title: bool) -> tuple[str, int] | None:
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        pk = int(position[0])
        title = str(position[1]) if by_title else ""
    except (binascii.Error, ValueError, TypeError, IndexError, KeyError, RecursionError):
        return None
    return (title, pk) if 0 < pk < 2**63 and "\0" not in title else None
