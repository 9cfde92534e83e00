"""The product's page and the list, used as a merchant uses them, in a real Chromium."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from shop_content.catalogue import actions
from shop_content.catalogue.models import Product
from shop_content.shops.models import Member
from tests.catalogue import files
from tests.factories import MemberFactory, ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """([target, files]) => {
  const carried = new DataTransfer();
  for (const [name, type, data] of files) {
    carried.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, { type }));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
  }
}"""


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def open_page(page: Page, live_server: Any, member: Member) -> Any:
    client = Client()
    client.force_login(member.user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)

    def open_(name: str, *args: Any) -> Page:
        page.goto(live_server.url + reverse(name, args=[member.shop_id, *args]))
        return page

    yield open_
    assert complaints == []


def carried(name: str, media_type: str, data: bytes) -> list[str]:
    return [name, media_type, base64.b64encode(data).decode()]


def test_photos_are_dropped_ordered_and_removed(open_page: Any, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    page = open_page("product_detail", product.pk)
    dropped = [
        carried("first.png", "image/png", files.file("PNG", files.picture(400, 300))),
        carried("evil.jpg", "image/jpeg", b"#!/bin/sh"),
        carried("second.png", "image/png", files.file("PNG", files.picture(300, 300, seed=20))),
    ]
    page.evaluate_handle(DROP, [page.locator(".photo-drop").element_handle(), dropped])
    expect(page.locator(".photo")).to_have_count(2)
    expect(page.locator("[data-uploads] [role=alert]")).to_contain_text("“evil.jpg” is not a picture")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("[data-uploads] > *")).to_have_count(0)
    expect(page.locator(".photo").first.locator(".hero-badge")).to_be_visible()
    expect(page.locator(".photo").last.locator(".hero-badge")).to_be_hidden()

    with page.expect_response(re.compile("photos/order/")):
        page.locator(".photo").first.get_by_role("button", name="Move back").click()
    assert [photo.name for photo in product.photos.all()] == ["second.png", "first.png"]
    expect(page.locator(".photo").last.get_by_role("button", name="Move to the front")).to_be_visible()

    with page.expect_response(re.compile("photos/order/")):
        page.locator(".photo").last.drag_to(page.locator(".photo").first, target_position={"x": 10, "y": 60})
    assert [photo.name for photo in product.photos.all()] == ["first.png", "second.png"]

    page.locator(".photo").first.hover()
    page.locator(".photo").first.get_by_role("button", name="Remove this photo").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".photo .photo-frame")).to_have_count(2)
    assert [photo.name for photo in product.photos.all()] == ["first.png", "second.png"]


def test_several_photos_are_chosen_at_once_heic_among_them(open_page: Any, member: Member, tmp_path: Path) -> None:
    product = ProductFactory(shop=member.shop)
    (tmp_path / "phone.heic").write_bytes(files.heic())
    (tmp_path / "camera.jpg").write_bytes(files.located())
    page = open_page("product_detail", product.pk)
    page.locator("[data-pick]").first.set_input_files([tmp_path / "phone.heic", tmp_path / "camera.jpg"])
    expect(page.locator(".photo")).to_have_count(2)
    assert [photo.name for photo in product.photos.all()] == ["phone.heic", "camera.jpg"]


def test_facts_are_typed_changed_and_put_back_with_the_keyboard_alone(open_page: Any, member: Member) -> None:
    product = ProductFactory(shop=member.shop, facts=[], next_fact=1)
    page = open_page("product_detail", product.pk)
    name = page.get_by_label("Name of a new fact")
    name.fill("material")
    page.keyboard.press("Tab")
    page.keyboard.type("stoneware")
    page.keyboard.press("Enter")
    expect(page.locator(".fact")).to_have_count(1)
    expect(page.get_by_label("Name of a new fact")).to_be_focused()
    page.keyboard.type("height")
    page.keyboard.press("Tab")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("cm")
    page.keyboard.press("Enter")
    expect(page.locator(".fact")).to_have_count(2)

    value = page.get_by_label("Value of height")
    value.fill("12")
    value.press("Escape")
    expect(value).to_have_value("9")
    value.fill("10")
    with page.expect_response(re.compile("facts/f2/")):
        value.press("Enter")
    expect(page.get_by_label("Value of height")).to_be_focused()
    with page.expect_response(re.compile("facts/order/")):
        page.get_by_label(re.compile("^Move height")).press("ArrowUp")
    product.refresh_from_db()
    assert [(fact["id"], fact["value"]) for fact in product.facts] == [("f2", "10"), ("f1", "stoneware")]

    page.get_by_label("Value of material").fill("porcelain")
    with page.expect_response(re.compile("facts/f1/")):
        page.get_by_label("Name of a new fact").focus()  # leaving the row saves it
    page.get_by_role("button", name="Remove material").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Value of material")).to_have_value("porcelain")


def test_a_field_is_edited_in_place_and_a_conflict_is_a_choice(open_page: Any, member: Member) -> None:
    product = ProductFactory(shop=member.shop, title="Old title")
    page = open_page("product_detail", product.pk)
    page.get_by_label("Brand").fill("Norra Studio")
    page.get_by_label("Brand").press("Enter")
    expect(page.locator(".inline-brand .saved")).to_be_attached()
    actions.update_product(member, product.pk, {"title": "Their title"}, revision=2, base={"title": "Old title"})
    page.get_by_label("Title", exact=True).fill("My title")
    page.get_by_label("Title", exact=True).press("Enter")
    expect(page.locator(".inline-title .conflict")).to_contain_text("Their title")
    page.get_by_role("button", name="Save mine").click()
    expect(page.locator(".inline-title .conflict")).to_have_count(0)
    product.refresh_from_db()
    assert (product.title, product.brand) == ("My title", "Norra Studio")
    page.get_by_label("Price", exact=True).fill("cheap")
    page.get_by_label("Price", exact=True).press("Enter")
    expect(page.locator(".inline-price .errors")).to_contain_text("is not an amount")
    page.get_by_label("Price", exact=True).press("Escape")
    expect(page.get_by_label("Price", exact=True)).to_have_value("18")


def test_variants_are_typed_into_a_table(open_page: Any, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    page = open_page("product_detail", product.pk)
    page.get_by_role("button", name="Add variants").click()
    page.get_by_role("button", name="Option").click()
    page.get_by_label("Name of the option").nth(1).fill("Colour")
    page.get_by_role("button", name="Row", exact=True).click()
    for index, text in enumerate(["S", "red", "M", "blue"]):
        page.get_by_label("Value", exact=True).nth(index).fill(text)
    page.get_by_role("button", name="Save variants").click()
    expect(page.locator("#variants .saved")).to_be_attached()
    expect(page.locator("#variants tbody tr")).to_have_count(2)
    assert [v.options for v in product.variants.all()] == [
        {"Size": "S", "Colour": "red"},
        {"Size": "M", "Colour": "blue"},
    ]


def test_searching_while_typing_and_choosing_across_pages(open_page: Any, member: Member) -> None:
    Product.objects.bulk_create(
        Product(shop=member.shop, sku=f"S-{n}", title=f"{'Mug' if n % 2 else 'Stool'} number {n}") for n in range(120)
    )
    page = open_page("product_list")
    page.keyboard.press("/")
    page.keyboard.type("mug")
    expect(page.locator(".list-head")).to_contain_text("60 products")
    expect(page).to_have_url(re.compile(r"\?q=mug$"))
    page.locator("input[name=id]").first.check()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("input[name=id]")).to_have_count(10)
    page.locator("input[name=id]").first.check()
    expect(page.locator("[data-chosen][data-one]")).to_have_text("2 products chosen")
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("input[name=id]")).to_have_count(50)
    expect(page.locator("input[name=id]").first).to_be_checked()
    page.locator("[data-delete]").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator(".undo")).to_contain_text("2 products were deleted")
    assert Product.objects.count() == 118
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("2 products are back")
    page.locator("[data-select-page]").check()
    page.get_by_role("button", name=re.compile("Choose all 120 that match")).click()
    page.locator("[data-delete]").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator(".undo")).to_contain_text("120 products were deleted")
    assert not Product.objects.exists()


def test_a_product_is_added_in_one_line(open_page: Any, member: Member) -> None:
    ProductFactory(shop=member.shop)
    page = open_page("product_list")
    page.get_by_label("Title of a new product").fill("Blue mug")
    page.keyboard.press("Enter")
    expect(page.locator(".products tbody tr")).to_have_count(2)
    expect(page.get_by_label("Title of a new product")).to_be_focused()
    expect(page.get_by_label("Title of a new product")).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Any, member: Member, page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    product = ProductFactory(shop=member.shop)
    actions.add_photos(member, product.pk, [("a.png", files.file("PNG"))])
    actions.set_variants(member, product.pk, [actions.VariantRow(options={"Size": "M"})])
    for name, arguments in (("product_list", []), ("product_create", []), ("product_detail", [product.pk])):
        found = Axe().run(open_page(name, *arguments)).response["violations"]
        serious = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == [], name
    page.get_by_role("button", name="Edit").click()
    expect(page.locator("[data-variants]")).to_be_visible()
    assert [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")] == []
