"""Files of reviews, questions and events: what is kept of them, what is refused and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from shop_content.catalogue.models import CustomerReview, Import, Product, ShopperEvent, ShopperQuestion
from shop_content.catalogue.pseudonyms import pseudonym
from shop_content.shops.models import Member
from tests.catalogue.imports.conftest import Check, issues, xlsx_bytes
from tests.factories import ProductFactory, VariantFactory
from tests.generation.tiny_classifiers import build

pytestmark = pytest.mark.django_db

HEADER = [
    "Review number",
    "Product SKU",
    "Rating",
    "Review title",
    "Review text",
    "Date",
    "Verified purchase",
    "Author",
]


@pytest.fixture
def mug(member: Member) -> Product:
    return ProductFactory(shop=member.shop, sku="MUG", handle="mug", gtin="4006381333931")


def review(
    number: str = "R-1", sku: str = "MUG", rating: str = "4", text: str = "Good.", date: str = "2026-03-31"
) -> list[str]:
    return [number, sku, rating, "", text, date, "yes", "Ann"]


def test_a_review_is_kept_as_it_came_under_a_pseudonym(bring: Check, member: Member, mug: Product) -> None:
    row = bring(
        [HEADER, ["R-1", "MUG", "4/5", "Nice", "Holds much tea.\nLid sticks.", "31.03.2026", "yes", "Ann Lee"]],
        what="reviews",
    )
    assert (row.status, row.counts["created"], row.counts["refused"]) == (Import.Status.DONE, 1, 0)
    kept = CustomerReview.objects.get()
    assert (kept.shop_id, kept.product, kept.external_id, kept.rating) == (member.shop_id, mug, "R-1", 4)
    assert (kept.title, kept.text, kept.verified, kept.locale) == ("Nice", "Holds much tea.\nLid sticks.", True, "en")
    assert kept.written_at == datetime(2026, 3, 31, tzinfo=UTC)
    assert kept.author == pseudonym(member.shop_id, "ann  LEE") != ""
    assert "Ann" not in kept.author


def test_the_same_file_again_changes_nothing(bring: Check, check: Check, mug: Product) -> None:
    file = [HEADER, review("R-1"), review("R-2", text="Bad.")]
    bring(file, what="reviews")
    again = check([*file, review("R-3")], what="reviews")
    assert (again.counts["created"], again.counts["unchanged"]) == (1, 2)


def test_without_a_number_the_content_tells_a_review(bring: Check, check: Check, mug: Product) -> None:
    file = [["Product SKU", "Rating", "Review text"], ["MUG", "5", "Good."], ["MUG", "5", "Fine."]]
    bring(file, what="reviews")
    assert check(file, what="reviews").counts["unchanged"] == 2


def test_what_a_customer_wrote_is_never_changed(bring: Check, mug: Product) -> None:
    bring([HEADER, review(text="Bad.")], what="reviews")
    row = bring([HEADER, review(text="Wonderful!"), review("R-2")], what="reviews")
    assert issues(row, warning=True) == [(2, "Review number", "said_otherwise")]
    assert CustomerReview.objects.get(external_id="R-1").text == "Bad."
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        CustomerReview.objects.update(text="Wonderful!")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        CustomerReview.objects.update(rating=5)
    assert CustomerReview.objects.update(state=CustomerReview.State.HIDDEN) == 2


def test_a_row_finds_its_product_by_any_of_its_numbers(bring: Check, member: Member, mug: Product) -> None:
    VariantFactory(product=mug, sku="MUG-S", gtin="6901234567892")
    head = ["Review number", "Product SKU", "Product handle", "Product GTIN", "Review text"]
    bring(
        [head, ["1", "MUG", "", "", "a"], ["2", "", "mug", "", "b"], ["3", "", "", "4006381333931", "c"],
         ["4", "MUG-S", "", "", "d"], ["5", "", "", "6901234567892", "e"]],
        what="reviews",
    )  # fmt: skip
    assert list(CustomerReview.objects.order_by("text").values_list("product_id", flat=True)) == [mug.pk] * 5


def test_another_shops_product_is_unknown(check: Check, mug: Product) -> None:
    ProductFactory(sku="THEIRS")
    row = check([HEADER, review("R-1", "THEIRS"), review("R-2"), review("R-3", "")], what="reviews")
    assert issues(row) == [(2, "Product SKU", "product_unknown"), (4, "", "no_product")]
    assert row.counts["created"] == 1


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        (2, "6", "rating_out"),
        (2, "great", "rating_invalid"),
        (2, "=A1+1", "formula"),
        (4, "=HYPERLINK(A1)", "formula"),
        (5, "yesterday", "date_invalid"),
        (5, "3/4/2026", "date_ambiguous"),
        (5, "31.02.2026", "date_invalid"),
        (5, "2226-01-01", "date_future"),
        (5, "1970-01-01", "date_early"),
        (6, "perhaps", "yes_or_no"),
    ],
)
def test_a_refused_cell_says_where_and_why(check: Check, mug: Product, column: int, cell: str, code: str) -> None:
    bad = review("R-2")
    bad[column] = cell
    row = check([HEADER, review("R-1"), bad], what="reviews")
    assert issues(row) == [(3, HEADER[column], code)]
    assert row.issues.get().value == cell


def test_a_row_twice_in_a_file_and_one_that_says_nothing(check: Check, mug: Product) -> None:
    row = check([HEADER, review("R-1"), review("R-1"), review("R-2", rating="", text="")], what="reviews")
    assert issues(row) == [(3, "Review number", "said_before"), (4, "", "review_empty")]


def test_questions_from_a_workbook(bring: Check, mug: Product) -> None:
    table = [
        ["提问编号", "商品 SKU", "提问内容", "日期"],
        ["Q1", "MUG", "能用洗碗机洗吗？", datetime(2026, 3, 31, 14, 5)],
        ["Q2", "MUG", "How big is it?", 1774965600],
    ]
    bring(xlsx_bytes(table), name="q.xlsx", what="questions")
    found = ShopperQuestion.objects.order_by("external_id").values_list("external_id", "text", "locale", "asked_at")
    assert list(found) == [
        ("Q1", "能用洗碗机洗吗？", "zh-Hans", datetime(2026, 3, 31, 14, 5, tzinfo=UTC)),
        ("Q2", "How big is it?", "en", datetime(2026, 3, 31, 14, 0, tzinfo=UTC)),
    ]


def test_events_are_kept_once_and_without_the_shopper(
    bring: Check, member: Member, mug: Product, settings: Any
) -> None:
    now = timezone.now().replace(microsecond=0)
    recent, old = now - timedelta(days=2), now - timedelta(days=settings.SHOPPER_EVENT_DAYS + 1)
    head = ["Shopper", "Product SKU", "Product handle", "Action", "Time"]
    row = bring(
        [
            head,
            ["c-1", "MUG", "", "product_viewed", f"{recent:%Y-%m-%d %H:%M:%S}"],
            ["c-1", "", "mug", "view", f"{recent:%Y-%m-%d %H:%M:%S}"],
            ["c-1", "MUG", "", "购买", f"{int(recent.timestamp())}"],
            ["c-2", "MUG", "", "Add to cart", f"{recent:%d.%m.%Y %H:%M}"],
            ["c-2", "MUG", "", "view", f"{old:%Y-%m-%d}"],
            ["c-2", "MUG", "", "ate it", f"{recent:%Y-%m-%d}"],
            ["", "MUG", "", "view", f"{recent:%Y-%m-%d}"],
        ],
        what="events",
        only_good_rows=True,
    )
    assert issues(row) == [(7, "Action", "action_unknown"), (8, "", "no_shopper")]
    assert issues(row, warning=True) == [(6, "Time", "event_old")]
    kept = sorted(ShopperEvent.objects.values_list("shopper", "verb"))
    one, two = pseudonym(member.shop_id, "c-1"), pseudonym(member.shop_id, "c-2")
    assert kept == sorted([(one, "view"), (one, "buy"), (two, "cart")])


def test_strangers_columns_are_guessed_and_remembered(check: Check, member: Member, mug: Product) -> None:
    from shop_content.catalogue.imports import actions
    from shop_content.catalogue.imports.pages import columns
    from shop_content.catalogue.imports.work import work_off

    table = [
        ["product_handle", "reviewer_name", "Sternchen", "body", "wann"],
        ["mug", "Ann", "5 stars", "Good.", "2026-03-31 10:20:30 UTC"],
        ["mug", "Bo", "4 stars", "Fine.", "2026-03-30"],
    ]
    row = check(table, what="reviews")
    assert row.status == Import.Status.MAPPING
    guessed = {column["name"]: column["target"] for column in columns(row, None)}
    assert guessed == {
        "product_handle": "handle",
        "reviewer_name": "author",
        "Sternchen": "rating",
        "body": "text",
        "wann": "written_at",
    }
    actions.map_columns(member, row.pk, guessed)
    work_off("imports")
    assert check(table, what="reviews").status == Import.Status.READY
    assert check(table).status == Import.Status.MAPPING  # the same header means something else in a product file


def test_a_cancelled_import_leaves_nothing(check: Check, member: Member, mug: Product) -> None:
    from shop_content.catalogue.imports import actions

    row = check([HEADER, review()], what="reviews")
    actions.cancel(member, row.pk)
    assert not CustomerReview.objects.exists()


@pytest.mark.parametrize("what", ["reviews", "questions", "events"])
def test_the_template_is_recognised_and_brings_nothing_by_itself(check: Check, member: Member, what: str) -> None:
    from shop_content.catalogue.imports import template

    for data, name in ((template.csv_bytes(what), "t.csv"), (template.xlsx_bytes(what), "t.xlsx")):
        row = check(data, name=name, what=what)
        assert (row.status, row.error_code) == (Import.Status.FAILED, "no_rows")


def test_the_language_is_read_where_the_file_does_not_name_it(bring: Check, mug: Product) -> None:
    texts = {
        "R-1": "Die Tasse ist schön, aber der Deckel klemmt leider.",
        "R-2": "這個很好用，包裝也很漂亮",
        "R-3": "Great mug",  # too short for statistics: the script tells
        "R-4": "5/5",
    }
    bring([HEADER, *(review(number, text=text) for number, text in texts.items())], what="reviews")
    found = dict(CustomerReview.objects.values_list("external_id", "locale"))
    assert found == {"R-1": "de", "R-2": "zh-Hant", "R-3": "en", "R-4": ""}


def test_the_setting_names_the_reader_of_languages(
    bring: Check, mug: Product, settings: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = build(tmp_path_factory.mktemp("languages"), "text", ["en", "fr"], [0.0, 5.0])
    settings.LANGUAGE_READER = f"transformers:{folder}?device=cpu"
    bring([HEADER, review(text="Good.")], what="reviews")
    bring([["Question number", "Product SKU", "Question"], ["Q1", "MUG", "Is it oak?"]], what="questions")
    assert (CustomerReview.objects.get().locale, ShopperQuestion.objects.get().locale) == ("fr", "fr")


def test_a_reader_that_is_not_there_stops_the_import_and_says_so(
    bring: Check, check: Check, mug: Product, settings: Any
) -> None:
    settings.LANGUAGE_READER = "transformers:/nowhere/at/all?device=cpu"
    row = check([HEADER, review()], what="reviews")
    assert (row.status, row.error_code) == (Import.Status.FAILED, "language_reader")
    named = [[*HEADER, "Language"], [*review(), "en"]]
    assert bring(named, what="reviews").status == Import.Status.DONE
