"""What becomes a picture, what does not, and what is left of a file's secrets."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import PIL.Image
import pytest
from django.db import connection
from PIL import ImageCms

from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.models import Image
from shop_content.catalogue.pictures import MAX_BYTES, clean, ingest, keep
from tests.catalogue import files
from tests.factories import ShopFactory

SCRIPT = b"#!/bin/sh\nrm -rf /\n" * 20

BAD = {
    "script named .jpg": (SCRIPT, "image.not_an_image"),
    "html": (b"<html><script>alert(1)</script></html>", "image.not_an_image"),
    "empty": (b"", "image.empty"),
    "truncated jpeg": (files.file("JPEG")[:-400], "image.damaged"),
    "truncated png": (files.file("PNG")[:-30], "image.damaged"),
    "png head only": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image.damaged"),
    "50,000 x 50,000 png": (files.endless_png(), "image.too_many_pixels"),
    "just above 64 megapixels": (files.endless_png(8_001, 8_000), "image.too_many_pixels"),
    "between Pillow's warning and its error": (files.endless_png(10_000, 10_000), "image.too_many_pixels"),
    "too big": (b"\xff\xd8\xff" + bytes(MAX_BYTES), "image.too_big"),
    "gif": (files.file("GIF"), "image.unsupported"),
    "tiff": (files.file("TIFF"), "image.unsupported"),
    "bmp": (files.file("BMP"), "image.unsupported"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "image.unsupported"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', "image.unsupported"),
    "animated webp": (files.animated("WEBP"), "image.animated"),
    "animated png": (files.animated("PNG"), "image.animated"),
    "tracking pixel": (files.file("PNG", files.picture(1, 1)), "image.too_small"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_reason(name: str) -> None:
    data, code = BAD[name]
    with pytest.raises(ImageError) as refusal:
        clean(data, "photo.jpg") if name not in ("empty", "too big") else ingest(0, data, "photo.jpg")
    assert refusal.value.code == code
    assert refusal.value.params["name"] == "photo.jpg"
    assert "photo.jpg" in str(refusal.value)
    assert "%(" not in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (files.file("JPEG"), "image/jpeg"),
        (files.file("PNG"), "image/png"),
        (files.file("WEBP"), "image/jpeg"),
        (files.file("AVIF"), "image/jpeg"),
        (files.heic(), "image/jpeg"),
        (files.file("PNG", files.picture(mode="L")), "image/png"),
        (files.file("JPEG", files.picture().convert("CMYK")), "image/jpeg"),
        (files.file("PNG", files.picture().convert("P")), "image/png"),
    ],
    ids=["jpeg", "png", "webp", "avif", "heic", "grey png", "cmyk jpeg", "palette png"],
)
def test_every_accepted_format_becomes_an_opaque_picture(data: bytes, media_type: str) -> None:
    made = clean(data, "photo")
    assert (made.media_type, made.width, made.height) == (media_type, 120, 80)
    with PIL.Image.open(io.BytesIO(made.data)) as image:
        assert (image.mode, image.get_format_mimetype()) == ("RGB", media_type)


@pytest.mark.parametrize(("format", "media_type"), [("PNG", "image/png"), ("WEBP", "image/webp")])
def test_transparency_is_kept(format: str, media_type: str) -> None:
    image = files.picture(mode="RGBA")
    image.putpixel((100, 70), (0, 0, 0, 0))
    made = clean(files.file(format, image, **({"lossless": True} if format == "WEBP" else {})), "cut-out")
    assert made.media_type == media_type
    with PIL.Image.open(io.BytesIO(made.data)) as stored:
        assert stored.convert("RGBA").getpixel((100, 70))[3] == 0


def test_transparency_that_hides_nothing_is_dropped() -> None:
    made = clean(files.file("WEBP", files.picture(mode="RGBA"), lossless=True), "x")
    assert made.media_type == "image/jpeg"


def test_16_bit_pictures_keep_their_brightness() -> None:
    deep = PIL.Image.new("I;16", (40, 40), 32768)
    with PIL.Image.open(io.BytesIO(clean(files.file("PNG", deep), "x").data)) as image:
        assert abs(image.getpixel((5, 5))[0] - 128) <= 1


def test_the_photo_stands_upright_and_its_place_is_forgotten() -> None:
    raw = files.located(orientation=6)
    assert b"A camera" in raw
    made = clean(raw, "photo.jpg")
    assert (made.width, made.height) == (80, 120)
    with PIL.Image.open(io.BytesIO(made.data)) as image:
        red, green, _blue = image.getpixel((75, 5))  # the corner went from the left to the right
        assert red > 180
        assert green < 80
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "comment", "icc_profile", "xmp", "photoshop"}
    for secret in (b"A camera", b"Exif", b"secret"):
        assert secret not in made.data
        assert secret not in made.thumbnail


def test_colour_profiles_are_applied_or_passed_over_and_never_kept() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = clean(files.file("JPEG", icc_profile=srgb), "x")
    assert b"ICC_PROFILE" not in made.data
    broken = clean(files.file("JPEG", icc_profile=b"no profile at all"), "x")
    assert (broken.width, broken.height) == (120, 80)


def test_the_thumbnail_is_a_small_webp() -> None:
    made = clean(files.file("JPEG", files.picture(1600, 1000)), "x")
    with PIL.Image.open(io.BytesIO(made.thumbnail)) as image:
        assert (image.format, image.size) == ("WEBP", (480, 300))


@pytest.mark.django_db
def test_a_picture_is_stored_once_by_what_it_shows(settings: object) -> None:
    shop = ShopFactory()
    first = ingest(shop.pk, files.file("PNG"), "a.png")
    again = ingest(shop.pk, files.file("PNG"), "other name.png")
    reencoded = ingest(shop.pk, files.file("PNG", compress_level=0), "c.png")
    assert first.pk == again.pk == reencoded.pk
    assert first.file.name.endswith(f"{first.sha256}.png")
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    assert len(stored) == 2  # the picture and its thumbnail
    assert ingest(ShopFactory().pk, files.file("PNG"), "a.png").pk != first.pk


@pytest.mark.django_db
def test_a_known_upload_is_not_decoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = ShopFactory()
    first = ingest(shop.pk, files.file("JPEG"), "a.jpg")
    monkeypatch.setattr(PIL.Image, "open", lambda *_args, **_options: pytest.fail("decoded again"))
    assert ingest(shop.pk, io.BytesIO(files.file("JPEG")), "a.jpg").pk == first.pk


@pytest.mark.django_db
def test_a_half_written_file_without_a_row_is_replaced() -> None:
    shop = ShopFactory()
    image = ingest(shop.pk, files.file("PNG"), "a.png")
    storage, name = image.file.storage, image.file.name
    image.delete()
    Path(storage.path(name)).write_bytes(b"half")
    again = ingest(shop.pk, files.file("PNG"), "a.png")
    assert again.file.name == name
    with again.file.open("rb") as file:
        assert len(file.read()) == again.size


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_once_make_one_picture() -> None:
    shop = ShopFactory()
    found: list[int] = []
    start = threading.Barrier(4)

    def upload() -> None:
        start.wait()
        try:
            found.append(ingest(shop.pk, files.file("PNG", files.picture(300, 200)), "a.png").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    image = Image.objects.get()
    with image.file.open("rb") as file:
        assert len(file.read()) == image.size


@pytest.mark.django_db
def test_what_an_engine_made_is_kept_byte_for_byte() -> None:
    from generation.contract import Asset

    data = files.file("JPEG", xmp=b"<x:xmpmeta>compositeCapture</x:xmpmeta>")
    image = keep(ShopFactory().pk, Asset(data, "image/jpeg", 120, 80, "compositeCapture"))
    with image.file.open("rb") as file:
        assert file.read() == data
