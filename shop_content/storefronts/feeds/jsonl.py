"""JSON Lines: one product a line with everything that is known of its approved content, claims and provenance included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from shop_content.storefronts.feeds.google import amount
from shop_content.storefronts.feeds.rows import Feed, Item, Text

FORMAT = "shop-content/1"


def write(feed: Feed, chunks: Iterable[list[Item]]) -> Iterator[bytes]:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for items in chunks:
        yield "".join([dump(line(feed, item)) + "\n" for item in items]).encode("utf-8", "replace")


def line(feed: Feed, item: Item) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "sku": item.sku,
        "handle": item.handle,
        "gtin": item.gtin,
        "title": item.title,
        "brand": item.brand,
        "category": item.category,
        "price": None if item.price is None else amount(item.price),
        "currency": item.currency,
        "link": item.link(feed.storefront.link_pattern),
        "source_text": item.source_text,
        "facts": item.facts,
        "variants": [
            {"sku": o.sku, "gtin": o.gtin, "options": o.options, "price": None if o.price is None else amount(o.price)}
            for o in item.offers
        ],
        "images": [
            {
                "url": feed.picture(p),
                "sha256": p.sha256,
                "media_type": p.media_type,
                "width": p.width,
                "height": p.height,
                "packshot": p.packshot,
            }
            for p in item.pictures
        ],
        "locale": feed.storefront.locale,
        "content": {kind: version(text) for kind, text in item.texts.items()},
    }


def version(text: Text) -> dict[str, Any]:
    """`digital_source_type`: what Google's and IPTC's vocabularies call text that a machine wrote; none where a person did."""
    return {
        "fields": text.fields,
        "version": text.number,
        "author": "engine" if text.by_engine else "person",
        "digital_source_type": "trained_algorithmic_media" if text.by_engine else None,
        **text.ledger,
    }
