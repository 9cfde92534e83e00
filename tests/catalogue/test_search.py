"""Finding products by any part of a word, in English and Chinese; pages that neither skip nor repeat; the index is used."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_content.catalogue import search
from shop_content.catalogue.models import Product
from shop_content.catalogue.pages import page
from shop_content.shops.models import Member, Shop
from tests.factories import MemberFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory()


def found(member: Member, query: str) -> set[str]:
    return {product.title for product in search.filtered(member, QueryDict(query))}


@pytest.fixture
def shelf(member: Member) -> None:
    for title, brand, sku in [
        ("Stoneware Mug", "Norra", "MUG-1"),
        ("Oak stool", "Ahorn", "ST-77"),
        ("陶瓷马克杯 350ml", "诺拉", "TC-9"),
        ("羊毛围巾", "山", "WM-2"),
        ("ＦＵＬＬＷＩＤＴＨ lamp", "Älva", "100%_a"),
    ]:
        ProductFactory(shop=member.shop, title=title, brand=brand, sku=sku, gtin="")


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("mug", {"Stoneware Mug"}),
        ("STONE", {"Stoneware Mug"}),
        ("onewar", {"Stoneware Mug"}),
        ("mug norra", {"Stoneware Mug"}),
        ("mug ahorn", set()),
        ("st-77", {"Oak stool"}),
        ("杯", {"陶瓷马克杯 350ml"}),
        ("马克", {"陶瓷马克杯 350ml"}),
        ("马克杯 诺拉", {"陶瓷马克杯 350ml"}),
        ("克马", set()),
        ("o", {"Oak stool"}),
        ("n", {"Stoneware Mug"}),
        ("fullwidth", {"ＦＵＬＬＷＩＤＴＨ lamp"}),
        ("ｍｕｇ", {"Stoneware Mug"}),
        ("älva", {"ＦＵＬＬＷＩＤＴＨ lamp"}),
        ("%", set()),
        ("%_a", {"ＦＵＬＬＷＩＤＴＨ lamp"}),
        ("tone_are", set()),
        ("'; DROP TABLE", set()),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_words_are_found_anywhere(member: Member, words: str, titles: set[str]) -> None:
    query = QueryDict(mutable=True)
    query["q"] = words
    assert found(member, query.urlencode()) == titles


def test_grams_in_another_order_are_not_the_word(member: Member) -> None:
    ProductFactory(shop=member.shop, title="muu ugg", sku="x")
    assert found(member, "q=mug") == set()


def test_an_sku_of_a_variant_leads_to_its_product(member: Member) -> None:
    VariantFactory(product=ProductFactory(shop=member.shop, title="Shirt"), sku="SHIRT-XL-RED")
    VariantFactory(product=ProductFactory(title="Foreign"), sku="SHIRT-XL-RED")
    assert found(member, "q=SHIRT-XL-RED") == {"Shirt"}


def test_filters(member: Member) -> None:
    from shop_content.catalogue import actions
    from tests.catalogue import files

    mug = ProductFactory(shop=member.shop, title="Mug", brand="A", category="Home > Mugs")
    ProductFactory(shop=member.shop, title="Stool", brand="B", category="Home > Stools")
    ProductFactory(title="Foreign", brand="A")
    actions.add_photos(member, mug.pk, [("a.png", files.file("PNG"))])
    assert found(member, "brand=A") == {"Mug"}
    assert found(member, "category=Home+>+Stools") == {"Stool"}
    assert found(member, "photo=yes") == {"Mug"}
    assert found(member, "photo=no") == {"Stool"}
    assert found(member, "photo=what&sort=what&after=what&brand=") == {"Mug", "Stool"}
    assert search.brands(member) == ["A", "B"]
    assert search.categories(member) == ["Home > Mugs", "Home > Stools"]


def test_deleted_products_are_not_found(member: Member) -> None:
    from shop_content.catalogue import actions

    ProductFactory(shop=member.shop, title="Mug")
    actions.archive_products(member, search.filtered(member, QueryDict("q=mug")))
    assert found(member, "q=mug") == found(member, "") == set()
    assert search.brands(member) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(member: Member, text: str) -> None:
    query = QueryDict(mutable=True)
    query["q"] = query["brand"] = query["after"] = text
    list(search.filtered(member, query))
    page(search.filtered(member, query), "title", after=text)


def fill(shop: Shop, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO catalogue_product (shop_id, sku, handle, gtin, title, brand, category, currency, link, source_text,
              facts, next_fact, revision, created_at, updated_at)
            SELECT %s, 'S-' || i, '', '', substr('Zebra apple Mango 杯子', 1 + i %% 4) || ' ' || md5(i::text), '', '', '', '', '',
              '[]', 1, 1, now(), now() FROM generate_series(1, %s) i
            """,
            [shop.pk, count],
        )


