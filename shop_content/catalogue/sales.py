"""How many units of every product were sold lately, counted from the events that shops bring."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

LATELY = timedelta(days=90)
COUNTED_AT_ONCE = 2_000  # products in one transaction; triggers carry the number on to their drafts

_COUNT = """
WITH bought AS (
  SELECT product_id, count(*) AS units FROM catalogue_shopperevent WHERE verb = 'buy' AND at >= %s GROUP BY product_id
), changed AS (
  SELECT COALESCE(known.id, bought.product_id) AS id, COALESCE(bought.units, 0) AS units
    FROM (SELECT id, sold FROM catalogue_product WHERE sold > 0) AS known
    FULL JOIN bought ON bought.product_id = known.id
   WHERE COALESCE(known.sold, 0) <> COALESCE(bought.units, 0)
   ORDER BY 1 LIMIT %s
)
UPDATE catalogue_product AS product SET sold = changed.units FROM changed WHERE product.id = changed.id
"""


def count_sales() -> int:
    """Bring `Product.sold` up to date where it is not. An event is a unit. Returns how many products changed."""
    since, count = timezone.now() - LATELY, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_COUNT, [since, COUNTED_AT_ONCE])
            count += int(cursor.rowcount)
            if cursor.rowcount < COUNTED_AT_ONCE:
                return count
