"""What a feed carries, read from the database two thousand products at a time.

Plain tuples instead of model instances, and four short statements a chunk: the work of a `COPY` and little more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.utils.text import slugify

from shop_content.storefronts.feeds import ready
from shop_content.storefronts.models import Storefront

CHUNK = 2000  # products
MADE_BY_AI = "【AI生成】"  # GB 45438-2025: words at the start or the end of a generated text

# A chunk is a short list of products, looked up by index. The planner's defaults, made for spinning disks, would read whole tables
# fifty times over, and start parallel workers that take longer to start than to finish.
PLAN = "SET LOCAL random_page_cost = 1.1; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"

_decode = json.JSONDecoder().raw_decode


def load(document: str) -> Any:
    """JSON as Postgres writes it: no space around it, so the costlier `json.loads` is not needed."""
    return _decode(document)[0]


@dataclass(frozen=True, slots=True)
class Feed:
    """A storefront and where the outside reaches it. `base` is the site's address, without a slash at its end."""

    storefront: Storefront
    base: str

    def picture(self, picture: Picture) -> str:
        return f"{self.base}/feeds/{self.storefront.token}/images/{picture.sha256}.{picture.extension}"


@dataclass(slots=True)
class Text:
    """An approved version. `by_engine`: nobody has edited it. Read for a ledger, `fields` is empty and `stored` is set."""

    fields: dict[str, Any]
    by_engine: bool
    number: int
    stored: Stored | None = None


@dataclass(slots=True)
class Stored:
    """What a ledger passes on as Postgres has it: JSON documents, not taken apart."""

    fields: str
    machine_made: bool
    claims: str
    facts: str
    provenance: str
    created_at: str


@dataclass(slots=True)
class Offer:
    """A variant."""

    sku: str
    gtin: str
    options: dict[str, str]
    price: Decimal | None


@dataclass(slots=True)
class Picture:
    sha256: str
    media_type: str
    packshot: bool
    width: int  # px
    height: int  # px
    alt: str = ""  # approved alternative text of this photo

    @property
    def extension(self) -> str:
        return {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}[self.media_type]


