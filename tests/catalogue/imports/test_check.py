"""The dry run says what would happen, row by row, and touches nothing."""

from __future__ import annotations

from typing import Any

import pytest

from shop_content.catalogue.models import Import, ImportIssue, Product
from shop_content.shops.models import Member
from tests.catalogue.imports.conftest import Check, csv_bytes, issues
from tests.factories import ProductFactory, VariantFactory

HEADER = ["Handle", "SKU", "Title", "Price", "GTIN", "Option"]


def test_created_updated_left_alone_refused(check: Check, member: Member) -> None:
    ProductFactory(shop=member.shop, sku="same", title="Mug", price=5)
    ProductFactory(shop=member.shop, sku="other", title="Mug", price=5)
    row = check(
        [
            HEADER,
            ["", "new", "Vase", "7", "", ""],
            ["", "same", "Mug", "5.00", "", ""],
            ["", "other", "Cup", "5", "", ""],
            ["", "bad", "Lamp", "x", "", ""],
        ]
    )
    shown = {name: row.counts[name] for name in ("rows", "created", "updated", "unchanged", "refused")}
    assert (row.status, shown) == ("ready", {"rows": 4, "created": 1, "updated": 1, "unchanged": 1, "refused": 1})
    assert list(row.issues.values_list("row", "column", "value", "code")) == [(5, "Price", "x", "price_invalid")]
    assert sorted(Product.objects.values_list("sku", "title")) == [("other", "Mug"), ("same", "Mug")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["", "", "Mug", "", "", ""]], [(2, "", "no_identity")]),
        ([["", "a", "", "", "", ""]], [(2, "Title", "title_missing")]),
        (
            [["", "a", "Mug", "", "", ""], ["", "b", "Cup", "", "", ""], ["", "a", "Jug", "", "", ""]],
            [(4, "SKU", "duplicate_sku")],
        ),
        ([["m", "a", "Mug", "", "", "size=S"], ["m", "b", "", "", "", "size=S"]], [(3, "Option", "duplicate_options")]),
        ([["m", "a", "Mug", "", "", "size=S"], ["m", "b", "", "-1", "", "size=M"]], [(3, "Price", "price_negative")]),
        (
            [["m", "a", "Mug", "-1", "", "size=S"], ["m", "b", "", "1", "", "size=M"]],
            [(2, "Price", "price_negative"), (3, "Title", "title_missing")],
        ),
        ([["", "a", "Mug", "", "4006381333932", ""]], [(2, "GTIN", "gtin_checksum")]),
        ([["", "1.2E+10", "Mug", "", "", ""]], [(2, "SKU", "exponent")]),
        ([["", "a", '=HYPERLINK("x")', "", "", ""]], [(2, "Title", "formula")]),
        ([["", "a", "M\x00ug", "", "", ""]], [(2, "Title", "nul_byte")]),
        ([["", "a", "x" * 501, "", "", ""]], [(2, "Title", "too_long")]),
        ([["", "a", "Mug", "", "", "S"]], [(2, "Option", "not_a_pair")]),
        ([["", "a", "Mug", "", "", "", "one more"]], [(2, "", "too_many_cells")]),
        ([["a", "", "Mug", "", "", ""], ["", "a", "Cup", "", "", ""]], [(3, "SKU", "duplicate_sku")]),
    ],
)
def test_refusals(check: Check, rows: list[list[str]], found: list[tuple[int, str, str]]) -> None:
    row = check([HEADER, *rows])
    assert row.status == "ready"
    assert sorted(issues(row)) == found
    assert row.counts["refused"] == len(found)


def test_short_and_blank_rows_are_fine(check: Check) -> None:
    row = check(b"SKU,Title,Price,Link\na,Mug\n,,,\n\nb,Cup,1\n")
    assert (row.counts["created"], row.counts["refused"]) == (2, 0)


def test_a_sku_of_another_product_is_not_taken_over(check: Check, member: Member) -> None:
    ProductFactory(shop=member.shop, sku="a", handle="mug", title="Mug")
    ProductFactory(shop=member.shop, sku="b", handle="cup", title="Cup")
    row = check([HEADER, ["mug", "b", "Mug", "", "", ""]])
    assert list(row.issues.values_list("row", "column", "value", "code", "params")) == [
        (2, "SKU", "b", "sku_taken", {"title": "Cup"})
    ]


def test_two_handles_for_one_product(check: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="a", title="Mug")
    VariantFactory(product=product, sku="a-s")
    row = check([HEADER, ["one", "a", "Mug", "", "", ""], ["two", "a-s", "Mug", "", "", ""]])
    assert issues(row) == [(3, "Handle", "same_product")]


def test_other_shops_products_are_not_there(check: Check) -> None:
    ProductFactory(sku="a", handle="mug")
    row = check([HEADER, ["mug", "a", "Mug", "", "", ""]])
    assert (row.counts["created"], row.counts["updated"]) == (1, 0)


def test_deleted_products_are_not_there(check: Check, member: Member) -> None:
    from django.utils import timezone

    ProductFactory(shop=member.shop, sku="a", archived_at=timezone.now())
    assert check([HEADER, ["", "a", "Mug", "", "", ""]]).counts["created"] == 1


def test_header_only(check: Check) -> None:
    row = check([HEADER])
    assert (row.status, row.error_code) == ("failed", "no_rows")


def test_a_repeated_column(check: Check) -> None:
    row = check([["SKU", "Title", "Title"], ["a", "Mug", "Cup"]])
    assert (row.status, row.error_code, row.error_params["column"]) == ("failed", "repeated_column", "Title")


def test_only_some_issues_are_kept_and_all_are_counted(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop_content.catalogue.imports.issues.MAX_ISSUES", 5)
    row = check([HEADER, *(["", f"s{number}", "Mug", "x", "", ""] for number in range(12))])
    assert (row.counts["refused"], ImportIssue.objects.count()) == (12, 5)


def test_a_thousand_columns_of_facts_are_too_many_and_unmapped_ones_do_no_harm(check: Check) -> None:
    names = [f"fact:f{number}" for number in range(998)]
    row = check([["SKU", "Title", *names], ["a", "Mug", *["x"] * 998]])
    assert issues(row) == [(2, "", "too_many_facts")]
    row = check([["SKU", "Title", *names], ["a", "Mug", "x", *[""] * 997]])
    assert (row.status, row.counts["created"]) == ("ready", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_comes_in_whole(bring: Check, encoding: str) -> None:
    rows: list[list[Any]] = [
        ["商品编码", "商品名称", "价格", "属性"],
        ["mug-1", "粗陶马克杯", "128元", "材质=粗陶|容量=350 毫升"],
    ]
    row = bring(csv_bytes(rows, encoding=encoding))
    assert row.status == "done"
    product = Product.objects.get()
    assert (product.title, product.price, product.currency) == ("粗陶马克杯", 128, "CNY")
    assert [(fact["key"], fact["value"], fact["unit"]) for fact in product.facts] == [
        ("材质", "粗陶", ""),
        ("容量", "350", "毫升"),
    ]


def test_what_the_event_says(check: Check) -> None:
    from shop_content.audit.models import Event

    row = check([HEADER, ["", "a", "Mug", "", "", ""]])
    events = Event.objects.filter(target_type="catalogue.import", target_id=str(row.pk)).order_by("id")
    assert [event.verb for event in events] == ["import.create", "import.check"]
    assert events[1].actor == row.requested_by.email
    assert Import.objects.get().details == {"encoding": "UTF-8", "separator": ","}
