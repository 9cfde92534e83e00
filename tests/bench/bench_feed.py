"""Feed export of 100,000 products, as a ratio to a bare `COPY … TO STDOUT` of the same rows.

`python -m tests.bench.bench_feed [PRODUCTS]` makes a database of its own, fills it, measures, prints one line a format, and drops it.
Every product has an approved title, description, bullets and SEO texts, a photo and a price. The COPY brings the same columns of products,
approved versions and pictures; both sides are read to the end and thrown away. Best of two runs each, in turns.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

from tests.bench.database import database

PRODUCTS = 100_000

FILL = """
INSERT INTO catalogue_product (shop_id, sku, handle, gtin, title, brand, category, price, currency, link, source_text, facts, next_fact,
                               revision, created_at, updated_at)
SELECT %(shop)s, 'SKU-' || n, 'mug-' || n, '', 'Stoneware mug no. ' || n, 'Norra', 'Home & Garden > Kitchen & Dining > Tableware', 18.00,
       'USD', 'https://shop.example/products/mug-' || n, repeat('A mug from the kiln, thrown by hand. ', 6),
       '[{"id": "f1", "key": "material", "value": "stoneware", "unit": "", "source": "import"},
         {"id": "f2", "key": "capacity", "value": "350", "unit": "ml", "source": "import"}]', 3, 1, now(), now()
  FROM generate_series(1, %(products)s) AS n;
INSERT INTO catalogue_image (shop_id, sha256, upload_sha256, file, thumbnail, media_type, width, height, size, created_at)
SELECT shop_id, encode(sha256(sku::bytea), 'hex'), '', 'images/' || id || '.jpg', 'thumbnails/' || id || '.webp', 'image/jpeg',
       1600, 1600, 200000, now() FROM catalogue_product WHERE shop_id = %(shop)s;
INSERT INTO catalogue_photo (product_id, image_id, position, name, created_at)
SELECT p.id, i.id, 0, p.sku || '.jpg', now() FROM catalogue_product p
  JOIN catalogue_image i ON i.shop_id = p.shop_id AND i.sha256 = encode(sha256(p.sku::bytea), 'hex');
INSERT INTO drafts_draft (shop_id, product_id, kind, locale, status, held_from, errors, warnings, created_at, updated_at)
SELECT p.shop_id, p.id, kind, 'en', 'in_review', '', 0, 0, now(), now()
  FROM catalogue_product p, unnest(ARRAY['title', 'description', 'bullets', 'seo']) AS kind WHERE p.shop_id = %(shop)s;
INSERT INTO drafts_draftversion (draft_id, number, variant, fields, claims, facts, source_hash, provenance, picture, machine_made,
                                 created_at)
SELECT d.id, 1, 0,
       CASE d.kind
         WHEN 'title' THEN jsonb_build_object('title', 'Norra Stoneware Mug, 350 ml, ' || p.sku)
         WHEN 'description' THEN jsonb_build_object('description', repeat('Thrown from stoneware & glazed by hand, it holds 350 ml. ', 8))
         WHEN 'bullets' THEN '{"bullets": ["Holds 350 ml", "Thrown from stoneware", "Glazed by hand", "Safe in the dishwasher"]}'::jsonb
         ELSE '{"seo_title": "Norra Stoneware Mug", "meta_description": "A mug of stoneware that holds 350 ml."}'::jsonb
       END, '[{"field": "title", "index": 0, "start": 0, "end": 5, "fact_ids": ["f1"]}]',
       '[{"id": "f1", "key": "material", "value": "stoneware", "unit": "", "source": "import"}]',
       '', '{"engine": "composer:"}', '{}', true, now()
  FROM drafts_draft d JOIN catalogue_product p ON p.id = d.product_id WHERE d.shop_id = %(shop)s;
UPDATE drafts_draft d SET status = 'approved', approved_id = v.id, newest_id = v.id FROM drafts_draftversion v
 WHERE v.draft_id = d.id AND d.shop_id = %(shop)s
"""
COPIES = (
    """SELECT id, sku, handle, gtin, title, brand, category, price, currency, link, source_text, facts FROM catalogue_product
        WHERE shop_id = {shop} ORDER BY id""",
    """SELECT d.product_id, d.kind, v.fields, v.author_id IS NULL, v.number{ledger} FROM drafts_draft d
         JOIN drafts_draftversion v ON v.id = d.approved_id WHERE d.shop_id = {shop} AND d.kind IN ({kinds}) ORDER BY d.product_id""",
    """SELECT f.product_id, i.sha256, i.media_type, i.width, i.height, f.position FROM catalogue_photo f
         JOIN catalogue_image i ON i.id = f.image_id WHERE i.shop_id = {shop} ORDER BY f.product_id""",
)


def side_by_side(*works: Callable[[], int], runs: int = 2) -> list[tuple[float, int]]:
    """(seconds, what it counted) of each one's fastest run. They take turns, so that a busy machine is busy for all."""
    times: list[list[float]] = [[] for _work in works]
    counted = [0] * len(works)
    for _run in range(runs):
        for place, work in enumerate(works):
            start = time.perf_counter()
            counted[place] = work()
            times[place].append(time.perf_counter() - start)
    return [(min(seconds), count) for seconds, count in zip(times, counted, strict=True)]


def peak_rss() -> float:
    """MiB, the most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(products: int = PRODUCTS) -> None:
    from django.db import connection

    from shop_content.shops.models import Shop
    from shop_content.storefronts import actions
    from shop_content.storefronts.feeds import FORMATS, Feed, stream

    shop = Shop.objects.create(name="Bench")
    with connection.cursor() as cursor:
        for statement in FILL.split(";\n"):
            cursor.execute(statement, {"shop": shop.pk, "products": products})
        cursor.execute("VACUUM ANALYZE")
    for name, form in FORMATS.items():
        storefront = actions.create(shop, {"name": "Bench", "format": name, "locale": "en"})
        feed = Feed(storefront, "https://content.example")

        def copy(kinds: tuple[str, ...] = form.kinds, ledger: bool = form.ledger) -> int:
            values = {
                "shop": shop.pk,
                "kinds": ", ".join(f"'{kind}'" for kind in kinds),
                "ledger": ", v.machine_made, v.claims, v.facts, v.provenance, v.created_at" if ledger else "",
            }
            total = 0
            with connection.cursor() as cursor:
                for sql in COPIES:
                    with cursor.copy(f"COPY ({sql.format(**values)}) TO STDOUT") as blocks:
                        total += sum(len(block) for block in blocks)
            return total

        def export(feed: Feed = feed) -> int:
            return sum(len(piece) for piece in stream(feed))

        before = peak_rss()
        (bare, read), (ours, written) = side_by_side(copy, export)
        print(
            f"feed {name}: {products:,} products, {written / 2**20:.0f} MiB in {ours:.2f} s; "
            f"bare COPY {read / 2**20:.0f} MiB in {bare:.2f} s; ratio {ours / bare:.2f}; "
            f"peak RSS {peak_rss():.0f} MiB (+{peak_rss() - before:.0f})"
        )


if __name__ == "__main__":
    with database("bench_feed"):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PRODUCTS)