@dataclass(slots=True)
class Item:
    """A product and all of it that may leave. `pictures` starts with the approved packshot, if there is one."""

    id: int
    sku: str
    stored_handle: str
    gtin: str
    title: str
    brand: str
    category: str
    price: Decimal | None
    currency: str
    stored_link: str
    source_text: str
    facts_document: str  # JSON
    texts: dict[str, Text] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def facts(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = load(self.facts_document)
        return found

    @property
    def handle(self) -> str:
        """The product page's name in its address; made from title and SKU where the shop gave none."""
        return self.stored_handle or slugify(f"{self.title}-{self.sku}", allow_unicode=True) or f"product-{self.id}"

    def link(self, pattern: str) -> str:
        if self.stored_link or not pattern:
            return self.stored_link
        return pattern.replace("{handle}", quote(self.handle, safe="")).replace("{sku}", quote(self.sku, safe=""))


def read(feed: Feed, kinds: tuple[str, ...], ledger: bool) -> Iterator[list[Item]]:
    """Every product that is ready for this storefront, by id, in lists of at most `CHUNK`."""
    last = 0
    while items := _chunk(feed.storefront, last, kinds, ledger):
        last = max(items)
        yield list(items.values())


def _chunk(storefront: Storefront, after: int, kinds: tuple[str, ...], ledger: bool) -> dict[int, Item]:
    """The next products by id. The transaction ends before anything is sent: a slow client holds none open."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PLAN)
        items = _products(storefront, after)
        if items:
            _texts(storefront, items, kinds, ledger)
            _offers(items)
            _pictures(items)
            if "alt_text" in kinds:
                _alternatives(storefront, items)
    return items


def array(ids: Iterable[int]) -> str:
    """As Postgres writes an array: quicker than a list, which is quoted element by element."""
    return "{" + ",".join(map(str, ids)) + "}"


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _products(storefront: Storefront, after: int) -> dict[int, Item]:
    gap, parameters = ready.gap(storefront)
    sql = f"""
        SELECT p.id, p.sku, p.handle, p.gtin, p.title, p.brand, p.category, p.price,
               COALESCE(NULLIF(p.currency, ''), s.currency), p.link, p.source_text, p.facts
          FROM catalogue_product p JOIN shops_shop s ON s.id = p.shop_id
         WHERE p.shop_id = %s AND p.archived_at IS NULL AND p.id > %s AND ({gap}) IS NULL
         ORDER BY p.id LIMIT {CHUNK}"""
    found = _rows(sql, [storefront.shop_id, after, *parameters])
    return {row[0]: Item(*row) for row in found}


def _texts(storefront: Storefront, items: dict[int, Item], kinds: tuple[str, ...], ledger: bool) -> None:
    """The approved versions, but for what is held or rejected."""
    # One string out of the JSON document where the kind has but one: a quarter of the time to take it apart here.
    columns = "CASE WHEN d.kind IN ('title', 'description') THEN v.fields ->> d.kind ELSE v.fields::text END"
    if ledger:
        columns = "v.fields::text, v.machine_made, v.claims::text, v.facts::text, v.provenance::text, to_json(v.created_at)::text"
    sql = f"""
        SELECT d.product_id, d.kind, v.author_id IS NULL, v.number, {columns}
          FROM drafts_draft d JOIN drafts_draftversion v ON v.id = d.approved_id
         WHERE d.product_id = ANY(%s::bigint[]) AND {ready.LIVE}
           AND d.locale IN (%s, '') AND d.subject = '' AND d.kind = ANY(%s)"""
    parameters = [array(items), storefront.locale, list(kinds)]
    for product, kind, by_engine, number, document, *rest in _rows(sql, parameters):
        if (item := items.get(product)) is None:
            continue
        if ledger:
            item.texts[kind] = Text({}, by_engine, number, Stored(document, *rest))
        else:
            fields = {kind: document} if kind in ("title", "description") else load(document)
            if by_engine and kind == "description" and storefront.market == Storefront.Market.CHINA:
                fields = {kind: f"{MADE_BY_AI}{document}"}
            item.texts[kind] = Text(fields, by_engine, number)


def _offers(items: dict[int, Item]) -> None:
    sql = """
        SELECT product_id, sku, gtin, options, price FROM catalogue_variant
         WHERE product_id = ANY(%s::bigint[]) ORDER BY product_id, position, id"""
    for product, sku, gtin, options, price in _rows(sql, [array(items)]):
        if item := items.get(product):
            item.offers.append(Offer(sku, gtin, load(options), price))


def _pictures(items: dict[int, Item]) -> None:
    sql = f"""
        SELECT d.product_id, i.sha256, i.media_type, true, i.width, i.height, -1 AS place, i.id
          FROM drafts_draft d JOIN drafts_draftversion v ON v.id = d.approved_id JOIN catalogue_image i ON i.id = v.image_id
         WHERE d.product_id = ANY(%s::bigint[]) AND {ready.LIVE} AND d.kind = 'packshot' AND d.subject = ''
         UNION ALL
        SELECT f.product_id, i.sha256, i.media_type, false, i.width, i.height, f.position, f.id
          FROM catalogue_photo f JOIN catalogue_image i ON i.id = f.image_id
         WHERE f.product_id = ANY(%s::bigint[])
         ORDER BY 1, 7, 8"""
    ids = array(items)
    for product, sha256, media_type, packshot, width, height, *_place in _rows(sql, [ids, ids]):
        if item := items.get(product):
            item.pictures.append(Picture(sha256, media_type, packshot, width, height))


def _alternatives(storefront: Storefront, items: dict[int, Item]) -> None:
    """Give every photo its approved alternative text. A photo that came later, or stands elsewhere now, gets no other's."""
    sql = f"""
        SELECT d.product_id, v.fields ->> 'alt_texts',
               (SELECT jsonb_agg(f ->> 'value' ORDER BY place) FROM jsonb_array_elements(v.facts) WITH ORDINALITY AS kept(f, place)
                 WHERE f ->> 'key' = 'photo' AND f ->> 'source' = 'photo')::text
          FROM drafts_draft d JOIN drafts_draftversion v ON v.id = d.approved_id
         WHERE d.product_id = ANY(%s::bigint[]) AND {ready.LIVE}
           AND d.locale = %s AND d.subject = '' AND d.kind = 'alt_text'"""
    for product, texts, photos in _rows(sql, [array(items), storefront.locale]):
        item, lines, shown = items.get(product), load(texts), load(photos or "[]")
        if item and len(lines) == len(shown):
            said = dict(zip(shown, lines, strict=True))
            for picture in item.pictures:
                picture.alt = said.get(picture.sha256, "")
