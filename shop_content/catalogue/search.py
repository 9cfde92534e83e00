"""Finding products: words, filters, order. A list's query string is all there is to know, so that a selection can be named by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.contrib.postgres.lookups import DataContains
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.db.models.lookups import GreaterThan
from django.http import QueryDict

from shop_content.catalogue.grams import ProductGrams, WordGrams, WordPosition
from shop_content.catalogue.models import CATEGORY_INDEXED, Photo, Product, Variant
from shop_content.shops import access
from shop_content.shops.models import Member

MAX_WORDS = 8
MAX_WORD = 60  # characters
CHOICES = 300  # brands or categories that a filter offers
PAIR = 2  # letters
COUNTED = 10_000  # products up to which a list is counted exactly
VARIANTS = 50  # products that an SKU of a variant leads to


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list was asked for, cleaned."""

    words: tuple[str, ...] = ()
    brand: str = ""
    category: str = ""
    photo: Literal["", "yes", "no"] = ""
    sort: Literal["newest", "title"] = "newest"

    @classmethod
    def read(cls, query: QueryDict) -> Filter:
        """Parameters: q, brand, category, photo (yes, no), sort (newest, title). What is unknown is passed over."""
        photo, sort = query.get("photo", ""), query.get("sort", "")
        return cls(
            words=tuple(word[:MAX_WORD] for word in query.get("q", "").replace("\0", "").split()[:MAX_WORDS]),
            brand=query.get("brand", "").replace("\0", "")[:200],
            category=query.get("category", "").replace("\0", "")[:750],
            photo=photo if photo in ("yes", "no") else "",  # type: ignore[arg-type]
            sort="title" if sort == "title" else "newest",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.brand or self.category or self.photo)

    def query(self, **changes: str) -> str:
        """The query string of this filter, normal form, with `changes`."""
        values = {
            "q": " ".join(self.words),
            "brand": self.brand,
            "category": self.category,
            "photo": self.photo,
            "sort": "" if self.sort == "newest" else self.sort,
            **changes,
        }
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in values.items() if value})
        return query.urlencode()


def filtered(member: Member, query: QueryDict) -> QuerySet[Product]:
    """The shop's products that a list's query string means, in no order. Page and sort parameters are passed over."""
    return matching(member, Filter.read(query))


def matching(member: Member, wanted: Filter) -> QuerySet[Product]:
    products = access.rows(member, Product)
    if wanted.words:
        products = products.filter(_containing(member, wanted.words))
    if wanted.brand:
        products = products.filter(brand=wanted.brand)
    if wanted.category:
        products = products.alias(_category=Left("category", CATEGORY_INDEXED)).filter(
            _category=wanted.category[:CATEGORY_INDEXED], category__startswith=wanted.category
        )
    if wanted.photo:
        with_photo = Exists(Photo.objects.filter(product=OuterRef("pk")))
        products = products.filter(with_photo if wanted.photo == "yes" else ~with_photo)
    return products


def _containing(member: Member, words: tuple[str, ...]) -> Q:
    """Every word stands somewhere in the product's text; or all of them together are a variant's SKU."""
    found = Q()
    for word in words:
        found &= Q(DataContains(ProductGrams(), WordGrams(member.shop_id, word)))
        if len(word) > PAIR or not word.isalnum():  # what is one gram alone needs no second look
            found &= Q(GreaterThan(WordPosition(word), 0))
    variants = Variant.objects.filter(sku=" ".join(words), product__shop_id=member.shop_id)
    ids = list(variants.values_list("product_id", flat=True)[:VARIANTS])
    return found | Q(pk__in=ids) if ids else found


def count(products: QuerySet[Product]) -> int:
    """How many there are; `COUNTED + 1` stands for "more"."""
    return products.order_by()[: COUNTED + 1].count()


def brands(member: Member) -> list[str]:
    """The first `CHOICES` brands of the shop, in order."""
    return _distinct(member, "brand")


def categories(member: Member) -> list[str]:
    """The first `CHOICES` categories of the shop, in order, each cut to what is indexed."""
    return _distinct(member, f"left(category, {CATEGORY_INDEXED})")


def _distinct(member: Member, column: str) -> list[str]:
    """Jump from value to value in the index (PostgreSQL wiki, "Loose indexscan"): the time grows with the values, not the products."""
    sql = f"""
        WITH RECURSIVE found(value) AS (
          (SELECT min({column}) FROM catalogue_product WHERE shop_id = %(shop)s AND archived_at IS NULL AND {column} > '')
          UNION ALL
          SELECT (SELECT min({column}) FROM catalogue_product
                  WHERE shop_id = %(shop)s AND archived_at IS NULL AND {column} > found.value)
          FROM found WHERE found.value IS NOT NULL
        )
        SELECT value FROM found WHERE value IS NOT NULL LIMIT {CHOICES}
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"shop": member.shop_id})
        return [row[0] for row in cursor.fetchall()]
