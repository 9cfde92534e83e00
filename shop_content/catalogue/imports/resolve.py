"""Which product each row is about, and which rows contradict the file or the catalogue. Set-based: one statement for all rows.

Tables, all temporary: `staged` (a row of the file), `target` (a key of the file: its group and the product it is), `grouped` (a product
to be made or changed), `variant_row` (a variant of it). `gid` is the first row of a group.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.staging import rows_of, run

Columns = Callable[[str], str]  # a field's name to the name of the file's column

_FIELDS = ("handle", "sku", "gtin", "title", "brand", "category", "price", "currency", "link", "source_text", "facts")


def refuse_repeats(issues: Issues, column: Columns) -> None:
    """Rows that say again what an earlier row of the file says: the same SKU, the same options of one product."""
    _refuse(
        issues, column, "sku", "duplicate_sku",
        """
        SELECT s.n, s.sku, jsonb_build_object('row', d.first)
        FROM staged s JOIN (SELECT sku, min(n) AS first FROM staged WHERE sku IS NOT NULL GROUP BY sku HAVING count(*) > 1) d USING (sku)
        WHERE s.n > d.first
        """,
    )  # fmt: skip
    _refuse(
        issues, column, "options", "duplicate_options",
        """
        SELECT s.n, (SELECT string_agg(o.key || '=' || o.value, '|') FROM jsonb_each_text(s.options) o), jsonb_build_object('row', d.first)
        FROM staged s
        JOIN (SELECT key, options, min(n) AS first FROM staged WHERE options IS NOT NULL GROUP BY key, options HAVING count(*) > 1) d
            USING (key, options)
        WHERE s.n > d.first
        """,
    )  # fmt: skip


def resolve(shop_id: int, issues: Issues, column: Columns) -> None:
    """Fill `target`, `variant_row` and `grouped`; refuse the rows that cannot be."""
    shop = {"shop": shop_id}
    _find(shop)
    if _refuse_conflicts(issues, column):
        run("DROP TABLE pg_temp.target")
        _aim()
    _variants()
    _group()
    _refuse_impossible(shop, issues, column)


def _find(shop: dict[str, int]) -> None:
    run(
        """
        CREATE TEMP TABLE existing AS
        SELECT s.n, by_handle.id AS by_handle, coalesce(by_sku.id, by_variant.product_id) AS by_sku
        FROM staged s
        LEFT JOIN catalogue_product by_handle
            ON by_handle.shop_id = %(shop)s AND by_handle.archived_at IS NULL AND by_handle.handle = s.handle AND by_handle.handle <> ''
        LEFT JOIN catalogue_product by_sku ON by_sku.shop_id = %(shop)s AND by_sku.archived_at IS NULL AND by_sku.sku = s.sku
        LEFT JOIN (
            SELECT v.sku, min(v.product_id) AS product_id
            FROM catalogue_variant v JOIN catalogue_product p ON p.id = v.product_id
            WHERE p.shop_id = %(shop)s AND p.archived_at IS NULL AND v.sku <> '' AND v.sku IN (SELECT sku FROM staged)
            GROUP BY v.sku
        ) by_variant ON by_variant.sku = s.sku
        """,
        shop,
    )
    run("ANALYZE existing")
    _aim()


def _aim() -> None:
    """One product a key: the one with this handle, else the one with one of the SKUs; NULL for a new one."""
    run(
        """
        CREATE TEMP TABLE target AS
        WITH keys AS (
            SELECT s.key, min(s.n) AS n, count(*) AS rows, count(s.sku) AS skus, max(e.by_handle) AS by_handle,
                coalesce(max(e.by_handle), min(e.by_sku)) AS pid
            FROM staged s JOIN existing e USING (n) GROUP BY s.key
        ), shared AS (
            SELECT pid, min(n) AS gid, sum(rows) AS rows, sum(skus) AS skus FROM keys WHERE pid IS NOT NULL GROUP BY pid
        )
        SELECT k.key, k.n AS first, k.pid, k.by_handle,
            coalesce(s.gid, k.n) AS gid, coalesce(s.rows, k.rows) AS size, coalesce(s.skus, k.skus) AS skus
        FROM keys k LEFT JOIN shared s USING (pid)
        """
    )
    run("ANALYZE target")


def _refuse_conflicts(issues: Issues, column: Columns) -> int:
    refused = _refuse(
        issues, column, "sku", "sku_taken",
        """
        SELECT s.n, s.sku, jsonb_build_object('title', p.title)
        FROM staged s JOIN existing e USING (n) JOIN target t USING (key) JOIN catalogue_product p ON p.id = e.by_sku
        WHERE e.by_sku <> t.pid
        """,
    )  # fmt: skip
    return refused + _refuse(
        issues, column, "handle", "same_product",
        """
        SELECT s.n, s.handle, jsonb_build_object('title', p.title)
        FROM staged s
        JOIN (
            SELECT key, pid, row_number() OVER (PARTITION BY pid ORDER BY by_handle IS NULL, first) AS place
            FROM target WHERE pid IS NOT NULL AND key LIKE 'h:%%'
        ) t USING (key)
        JOIN catalogue_product p ON p.id = t.pid
        WHERE t.place > 1
        """,
    )  # fmt: skip


def _variants() -> None:
    """Rows with options, rows of several SKUs under one handle, rows whose SKU or options an existing variant has."""
    run(
        """
        CREATE TEMP TABLE variant_row AS
        SELECT DISTINCT ON (s.n) s.n, t.gid, t.pid, s.sku, s.gtin, s.options, s.price, v.id AS vid,
            v.position > (SELECT min(w.position) FROM catalogue_variant w WHERE w.product_id = t.pid) AS later
        FROM staged s JOIN target t USING (key)
        LEFT JOIN catalogue_variant v
            ON v.product_id = t.pid AND ((v.sku <> '' AND v.sku = s.sku) OR (v.options = s.options AND (v.sku = '' OR s.sku IS NULL)))
        WHERE s.options IS NOT NULL OR v.id IS NOT NULL OR (s.handle IS NOT NULL AND s.sku IS NOT NULL AND t.skus > 1)
        ORDER BY s.n, (v.sku = s.sku) DESC NULLS LAST
        """
    )
    run("ANALYZE variant_row")


def _group() -> None:
    """One row a product. Most have one row in the file; for the others the first row that says something counts."""
    first = ", ".join(
        f"(array_agg({name} ORDER BY n) FILTER (WHERE {name} IS NOT NULL))[1] AS {name}"
        for name in _FIELDS
        if name not in ("price", "gtin")
    )
    run(
        f"""
        CREATE TEMP TABLE grouped AS
        SELECT t.gid, t.pid, s.handle, s.sku, s.title, s.brand, s.category, s.currency, s.link, s.source_text, s.facts, s.n AS facts_n,
            CASE WHEN v.later THEN NULL ELSE s.price END AS price, CASE WHEN v.vid IS NULL THEN s.gtin END AS gtin
        FROM staged s JOIN target t USING (key) LEFT JOIN variant_row v USING (n)
        WHERE t.size = 1
        UNION ALL
        SELECT gid, min(pid), {first}, min(n) FILTER (WHERE facts IS NOT NULL),
            (array_agg(price ORDER BY n) FILTER (WHERE price IS NOT NULL AND later IS NOT TRUE))[1],
            (array_agg(gtin ORDER BY n) FILTER (WHERE gtin IS NOT NULL AND variant IS NULL))[1]
        FROM (
            SELECT s.*, t.gid, t.pid, v.later, v.n AS variant
            FROM staged s JOIN target t USING (key) LEFT JOIN variant_row v USING (n)
            WHERE t.size > 1
        ) several
        GROUP BY gid
        """
    )
    run("ALTER TABLE pg_temp.grouped ADD PRIMARY KEY (gid), ADD COLUMN is_new boolean NOT NULL DEFAULT false")
    run("UPDATE pg_temp.grouped SET sku = left(handle, 100) WHERE sku IS NULL AND pid IS NULL")
    run("ANALYZE grouped (gid, pid, sku)")


def _refuse_impossible(shop: dict[str, int], issues: Issues, column: Columns) -> None:
    """New products without a title, or whose SKU is taken."""
    _refuse_groups(
        issues, column, "title", "title_missing",
        "SELECT gid, '' AS value, '{}'::jsonb AS params FROM grouped WHERE pid IS NULL AND title IS NULL",
    )  # fmt: skip
    _refuse_groups(
        issues, column, "sku", "sku_taken",
        """
        SELECT g.gid, g.sku AS value, jsonb_build_object('title', p.title) AS params
        FROM grouped g JOIN catalogue_product p ON p.shop_id = %(shop)s AND p.archived_at IS NULL AND p.sku = g.sku
        WHERE g.pid IS NULL
        """,
        shop,
    )  # fmt: skip
    _refuse_groups(
        issues, column, "sku", "duplicate_sku",
        """
        SELECT g.gid, g.sku AS value, jsonb_build_object('row', d.first) AS params
        FROM grouped g
        JOIN (SELECT sku, min(gid) AS first FROM grouped WHERE pid IS NULL GROUP BY sku HAVING count(*) > 1) d USING (sku)
        WHERE g.pid IS NULL AND g.gid > d.first
        """,
    )  # fmt: skip


def _refuse(issues: Issues, column: Columns, target: str, code: str, select: str, params: Any = None) -> int:
    """Refuse the rows (n, value, params) that `select` finds and take them out of `staged`."""
    found = rows_of(f"{select} ORDER BY 1", params if params is not None else {})
    for n, value, detail in found:
        issues.add(Issue(n, column(target), str(value or "")[:300], code, _loaded(detail)))
    if found:
        run("DELETE FROM pg_temp.staged WHERE n = ANY(%s)", [[n for n, _value, _detail in found]])
    return len(found)


def _refuse_groups(issues: Issues, column: Columns, target: str, code: str, select: str, params: Any = None) -> None:
    """Refuse every row of the groups (gid, value, params) that `select` finds."""
    rows = f"SELECT s.n, bad.value, bad.params FROM ({select}) bad JOIN target t USING (gid) JOIN staged s USING (key)"
    if not rows_of(f"{select} LIMIT 1", params if params is not None else {}):
        return
    run(f"CREATE TEMP TABLE refused AS {select}", params if params is not None else {})
    _refuse(issues, column, target, code, rows, params)
    for table in ("grouped", "variant_row"):
        run(f"DELETE FROM pg_temp.{table} WHERE gid IN (SELECT gid FROM refused)")
    run("DROP TABLE pg_temp.refused")


def _loaded(detail: Any) -> dict[str, Any]:
    return json.loads(detail) if isinstance(detail, str) else dict(detail or {})
