"""The panel in a real Chromium: pointing lights up the words, one key decides, and it stands on a narrow screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from shop_content.catalogue.models import Product
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "A mug for slow mornings.\nMaterial: stoneware\nCapacity: 500 ml\nHeight: 9 cm\nDishwasher safe: yes\nGlaze type: matt reactive"


@pytest.fixture
def product() -> Product:
    return ProductFactory(source_text=TEXT)


@pytest.fixture
def open_page(page: Page, live_server: Any, product: Product) -> Page:
    member: Member = MemberFactory(shop=product.shop)
    client = Client()
    client.force_login(member.user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("product_detail", args=[product.shop_id, product.pk]))
    return page


def keys(product: Product) -> list[str]:
    product.refresh_from_db()
    return [fact["key"] for fact in product.facts]


def test_keys_decide_and_words_light_up(open_page: Page, product: Product) -> None:
    page = open_page
    page.get_by_role("button", name="Read the source text").click()
    rows = page.locator("[data-proposal]")
    expect(rows).to_have_count(4)
    rows.nth(1).focus()
    expect(page.locator("mark.on")).to_have_text("Height: 9 cm")
    if folder := os.environ.get("SHOTS"):
        page.locator("#reading").screenshot(path=str(Path(folder) / "wide.png"))
    page.keyboard.press("y")
    expect(rows).to_have_count(3)
    expect(page.locator("#facts")).to_contain_text("height")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("n")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("[data-edit]").last).to_be_focused()
    page.keyboard.type("y")
    expect(rows).to_have_count(2)  # a letter that is typed decides nothing
    page.locator("mark", has_text="Capacity").hover()
    expect(rows.first).to_have_class("proposal on")
    page.get_by_role("button", name="Replace").click()
    expect(rows).to_have_count(1)
    assert keys(product) == ["material", "capacity", "colour", "height"]
    assert product.facts[1]["value"] == "500"


def test_a_narrow_screen_and_every_reader(open_page: Page) -> None:
    page = open_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_text("Paste a text").click()
    page.locator("#reading-text").fill(TEXT)
    page.get_by_role("button", name="Read it").first.click()
    expect(page.locator("[data-proposal]")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    if folder := os.environ.get("SHOTS"):
        page.locator("#reading").screenshot(path=str(Path(folder) / "narrow.png"))
    violations = Axe().run(page, context="#reading").response["violations"]
    assert [each["id"] for each in violations if each["impact"] in ("serious", "critical")] == []
