"""Mood pictures from asking to approving, by the real worker code and a tiny text-to-image model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from shop_content.catalogue.models import Product
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import Draft
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, more_like, request_run
from shop_content.jobs.errors import RunError
from shop_content.jobs.messages import failure
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_stable_diffusion(tmp_path_factory.mktemp("moods"))


@pytest.fixture
def member(settings: Any, folder: Path) -> Member:
    settings.MOOD_ENGINE = f"diffusers:{folder}?device=cpu"
    made: Member = MemberFactory.create()
    ProductFactory.create(shop=made.shop, category="Home & Garden > Kitchen & Dining > Mugs")
    return made


def asked(member: Member, key: str = "key", variants: int = 1, **settings: Any) -> Draft:
    run = request_run(member, Product.objects.all(), Wish(("mood",), variants=variants, settings=settings), key)
    assert work.work_off("image", 300) is False
    assert set(run.jobs.values_list("status", flat=True)) == {"done"}, list(run.jobs.values())
    return Draft.objects.select_related("newest").get()


def test_one_is_painted_for_a_product_without_a_photo_and_approved(member: Member) -> None:
    draft = asked(member, variants=2, occasion="christmas", seed=5)
    assert (draft.kind, draft.locale, draft.subject) == ("mood", "", "occasion:christmas")
    versions = list(draft.versions.order_by("variant"))
    assert [version.provenance["seed"] for version in versions] == [5, 6]
    assert all("kitchen and dining" in version.provenance["prompt"] for version in versions)
    assert all(version.picture["digital_source_type"] == "trainedAlgorithmicMedia" for version in versions)
    assert versions[0].image_id != versions[1].image_id
    assert draft.newest is not None
    drafts.approve(member, draft.pk, draft.newest.pk)
    draft.refresh_from_db()
    assert draft.status == "approved"


def test_a_person_s_words_are_painted_and_more_like_it_keeps_them(member: Member) -> None:
    draft = asked(member, prompt="a wet stone", shape="wide", seed=3, occasion="summer")
    assert draft.newest is not None and draft.newest.image is not None
    assert draft.newest.provenance["prompt"] == "a wet stone"
    assert (draft.newest.image.width, draft.newest.image.height) == (1920, 1080)
    run = more_like(member, draft.newest, "more")
    assert run.settings["prompt"] == "a wet stone" and run.variants == 4
    assert {job.subject for job in run.jobs.all()} == {"occasion:summer"}


def test_too_long_words_are_refused(member: Member) -> None:
    with pytest.raises(RunError):
        request_run(member, Product.objects.all(), Wish(("mood",), settings={"prompt": "x" * 1001}), "key")
    assert not Run.objects.exists()


def test_the_form_offers_it_with_a_field_for_the_words(member: Member) -> None:
    client = Client()
    client.force_login(member.user)
    product = Product.objects.get()
    address = reverse("run_create", args=[member.shop_id])
    page = client.get(f"{address}?product={product.pk}").content.decode()
    assert 'value="mood"' in page and 'name="prompt"' in page
    given = {
        "request_key": "k",
        "selection": "ids",
        "id": product.pk,
        "kinds": "mood",
        "tone": "plain",
        "variants": 1,
        "prompt": "  a wet\nstone ",
        "occasion": "summer",
    }
    assert client.post(address, given).status_code == 302
    run = Run.objects.get()
    assert run.settings["prompt"] == "a wet stone"
    assert Job.objects.get(run=run).subject == "occasion:summer"


def test_without_a_model_the_form_says_which_setting_is_missing(member: Member, settings: Any) -> None:
    settings.MOOD_ENGINE = ""
    client = Client()
    client.force_login(member.user)
    address = reverse("run_create", args=[member.shop_id])
    page = client.get(f"{address}?product={Product.objects.get().pk}").content.decode()
    assert 'value="mood"' not in page and 'name="prompt"' not in page
    assert "MOOD_ENGINE" in page


def test_a_setting_that_paints_nothing_is_found_at_start(settings: Any) -> None:
    settings.MOOD_ENGINE = "studio:"
    assert [found.id for found in run_checks() if "MOOD_ENGINE" in found.msg] == ["shop_content.E018"]


def test_a_picture_that_the_model_s_own_checker_flags_fails_with_its_reason(
    member: Member, settings: Any, tmp_path: Path
) -> None:
    settings.MOOD_ENGINE = f"diffusers:{build_stable_diffusion(tmp_path, safety='flags')}?device=cpu"
    run = request_run(member, Product.objects.all(), Wish(("mood",)), "key")
    work.work_off("image", 300)
    job = run.jobs.get()
    assert (job.status, job.error_code) == ("failed", "picture.unsafe")
    assert "a safety check refused it" in failure(job.error_code, job.error_detail)
    assert not Draft.objects.filter(newest__isnull=False).exists()
