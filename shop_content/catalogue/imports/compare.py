"""What would change: groups of the file against the catalogue's rows. A cell that is blank, or a column that is absent, changes nothing."""

from __future__ import annotations

from shop_content.catalogue.imports.staging import run, value_of

FIELDS = ("handle", "gtin", "title", "brand", "category", "price", "currency", "link", "source_text")


def differs(new: str, old: str, fields: tuple[str, ...]) -> str:
    """SQL: does the row `new` say something that `old` does not?"""
    return " OR ".join(f"({new}.{name} IS NOT NULL AND {new}.{name} IS DISTINCT FROM {old}.{name})" for name in fields)


def compare(shop_id: int) -> dict[str, int]:
    """Fill `changed` (gid of existing products that change) and count."""
    run(
        f"""
        CREATE TEMP TABLE changed AS
        SELECT g.gid FROM grouped g JOIN catalogue_product p ON p.id = g.pid WHERE {differs("g", "p", FIELDS)}
        UNION
        SELECT r.gid FROM variant_row r LEFT JOIN catalogue_variant v ON v.id = r.vid
        WHERE r.pid IS NOT NULL AND (v.id IS NULL OR {differs("r", "v", ("sku", "gtin", "options", "price"))})
        UNION
        SELECT gid FROM merged_facts
        UNION
        SELECT t.gid FROM ({NEW_PHOTOS}) new JOIN target t USING (gid) WHERE t.pid IS NOT NULL
        """,
        {"shop": shop_id},
    )
    created = value_of("SELECT count(*) FROM grouped WHERE pid IS NULL")
    existing = value_of("SELECT count(*) FROM grouped WHERE pid IS NOT NULL")
    updated = value_of("SELECT count(*) FROM changed")
    return {
        "created": created,
        "updated": updated,
        "unchanged": existing - updated,
        "variants": value_of("SELECT count(*) FROM variant_row WHERE vid IS NULL"),
        "photos": value_of(f"SELECT count(*) FROM ({NEW_PHOTOS}) new", {"shop": shop_id}),
    }


# Pictures that their product does not have yet. `photo_file` knows the upload's hash, which `catalogue_image` remembers.
NEW_PHOTOS = """
    SELECT DISTINCT t.gid, f.sha256
    FROM photo_file f JOIN target t USING (key) JOIN grouped g USING (gid)
    WHERE NOT EXISTS (
        SELECT FROM catalogue_photo h JOIN catalogue_image i ON i.id = h.image_id
        WHERE h.product_id = t.pid AND i.shop_id = %(shop)s AND i.upload_sha256 = f.sha256
    )
"""
