"""Photos find their products, and what is no photo stays out."""

from __future__ import annotations

import struct
import zlib

from shop_content.catalogue.imports.photos import candidates
from shop_content.catalogue.models import Image, Photo, Product
from tests.catalogue.imports.conftest import Check, issues, picture_bytes, zip_bytes

HEADER = ["Handle", "SKU", "Title", "Image file"]


def photos_of(sku: str) -> list[str]:
    return list(Photo.objects.filter(product__sku=sku).order_by("position").values_list("name", flat=True))


def huge_png() -> bytes:
    """A valid header that promises 50,000 x 50,000 pixels."""
    body = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    end = b"\x00\x00\x00\x00IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + end


def test_by_the_names_in_the_column_in_their_order(bring: Check) -> None:
    photos = zip_bytes(
        {
            "photos/side.jpg": picture_bytes("red"),
            "front.JPG": picture_bytes("blue"),
            "other.jpg": picture_bytes("green"),
        }
    )
    row = bring(
        [HEADER, ["mug", "M-1", "Mug", "front.jpg|photos/side.jpg"], ["lamp", "L-1", "Lamp", ""]], photos=photos
    )
    assert photos_of("M-1") == ["front.JPG", "side.jpg"]
    assert photos_of("L-1") == []
    assert row.counts["photos"] == 2
    assert issues(row, warning=True) == [(0, "", "photo_unmatched")]


def test_by_file_names_that_begin_with_the_sku_or_handle(bring: Check) -> None:
    names = [
        "MUG-1.jpg",
        "mug-1-2.jpg",
        "MUG-1 (10).jpg",
        "MUG-1_back.jpg",
        "lamp.front.jpg",
        "MUG-12.jpg",
        "MUGGY.jpg",
    ]
    photos = zip_bytes({name: picture_bytes(side=32 + place) for place, name in enumerate(names)})
    row = bring([HEADER, ["", "MUG-1", "Mug", ""], ["lamp", "L-1", "Lamp", ""], ["", "MUG", "Cup", ""]], photos=photos)
    assert photos_of("MUG-1") == ["MUG-1.jpg", "mug-1-2.jpg", "MUG-1 (10).jpg", "MUG-1_back.jpg"]
    assert photos_of("L-1") == ["lamp.front.jpg"]
    assert photos_of("MUG") == ["MUG-12.jpg"]
    assert list(row.issues.values_list("value", flat=True)) == ["MUGGY.jpg"]


def test_the_longest_beginning_wins() -> None:
    assert candidates("x/MUG-1_front.jpg") == ["MUG-1_front", "MUG-1", "MUG"]
    assert candidates("mug.jpg") == ["mug"]


def test_what_is_no_photo_is_left_out_with_a_reason_and_the_product_comes(bring: Check) -> None:
    files = {
        "bomb.png": huge_png(),
        "script.jpg": b"<?php system($_GET['c']); ?>",
        "page.jpg": b"<html><script>alert(1)</script></html>",
        "cut.jpg": picture_bytes(side=64)[:200],
        "good.jpg": picture_bytes(),
    }
    row = bring([HEADER, ["mug", "M-1", "Mug", "|".join([*files, "absent.jpg"])]], photos=zip_bytes(files))
    assert row.status == "done"
    assert photos_of("M-1") == ["good.jpg"]
    found = dict(row.issues.values_list("value", "code"))
    assert found == {
        "bomb.png": "image.too_many_pixels",
        "script.jpg": "image.not_an_image",
        "page.jpg": "image.not_an_image",
        "cut.jpg": "image.damaged",
        "absent.jpg": "photo_missing",
    }
    assert Image.objects.count() == 1


def test_the_dry_run_stores_nothing(check: Check) -> None:
    row = check([HEADER, ["mug", "M-1", "Mug", "a.jpg"]], photos=zip_bytes({"a.jpg": picture_bytes()}))
    assert row.counts["photos"] == 1
    assert (Product.objects.count(), Image.objects.count()) == (0, 0)


def test_the_same_photos_again_change_nothing(bring: Check) -> None:
    rows = [HEADER, ["mug", "M-1", "Mug", "a.jpg"]]
    photos = zip_bytes({"a.jpg": picture_bytes(), "M-1-b.jpg": picture_bytes("red")})
    bring(rows, photos=photos)
    row = bring(rows, photos=photos)
    assert (row.counts["photos"], row.counts["updated"], row.counts["unchanged"]) == (0, 0, 1)
    assert photos_of("M-1") == ["a.jpg", "M-1-b.jpg"]


def test_new_photos_stand_behind_those_that_are_there(bring: Check) -> None:
    bring([HEADER, ["mug", "M-1", "Mug", "a.jpg"]], photos=zip_bytes({"a.jpg": picture_bytes()}))
    row = bring(
        [HEADER, ["mug", "M-1", "Mug", "b.jpg|a.jpg"]],
        photos=zip_bytes({"a.jpg": picture_bytes(), "b.jpg": picture_bytes("red")}),
    )
    assert (row.counts["photos"], row.counts["updated"]) == (1, 1)
    assert photos_of("M-1") == ["a.jpg", "b.jpg"]


def test_one_picture_of_two_products_is_stored_once(bring: Check) -> None:
    bring(
        [HEADER, ["mug", "M-1", "Mug", "a.jpg"], ["cup", "C-1", "Cup", "a.jpg"]],
        photos=zip_bytes({"a.jpg": picture_bytes()}),
    )
    assert (photos_of("M-1"), photos_of("C-1"), Image.objects.count()) == (["a.jpg"], ["a.jpg"], 1)
