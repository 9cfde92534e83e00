"""JSON Lines: one product a line with everything that is known of its approved content, claims and provenance too.

What Postgres keeps as JSON is passed on as it is, not taken apart and put together again: that took most of the time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from shop_content.storefronts.feeds.google import amount
from shop_content.storefronts.feeds.rows import Feed, Item, Picture, Text

FORMAT = "shop-content/1"

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(feed: Feed, chunks: Iterable[list[Item]]) -> Iterator[bytes]:
    for items in chunks:
        yield "".join([line(feed, item) for item in items]).encode("utf-8", "replace")


def line(feed: Feed, item: Item) -> str:
    offers = [
        {"sku": offer.sku, "gtin": offer.gtin, "options": offer.options, "price": price(offer.price)}
        for offer in item.offers
    ]
    product = dump(
        {
            "format": FORMAT,
            "sku": item.sku,
            "handle": item.handle,
            "gtin": item.gtin,
            "title": item.title,
            "brand": item.brand,
            "category": item.category,
            "price": price(item.price),
            "currency": item.currency,
            "link": item.link(feed.storefront.link_pattern),
            "source_text": item.source_text,
            "variants": offers,
            "images": [image(feed, picture) for picture in item.pictures],
            "locale": feed.storefront.locale,
        }
    )
    content = ",".join([f'"{kind}":{version(text)}' for kind, text in item.texts.items()])
    return f'{product[:-1]},"facts":{facts(item)},"content":{{{content}}}}}\n'


def facts(item: Item) -> str:
    """What a person noted of a fact's source stays in the house."""
    if '"stated"' not in item.facts_document:
        return item.facts_document
    return dump([{name: value for name, value in fact.items() if name != "stated"} for fact in item.facts])


def price(value: Decimal | None) -> str | None:
    return None if value is None else amount(value)


def image(feed: Feed, picture: Picture) -> dict[str, str | int | bool]:
    """`alt`: the approved alternative text of this very photo, or ""."""
    return {
        "url": feed.picture(picture),
        "sha256": picture.sha256,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "packshot": picture.packshot,
        "alt": picture.alt,
    }


def version(text: Text) -> str:
    """`machine_made` stays true where a person edited what an engine wrote; `author` is who had the last hand in it."""
    stored = text.stored
    if stored is None:
        raise TypeError("read for a ledger")
    author, made = ("engine" if text.by_engine else "person"), ("true" if stored.machine_made else "false")
    source = '"trained_algorithmic_media"' if text.by_engine else "null"
    return (
        f'{{"fields":{stored.fields},"version":{text.number},"author":"{author}","machine_made":{made},'
        f'"digital_source_type":{source},"claims":{stored.claims},"facts":{stored.facts},'
        f'"provenance":{stored.provenance},"created_at":{stored.created_at}}}'
    )
