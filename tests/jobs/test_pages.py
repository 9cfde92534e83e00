from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db

CHOICES = {
    "kinds": ["title", "bullets"],
    "locales": ["en"],
    "tone": "warm",
    "variants": "2",
    "shadow": "none",
    "request_key": "k",
}


@pytest.fixture
def member(client: Client) -> Member:
    member = MemberFactory.create()
    client.force_login(member.user)
    return member


def test_the_product_page_s_link_shows_the_form_for_that_product(client: Client, member: Member) -> None:
    product = ProductFactory.create(shop=member.shop, title="Linen Apron")
    page = client.get(reverse("run_create", args=[member.shop_id]), {"product": product.pk}).content.decode()
    assert "Linen Apron" in page
    assert f'name="id" value="{product.pk}"' in page


def test_asking_makes_a_run_and_leads_to_its_page(client: Client, member: Member) -> None:
    product = ProductFactory.create(shop=member.shop)
    answer = client.post(reverse("run_create", args=[member.shop_id]), {**CHOICES, "id": product.pk})
    run = Run.objects.get()
    assert answer.headers["Location"] == reverse("run_detail", args=[member.shop_id, run.pk])
    assert (run.tone, run.variants, run.settings, run.total) == ("warm", 2, {"shadow": "none"}, 2)


def test_a_search_s_whole_result_can_be_asked_for(client: Client, member: Member) -> None:
    for title in ("Linen Apron", "Linen Towel", "Mug"):
        ProductFactory.create(shop=member.shop, title=title)
    client.post(reverse("run_create", args=[member.shop_id]), {**CHOICES, "selection": "filter", "query": "q=linen"})
    assert set(Job.objects.values_list("product__title", flat=True)) == {"Linen Apron", "Linen Towel"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kinds": []}, "Choose at least one kind of content."),
        ({"locales": []}, "Choose at least one language for the texts."),
        ({"variants": "9"}, "less than or equal to 4"),
        ({"temperature": "7"}, "less than or equal to 2"),
        ({"id": ["x", "99999999999999999999999"]}, "No product is selected"),
    ],
)
def test_bad_choices_are_explained_and_make_nothing(
    client: Client, member: Member, change: dict[str, object], message: str
) -> None:
    product = ProductFactory.create(shop=member.shop)
    answer = client.post(reverse("run_create", args=[member.shop_id]), {**CHOICES, "id": product.pk, **change})
    assert message in answer.content.decode()
    assert not Run.objects.exists()


def test_progress_polls_until_the_run_has_ended(client: Client, member: Member) -> None:
    ProductFactory.create(shop=member.shop)
    run = request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "key")
    address = reverse("run_detail", args=[member.shop_id, run.pk])

    assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
    Run.objects.update(status="finished")
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 286


def test_a_failed_job_says_why_and_can_be_retried(client: Client, member: Member) -> None:
    ProductFactory.create(shop=member.shop)
    run = request_run(member, Product.objects.all(), Wish(("title", "seo"), ("en",)), "key")
    run.jobs.update(status="failed", error_code="facts.thin")
    page = client.get(reverse("run_detail", args=[member.shop_id, run.pk])).content.decode()
    assert "There are too few facts to write this honestly. Add facts to the product, then retry." in page

    job = run.jobs.order_by("pk")[0]
    client.post(reverse("run_steer", args=[member.shop_id, run.pk, "retry"]), {"job": job.pk})
    assert list(run.jobs.order_by("pk").values_list("status", flat=True)) == ["queued", "failed"]


def test_a_job_number_that_is_none_retries_nothing(client: Client, member: Member) -> None:
    ProductFactory.create(shop=member.shop)
    run = request_run(member, Product.objects.all(), Wish(("title", "seo"), ("en",)), "key")
    run.jobs.update(status="failed")
    client.post(reverse("run_steer", args=[member.shop_id, run.pk, "retry"]), {"job": "1,234"})
    assert run.jobs.filter(status="failed").count() == 2


def test_an_unknown_step_does_not_exist(client: Client, member: Member) -> None:
    ProductFactory.create(shop=member.shop)
    run = request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "key")
    assert client.post(reverse("run_steer", args=[member.shop_id, run.pk, "explode"])).status_code == 404


def test_a_run_s_page_shows_the_first_drafts_that_it_made(client: Client, member: Member) -> None:
    product = ProductFactory.create(shop=member.shop, title="Linen Apron")
    run = request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "k")
    address = reverse("run_detail", args=[member.shop_id, run.pk])
    assert 'class="made"' not in client.get(address).content.decode()
    work.perform(work.claim("text"))
    draft = Draft.objects.get(product=product)
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert reverse("draft_detail", args=[member.shop_id, draft.pk]) in page
    assert "All drafts of this run" not in page  # they all stand there
