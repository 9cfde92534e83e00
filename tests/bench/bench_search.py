"""Search and paging among 100,000 products, as ratios to ILIKE and to OFFSET on the same rows.

`python -m tests.bench.bench_search [PRODUCTS]` makes a database of its own, fills it, measures, prints one line a question, and drops it.
Every figure is the best of five, in milliseconds, of one page of 50 products fetched through the ORM, both sides one after the other.
A second shop holds as many products again, so that a search that did not know its shop would find them, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench.database import database

PRODUCTS = 100_000
WORDS = ("organiser 4f2", "big-77777", "a1b2c", "mug", "陶瓷", "杯", "zzz")
FILL = """
INSERT INTO catalogue_product (shop_id, sku, handle, gtin, title, brand, category, currency, link, source_text, facts, next_fact,
                               revision, created_at, updated_at)
SELECT %(shop)s, 'BIG-' || n, '', '',
       (ARRAY['Stoneware Mug', 'Oak Stool', 'Linen Cushion', 'Steel Bottle', 'Brass Lamp', '陶瓷马克杯', '羊毛围巾',
              'Desk Organiser'])[1 + n %% 8] || ' ' || substr(md5(n::text), 1, 6), 'Brand ' || n %% 120,
       'Home > Group ' || n %% 40, '', '', '', '[]', 1, 1, now(), now()
  FROM generate_series(1, %(products)s) AS n
"""


def main(products: int) -> None:
    with database("bench_search"):
        from django.db import connection
        from django.db.models import Q, QuerySet
        from django.http import QueryDict

        from shop_content.catalogue import search
        from shop_content.catalogue.models import Product
        from shop_content.catalogue.pages import page
        from shop_content.shops.models import Member
        from tests.factories import MemberFactory

        member: Member = MemberFactory()
        other: Member = MemberFactory()
        with connection.cursor() as cursor:
            for shop in (member.shop_id, other.shop_id):
                cursor.execute(FILL, {"shop": shop, "products": products})
            cursor.execute("VACUUM ANALYZE catalogue_product")

        def bigrams(words: str) -> QuerySet[Product]:
            query = QueryDict(mutable=True)
            query["q"] = words
            return search.filtered(member, query)

        def ilike(words: str) -> QuerySet[Product]:
            found = Product.objects.filter(shop_id=member.shop_id)
            for word in words.split():
                columns = ("title", "brand", "sku", "gtin")
                found = found.filter(Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR))
            return found

        print(f"{products:,} products in each of two shops; a page of 50, and the count up to {search.COUNTED:,}")
        print(f"{'':24}{'bigrams':>10}{'ILIKE':>10}{'ratio':>8}")
        for words in WORDS:
            assert bigrams(words).count() == ilike(words).count(), words
            ours = _best(lambda words=words: (page(bigrams(words), "newest"), search.count(bigrams(words))))  # type: ignore[misc]
            theirs = _best(lambda words=words: (page(ilike(words), "newest"), search.count(ilike(words))))  # type: ignore[misc]
            _print(words, ours, theirs)

        everything = bigrams("")
        rows = list(everything.order_by("-id").values_list("id", flat=True))
        deep = len(rows) * 95 // 100
        behind = _cursor(page, everything, rows[deep - 1])
        print(f"{'':24}{'keyset':>10}{'OFFSET':>10}{'ratio':>8}")
        _print(f"page at {deep:,}", _best(lambda: page(everything, "newest", after=behind)),
               _best(lambda: list(everything.order_by("-id")[deep : deep + 51])))  # fmt: skip


def _cursor(page: Callable[..., Any], products: Any, pk: int) -> str:
    """The cursor behind a row: that of a page of one which ends there."""
    return str(page(products.filter(pk__lte=pk), "newest", size=1).after)


def _best(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds of the quickest run."""
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def _print(name: str, ours: float, theirs: float) -> None:
    print(f"{name:24}{ours:8.1f}ms{theirs:8.1f}ms{ours / theirs:8.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else PRODUCTS)
