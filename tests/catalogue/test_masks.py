"""Masks that people draw: what is taken, how versions follow each other, whom they reach."""

from __future__ import annotations

import io

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from shop_content.audit.models import Event
from shop_content.catalogue import actions
from shop_content.catalogue.errors import MaskError
from shop_content.catalogue.facts import photos_of
from shop_content.catalogue.models import Image, Mask, Photo, Product
from shop_content.catalogue.pictures import ingest
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db

SIZE = (64, 48)


def png(size: tuple[int, int] = SIZE, solid: int = 20, mode: str = "L") -> io.BytesIO:
    plane = np.zeros((size[1], size[0]), np.uint8)
    plane[5 : 5 + solid, 5 : 5 + solid] = 255
    out = io.BytesIO()
    Pillow.fromarray(plane).convert(mode).save(out, "PNG")
    out.seek(0)
    return out


@pytest.fixture
def owner() -> Member:
    return MemberFactory.create()


@pytest.fixture
def product(owner: Member) -> Product:
    return ProductFactory.create(shop=owner.shop)


@pytest.fixture
def picture(owner: Member, product: Product) -> Image:
    out = io.BytesIO()
    Pillow.new("RGB", SIZE, (90, 120, 30)).save(out, "JPEG")
    image = ingest(owner.shop_id, out.getvalue(), "photo.jpg")
    Photo.objects.create(product=product, image=image)
    return image


def test_the_newest_mask_goes_to_the_engine_and_the_older_ones_stay(
    owner: Member, product: Product, picture: Image
) -> None:
    first = actions.save_mask(owner, picture, png(), 0)
    second = actions.save_mask(owner, picture, png(solid=30, mode="RGB"), 1)
    assert (first.number, second.number, second.base, second.author) == (1, 2, first, owner.user)
    (photo,) = photos_of(product, masked=True)
    assert second.file is not None
    assert photo.mask_sha256 == second.file.sha256
    with Pillow.open(io.BytesIO(photo.mask)) as mask:
        assert (mask.mode, mask.size) == ("L", SIZE)
    assert photos_of(product)[0].mask == b""
    assert Event.objects.filter(verb="mask.save").count() == 2


def test_a_photo_that_comes_back_has_its_mask_still(owner: Member, product: Product, picture: Image) -> None:
    actions.save_mask(owner, picture, png(), 0)
    actions.remove_photo(owner, product.pk, product.photos.get().pk)
    actions.restore_photo(owner, product.pk, picture.pk)
    assert photos_of(product, masked=True)[0].mask


def test_the_same_mask_twice_is_one_version(owner: Member, picture: Image) -> None:
    assert actions.save_mask(owner, picture, png(), 0) == actions.save_mask(owner, picture, png(), 0)


def test_nobody_overwrites_what_they_have_not_seen(owner: Member, picture: Image) -> None:
    actions.save_mask(owner, picture, png(), 0)
    other = MemberFactory.create(shop=owner.shop)
    with pytest.raises(MaskError) as refused:
        actions.save_mask(other, picture, png(solid=30), 0)
    assert refused.value.code == "mask.overtaken"
    assert owner.user.email in str(refused.value)
    assert Mask.objects.count() == 1
    assert actions.save_mask(other, picture, png(solid=30), 0, over=True).number == 2


def test_the_engines_own_cut_out_can_be_had_back(owner: Member, product: Product, picture: Image) -> None:
    with pytest.raises(MaskError):
        actions.drop_mask(owner, picture)
    actions.save_mask(owner, picture, png(), 0)
    assert actions.drop_mask(owner, picture).number == 2
    assert photos_of(product, masked=True)[0].mask == b""
    assert Mask.objects.filter(number=1).get().file is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (io.BytesIO(b""), "mask.not_a_mask"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n and no more"), "mask.not_a_mask"),
        (png((63, 48)), "mask.wrong_size"),
        (png(solid=0), "mask.empty"),
        (io.BytesIO(b"x" * (16 * 1024 * 1024 + 1)), "mask.too_big"),
    ],
)
def test_what_is_no_mask_of_the_photo_is_refused(owner: Member, picture: Image, data: io.BytesIO, code: str) -> None:
    data.seek(0)
    with pytest.raises(MaskError) as refused:
        actions.save_mask(owner, picture, data, 0)
    assert refused.value.code == code
    assert str(refused.value) != code
    assert not Mask.objects.exists()


def test_a_mask_is_never_changed(owner: Member, picture: Image) -> None:
    mask = actions.save_mask(owner, picture, png(), 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Mask.objects.filter(pk=mask.pk).update(number=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        mask.delete()


def test_the_page_saves_and_says_what_is_wrong(owner: Member, picture: Image, client: Client) -> None:
    client.force_login(owner.user)
    address = reverse("mask_save", args=[owner.shop_id, picture.pk])

    def save(data: io.BytesIO, **more: str) -> tuple[int, dict[str, object]]:
        file = SimpleUploadedFile("mask.png", data.getvalue(), "image/png")
        answer = client.post(address, {"mask": file, "seen": "0", **more})
        return answer.status_code, answer.json()

    assert client.post(address).json()["code"] == "mask.not_a_mask"
    assert save(png((9, 9)))[0] == 422
    assert save(png())[1]["number"] == 1
    assert save(png(solid=30)) == (409, {"code": "mask.overtaken", "message": str(save(png(solid=31))[1]["message"])})
    assert save(png(solid=30), over="1")[1]["number"] == 2
    page = client.get(reverse("mask_edit", args=[owner.shop_id, picture.pk])).content.decode()
    assert 'data-seen="2"' in page
    assert "?from=1" in page
    dropped = client.post(reverse("mask_drop", args=[owner.shop_id, picture.pk]), follow=True)
    assert "The masks before are kept" in dropped.content.decode()


def test_the_page_starts_from_the_plane_that_the_picture_was_made_with(
    owner: Member, product: Product, picture: Image, client: Client
) -> None:
    from shop_content.catalogue.pictures import keep_mask

    cutout = keep_mask(owner.shop_id, png((20, 10), solid=4).getvalue(), (20, 10))
    client.force_login(owner.user)
    address = reverse("mask_edit", args=[owner.shop_id, picture.pk])
    page = client.get(f"{address}?cutout={cutout.pk}&at=4 6 24 16").content.decode()
    assert 'data-box="4 6 24 16"' in page
    for at in ("4 6 24 15", "50 6 70 16", "x", ""):
        assert "data-box" not in client.get(f"{address}?cutout={cutout.pk}&at={at}").content.decode()
