"""Which products a storefront can carry, and what the others lack. One rule, in SQL: the feed and the page that explains it share it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection

from shop_content.storefronts.models import Storefront

# `drafts.live.live_versions` in SQL: a newer version in review does not take the approved one down; a hold or a rejection does.
LIVE = "d.approved_id IS NOT NULL AND d.status NOT IN ('held', 'rejected')"
APPROVED = f"""EXISTS (SELECT 1 FROM drafts_draft d WHERE d.product_id = p.id AND d.kind = '{{kind}}' AND d.locale = %s AND {LIVE})"""
# Not EXISTS: the planner would read every photo of every shop for each chunk of a feed.
PICTURE = f"""coalesce(
    (SELECT true FROM catalogue_photo f WHERE f.product_id = p.id LIMIT 1),
    (SELECT true FROM drafts_draft d
      WHERE d.product_id = p.id AND d.kind = 'packshot' AND d.locale = '' AND d.subject = '' AND {LIVE} LIMIT 1),
    false)"""
PRICE = "(p.price IS NOT NULL OR EXISTS (SELECT 1 FROM catalogue_variant w WHERE w.product_id = p.id AND w.price IS NOT NULL))"


def gap(storefront: Storefront) -> tuple[str, list[Any]]:
    """An SQL expression over `catalogue_product p`: the first thing that is missing, or NULL; and its parameters."""
    own = storefront.unapproved == Storefront.Unapproved.OWN
    needs: list[tuple[str, str, list[Any]]] = []
    if not own:
        needs.append(("title", APPROVED.format(kind="title"), [storefront.locale]))
    if storefront.format == Storefront.Format.GOOGLE:
        described = APPROVED.format(kind="description")
        needs.append(
            ("description", f"({described} OR p.source_text <> '')" if own else described, [storefront.locale])
        )
        if not storefront.link_pattern:
            needs.append(("link", "p.link <> ''", []))
        needs += [("price", PRICE, []), ("picture", PICTURE, [])]
    if not needs:
        return "NULL::text", []
    cases = " ".join(f"WHEN NOT {condition} THEN '{name}'" for name, condition, _ in needs)
    return f"CASE {cases} END", [value for _, _, values in needs for value in values]


def counts(storefront: Storefront) -> tuple[int, dict[str, int]]:
    """How many products the feed carries, and how many it leaves out, by the first thing that they lack."""
    expression, parameters = gap(storefront)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {expression} AS gap, count(*) FROM catalogue_product p WHERE p.shop_id = %s AND p.archived_at IS NULL GROUP BY 1",
            [*parameters, storefront.shop_id],
        )
        found: dict[str | None, int] = dict(cursor.fetchall())
    return found.pop(None, 0), {name: number for name, number in found.items() if name}


def fingerprint(storefront: Storefront, base: str) -> str:
    """Changes whenever the feed's bytes may change.

    Versions never change, so the approved ids stand for the texts. Other rows are known by `xmin`, the transaction that
    wrote them: right even where an update passed by every timestamp.
    """
    row = "coalesce(sum(hashint8extended({0}.xmin::text::bigint, {0}.id)), 0), count(*)"
    sql = f"""
        SELECT (SELECT (coalesce(sum(hashint8extended(d.approved_id, d.product_id)), 0), count(*))::text FROM drafts_draft d
                 WHERE d.shop_id = %(shop)s AND {LIVE} AND d.locale IN (%(locale)s, '')),
               (SELECT ({row.format("p")})::text FROM catalogue_product p WHERE p.shop_id = %(shop)s),
               (SELECT ({row.format("w")})::text FROM catalogue_variant w JOIN catalogue_product p ON p.id = w.product_id
                 WHERE p.shop_id = %(shop)s),
               (SELECT ({row.format("f")})::text FROM catalogue_photo f JOIN catalogue_product p ON p.id = f.product_id
                 WHERE p.shop_id = %(shop)s),
               (SELECT s.xmin::text FROM shops_shop s WHERE s.id = %(shop)s)"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"shop": storefront.shop_id, "locale": storefront.locale})
        state = cursor.fetchone()
    own = [storefront.pk, storefront.format, storefront.locale, storefront.unapproved, storefront.availability]
    own += [storefront.market, storefront.link_pattern, storefront.name, storefront.token_hash, base]
    return hashlib.sha256(repr((state, own)).encode()).hexdigest()
