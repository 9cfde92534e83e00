"""Google Merchant feed: RSS 2.0 with the `g:` namespace.

Source: Google's product data specification (support.google.com/merchants/answer/7052112). Text that a machine wrote and nobody edited goes
in `structured_title` and `structured_description` with its digital source type (answer/15216925); text that a person wrote or edited goes
in the plain attributes. Exactly one of the two is sent: where both are, the plain one would win.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags

from shop_content.storefronts.feeds.gtin import global_gtin
from shop_content.storefronts.feeds.rows import Feed, Item, Offer, Text

# XML 1.0 has no place for these, not even escaped. Each is one byte in UTF-8 and part of no other character.
CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))

# What products and their options call it -> the attribute and its longest value in characters.
ATTRIBUTES = {
    **dict.fromkeys(("color", "colour", "颜色"), ("color", 100)),
    **dict.fromkeys(("size", "尺码", "规格"), ("size", 100)),
    **dict.fromkeys(("material", "材质", "材料"), ("material", 200)),
    **dict.fromkeys(("pattern", "图案"), ("pattern", 100)),
    **dict.fromkeys(("mpn", "model number", "manufacturer part number", "型号"), ("mpn", 70)),
}
TITLE, DESCRIPTION, HIGHLIGHT, ID, BRAND, CATEGORY, ADDITIONAL = 150, 5000, 150, 50, 70, 750, 10


def write(feed: Feed, chunks: Iterable[list[Item]]) -> Iterator[bytes]:
    shop = feed.storefront.shop
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
        f"<title>{escape(shop.name)}</title>\n<link>{escape(shop.website or feed.base)}</link>\n"
        f"<description>{escape(feed.storefront.name)}</description>\n"
    )
    yield encode(head)
    for items in chunks:
        yield encode("".join([piece for item in items for piece in entries(feed, item)]))
    yield b"</channel>\n</rss>\n"


def encode(text: str) -> bytes:
    if "\uffff" in text or "\ufffe" in text:
        text = text.replace("\uffff", "").replace("\ufffe", "")
    return text.encode("utf-8", "replace").translate(None, CONTROL)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fit(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there are any."""
    text = " ".join(text.split()) if "\n" in text and limit <= HIGHLIGHT else text.strip()
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rsplit(None, 1)[0]
    return cut.rstrip() if limit // 2 < len(cut) <= limit else text[:limit]


def plain(text: str) -> str:
    """The shop's own text without its markup."""
    return unescape(strip_tags(text)) if "<" in text or "&" in text else text


def entries(feed: Feed, item: Item) -> Iterator[str]:
    """One entry a product, or one a variant that has a price."""
    common = shared(feed, item)
    named = {}
    for fact in item.facts:
        if (known := ATTRIBUTES.get(fact["key"].strip().lower())) and fact["value"]:
            named.setdefault(known[0], f"{fact['value']} {fact['unit']}".strip()[: known[1]])
    if not item.offers:
        yield entry(item, item.sku, item.gtin, item.price, named, common)
        return
    group = f"<g:item_group_id>{escape(identifier(item.handle if len(item.handle) <= ID else item.sku))}</g:item_group_id>\n"
    for number, offer in enumerate(item.offers, 1):
        price = item.price if offer.price is None else offer.price
        if price is not None:
            sku = offer.sku or f"{item.sku}-{number}"
            yield entry(item, sku, offer.gtin, price, {**named, **options(offer)}, common + group)


def options(offer: Offer) -> dict[str, str]:
    found = {}
    for name, value in offer.options.items():
        if value and (known := ATTRIBUTES.get(name.strip().lower())):
            found[known[0]] = value[: known[1]]
    return found


def entry(item: Item, sku: str, gtin: str, price: Decimal | None, named: dict[str, str], common: str) -> str:
    gtin = global_gtin(gtin) if gtin else ""
    identity = f"<g:gtin>{gtin}</g:gtin>\n" if gtin else ""
    if not gtin and not (item.brand and "mpn" in named):
        identity = "<g:identifier_exists>no</g:identifier_exists>\n"
    attributes = "".join([f"<g:{name}>{escape(value)}</g:{name}>\n" for name, value in named.items()])
    return (
        f"<item>\n<g:id>{escape(identifier(sku))}</g:id>\n{common}<g:price>{amount(price)} {item.currency}</g:price>\n"
        f"{identity}{attributes}</item>\n"
    )


def shared(feed: Feed, item: Item) -> str:
    """What all variants of a product have in common."""
    title, description = item.texts.get("title"), item.texts.get("description")
    parts = [
        words("title", title, item.title, TITLE),
        words("description", description, "" if description else plain(item.source_text), DESCRIPTION),
        f"<g:link>{escape(item.link(feed.storefront.link_pattern))}</g:link>\n",
        f"<g:image_link>{feed.picture(item.pictures[0])}</g:image_link>\n",
    ]
    parts += [
        f"<g:additional_image_link>{feed.picture(p)}</g:additional_image_link>\n"
        for p in item.pictures[1 : ADDITIONAL + 1]
    ]
    parts.append(f"<g:availability>{feed.storefront.availability}</g:availability>\n<g:condition>new</g:condition>\n")
    if item.brand:
        parts.append(f"<g:brand>{escape(item.brand[:BRAND])}</g:brand>\n")
    if item.category:
        parts.append(f"<g:google_product_category>{escape(item.category[:CATEGORY])}</g:google_product_category>\n")
    if bullets := item.texts.get("bullets"):
        lines = [fit(line, HIGHLIGHT) for line in bullets.fields["bullets"]][:100]
        if len(lines) > 1:  # Google wants two at least
            parts += [f"<g:product_highlight>{escape(line)}</g:product_highlight>\n" for line in lines]
    return "".join(parts)


def words(name: str, text: Text | None, own: str, limit: int) -> str:
    """The one of the two attributes that says truly who wrote it."""
    if text is None:
        return f"<g:{name}>{escape(fit(own, limit))}</g:{name}>\n"
    content = escape(fit(text.fields[name], limit))
    if not text.by_engine:
        return f"<g:{name}>{content}</g:{name}>\n"
    return (
        f"<g:structured_{name}><g:digital_source_type>trained_algorithmic_media</g:digital_source_type>"
        f"<g:content>{content}</g:content></g:structured_{name}>\n"
    )


def identifier(sku: str) -> str:
    """At most 50 characters; a longer SKU keeps its beginning and gets a hash, so that it stays unique and the same every day."""
    return sku if len(sku) <= ID else f"{sku[:37]}-{hashlib.sha256(sku.encode()).hexdigest()[:12]}"


def amount(price: Decimal | None) -> str:
    """Two decimals, or as many as the price really has."""
    if price is None:
        return ""
    short = f"{price:.2f}"
    return short if Decimal(short) == price else f"{price.normalize():f}"
