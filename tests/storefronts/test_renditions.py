"""Renditions leave for approved pictures only, are made once, and follow a storefront's market."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from c2pa import Reader
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation import pictures
from generation.contract import Asset
from generation.xmp import SOURCE_TYPES
from shop_content.audit.models import Event
from shop_content.catalogue.models import Image, Product
from shop_content.catalogue.pictures import keep
from shop_content.checks import credentials
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.shops.models import Member
from shop_content.storefronts.models import Rendition, Storefront
from tests.exiftool import labels
from tests.generation.tiny_certificates import chain
from tests.storefronts.conftest import approve, read
from tests.storefronts.test_addresses import body

pytestmark = pytest.mark.django_db
PAINTED = "compositeWithTrainedAlgorithmicMedia"
AIGC = "XMP-TC260:Aigc"


def painted(owner: Member, source_type: str = PAINTED) -> Image:
    data = pictures.encode(Pillow.new("RGB", (1200, 1200), (206, 198, 184)), "jpeg", source_type)
    return keep(owner.shop_id, Asset(data, "image/jpeg", 1200, 1200, source_type))


@pytest.fixture
def version(owner: Member, mug: Product) -> DraftVersion:
    shown = {
        "digital_source_type": PAINTED,
        "placement": {"photo": "0" * 64, "source": [0, 0, 9, 9], "target": [300, 300, 900, 900]},
    }
    return approve(mug, "packshot", {}, image=painted(owner), picture=shown)


@pytest.fixture
def door(client: Client, owner: Member, version: DraftVersion) -> Callable[[str], Any]:
    client.force_login(owner.user)
    return lambda market: client.get(reverse("rendition_file", args=[owner.shop_id, version.pk, market]))


def test_china_s_file_is_labelled_google_s_is_the_approved_one(
    version: DraftVersion, door: Callable[[str], Any]
) -> None:
    answer = door("china")
    assert answer["Content-Disposition"] == 'attachment; filename="MUG-1-packshot-china.jpg"'
    assert "Norra & Finch" in labels(body(answer))[AIGC]
    google = body(door("google"))
    assert AIGC not in labels(google)
    assert version.image is not None
    with version.image.file.open("rb") as file:
        assert google == file.read()


def test_it_is_made_once_and_told_once(version: DraftVersion, door: Callable[[str], Any]) -> None:
    assert body(door("china")) == body(door("china"))
    assert Rendition.objects.count() == 1
    assert Event.objects.filter(verb="rendition.make").count() == 1


def test_the_installation_may_name_its_own_producer(
    version: DraftVersion, door: Callable[[str], Any], settings: Any
) -> None:
    settings.AIGC_PRODUCER = "91310000MA1K00000X"
    assert "91310000MA1K00000X" in labels(body(door("china")))[AIGC]


def test_what_is_not_approved_or_held_stays(version: DraftVersion, door: Callable[[str], Any]) -> None:
    body(door("china"))
    Draft.objects.filter(pk=version.draft_id).update(status="held", held_from="approved")
    answer = door("china")
    assert answer.status_code == 302
    assert answer.url == reverse("draft_detail", args=[version.draft.shop_id, version.draft_id])


def test_a_market_that_nobody_knows_is_nowhere(door: Callable[[str], Any]) -> None:
    assert door("mars").status_code == 404


def test_the_desk_lists_what_can_be_had(client: Client, owner: Member, version: DraftVersion) -> None:
    client.force_login(owner.user)
    page = client.get(reverse("rendition_list", args=[owner.shop_id, version.pk])).content.decode()
    assert "Mainland China" in page and "AI生成" in page
    assert page.count("Download") == 4
    Draft.objects.filter(pk=version.draft_id).update(approved=None, status="in_review")
    page = client.get(reverse("rendition_list", args=[owner.shop_id, version.pk])).content.decode()
    assert "Download" not in page


def test_a_storefront_for_china_sends_labelled_pictures_and_texts(
    client: Client, version: DraftVersion, feed: Callable[..., Storefront]
) -> None:
    assert version.image is not None
    for market, wanted in (("china", True), ("", False)):
        storefront = feed(market=market)
        assert ("【AI生成】It holds 350 ml." in read(storefront)) is wanted
        sent = body(client.get(f"/feeds/{storefront.token}/images/{version.image.sha256}.jpg"))
        assert (AIGC in labels(sent)) is wanted


def test_a_photo_needs_no_label(client: Client, owner: Member, mug: Product, feed: Callable[..., Storefront]) -> None:
    image = painted(owner, "compositeCapture")
    approve(mug, "packshot", {}, image=image, picture={"digital_source_type": "compositeCapture"})
    sent = body(client.get(f"/feeds/{feed(market='china').token}/images/{image.sha256}.jpg"))
    assert AIGC not in labels(sent)


def test_with_a_certificate_every_way_out_is_signed_and_says_what_it_was_made_from(
    client: Client, owner: Member, version: DraftVersion, feed: Callable[..., Storefront], settings: Any, tmp_path: Path
) -> None:
    photographed = painted(owner, "digitalCapture")
    shown = {**version.picture, "placement": {**version.picture["placement"], "photo": photographed.sha256}}
    signed = approve(version.draft.product, "scene", {}, image=version.image, picture=shown)
    by = chain(tmp_path)
    settings.C2PA_CERTIFICATE, settings.C2PA_KEY = by.certificate, by.key
    client.force_login(owner.user)
    assert version.image is not None
    ways = [
        reverse("rendition_file", args=[owner.shop_id, signed.pk, market]) for market in ("original", "china", "google")
    ]
    ways.append(f"/feeds/{feed().token}/images/{version.image.sha256}.jpg")
    for way in ways:
        left = body(client.get(way))
        with Reader("image/jpeg", io.BytesIO(left)) as reader:
            assert reader.get_validation_state() == "Valid"
            manifest = json.loads(reader.json())
        active = manifest["manifests"][manifest["active_manifest"]]
        (made,) = active["assertions"][0]["data"]["actions"]
        assert made["digitalSourceType"] == SOURCE_TYPES + PAINTED
        assert active["signature_info"]["common_name"] == "Test Shop"
        if "rendition" in way:
            assert [one["relationship"] for one in active["ingredients"]] == ["componentOf"]
        assert labels(left)["XMP-iptcExt:DigitalSourceType"] == SOURCE_TYPES + PAINTED, way


def test_another_certificate_signs_anew(
    version: DraftVersion, door: Callable[[str], Any], settings: Any, tmp_path: Path
) -> None:
    plain = body(door("original"))
    by = chain(tmp_path)
    settings.C2PA_CERTIFICATE, settings.C2PA_KEY = by.certificate, by.key
    assert len(body(door("original"))) > len(plain)
    assert Rendition.objects.count() == 2


def test_a_key_that_is_gone_lets_nothing_out_and_is_said_at_start(
    version: DraftVersion, door: Callable[[str], Any], settings: Any
) -> None:
    settings.C2PA_CERTIFICATE, settings.C2PA_KEY = "/nowhere/chain.pem", "/nowhere/key.pem"
    assert door("original").status_code == 302
    (error,) = credentials(None)
    assert "/nowhere/chain.pem" in error.msg