@pytest.mark.parametrize("sort", ["newest", "title"])
def test_pages_show_every_product_once_forwards_and_backwards(member: Member, sort: str) -> None:
    fill(member.shop, 23)
    ProductFactory(title="Foreign")
    products = search.filtered(member, QueryDict(""))
    forwards, cursor = [], ""
    while True:
        shown = page(products, sort, after=cursor, size=5)
        forwards.append([product.pk for product in shown.products])
        assert bool(shown.before) == (len(forwards) > 1)
        if not shown.after:
            break
        cursor = shown.after
    assert [len(one) for one in forwards] == [5, 5, 5, 5, 3]
    assert len({pk for one in forwards for pk in one}) == 23
    backwards = [forwards[-1]]
    while shown.before:
        shown = page(products, sort, before=shown.before, size=5)
        backwards.append([product.pk for product in shown.products])
    assert backwards[::-1] == forwards
    titles = [product.title.lower() for product in page(products, "title", size=50).products]
    assert titles == sorted(titles)


@pytest.mark.parametrize("sort", ["newest", "title"])
def test_products_that_come_in_between_shift_nothing(member: Member, sort: str) -> None:
    fill(member.shop, 12)
    products = search.filtered(member, QueryDict(""))
    first = page(products, sort, size=5)
    for number in range(7):
        ProductFactory(shop=member.shop, title=f"Aaa {number}")
    seen = [product.pk for product in first.products]
    cursor = first.after
    while cursor:
        shown = page(products, sort, after=cursor, size=5)
        seen += [product.pk for product in shown.products]
        cursor = shown.after
    assert len(seen) == len(set(seen)) == 12
    Product.objects.filter(pk=first.products[-1].pk).delete()  # the very row that the cursor names
    assert [p.pk for p in page(products, sort, after=first.after, size=3).products] == seen[5:8]


def test_a_cursor_that_leads_nowhere_is_the_first_page(member: Member) -> None:
    fill(member.shop, 3)
    products = search.filtered(member, QueryDict(""))
    for cursor in ("nonsense", "W10", "WyJ4Il0", "e30", "MQ", "WzFd", "%00", "WzEsIFwiXHUwMDAwXCJd"):
        assert len(page(products, "newest", after=cursor).products) == 3
        assert len(page(products, "title", before=cursor).products) == 3


def test_the_search_and_every_page_use_their_index(member: Member) -> None:
    fill(member.shop, 5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_product")
    products = search.filtered(member, QueryDict("q=" + "d41d8c"))
    assert "product_grams" in products.explain()
    assert "Seq Scan" not in products.explain()
    everything = search.filtered(member, QueryDict(""))
    shown = page(everything, "title", size=5)
    beyond = page_query(member, "title", shown.after)
    assert "product_by_title" in beyond
    assert "Index Cond" in beyond
    assert "Sort" not in beyond
    newest = page_query(member, "newest", page(everything, "newest", size=5).after)
    assert "Index Cond" in newest
    assert "Sort" not in newest


def page_query(member: Member, sort: str, after: str) -> str:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        page(search.filtered(member, QueryDict("")), sort, after=after, size=5)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + queries[-1]["sql"])
        return "\n".join(row[0] for row in cursor.fetchall())


def test_what_other_shops_sell_costs_a_search_nothing(member: Member) -> None:
    """The index holds the shop's number in every gram, so that a foreign shop's products are not even candidates."""
    fill(MemberFactory().shop, 2_000)
    ProductFactory(shop=member.shop, title="Mango lamp")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_product")
    plan = search.filtered(member, QueryDict("q=mango")).explain(analyze=True, format="text")
    assert "Rows Removed by Filter" not in plan
    assert "Rows Removed by Index Recheck" not in plan


def test_counting_stops_where_it_becomes_slow(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(member.shop, 30)
    products = search.filtered(member, QueryDict(""))
    assert search.count(products) == 30
    monkeypatch.setattr(search, "COUNTED", 10)
    assert search.count(products) == 11


def test_a_filters_query_string_means_the_same_filter() -> None:
    text = "q=oak+st%C3%BChl&brand=A%26B&photo=no&sort=title"
    wanted = search.Filter.read(QueryDict(text))
    assert search.Filter.read(QueryDict(wanted.query())) == wanted
    assert search.Filter.read(QueryDict("")).query() == ""
