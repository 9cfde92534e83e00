"""A version where shoppers meet it: itself, among what is approved for its product in its language."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generation.kinds import KINDS
from shop_content.catalogue.pictures import keep_all
from shop_content.drafts import actions
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.previews import places_of
from shop_content.shops.models import Member
from tests.drafts.conftest import TITLE, Write
from tests.drafts.test_marks import asset

pytestmark = pytest.mark.django_db


def shown(client: Client, member: Member, version: DraftVersion) -> str:
    client.force_login(member.user)
    answer = client.get(reverse("version_previews", args=[member.shop_id, version.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def picture(write: Write, owner: Member) -> DraftVersion:
    made = asset()
    return write("packshot", "", fields={}, claims=[], asset=made, **keep_all(owner.shop_id, made))


def test_a_picture_stands_beside_the_approved_title_and_the_price(write: Write, owner: Member, client: Client) -> None:
    title = write()
    version = picture(write, owner)
    page = shown(client, owner, version)
    assert "Stoneware Mug" in page  # the product's own, nothing is approved yet
    assert TITLE not in page
    actions.approve(owner, title.draft_id, title.pk)
    page = shown(client, owner, version)
    assert page.count(TITLE) >= 3
    assert page.count("$18.00") == 3
    assert "Tile among search results" in page and "Product page" in page and "Ad in a feed" in page
    assert version.image is not None
    assert reverse("photo_thumbnail", args=[owner.shop_id, version.image.pk]) in page


def test_a_text_stands_beside_the_approved_picture_and_shows_itself_not_what_it_replaces(
    write: Write, owner: Member, client: Client
) -> None:
    shot = picture(write, owner)
    actions.approve(owner, shot.draft_id, shot.pk)
    old = write()
    actions.approve(owner, old.draft_id, old.pk)
    new = write(fields={"title": "Norra Mug, sage green"}, claims=[])
    page = shown(client, owner, new)
    assert "Norra Mug, sage green" in page
    assert TITLE not in page
    assert shot.image is not None
    assert reverse("photo_file", args=[owner.shop_id, shot.image.pk]) in page


def test_each_language_is_shown_with_its_own(write: Write, owner: Member, client: Client) -> None:
    english = write()
    actions.approve(owner, english.draft_id, english.pk)
    chinese = write("social_ad", "zh-Hans", fields={"primary_text": "早安", "headline": "马克杯"}, claims=[])
    page = shown(client, owner, chinese)
    assert TITLE not in page
    assert "早安" in page and "马克杯" in page and 'lang="zh-Hans"' in page


def test_a_search_result_shows_title_and_description(write: Write, owner: Member, client: Client) -> None:
    fields = {"seo_title": "Norra Mug | Shop", "meta_description": "Holds 350 ml.", "keywords": ["mug"]}
    page = shown(client, owner, write("seo", fields=fields, claims=[]))
    assert "Norra Mug | Shop" in page and "Holds 350 ml." in page
    assert "Product page" not in page


def test_every_picture_has_places_and_what_shoppers_do_not_meet_there_has_none(
    write: Write, owner: Member, client: Client
) -> None:
    assert all(places_of(kind.name) for kind in KINDS.values() if kind.medium == "image" and not kind.synthetic)
    assert places_of("mood") == ()
    version = write("alt_text", fields={"alt_texts": ["A mug"]}, claims=[])
    client.force_login(owner.user)
    assert client.get(reverse("version_previews", args=[owner.shop_id, version.pk])).status_code == 404
    desk = reverse("draft_detail", args=[owner.shop_id, version.draft_id])
    assert "previews-card" not in client.get(desk).content.decode()
