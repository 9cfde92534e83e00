"""Texts held against the hero photo, pictures against the approved title: asked for, compared by a worker, said at review."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generation.contract import Asset
from shop_content.audit.models import Event
from shop_content.catalogue.actions import add_photos, reorder_photos
from shop_content.catalogue.models import Photo, Product
from shop_content.catalogue.pictures import keep as keep_picture
from shop_content.checks import optional_models as verified
from shop_content.drafts.actions import add_version, approve, compare_sights_all, open_draft, save_edit
from shop_content.drafts.consistency.work import compare_off
from shop_content.drafts.models import Consistency, DraftVersion, Finding
from shop_content.jobs.tasks import wake
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation import tiny_matchers
from tests.generation.scenes import mug, png

pytestmark = pytest.mark.django_db
FILES = {name: png(mug(size=160, product=colour).rgb) for name, colour in tiny_matchers.COLOURS.items()}


@pytest.fixture(scope="module")
def clip(clip_model: Path) -> str:
    return f"transformers:{clip_model}?device=cpu"


@pytest.fixture
def engine(settings: Any, clip: str) -> str:
    settings.CONSISTENCY_ENGINE, settings.LABEL_READER = clip, ""
    return clip


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def product(member: Member) -> Product:
    product = ProductFactory(shop=member.shop)
    add_photos(member, product.pk, [("blue.png", FILES["blue"])])
    return product


def written(product: Product, words: str, **parts: Any) -> DraftVersion:
    draft = open_draft(product.shop_id, product.pk, "title", "en")
    defaults = {"fields": {"title": words}, "source_hash": "0" * 64}
    return add_version(draft.pk, **{**defaults, **parts})


def pictured(product: Product, colour: str) -> DraftVersion:
    draft = open_draft(product.shop_id, product.pk, "packshot", "")
    asset = Asset(FILES[colour], "image/png", 160, 160, "digitalCapture", {})
    return add_version(draft.pk, image_id=keep_picture(product.shop_id, asset).pk, asset=asset, source_hash="0" * 64)


def found(version: DraftVersion) -> list[str]:
    return list(version.findings.filter(rule="consistency.low").values_list("severity", flat=True))


def test_without_the_setting_nothing_is_asked_and_nothing_is_loaded(settings: Any, product: Product) -> None:
    settings.CONSISTENCY_ENGINE = ""
    written(product, "a red mug")
    assert not Consistency.objects.exists()
    assert compare_off(5) is False


@pytest.mark.django_db(transaction=True)
def test_a_text_that_fits_the_photo_is_scored_and_nothing_more(engine: str, product: Product) -> None:
    version = written(product, "a blue mug")
    wake("image")
    kept = Consistency.objects.get()
    assert (kept.version, kept.status, kept.engine, kept.words) == (version, "done", engine, "a blue mug")
    assert kept.photo == product.photos.get().image
    assert kept.score is not None
    assert kept.score > 0.5
    assert found(version) == []
    assert Event.objects.filter(verb="draft.consistency").count() == 1


def test_a_text_of_another_colour_asks_for_a_look(engine: str, product: Product) -> None:
    version = written(product, "a red mug")
    compare_off(60)
    assert found(version) == ["warning"]
    version.draft.refresh_from_db()
    assert (version.draft.errors, version.draft.warnings) == (0, 1)


def test_a_person_s_edit_is_compared_too(engine: str, member: Member, product: Product) -> None:
    first = written(product, "a red mug")
    edited = save_edit(member, first.draft_id, first.pk, {"title": "a blue mug"})
    compare_off(60)
    assert Consistency.objects.count() == 2
    assert found(first)
    assert found(edited) == []


def test_another_hero_photo_is_another_answer(engine: str, member: Member, product: Product) -> None:
    version = written(product, "a red mug")
    compare_off(60)
    add_photos(member, product.pk, [("red.png", FILES["red"])])
    compare_sights_all()
    compare_off(60)
    assert found(version)  # the first photo is still the blue one
    reorder_photos(member, product.pk, list(Photo.objects.order_by("-pk").values_list("pk", flat=True)))
    compare_sights_all()
    compare_off(60)
    assert found(version) == []
    version.draft.refresh_from_db()
    assert version.draft.warnings == 0
    assert Consistency.objects.count() == 1


def test_what_a_person_waived_is_not_said_again(engine: str, product: Product) -> None:
    from django.utils import timezone

    version = written(product, "a red mug")
    compare_off(60)
    Finding.objects.filter(version=version).update(waived_at=timezone.now())
    Product.objects.update(sights_due=True)
    compare_sights_all()
    compare_off(60)
    assert Finding.objects.filter(rule="consistency.low").count() == 1


def test_a_picture_waits_for_an_approved_title(engine: str, member: Member, product: Product) -> None:
    picture = pictured(product, "red")
    compare_off(60)
    assert Consistency.objects.get(version=picture).score is None
    title = written(product, "a blue mug")
    approve(member, title.draft_id, title.pk)
    compare_off(60)
    kept = Consistency.objects.get(version=picture)
    assert (kept.title_id, kept.words) == (title.pk, "a blue mug")
    assert found(picture) == ["warning"]


def test_a_language_that_the_model_does_not_read_is_not_scored(engine: str, product: Product) -> None:
    draft = open_draft(product.shop_id, product.pk, "title", "zh-Hans")
    version = add_version(draft.pk, fields={"title": "红色的马克杯"}, source_hash="0" * 64)
    compare_off(60)
    assert (Consistency.objects.get().status, Consistency.objects.get().score) == ("done", None)
    assert found(version) == []


def test_a_model_that_is_gone_is_said_once_and_stops_no_text(settings: Any, product: Product) -> None:
    settings.CONSISTENCY_ENGINE = "transformers:/nowhere/clip?device=cpu"
    version = written(product, "a red mug")
    compare_off(60)
    assert (Consistency.objects.get().status, Consistency.objects.get().error_code) == (
        "failed",
        "engine.model_missing",
    )
    assert found(version) == []


def test_the_desk_shows_the_score_and_says_what_it_means(engine: str, member: Member, product: Product) -> None:
    version = written(product, "a blue mug", scores={"total": 0.9, "fidelity": 0.9})
    compare_off(60)
    client = Client()
    client.force_login(member.user)
    page = client.get(reverse("draft_detail", args=[member.shop_id, version.draft_id])).content.decode()
    assert "Text and picture" in page
    assert "by a model that compares texts with pictures" in page


def test_a_wrong_setting_is_told_at_start_and_models_lists_a_right_one(settings: Any, engine: str) -> None:
    out = io.StringIO()
    call_command("models", stdout=out, check=True)
    assert f"CONSISTENCY_ENGINE={engine}\n  weights: the folder" in out.getvalue()
    told = out.getvalue().partition("CONSISTENCY_ENGINE=")[2].splitlines()
    assert "  loaded" in told[1:4], told
    settings.CONSISTENCY_ENGINE = "clip:x"
    assert [error.id for error in verified(None)] == ["shop_content.E016"]
