"""Thousands of drafts in a moment, by SQL."""

from __future__ import annotations

from django.db import connection

_PRODUCTS = """
INSERT INTO catalogue_product (shop_id, sku, handle, gtin, title, brand, category, price, sold, currency, link, source_text, facts,
                               next_fact, revision, created_at, updated_at)
SELECT %(shop)s, 'MANY-' || n, '', '', 'Stoneware Mug ' || n, 'Norra', 'Home > Group ' || n %% 40, n %% 500, n %% 300, 'EUR', '', '', '[]',
       1, 1, now(), now()
  FROM generate_series(1, %(count)s) AS n
"""
_DRAFTS = """
INSERT INTO drafts_draft (shop_id, product_id, kind, locale, subject, status, held_from, errors, warnings, created_at, updated_at)
SELECT shop_id, id, 'title', 'en', '', 'in_review', '', 0, 0, now(), now() - (id %% 1000) * interval '1 minute'
  FROM catalogue_product WHERE shop_id = %(shop)s AND sku LIKE 'MANY-%%' ORDER BY id
"""
_VERSIONS = """
INSERT INTO drafts_draftversion (draft_id, number, variant, fields, picture, machine_made, claims, facts, source_hash, provenance, scores,
                                 created_at)
SELECT draft.id, 1, 0, jsonb_build_object('title', product.title), '{}', true, '[]', '[]', '', '{"engine": "composer:"}',
       jsonb_build_object('total', (draft.id %% 100) / 100.0), now()
  FROM drafts_draft AS draft JOIN catalogue_product AS product ON product.id = draft.product_id WHERE draft.shop_id = %(shop)s
"""
_NEWEST = """
UPDATE drafts_draft AS draft SET newest_id = version.id
  FROM drafts_draftversion AS version WHERE version.draft_id = draft.id AND draft.shop_id = %(shop)s
"""


def drafts(shop_id: int, count: int) -> list[tuple[int, int]]:
    """`count` products of the shop with a title in review each; (draft, version) ids, in order."""
    with connection.cursor() as cursor:
        for statement in (_PRODUCTS, _DRAFTS, _VERSIONS, _NEWEST):
            cursor.execute(statement, {"shop": shop_id, "count": count})
        cursor.execute("SELECT id, newest_id FROM drafts_draft WHERE shop_id = %s ORDER BY id", [shop_id])
        return cursor.fetchall()
