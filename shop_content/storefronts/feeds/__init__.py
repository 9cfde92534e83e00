"""One format a file. Each writes bytes, chunk by chunk, from what `rows.read` brings."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generation.kinds import KINDS
from shop_content.storefronts.feeds import google, jsonl, shopify
from shop_content.storefronts.feeds.rows import Feed, Item, read
from shop_content.storefronts.models import Storefront

__all__ = ["FORMATS", "Feed", "Format", "Item", "stream"]


@dataclass(frozen=True, slots=True)
class Format:
    extension: str
    media_type: str
    kinds: tuple[str, ...]  # content kinds that it carries
    write: Callable[[Feed, Iterable[list[Item]]], Iterator[bytes]]
    ledger: bool = False  # does it carry claims and provenance?


FORMATS: dict[str, Format] = {
    Storefront.Format.GOOGLE: Format(
        "xml", "application/xml; charset=utf-8", ("title", "description", "bullets"), google.write
    ),
    Storefront.Format.SHOPIFY: Format(
        "csv", "text/csv; charset=utf-8", ("title", "description", "bullets", "seo", "alt_text"), shopify.write
    ),
    Storefront.Format.JSONL: Format(
        "jsonl",
        "application/jsonl; charset=utf-8",
        (*(name for name, kind in KINDS.items() if kind.medium == "text"), "packshot"),
        jsonl.write,
        ledger=True,
    ),
}


def stream(feed: Feed) -> Iterator[bytes]:
    """The whole feed, in pieces. Memory stays flat: one chunk of products is held at a time."""
    form = FORMATS[feed.storefront.format]
    pieces = form.write(feed, read(feed, form.kinds, form.ledger))
    while True:
        with collector_paused():
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


@contextmanager
def collector_paused() -> Iterator[None]:
    """For the tens of milliseconds in which a piece is made: nothing of it is garbage, and the collector would walk all
    of it again and again, a third of the export's time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
