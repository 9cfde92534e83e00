"""What goes with a product: co-occurrence of what shoppers did, computed by Postgres; its shelf neighbours where that says little.

Two products are alike as far as the same shoppers cared for both: the cosine of their shoppers' interest (Linden, Smith & York,
"Amazon.com recommendations: item-to-item collaborative filtering", IEEE Internet Computing 7(1), 2003), times n / (n + DAMPING)
for n shared shoppers, so that a few shoppers' odd pair does not win over what many do. Interest is the strongest thing done: buy
over cart over view, halved every HALF_LIFE_DAYS. Ages count from the shop's newest event, not from today: the same events always
give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection

OFFERS = 6  # at most, of one recommendation
FEWEST = 2  # shared shoppers below which a pair says nothing
DAMPING = 3
HALF_LIFE_DAYS = 90
Why = Literal["together", "category", "brand"]


@dataclass(frozen=True, slots=True)
class Offer:
    """`why`: "together" (by `shoppers` who cared for both), "category" or "brand"."""

    product_id: int
    why: Why
    score: float = 0.0
    shoppers: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes with `product_id`, for the shopper with this pseudonym ("" for nobody in particular)."""

    product_id: int
    shopper: str = ""


_STRENGTH = """
    max(CASE event.verb WHEN 'buy' THEN 5 WHEN 'cart' THEN 3 ELSE 1 END
        * power(0.5, extract(epoch FROM newest.at - event.at) / %(half_life)s))
"""
_TOGETHER = f"""
WITH wanted AS (
    SELECT * FROM unnest(%(products)s::bigint[], %(shoppers)s::text[]) WITH ORDINALITY AS wanted(anchor, shopper, place)
), newest AS (
    SELECT max(at) AS at FROM catalogue_shopperevent WHERE shop_id = %(shop)s
), fans AS MATERIALIZED (
    SELECT DISTINCT shopper FROM catalogue_shopperevent WHERE shop_id = %(shop)s AND product_id IN (SELECT anchor FROM wanted)
), interest AS MATERIALIZED (
    SELECT event.product_id, event.shopper, {_STRENGTH} AS strength
    FROM catalogue_shopperevent AS event JOIN fans USING (shopper) CROSS JOIN newest
    WHERE event.shop_id = %(shop)s GROUP BY event.product_id, event.shopper
), pair AS MATERIALIZED (
    SELECT one.product_id AS anchor, other.product_id, sum(one.strength * other.strength) AS dot, count(*) AS shoppers
    FROM interest AS one JOIN interest AS other USING (shopper)
    WHERE one.product_id IN (SELECT anchor FROM wanted) AND other.product_id <> one.product_id
    GROUP BY one.product_id, other.product_id HAVING count(*) >= %(fewest)s
), length AS (
    SELECT product_id, sqrt(sum(strength * strength)) AS length
    FROM (
        SELECT event.product_id, event.shopper, {_STRENGTH} AS strength
        FROM catalogue_shopperevent AS event CROSS JOIN newest
        WHERE event.shop_id = %(shop)s
          AND event.product_id IN (SELECT product_id FROM pair UNION SELECT anchor FROM pair)
        GROUP BY event.product_id, event.shopper
    ) AS strong GROUP BY product_id
)
SELECT place, product_id, score, shoppers FROM (
    SELECT wanted.place, pair.product_id, pair.shoppers,
        pair.dot / (one.length * other.length) * pair.shoppers / (pair.shoppers + %(damping)s) AS score,
        row_number() OVER (
            PARTITION BY wanted.place
            ORDER BY pair.dot / (one.length * other.length) * pair.shoppers / (pair.shoppers + %(damping)s) DESC, pair.product_id
        ) AS rank
    FROM wanted
    JOIN pair ON pair.anchor = wanted.anchor
    JOIN length AS one ON one.product_id = pair.anchor
    JOIN length AS other ON other.product_id = pair.product_id
    JOIN catalogue_product AS product ON product.id = pair.product_id AND product.shop_id = %(shop)s AND product.archived_at IS NULL
    WHERE NOT EXISTS (
        SELECT FROM catalogue_shopperevent AS bought
        WHERE bought.shop_id = %(shop)s AND wanted.shopper <> '' AND bought.shopper = wanted.shopper
          AND bought.product_id = pair.product_id AND bought.verb = 'buy'
    )
) AS ranked WHERE rank <= %(offers)s ORDER BY place, rank
"""
# The newest of the same shelf, each way by its own index.
_NEIGHBOURS = """
WITH wanted AS (
    SELECT * FROM unnest(%(products)s::bigint[], %(shoppers)s::text[]) WITH ORDINALITY AS wanted(anchor, shopper, place)
)
SELECT wanted.place, near.id, near.why
FROM wanted
JOIN catalogue_product AS anchor ON anchor.id = wanted.anchor
CROSS JOIN LATERAL (
    (SELECT id, 'category' AS why, brand = anchor.brand AND brand <> '' AS same_brand FROM catalogue_product
      WHERE shop_id = %(shop)s AND archived_at IS NULL AND anchor.category <> '' AND left(category, 250) = left(anchor.category, 250)
      ORDER BY id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT id, 'brand', true FROM catalogue_product
      WHERE shop_id = %(shop)s AND archived_at IS NULL AND anchor.brand <> '' AND brand = anchor.brand
      ORDER BY id DESC LIMIT %(most)s)
) AS near
WHERE near.id <> wanted.anchor
  AND NOT EXISTS (
    SELECT FROM catalogue_shopperevent AS bought
    WHERE bought.shop_id = %(shop)s AND wanted.shopper <> '' AND bought.shopper = wanted.shopper
      AND bought.product_id = near.id AND bought.verb = 'buy'
  )
ORDER BY wanted.place, near.why = 'category' DESC, near.same_brand DESC, near.id DESC
"""
NEIGHBOURS = 24  # looked at, of each shelf


def recommend(shop_id: int, wanted: Sequence[Wanted], most: int = OFFERS) -> list[list[Offer]]:
    """For each of `wanted`, in order: at most `most` live products of the shop, the best first. Two statements, however many.

    Never the product itself, nor what that shopper has bought. The same events and products give the same order.
    """
    params = {
        "shop": shop_id,
        "products": [each.product_id for each in wanted],
        "shoppers": [each.shopper for each in wanted],
        "half_life": HALF_LIFE_DAYS * 86_400,
        "fewest": FEWEST,
        "damping": DAMPING,
        "offers": most,
        "most": NEIGHBOURS,
    }
    found: list[dict[int, Offer]] = [{} for _ in wanted]
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, params)
        for place, product_id, score, shoppers in cursor.fetchall():
            found[place - 1][product_id] = Offer(product_id, "together", float(score), shoppers)
        cursor.execute(_NEIGHBOURS, params)
        for place, product_id, why in cursor.fetchall():
            if len(found[place - 1]) < most:
                found[place - 1].setdefault(product_id, Offer(product_id, why))
    return [list(offers.values()) for offers in found]
