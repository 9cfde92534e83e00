"""A packshot of a small photo through a worker, enlarged by the model of the setting."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from generation.upscaling.chosen import choose_upscaler
from shop_content.catalogue.actions import add_photos
from shop_content.catalogue.models import Product
from shop_content.checks import optional_models
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.sheet import measures
from shop_content.jobs import work
from shop_content.jobs.actions.request import Wish, request_run
from tests.factories import MemberFactory, ProductFactory
from tests.generation.scenes import mug, png
from tests.generation.upscaling.tiny_enlargers import build_swin2sr


@pytest.fixture
def setting(tmp_path: Path, settings: Any) -> Iterator[str]:
    settings.UPSCALER = f"transformers:{build_swin2sr(tmp_path / 'swin2sr')}?device=cpu"
    settings.LABEL_READER = ""
    yield str(settings.UPSCALER)
    choose_upscaler("")


@pytest.mark.django_db(transaction=True)
def test_a_small_photo_becomes_a_packshot_that_says_how_it_was_enlarged(setting: str) -> None:
    member = MemberFactory()
    product = ProductFactory(shop=member.shop)
    add_photos(member, product.pk, [("mug.png", png(mug(size=380, span=0.8).rgb))])
    request_run(member, Product.objects.all(), Wish(("packshot",)), "upscaled")
    work.work_off("image", 60)
    version = DraftVersion.objects.select_related("image").get()
    assert version.picture["digital_source_type"] == "compositeWithTrainedAlgorithmicMedia"
    assert version.provenance["sampling"]["upscaler"] == setting
    assert ("Enlarged by a model", "2 ×") in measures(version)


def test_the_setting_is_verified_at_start_and_listed(setting: str, settings: Any) -> None:
    out = io.StringIO()
    call_command("models", stdout=out, check=True)
    assert f"UPSCALER={setting}\n  weights: the folder" in out.getvalue()
    settings.UPSCALER = "lanczos:"
    assert [error.id for error in optional_models(None)] == ["shop_content.E017"]
