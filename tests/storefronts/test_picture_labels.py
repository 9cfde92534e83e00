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
from generation.engines.studio.posters.compose import poster
from generation.engines.studio.posters.svg import layered
from generation.errors import Refused
from generation.renditions.making import rendition
from generation.renditions.markets import MARKETS, Producer
from generation.xmp import GENERATED, INVENTED, SOURCE_TYPES, write_digital_source_type
from shop_content.catalogue import actions
from shop_content.catalogue.models import Product
from shop_content.catalogue.pictures import keep, keep_all
from shop_content.drafts.guests import actions as guests
from shop_content.drafts.models import Draft
from shop_content.shops.models import Member
from shop_content.storefronts.models import Storefront
from tests.exiftool import labels
from tests.generation.posters.wares import CHINESE, ware
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
    made = write_digital_source_type(out.getvalue(), "compositeWithTrainedAlgorithmicMedia")
    added = actions.add_photos(
        owner, mug.pk, [("made.jpg", ContentFile(made)), ("plain.jpg", ContentFile(out.getvalue()))]
    )
    stored = []
    for photo in added.photos:
        with photo.image.file.open() as file:
            stored.append(file.read())
    kept, plain = stored
    assert labels(kept)[PROPERTY].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert b"A camera" not in kept + plain
    assert PROPERTY not in labels(plain)


@pytest.mark.parametrize("source_type", TYPES)
@pytest.mark.parametrize("file_format", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("market", list(MARKETS))
def test_every_market_s_file_keeps_the_label(market: str, file_format: pictures.FileFormat, source_type: str) -> None:
    """Also where it becomes another kind of file, as Amazon takes no WebP, or gets words and more metadata."""
    data = pictures.encode(Pillow.new("RGB", (1100, 1100), (206, 198, 184)), file_format, source_type)
    if source_type == INVENTED and not MARKETS[market].invented:
        with pytest.raises(Refused, match="own picture"):
            rendition(data, market, Producer("Norra", "1"))
        return
    made = rendition(data, market, Producer("Norra", "1"))
    read = labels(made.data)
    assert read[PROPERTY] == SOURCE_TYPES + source_type
    assert ("XMP-TC260:Aigc" in read) == (market == "china" and source_type in GENERATED)


def test_a_picture_that_is_made_smaller_for_a_market_keeps_its_label() -> None:
    large = pictures.encode(Pillow.new("RGB", (10_400, 1100), (206, 198, 184)), "jpeg", TYPES[2])
    made = rendition(large, "amazon", Producer("Norra", "1"))
    assert made.width < 10_400
    assert labels(made.data)[PROPERTY] == SOURCE_TYPES + TYPES[2]


@pytest.mark.django_db
def test_a_poster_s_layers_say_how_they_were_made_as_its_picture_does(client: Client, owner: Member) -> None:
    shown = poster(ware(), CHINESE, "split", "square", "zh-Hans")
    kind = "compositeCapture"
    asset = Asset(
        pictures.encoded(shown.rgb, "png", kind), "image/png", 1080, 1080, kind, editable=layered(shown, "慢茶", kind)
    )
    kept = keep_all(owner.shop_id, asset)
    client.force_login(owner.user)
    for name in ("image_id", "editable_id"):
        left = body(client.get(reverse("photo_file", args=[owner.shop_id, kept[name]])))
        assert labels(left)[PROPERTY] == SOURCE_TYPES + kind, name


@pytest.mark.django_db
def test_a_guest_sees_the_picture_with_its_label(client: Client, owner: Member, mug: Product) -> None:
    data = pictures.encode(NOISE, "jpeg", TYPES[2])
    image = keep(owner.shop_id, Asset(data, "image/jpeg", 90, 70, TYPES[2]))
    version = approve(mug, "packshot", {}, image=image)
    _link, token = guests.open_link(owner, Draft.objects.filter(pk=version.draft_id), "Anna", 7)
    left = body(client.get(reverse("guest_image", args=[token, image.pk])))
    assert labels(left)[PROPERTY] == SOURCE_TYPES + TYPES[2]
