"""The shop's pages: what people of each role see and may do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from shop_content.audit.models import Event
from shop_content.catalogue.models import Product
from shop_content.shops.models import Member, Role
from shop_content.storefronts import actions
from shop_content.storefronts.models import Storefront
from tests.factories import MemberFactory

Make = Callable[..., Storefront]
VALUES = {"name": "Google", "format": "google", "locale": "en", "unapproved": "skip", "availability": "in_stock"}


@pytest.fixture
def signed_in(client: Client, owner: Member) -> Client:
    client.force_login(owner.user)
    return client


def url(owner: Member, rest: str = "") -> str:
    return f"/shops/{owner.shop_id}/storefronts/{rest}"


def test_an_empty_list_says_what_to_do(signed_in: Client, owner: Member) -> None:
    assert "Create the first storefront" in signed_in.get(url(owner)).content.decode()


def test_create_then_see_address_and_contents(signed_in: Client, owner: Member, mug: Product) -> None:
    response = signed_in.post(url(owner, "new/"), VALUES, follow=True)
    storefront = Storefront.objects.get()
    assert storefront.shop == owner.shop
    assert f"/feeds/{storefront.token}.xml" in response.content.decode()
    assert "1 product ready" in signed_in.get(url(owner, f"{storefront.pk}/contents/")).content.decode()
    assert Event.objects.get(verb="storefront.create").shop_id == owner.shop_id


def test_what_is_missing_is_said(signed_in: Client, owner: Member, feed: Make, mug: Product) -> None:
    Product.objects.filter(pk=mug.pk).update(price=None)
    page = signed_in.get(url(owner, f"{feed().pk}/contents/")).content.decode()
    assert "no price" in page
    assert "Go to review" in page


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("https://norra.example/all", "same address"),
        ("norra/{handle}", "not a web address"),
        ("javascript:{handle}", "not a web address"),
        ("https://norra.example/{handle}/{colour}", "not a web address"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(signed_in: Client, owner: Member, pattern: str, words: str) -> None:
    response = signed_in.post(url(owner, "new/"), {**VALUES, "link_pattern": pattern})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Storefront.objects.exists()


def test_edit_changes_all_but_the_format(signed_in: Client, owner: Member, feed: Make) -> None:
    storefront = feed("shopify")
    token = storefront.token
    signed_in.post(
        url(owner, f"{storefront.pk}/"), {**VALUES, "name": "Renamed", "format": "google", "locale": "zh-Hans"}
    )
    storefront.refresh_from_db()
    assert (storefront.name, storefront.format, storefront.locale) == ("Renamed", "shopify", "zh-Hans")
    assert storefront.token == token
    assert Event.objects.get(verb="storefront.update").detail == {"changed": ["locale", "name"]}


def test_download_is_a_file_and_needs_an_address(signed_in: Client, owner: Member, feed: Make) -> None:
    storefront = feed("shopify")
    response = signed_in.get(url(owner, f"{storefront.pk}/download/"))
    assert response["Content-Disposition"].startswith('attachment; filename="norra-finch-feed-')
    assert b"".join(response.streaming_content).startswith(b'"Title"')
    actions.revoke(storefront)
    response = signed_in.get(url(owner, f"{storefront.pk}/download/"), follow=True)
    assert "Make a new address first" in response.content.decode()


def test_rotate_revoke_delete(signed_in: Client, owner: Member, feed: Make) -> None:
    storefront = feed()
    token = storefront.token
    signed_in.post(url(owner, f"{storefront.pk}/rotate/"))
    storefront.refresh_from_db()
    assert storefront.token not in ("", token)
    signed_in.post(url(owner, f"{storefront.pk}/revoke/"))
    storefront.refresh_from_db()
    assert storefront.token == ""
    signed_in.post(url(owner, f"{storefront.pk}/delete/"))
    assert not Storefront.objects.exists()
    assert set(Event.objects.values_list("verb", flat=True)) >= {
        "storefront.rotate",
        "storefront.revoke",
        "storefront.delete",
    }


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_who_does_not_manage_may_download_but_sees_no_secret(
    client: Client, owner: Member, feed: Make, role: str
) -> None:
    storefront = feed()
    client.force_login(MemberFactory(shop=owner.shop, role=role).user)
    assert storefront.token not in client.get(url(owner)).content.decode()
    assert client.get(url(owner, f"{storefront.pk}/download/")).status_code == 200
    for rest in ("new/", f"{storefront.pk}/"):
        assert client.get(url(owner, rest)).status_code == 403
    for rest in ("rotate", "revoke", "delete"):
        assert client.post(url(owner, f"{storefront.pk}/{rest}/")).status_code == 403
    assert Storefront.objects.get().token == storefront.token


def test_another_shops_storefront_does_not_exist(signed_in: Client, owner: Member, db: None) -> None:
    other = actions.create(MemberFactory().shop, {"name": "x", "format": "jsonl", "locale": "en"})
    for rest in ("", "contents/", "download/"):
        assert signed_in.get(url(owner, f"{other.pk}/{rest}")).status_code == 404
    for rest in ("rotate", "revoke", "delete"):
        assert signed_in.post(url(owner, f"{other.pk}/{rest}/")).status_code == 404
    assert Storefront.objects.filter(pk=other.pk).exists()


def test_shopify_columns_that_would_erase_are_named(signed_in: Client, owner: Member, feed: Make, mug: Product) -> None:
    page = signed_in.get(url(owner, f"{feed('shopify').pk}/contents/")).content.decode()
    assert "a blank cell would erase what your shop shows: SEO title and description, bullet points, barcode." in page
