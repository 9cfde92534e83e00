"""What of a draft is out: what each storefront gives out today, and what it gave out when it was fetched last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from shop_content.drafts import actions
from shop_content.drafts.models import Draft
from shop_content.storefronts.models import Storefront
from shop_content.storefronts.where import places_of
from tests.factories import DraftFactory, ProductFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(shop):
    draft = DraftFactory(product=ProductFactory(shop=shop), kind="title", locale="en")
    version = VersionFactory(draft=draft, fields={"title": "Mug"}, number=1)
    Draft.objects.filter(pk=draft.pk).update(status="in_review", newest=version)
    return version


def out(version):
    draft = Draft.objects.select_related("product", "newest").get(pk=version.draft_id)
    return [
        (place.gives and place.gives.number, place.gap, place.fetched and place.fetched.number)
        for place in places_of(draft)
    ]


def test_what_is_approved_now_and_what_was_fetched_last_are_two_things(feed, owner, version):
    assert out(version) == []
    storefront = feed("shopify")
    assert out(version) == [(None, "title", None)]
    actions.approve(owner, version.draft_id, version.pk)
    assert out(version) == [(1, "", None)]  # nobody fetched it yet
    Storefront.objects.filter(pk=storefront.pk).update(fetched_at=timezone.now())
    assert out(version) == [(1, "", 1)]
    second = actions.save_edit(owner, version.draft_id, version.pk, {"title": "Stoneware Mug"})
    actions.approve(owner, version.draft_id, second.pk)
    assert out(version) == [(2, "", 1)]
    actions.reject(owner, version.draft_id, second.pk, "Not needed")
    assert out(version) == [(None, "title", 1)]
    Storefront.objects.filter(pk=storefront.pk).update(fetched_at=timezone.now() + timedelta(seconds=1))
    assert out(version) == [(None, "title", None)]


def test_other_languages_and_formats_do_not_carry_it(feed, owner, version):
    feed("shopify", locale="zh-Hans")
    draft = DraftFactory(product=version.draft.product, kind="email", locale="en")
    feed("google")
    assert places_of(draft) == []
    assert len(out(version)) == 1


def test_the_desk_is_told(feed, owner, version, client):
    feed("shopify", name="My shop")
    actions.approve(owner, version.draft_id, version.pk)
    client.force_login(owner.user)
    page = client.get(reverse("draft_where", args=[owner.shop_id, version.draft_id])).content.decode()
    assert "My shop" in page
    assert "gives out version 1" in page
    assert "Not fetched yet" in page
