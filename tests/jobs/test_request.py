from __future__ import annotations

import pytest

from shop_content.audit.models import Event
from shop_content.catalogue.models import Product
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job, Run
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db

TEXTS = Wish(("title", "seo"), ("en", "zh-Hans"))


def test_makes_a_job_for_every_product_kind_and_locale() -> None:
    member = MemberFactory.create()
    first, second = ProductFactory.create_batch(2, shop=member.shop)

    run = request_run(member, Product.objects.all(), TEXTS, "key")

    made = set(run.jobs.values_list("product_id", "kind", "locale", "queue", "status"))
    assert made == {
        (product.pk, kind, locale, "text", "queued")
        for product in (first, second)
        for kind in ("title", "seo")
        for locale in ("en", "zh-Hans")
    }
    assert (run.products, run.total, run.status) == (2, 8, "running")
    assert list(Event.objects.values_list("verb", "target_id")) == [("run.request", str(run.pk))]


def test_a_double_click_is_one_run() -> None:
    member = MemberFactory.create()
    ProductFactory.create(shop=member.shop)

    first = request_run(member, Product.objects.all(), TEXTS, "key")
    second = request_run(member, Product.objects.all(), TEXTS, "key")

    assert first.pk == second.pk
    assert Job.objects.count() == 4


def test_products_of_another_shop_are_left_out() -> None:
    member = MemberFactory.create()
    ProductFactory.create()

    with pytest.raises(RunError, match="no_products"):
        request_run(member, Product.objects.all(), TEXTS, "key")

    assert not Run.objects.exists()


def test_pictures_are_asked_for_products_with_photos_only() -> None:
    member = MemberFactory.create()
    ProductFactory.create(shop=member.shop)

    with pytest.raises(RunError, match="nothing_to_make"):
        request_run(member, Product.objects.all(), Wish(("packshot",)), "key")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(()), "no_kinds"),
        (Wish(("poem",), ("en",)), "no_kinds"),
        (Wish(("title",)), "no_locales"),
        (Wish(("title",), ("xx",)), "no_locales"),
        (Wish(("title",), ("en",), tone="rude"), "bad_request"),
        (Wish(("title",), ("en",), variants=99), "bad_request"),
    ],
)
def test_refuses_what_makes_no_sense(wish: Wish, code: str) -> None:
    with pytest.raises(RunError, match=code):
        request_run(MemberFactory.create(), Product.objects.all(), wish, "key")


def test_small_runs_go_before_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop_content.jobs.actions.request.SMALL_RUN", 3)
    member = MemberFactory.create()
    ProductFactory.create(shop=member.shop)

    large = request_run(member, Product.objects.all(), TEXTS, "large")
    small = request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "small")

    assert set(large.jobs.values_list("priority", flat=True)) == {1}
    assert set(small.jobs.values_list("priority", flat=True)) == {0}
