"""Fix once, apply everywhere, in the browser: edit, preview, apply, keep as a rule, take it all back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.models import Bulk, Draft, DraftVersion
from shop_content.shops.models import BrandVoice
from tests.factories import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def newest(draft):
    return Draft.objects.select_related("newest").get(pk=draft).newest.fields["title"]


def test_a_phrase_is_corrected_in_the_other_drafts_and_taken_back(desk, page, write, owner):
    edited, sibling, spared, other = (
        write(of=ProductFactory(shop=owner.shop), fields={"title": text}, claims=())
        for text in ("Norra coffee mug", "Norra coffee mug, blue", "Tall coffee mug", "Norra tea bowl")
    )
    desk(owner, edited.draft_id)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Norra stoneware mug")
    page.keyboard.press("Control+s")
    expect(page.locator(".said")).to_have_text("Norra stoneware mug")
    page.get_by_role("link", name="Correct the same phrase in other drafts").click()

    expect(page.get_by_role("heading", name="2 drafts say it")).to_be_visible()
    previews = page.locator(".refusals li")
    expect(previews).to_have_count(2)
    expect(previews.first.locator("del")).to_have_text("coffee")
    expect(previews.first.locator("ins")).to_have_text("stoneware")
    previews.nth(1).get_by_role("checkbox").uncheck()
    page.get_by_label("Keep it as a rule of the brand voice").check()
    page.get_by_role("button", name="Correct the ticked").click()
    expect(page.get_by_text("The brand voice keeps it")).to_be_visible()
    work_off("review")
    expect(page.locator("[data-done]")).to_have_text("1")
    assert newest(sibling.draft_id) == "Norra stoneware mug, blue"
    assert newest(spared.draft_id) == "Tall coffee mug" and newest(other.draft_id) == "Norra tea bowl"
    assert ["coffee", "stoneware"] in [list(pair) for pair in BrandVoice.objects.get().preferred]

    page.get_by_role("button", name="Take it all back").click()
    expect(page.get_by_role("link", name="what is taken back")).to_be_visible()
    work_off("review")
    expect(page.locator("[data-done]")).to_have_text("1")
    assert newest(sibling.draft_id) == "Norra coffee mug, blue"
    assert DraftVersion.objects.filter(draft=sibling.draft_id).count() == 3, "nothing is overwritten"
    assert Bulk.objects.count() == 2
