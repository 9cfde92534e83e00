"""Which of the shop's products a row is about: by SKU, else by handle, else by GTIN; its own or one of its variants'."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused, ChangedMeanwhile
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.nouns.cells import Parsers, Said
from shop_content.catalogue.imports.nouns.noun import Prepared
from shop_content.catalogue.imports.staging import rows_of, run, value_of
from shop_content.catalogue.imports.vocabulary import Field

IDENTITY = ("sku", "handle", "gtin")
TABLE = "n integer, sku text, handle text, gtin text"
COLUMNS = ("n", *IDENTITY)
PARSERS: Parsers = {"sku": values.code(100), "handle": values.code(255), "gtin": values.gtin}

# fmt: off
FIELDS = (
    Field(
        "sku", "Product SKU", "商品 SKU", _("SKU of the product"),
        _("The article number of a product that is in your catalogue, or of one of its variants. A handle or a GTIN will do instead."),
        "MUG-SAGE-350", "MUG-SAGE-350",
        ("sku", "product sku", "variant sku", "item", "item number", "article number", "货号", "商品编号", "商家编码", "sku编码"),
    ),
    Field(
        "handle", "Product handle", "商品编码", _("Handle of the product"), _("The product's part of its web address, if you have no SKU."),
        "", "",
        ("handle", "product handle", "url handle", "slug", "product slug", "商品链接", "网址后缀", "款号", "spu"),
    ),
    Field(
        "gtin", "Product GTIN", "商品条码", _("GTIN of the product"),
        _("The number below the barcode, if you have neither SKU nor handle."),
        "", "",
        ("gtin", "ean", "upc", "barcode", "product gtin", "条码", "条形码"),
    ),
)
# fmt: on


def identified(said: Said) -> tuple[str | None, str | None, str | None]:
    """(SKU, handle, GTIN). Raises CellRefused when the row has none of them."""
    found = (said.get("sku"), said.get("handle"), said.get("gtin"))
    if not any(found):
        raise CellRefused("no_product")
    return found


def aim(shop_id: int, prepared: Prepared, issues: Issues) -> None:
    """Fill `aimed` (n, pid), and refuse the rows whose product the shop does not have."""
    run(
        """
        CREATE TEMP TABLE aimed AS
        WITH product AS (SELECT id, sku, handle, gtin FROM catalogue_product WHERE shop_id = %(shop)s AND archived_at IS NULL),
        variant AS (SELECT v.sku, v.gtin, v.product_id FROM catalogue_variant v JOIN product p ON p.id = v.product_id)
        SELECT s.n, coalesce(by_sku.id, by_variant.id, by_handle.id, by_gtin.id, by_variants_gtin.id) AS pid
        FROM staged s
        LEFT JOIN product by_sku ON by_sku.sku = s.sku
        LEFT JOIN (SELECT sku, min(product_id) AS id FROM variant WHERE sku <> '' GROUP BY sku) by_variant ON by_variant.sku = s.sku
        LEFT JOIN product by_handle ON by_handle.handle = s.handle
        LEFT JOIN (SELECT gtin, min(id) AS id FROM product WHERE gtin <> '' GROUP BY gtin) by_gtin ON by_gtin.gtin = s.gtin
        LEFT JOIN (SELECT gtin, min(product_id) AS id FROM variant WHERE gtin <> '' GROUP BY gtin) by_variants_gtin
            ON by_variants_gtin.gtin = s.gtin
        """,
        {"shop": shop_id},
    )
    unknown = rows_of(
        "SELECT s.n, s.sku, s.handle, s.gtin FROM staged s JOIN aimed a USING (n) WHERE a.pid IS NULL ORDER BY s.n"
    )
    for n, *named in unknown:
        place = next(place for place, value in enumerate(named) if value)
        issues.add(Issue(n, prepared.column(IDENTITY[place]), named[place][:300], "product_unknown"))
    run("DELETE FROM pg_temp.staged s USING aimed a WHERE a.n = s.n AND a.pid IS NULL")
    run("DELETE FROM pg_temp.aimed WHERE pid IS NULL")
    run("ANALYZE aimed")


def hold() -> None:
    """Keep the products from being deleted while something is written of them. Raises ChangedMeanwhile if one was."""
    aimed = value_of("SELECT count(DISTINCT pid) FROM aimed")
    locked = run(
        """
        SELECT p.id FROM catalogue_product p
        WHERE p.id IN (SELECT pid FROM aimed) AND p.archived_at IS NULL ORDER BY p.id FOR NO KEY UPDATE
        """
    )
    if locked != aimed:
        raise ChangedMeanwhile
