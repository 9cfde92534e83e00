"""Names of facts that are worth suggesting."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models import Product

# What shoppers ask of nearly every product.
COMMON = (
    _("material"),
    _("colour"),
    _("size"),
    _("width"),
    _("height"),
    _("depth"),
    _("weight"),
    _("capacity"),
    _("care"),
    _("country of origin"),
    _("compatible with"),
    _("what is in the box"),
    _("warranty"),
    _("suitable for"),
    _("finish"),
)
NEIGHBOURS = 200  # products whose facts are looked at
MOST = 40  # suggestions


def known_keys(product: Product) -> list[str]:
    """Names that the shop's newest products use most, then the common ones; without those that the product has."""
    sql = f"""
        SELECT fact->>'key' FROM (
          SELECT facts FROM catalogue_product WHERE shop_id = %s AND archived_at IS NULL ORDER BY id DESC LIMIT {NEIGHBOURS}
        ) newest, jsonb_array_elements(facts) fact
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST}
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [product.shop_id])
        used = [row[0] for row in cursor.fetchall()]
    names = {fact["key"].casefold(): "" for fact in product.facts}
    for key in [*used, *map(str, COMMON)]:
        names.setdefault(key.casefold(), key)
    return [key for key in names.values() if key][:MOST]
