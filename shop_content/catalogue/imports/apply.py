"""The writing itself: four statements over the staged rows, inside the caller's transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from shop_content.catalogue.imports.compare import FIELDS
from shop_content.catalogue.imports.errors import ChangedMeanwhile
from shop_content.catalogue.imports.staging import run, value_of
from shop_content.catalogue.models import Product


def lock(shop_id: int) -> None:
    """One import a shop writes at a time; products that the file is about wait for nobody but their editors."""
    run("SELECT pg_advisory_xact_lock(hashtext('import'), %s)", [shop_id % 2**31])


def lock_products() -> None:
    """In the order of their ids, so that two writers never wait for each other in a circle. Raises ChangedMeanwhile if one was deleted."""
    aimed = value_of("SELECT count(DISTINCT pid) FROM target")
    locked = run(
        """
        SELECT p.id FROM catalogue_product p
        WHERE p.id IN (SELECT pid FROM target WHERE pid IS NOT NULL) AND p.archived_at IS NULL ORDER BY p.id FOR UPDATE
        """
    )
    if locked != aimed:
        raise ChangedMeanwhile


def apply(shop_id: int, currency: str) -> None:
    """Products, then variants, then photos. `currency` is what new products without one get."""
    now = timezone.now()
    _insert_products(shop_id, currency, now)
    _update_products(now)
    _insert_variants()
    _update_variants()
    _insert_photos(now)


def _insert_products(shop_id: int, currency: str, now: Any) -> None:
    run(
        """
        UPDATE pg_temp.grouped g SET pid = made.id, is_new = true
        FROM (
            SELECT gid, nextval(pg_get_serial_sequence('catalogue_product', 'id')) AS id
            FROM (SELECT gid FROM grouped WHERE pid IS NULL ORDER BY gid) ordered
        ) made
        WHERE made.gid = g.gid
        """
    )
    run("UPDATE pg_temp.target t SET pid = g.pid FROM grouped g WHERE g.gid = t.gid AND t.pid IS NULL")
    columns = {
        "id": "pid", "shop_id": "%(shop)s", "sku": "sku", "handle": "coalesce(handle, '')", "gtin": "coalesce(gtin, '')", "title": "title",
        "brand": "coalesce(brand, '')", "category": "coalesce(category, '')", "price": "price",
        "currency": "coalesce(currency, %(currency)s)",
        "link": "coalesce(link, '')", "source_text": "coalesce(source_text, '')", "facts": "coalesce(facts, '[]'::jsonb)",
        "next_fact": "coalesce(jsonb_array_length(facts), 0) + 1", "created_at": "%(now)s", "updated_at": "%(now)s",
    }  # fmt: skip
    params: dict[str, Any] = {"shop": shop_id, "currency": currency, "now": now}
    for field in Product._meta.concrete_fields:  # what the model has beyond what a file says
        if field.column not in columns:
            columns[field.column] = f"%({field.column})s"
            params[field.column] = field.get_default()
    run(
        f"""
        INSERT INTO catalogue_product ({", ".join(columns)})
        SELECT {", ".join(columns.values())} FROM grouped WHERE is_new ORDER BY gid
        """,
        params,
    )


def _update_products(now: Any) -> None:
    said = ", ".join(f"{name} = coalesce(g.{name}, p.{name})" for name in FIELDS)
    run(
        f"""
        UPDATE catalogue_product p
        SET {said}, facts = coalesce(m.facts, p.facts), next_fact = coalesce(m.next_fact, p.next_fact),
            revision = p.revision + 1, updated_at = %s
        FROM changed c JOIN grouped g USING (gid) LEFT JOIN merged_facts m USING (gid)
        WHERE p.id = g.pid
        """,
        [now],
    )


def _insert_variants() -> None:
    run(
        """
        INSERT INTO catalogue_variant (product_id, sku, gtin, options, price, position)
        SELECT g.pid, coalesce(r.sku, ''), coalesce(r.gtin, ''), coalesce(r.options, '{}'::jsonb), r.price,
            coalesce(last.position + 1, 0) + row_number() OVER (PARTITION BY r.gid ORDER BY r.n) - 1
        FROM variant_row r JOIN grouped g USING (gid)
        LEFT JOIN (
            SELECT product_id, max(position) AS position FROM catalogue_variant
            WHERE product_id IN (SELECT pid FROM grouped WHERE NOT is_new) GROUP BY product_id
        ) last ON last.product_id = g.pid
        WHERE r.vid IS NULL
        ORDER BY r.n
        """
    )


def _update_variants() -> None:
    run(
        """
        UPDATE catalogue_variant v
        SET sku = coalesce(r.sku, v.sku), gtin = coalesce(r.gtin, v.gtin), options = coalesce(r.options, v.options),
            price = coalesce(r.price, v.price)
        FROM variant_row r WHERE v.id = r.vid
        """
    )


def _insert_photos(now: Any) -> None:
    """Behind the photos that a product has; a picture that it has already stays where it is."""
    run(
        """
        INSERT INTO catalogue_photo (product_id, image_id, position, name, created_at)
        SELECT new.pid, new.image_id,
            coalesce(last.position + 1, 0) + row_number() OVER (PARTITION BY new.pid ORDER BY new.position, new.name) - 1,
            new.name, %s
        FROM (
            SELECT DISTINCT ON (g.pid, f.image_id) g.pid, f.image_id, f.position, f.name
            FROM photo_file f JOIN target t USING (key) JOIN grouped g USING (gid)
            WHERE f.image_id IS NOT NULL
            ORDER BY g.pid, f.image_id, f.position
        ) new
        LEFT JOIN (
            SELECT product_id, max(position) AS position FROM catalogue_photo
            WHERE product_id IN (SELECT pid FROM grouped) GROUP BY product_id
        ) last ON last.product_id = new.pid
        ON CONFLICT (product_id, image_id) DO NOTHING
        """,
        [now],
    )
