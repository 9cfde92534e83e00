"""The whole way, as a person goes it: from the one command to the downloaded feed, in Chromium, on the real stack."""

from __future__ import annotations

import re
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

PHOTO = Path(__file__).resolve().parent.parent / "shop_content" / "catalogue" / "sample" / "photos" / "stool-1-hero.jpg"
G = "{http://base.google.com/ns/1.0}"
LIMIT_SECONDS = 180  # a person's patience for the whole of it

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="main job ") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


@pytest.fixture
def stack(data: Path) -> Iterator[Stack]:
    with socket.socket() as busy:  # somebody else's port is no obstacle
        busy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            busy.bind(("127.0.0.1", 8000))
            busy.listen()
        except OSError:
            pass
        stack = Stack(data)
        yield stack
        stack.interrupt()


def sign_in(page: Page, stack: Stack) -> None:
    page.goto(stack.address)
    page.get_by_label("Email").fill(stack.merchant)
    page.get_by_label("Password", exact=True).fill(stack.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Products", exact=True).first).to_be_visible()


def test_from_a_photo_to_the_feed(page: Page, stack: Stack, tmp_path: Path) -> None:
    page.set_default_timeout(30_000)
    violations: list[str] = []
    page.on(
        "console",
        lambda message: violations.append(message.text) if "Content Security Policy" in message.text else None,
    )
    begun = time.monotonic()
    sign_in(page, stack)

    # A product with a photo and facts
    page.get_by_role("link", name="Products", exact=True).first.click()
    page.goto(re.sub(r"products/.*", "products/new/", page.url))
    page.get_by_label("Title").fill("Harbour Stool")
    page.locator("input[name=photos]").set_input_files(PHOTO)
    page.get_by_label("Brand").fill("Fjordlight")
    page.get_by_label("Category").fill("Furniture > Chairs > Stools")
    page.get_by_label("Price").fill("89.00")
    page.get_by_label("Product page").fill("https://shop.example/products/harbour-stool")
    page.get_by_role("button", name="Add product").click()
    expect(page.locator("[data-gallery] img").first).to_be_visible()
    for key, value, unit in (("material", "solid oak", ""), ("height", "46", "cm"), ("maximum load", "120", "kg")):
        page.get_by_label("Name of a new fact").fill(key)
        page.get_by_label("Value of a new fact").fill(value)
        page.get_by_label("Unit of a new fact").fill(unit)
        page.get_by_label("Unit of a new fact").press("Enter")
        expect(page.locator("#facts")).to_contain_text(key)
    product_page = page.url

    # Ask, and see it arrive
    page.get_by_role("link", name="Ask for content").first.click()
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_text("Everything is written. The drafts wait for review.")).to_be_visible(timeout=90_000)

    # Edit the title, then approve everything
    page.goto(product_page)
    page.locator("tr", has_text="Title").get_by_role("link", name="In review").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=re.compile("^Edit")).click()
    box = page.locator("textarea:visible, input[name=title]:visible").first
    box.fill("Fjordlight Harbour Stool, Solid Oak, 46 cm")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-desk]")).to_contain_text("Fjordlight Harbour Stool, Solid Oak, 46 cm")
    _approve(page)
    for kind in ("Description", "Bullet points", "SEO title and meta description", "Packshot"):
        page.goto(product_page)
        page.locator("tr", has_text=kind).get_by_role("link", name="In review").first.click()
        _approve(page)
    page.goto(product_page)
    expect(page.get_by_role("link", name="Approved")).to_have_count(5)

    # Take the feed away
    page.get_by_role("link", name="Storefronts").click()
    page.get_by_role("link", name="New storefront").or_(
        page.get_by_role("link", name="Create the first storefront")
    ).click()
    page.get_by_label("Name").fill("Google")
    page.get_by_role("button", name="Create storefront").click()
    card = page.locator("section", has=page.get_by_role("heading", name="Google", exact=True))
    with page.expect_download() as download:
        card.get_by_role("link", name="Download").click()
    feed = tmp_path / "feed.xml"
    download.value.save_as(feed)
    spent = time.monotonic() - begun

    items = {item.findtext(f"{G}link"): item for item in ElementTree.parse(feed).getroot().iter("item")}
    item = items["https://shop.example/products/harbour-stool"]
    title = item.findtext(f"{G}structured_title/{G}content") or item.findtext(f"{G}title") or item.findtext("title")
    assert title == "Fjordlight Harbour Stool, Solid Oak, 46 cm"
    assert "46 cm" in (item.findtext(f"{G}structured_description/{G}content") or "")
    picture = item.findtext(f"{G}image_link") or ""
    assert page.request.get(picture).headers["content-type"] == "image/jpeg"
    assert spent < LIMIT_SECONDS
    assert not violations


def _approve(page: Page) -> None:
    desk = page.locator("[data-desk]")
    errors = page.locator("[data-approve-form]")
    expect(errors).to_be_visible()
    here = page.url
    page.get_by_role("button", name=re.compile("^Approve")).first.click()
    expect(desk).to_be_visible()
    page.wait_for_function(
        "before => location.href !== before || document.body.innerText.includes('Approved')", arg=here
    )


def test_killed_as_a_whole_it_comes_back_with_everything(page: Page, stack: Stack, data: Path) -> None:
    sign_in(page, stack)
    password = stack.password
    stack.kill_everything()

    again = Stack(data)
    try:
        assert again.password == password
        page.goto(again.address)  # still signed in: sessions live in Postgres as well
        page.get_by_role("link", name="Products", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Mug")
    finally:
        again.interrupt()
    assert not again.family()
