"""A mood picture shows no real product: by no door does it leave, or come in, as one's picture."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation import pictures
from generation.contract import Asset
from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.imports.photos import ingest as ingest_of_imports
from shop_content.catalogue.models import Image, Photo, Product
from shop_content.catalogue.pictures import keep
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.previews import preview_of
from shop_content.shops.models import Member
from shop_content.storefronts.feeds import FORMATS, ready
from shop_content.storefronts.models import Storefront
from shop_content.storefronts.renditions.actions import rendition_of
from shop_content.storefronts.renditions.errors import RenditionRefused
from tests.exiftool import labels
from tests.factories import ProductFactory
from tests.storefronts.conftest import BASE, approve, read
from tests.storefronts.test_addresses import body

pytestmark = pytest.mark.django_db
Make = Callable[..., Storefront]
INVENTED = "trainedAlgorithmicMedia"


@pytest.fixture
def image(owner: Member) -> Image:
    data = pictures.encode(Pillow.effect_noise((1600, 1600), 40).convert("RGB"), "jpeg", INVENTED)
    return keep(owner.shop_id, Asset(data, "image/jpeg", 1600, 1600, INVENTED))


@pytest.fixture
def bare(owner: Member) -> Product:
    """Without a photo, but with all else that a feed wants."""
    product: Product = ProductFactory(shop=owner.shop, sku="JUG-1", handle="jug", link="https://norra.example/jug")
    approve(product, "title", {"title": "Norra Stoneware Jug"})
    approve(product, "description", {"description": "It pours well."})
    return product


@pytest.fixture
def moods(mug: Product, bare: Product, image: Image) -> list[DraftVersion]:
    """Approved, of a product with a photo and of one without; for the product itself and for an occasion."""
    shown = {"digital_source_type": INVENTED, "measures": {"spread": 40.0}}
    return [approve(product, "mood", {}, locale="", image=image, picture=shown) for product in (mug, bare)]


def stored(image: Image) -> bytes:
    with image.file.open("rb") as file:
        return bytes(file.read())


@pytest.mark.parametrize("format", list(FORMATS))
def test_no_feed_names_it_or_counts_it_as_a_picture(
    feed: Make, moods: list[DraftVersion], image: Image, format: str
) -> None:
    storefront = feed(format)
    text = read(storefront)
    assert image.sha256 not in text
    assert "mood" not in FORMATS[format].kinds
    if format == "google":
        assert "MUG-1" in text and "JUG-1" not in text
        assert ready.counts(storefront) == (1, {"picture": 1})


def test_the_shopify_csv_has_no_picture_for_a_product_that_has_only_a_mood(
    feed: Make, moods: list[DraftVersion]
) -> None:
    found = {row["SKU"]: row for row in csv.DictReader(io.StringIO(read(feed("shopify")), newline=""))}
    assert not found["JUG-1"].get("Product image URL")
    assert found["MUG-1"]["Product image URL"].startswith(BASE)


def test_json_lines_carries_neither_the_picture_nor_the_kind(feed: Make, moods: list[DraftVersion]) -> None:
    found = {line["sku"]: line for line in map(json.loads, read(feed("jsonl")).splitlines())}
    assert found["JUG-1"]["images"] == []
    assert [image["packshot"] for image in found["MUG-1"]["images"]] == [False]
    assert all("mood" not in line["content"] for line in found.values())


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize("market", ["", "china", "google"])
def test_the_address_of_feeds_pictures_does_not_know_it(
    client: Client, feed: Make, moods: list[DraftVersion], image: Image, format: str, market: str
) -> None:
    storefront = feed(format, market=market)
    answer = client.get(f"/feeds/{storefront.token}/images/{image.sha256}.jpg")
    assert answer.status_code == 404


@pytest.mark.parametrize("market", ["google", "amazon"])
def test_markets_of_products_refuse_it_and_say_what_to_send(
    client: Client, owner: Member, moods: list[DraftVersion], market: str
) -> None:
    with pytest.raises(RenditionRefused, match="packshot instead"):
        rendition_of(moods[0], market)
    client.force_login(owner.user)
    page = client.get(reverse("rendition_list", args=[owner.shop_id, moods[0].pk])).content.decode()
    assert reverse("rendition_file", args=[owner.shop_id, moods[0].pk, "china"]) in page
    assert reverse("rendition_file", args=[owner.shop_id, moods[0].pk, market]) not in page


def test_china_s_file_says_so_in_the_picture_and_in_its_metadata(
    client: Client, owner: Member, moods: list[DraftVersion], image: Image
) -> None:
    client.force_login(owner.user)
    made = body(client.get(reverse("rendition_file", args=[owner.shop_id, moods[0].pk, "china"])))
    read_back = labels(made)
    assert read_back["XMP-iptcExt:DigitalSourceType"].endswith(f"/{INVENTED}")
    assert json.loads(read_back["XMP-TC260:Aigc"])["Label"] == "1"
    assert made != stored(image)


def test_no_preview_shows_it_as_a_product_and_others_do_not_take_it(
    mug: Product, bare: Product, moods: list[DraftVersion], image: Image
) -> None:
    assert preview_of(moods[1].draft, moods[1]).places == ()
    title = bare.drafts.get(kind="title")
    assert title.approved is not None
    assert preview_of(title, title.approved).image is None


def test_alternative_texts_are_of_photos_only(
    feed: Make, mug: Product, moods: list[DraftVersion], image: Image
) -> None:
    photo = {"id": "photo:1", "key": "photo", "value": image.sha256, "unit": "", "source": "photo"}
    approve(mug, "alt_text", {"alt_texts": ["A mug on a table"]}, facts=[photo])
    assert "A mug on a table" not in read(feed("shopify"))
    [first] = [line for line in map(json.loads, read(feed("jsonl")).splitlines()) if line["sku"] == "MUG-1"]
    assert all(one["alt"] == "" for one in first["images"])


def test_its_file_does_not_come_back_as_a_photo(
    client: Client, owner: Member, bare: Product, moods: list[DraftVersion], image: Image
) -> None:
    added = catalogue.add_photos(owner, bare.pk, [("mood.jpg", stored(image))])
    assert [error.code for error in added.refused] == ["image.invented"]
    assert not Photo.objects.filter(product=bare).exists()
    with pytest.raises(ImageError, match="made all of it"):
        ingest_of_imports(owner.shop_id, stored(image), "mood.jpg")


def test_the_desk_shows_it_as_what_it_is_with_the_words_that_it_was_painted_from(
    client: Client, owner: Member, bare: Product, image: Image
) -> None:
    shown: dict[str, Any] = {"digital_source_type": INVENTED, "measures": {"spread": 40.0}}
    version = approve(
        bare, "mood", {}, locale="", image=image, picture=shown, provenance={"prompt": "a wet stone", "engine": "x"}
    )
    client.force_login(owner.user)
    page = client.get(reverse("draft_detail", args=[owner.shop_id, version.draft_id])).content.decode()
    assert "shows no real product" in page
    assert "a wet stone" in page
    assert "Photo it was made from" not in page
