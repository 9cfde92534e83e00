"""Secret addresses: who has one gets the feed and its pictures; nobody else gets anything."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft
from shop_content.shops.models import Shop
from shop_content.storefronts import actions
from shop_content.storefronts.models import Storefront
from tests.storefronts.conftest import approve, picture, read

Make = Callable[..., Storefront]


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def path(storefront: Storefront, extension: str = "xml") -> str:
    return f"/feeds/{storefront.token}.{extension}"


def test_anyone_with_the_address_gets_the_feed(client: Client, feed: Make, mug: Product, settings: object) -> None:
    settings.PUBLIC_URL = "https://content.example"  # type: ignore[attr-defined]
    storefront = feed()
    response = client.get(path(storefront))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert body(response).decode() == read(storefront)


@pytest.mark.parametrize("extension", ["csv", "jsonl", "html"])
def test_an_address_has_one_extension(client: Client, feed: Make, extension: str) -> None:
    assert client.get(path(feed(), extension)).status_code == 404


@pytest.mark.django_db
def test_an_unknown_token_does_not_exist(client: Client) -> None:
    assert client.get("/feeds/nonsense.xml").status_code == 404
    assert client.get("/feeds/nonsense/images/" + "0" * 64 + ".jpg").status_code == 404


def test_a_token_is_long_and_random(feed: Make) -> None:
    first, second = feed(), feed()
    assert len(first.token) >= 43
    assert first.token != second.token


def test_rotating_kills_the_old_address_at_once(client: Client, feed: Make) -> None:
    storefront = feed()
    old = path(storefront)
    actions.rotate(storefront)
    assert client.get(old).status_code == 404
    assert client.get(path(storefront)).status_code == 200
    assert Event.objects.get(verb="storefront.rotate").target_id == str(storefront.pk)


def test_revoking_leaves_no_address(client: Client, feed: Make) -> None:
    first, second = feed(), feed()
    old = path(first)
    actions.revoke(first)
    actions.revoke(second)
    assert client.get(old).status_code == 404
    assert Storefront.objects.filter(token="", token_hash=None).count() == 2


def test_a_suspended_shop_sends_nothing(client: Client, feed: Make, shop: Shop) -> None:
    storefront = feed()
    Shop.objects.filter(pk=shop.pk).update(suspended_at=timezone.now())
    assert client.get(path(storefront)).status_code == 404


def test_head_has_the_headers_and_no_body(client: Client, feed: Make, mug: Product) -> None:
    storefront = feed()
    head, full = client.head(path(storefront)), client.get(path(storefront))
    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Last-Modified", "Content-Type", "Cache-Control", "Vary"):
        assert head[name] == full[name]


def test_who_has_it_already_is_told_so_until_something_changes(client: Client, feed: Make, mug: Product) -> None:
    storefront = feed()
    first = client.get(path(storefront))
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    since = {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}
    assert client.get(path(storefront), **again).status_code == 304
    assert client.get(path(storefront), **since).status_code == 304
    Draft.objects.filter(product=mug, kind="title").update(status="held")
    held = client.get(path(storefront), **again)
    assert held.status_code == 200
    assert b"<item>" not in body(held)
    assert client.get(path(storefront), **since).status_code == 200


def test_gzip_for_who_takes_it(client: Client, feed: Make, mug: Product, settings: object) -> None:
    settings.PUBLIC_URL = "https://content.example"  # type: ignore[attr-defined]
    storefront = feed()
    response = client.get(path(storefront), HTTP_ACCEPT_ENCODING="br, gzip")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(response)).decode() == read(storefront)


def test_a_fetch_is_remembered_to_the_minute(client: Client, feed: Make) -> None:
    storefront = feed()
    client.get(path(storefront))
    first = Storefront.objects.get(pk=storefront.pk).fetched_at
    client.get(path(storefront))
    assert first is not None
    assert Storefront.objects.get(pk=storefront.pk).fetched_at == first


def test_pictures_that_the_feed_names(client: Client, feed: Make, mug: Product) -> None:
    storefront = feed()
    hero = mug.photos.get().image
    response = client.get(f"/feeds/{storefront.token}/images/{hero.sha256}.jpg")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert body(response) == b"hero"
    again = client.get(f"/feeds/{storefront.token}/images/{hero.sha256}.jpg", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    assert client.get(f"/feeds/{storefront.token}/images/{hero.sha256}.png").status_code == 404


def test_pictures_that_it_does_not_name_do_not_exist(client: Client, feed: Make, mug: Product) -> None:
    storefront = feed()
    loose = picture(mug.shop, "loose")
    shot = picture(mug.shop, "shot")
    approve(mug, "packshot", {}, image=shot)
    address = f"/feeds/{storefront.token}/images/{{}}.jpg"
    assert client.get(address.format(loose.sha256)).status_code == 404
    assert body(client.get(address.format(shot.sha256))) == b"shot"
    Draft.objects.filter(product=mug, kind="packshot").update(status="held")
    assert client.get(address.format(shot.sha256)).status_code == 404


def test_another_shops_picture_does_not_exist(client: Client, feed: Make, mug: Product) -> None:
    from tests.factories import ProductFactory
    from tests.storefronts.conftest import photo

    other = photo(ProductFactory(), "other")
    assert client.get(f"/feeds/{feed().token}/images/{other.sha256}.jpg").status_code == 404
