"""Shopify product CSV, with the headers that Shopify's own template has now.

Two dangers decide what is in it.

1. With "overwrite" ticked, Shopify erases whatever a blank cell stands for, and leaves alone whatever has no column. So a column is
   written only where every product has something to put into it; else it is left out for all.
2. A spreadsheet runs what looks like a formula; see `shop_content.spreadsheets`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from shop_content.markup import escape, html
from shop_content.spreadsheets import safe
from shop_content.storefronts.feeds import ready
from shop_content.storefronts.feeds.google import amount
from shop_content.storefronts.feeds.rows import Feed, Item, Offer, Picture
from shop_content.storefronts.models import Storefront

OPTIONS = 3  # Shopify knows no more


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the product with its first variant and picture, or a further variant, or a further picture."""

    item: Item
    first: bool
    offer: Offer | None
    picture: Picture | None
    place: int


Cell = Callable[[Feed, Row], str]


def write(feed: Feed, chunks: Iterable[list[Item]]) -> Iterator[bytes]:
    columns = chosen(feed)
    yield record(columns).encode()
    cells = list(columns.values())
    for items in chunks:
        rows = [record([safe(cell(feed, row)) for cell in cells]) for item in items for row in lines(item)]
        yield "".join(rows).encode("utf-8", "replace")


def record(cells: Iterable[str]) -> str:
    """One line, every cell quoted (RFC 4180). The `csv` module, which asks of every character whether to quote, is five times slower."""
    return '"' + '","'.join([cell.replace('"', '""') for cell in cells]) + '"\r\n'


def lines(item: Item) -> Iterator[Row]:
    rows = max(1, len(item.offers), len(item.pictures))
    for place in range(rows):
        offer = item.offers[place] if place < len(item.offers) else None
        picture = item.pictures[place] if place < len(item.pictures) else None
        yield Row(item, place == 0, offer, picture, place)


def description(item: Item) -> str:
    text = item.texts.get("description")
    body = html(text.fields["description"] if text else item.source_text)
    if bullets := item.texts.get("bullets"):
        body += "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in bullets.fields["bullets"]) + "</ul>"
    return body


def once(value: Callable[[Item], str]) -> Cell:
    """A cell that only the product's first line fills."""
    return lambda _feed, row: value(row.item) if row.first else ""


def option_name(number: int) -> Cell:
    def cell(_feed: Feed, row: Row) -> str:
        if not row.first:
            return ""
        if not row.item.offers:
            return "Title" if number == 0 else ""
        return nth(list(row.item.offers[0].options), number)

    return cell


def option_value(number: int) -> Cell:
    def cell(_feed: Feed, row: Row) -> str:
        if not row.item.offers:
            return "Default Title" if number == 0 and row.first else ""
        return nth(list(row.offer.options.values()), number) if row.offer else ""

    return cell


def nth(values: list[Any], number: int) -> str:
    return str(values[number]) if number < len(values) else ""


def variant(of_product: Callable[[Item], str], of_offer: Callable[[Item, Offer], str]) -> Cell:
    """A cell of what is put in the basket: the variant, or the product where it has none."""

    def cell(_feed: Feed, row: Row) -> str:
        if row.offer:
            return of_offer(row.item, row.offer)
        return of_product(row.item) if row.first and not row.item.offers else ""

    return cell


def seo(name: str) -> Cell:
    return once(lambda item: item.texts["seo"].fields[name])


def title(item: Item) -> str:
    text = item.texts.get("title")
    return text.fields["title"] if text else item.title


def offer_price(item: Item, offer: Offer) -> str:
    return amount(item.price if offer.price is None else offer.price)


def bullet_list(item: Item) -> str:
    return json.dumps(item.texts["bullets"].fields["bullets"], ensure_ascii=False)


def chosen(feed: Feed) -> dict[str, Cell]:
    """The columns of this file, by header: always what Shopify needs to find the product, else only what no product lacks."""
    full = complete(feed.storefront)
    columns: dict[str, Cell | None] = {
        "Title": once(title),
        "URL handle": lambda _feed, row: row.item.handle,
        "Description": once(description) if full["description"] else None,
        "Vendor": once(lambda item: item.brand) if full["brand"] else None,
        "Product category": once(lambda item: item.category) if full["category"] else None,
        "SKU": variant(lambda item: item.sku, lambda _item, offer: offer.sku) if full["sku"] else None,
        "Barcode": variant(lambda item: item.gtin, lambda _item, offer: offer.gtin) if full["gtin"] else None,
    }
    for number in range(min(full["options"], OPTIONS)):
        columns[f"Option{number + 1} name"] = option_name(number)
        columns[f"Option{number + 1} value"] = option_value(number)
    columns["Price"] = variant(lambda item: amount(item.price), offer_price) if full["price"] else None
    if full["pictures"]:
        columns["Product image URL"] = lambda feed, row: feed.picture(row.picture) if row.picture else ""
        columns["Image position"] = lambda _feed, row: str(row.place + 1) if row.picture else ""
        columns["Image alt text"] = lambda _feed, row: (row.picture.alt or title(row.item)) if row.picture else ""
    if full["seo"]:
        columns["SEO title"] = seo("seo_title")
        columns["SEO description"] = seo("meta_description")
    if full["bullets"]:
        columns["Bullet points (product.metafields.content.bullets)"] = once(bullet_list)
    return {header: cell for header, cell in columns.items() if cell}


def complete(storefront: Storefront) -> dict[str, int]:
    """What every product of this storefront has (1) or some lack (0). `options`: the most that one has; `pictures`: whether any has one."""
    gap, parameters = ready.gap(storefront)
    described, bullets, seo_texts = (ready.APPROVED.format(kind=kind) for kind in ("description", "bullets", "seo"))
    lacking = "EXISTS (SELECT 1 FROM catalogue_variant w WHERE w.product_id = p.id AND {0})"
    none = "NOT EXISTS (SELECT 1 FROM catalogue_variant w WHERE w.product_id = p.id)"
    sql = f"""
        SELECT coalesce(bool_and(p.source_text <> '' OR {described}), false), coalesce(bool_and(p.brand <> ''), false),
               coalesce(bool_and(p.category <> ''), false), coalesce(bool_and(NOT {lacking.format("w.sku = ''")}), false),
               coalesce(bool_and(CASE WHEN {none} THEN p.gtin <> '' ELSE NOT {lacking.format("w.gtin = ''")} END), false),
               coalesce(bool_and(p.price IS NOT NULL OR NOT ({none} OR {lacking.format("w.price IS NULL")})), false),
               coalesce(bool_and({seo_texts}), false), coalesce(bool_and({bullets}), false), coalesce(bool_or({ready.PICTURE}), false),
               coalesce(max((SELECT max(n) FROM catalogue_variant w, LATERAL (SELECT count(*) FROM jsonb_object_keys(w.options)) AS k(n)
                              WHERE w.product_id = p.id)), 0)
          FROM catalogue_product p WHERE p.shop_id = %s AND p.archived_at IS NULL AND ({gap}) IS NULL"""
    locale = storefront.locale
    with connection.cursor() as cursor:
        cursor.execute(sql, [locale, locale, locale, storefront.shop_id, *parameters])
        row = cursor.fetchone()
    names = ("description", "brand", "category", "sku", "gtin", "price", "seo", "bullets", "pictures", "options")
    return {name: int(value) for name, value in zip(names, row, strict=True)}
