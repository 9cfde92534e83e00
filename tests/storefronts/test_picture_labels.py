"""How a picture was made stays in the file on every way out, read by a program that is not ours."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation import pictures
from generation.contract import Asset
from generation.xmp import SOURCE_TYPES, write_digital_source_type
from shop_content.catalogue import actions
from shop_content.catalogue.models import Product
from shop_content.catalogue.pictures import keep
from shop_content.shops.models import Member
from shop_content.storefronts.models import Storefront
from tests.exiftool import labels
from tests.storefronts.conftest import approve
from tests.storefronts.test_addresses import body

PROPERTY = "XMP-iptcExt:DigitalSourceType"
NOISE = Pillow.effect_noise((90, 70), 60).convert("RGB")
TYPES = ("digitalCapture", "compositeCapture", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia")


@pytest.mark.parametrize("file_format", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("source_type", TYPES)
def test_every_format_and_label(file_format: pictures.FileFormat, source_type: str) -> None:
    read = labels(pictures.encode(NOISE, file_format, source_type))
    assert read[PROPERTY] == SOURCE_TYPES + source_type
    assert "ExifTool:Warning" not in read and "ExifTool:Error" not in read


@pytest.mark.parametrize("file_format", ["jpeg", "png", "webp"])
def test_aigc_metadata_is_read_as_json(file_format: pictures.FileFormat) -> None:
    plain = pictures.encode(NOISE, file_format, "trainedAlgorithmicMedia")
    read = labels(write_digital_source_type(plain, "trainedAlgorithmicMedia", {"Label": "1", "ProduceID": "a<&\"'b"}))
    assert read[PROPERTY].endswith("/trainedAlgorithmicMedia")
    assert json.loads(read["XMP-TC260:Aigc"]) == {"Label": "1", "ProduceID": "a<&\"'b"}


@pytest.mark.django_db
@pytest.mark.parametrize(("file_format", "suffix"), [("jpeg", "jpg"), ("png", "png"), ("webp", "webp")])
def test_an_approved_picture_keeps_its_label_on_every_way_out(
    client: Client,
    owner: Member,
    mug: Product,
    feed: Callable[..., Storefront],
    file_format: pictures.FileFormat,
    suffix: str,
) -> None:
    data = pictures.encode(NOISE, file_format, "compositeWithTrainedAlgorithmicMedia")
    asset = Asset(data, pictures.MEDIA_TYPES[file_format], 90, 70, "compositeWithTrainedAlgorithmicMedia")
    image = keep(owner.shop_id, asset)
    approve(mug, "packshot", {}, image=image)
    client.force_login(owner.user)
    ways = [reverse("photo_file", args=[owner.shop_id, image.pk])]
    ways += [f"/feeds/{feed(name).token}/images/{image.sha256}.{suffix}" for name in ("google", "shopify", "jsonl")]
    for way in ways:
        left = body(client.get(way))
        assert labels(left)[PROPERTY] == SOURCE_TYPES + "compositeWithTrainedAlgorithmicMedia", way


@pytest.mark.django_db
def test_a_label_that_an_uploaded_photo_brings_is_kept_and_nothing_else(owner: Member, mug: Product) -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "A camera"
    out = io.BytesIO()
    NOISE.save(out, "JPEG", exif=exif)
    made = write_digital_source_type(out.getvalue(), "trainedAlgorithmicMedia")
    added = actions.add_photos(
        owner, mug.pk, [("made.jpg", ContentFile(made)), ("plain.jpg", ContentFile(out.getvalue()))]
    )
    stored = []
    for photo in added.photos:
        with photo.image.file.open() as file:
            stored.append(file.read())
    kept, plain = stored
    assert labels(kept)[PROPERTY].endswith("/trainedAlgorithmicMedia")
    assert b"A camera" not in kept + plain
    assert PROPERTY not in labels(plain)
