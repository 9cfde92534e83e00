"""Mending a mask in a real browser: by mouse, keys and touch; undone, kept over a reload, saved at the photo's size."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image as Pillow
from playwright.sync_api import Page, expect

from shop_content.catalogue import actions
from shop_content.catalogue.models import Image, Mask, Photo
from shop_content.catalogue.pictures import ingest, keep_mask
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTH, HEIGHT = 800, 600
Open = Callable[..., None]


def png(left: int, top: int, right: int, bottom: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    plane = np.zeros((size[1], size[0]), np.uint8)
    plane[top:bottom, left:right] = 255
    out = io.BytesIO()
    Pillow.fromarray(plane).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def owner() -> Member:
    return MemberFactory.create()


@pytest.fixture
def picture(owner: Member) -> Image:
    out = io.BytesIO()
    x = np.linspace(0, 255, WIDTH)[None, :, None]
    Pillow.fromarray(np.broadcast_to(x, (HEIGHT, WIDTH, 3)).astype(np.uint8)).save(out, "JPEG")
    image = ingest(owner.shop_id, out.getvalue(), "photo.jpg")
    Photo.objects.create(product=ProductFactory.create(shop=owner.shop), image=image)
    return image


@pytest.fixture
def editor(page: Page, sign_in: Callable[[Member], str], owner: Member, picture: Image) -> Open:
    def go(query: str = "") -> None:
        address = f"{sign_in(owner)}/shops/{owner.shop_id}/images/{picture.pk}/mask/{query}"
        page.goto(address)
        expect(page.locator("[data-mask][data-ready]")).to_be_visible()

    return go


def saved(number: int = 1) -> np.ndarray:
    file = Mask.objects.get(number=number).file
    assert file is not None
    with file.file.open("rb") as opened, Pillow.open(opened) as mask:
        assert (mask.mode, mask.size) == ("L", (WIDTH, HEIGHT))
        return np.asarray(mask)


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the photo is on the page, at the zoom that fits."""
    box = page.locator("[data-stage]").bounding_box()
    assert box is not None
    scale = min(1.0, 0.94 * min((box["width"] - 2) / WIDTH, (box["height"] - 2) / HEIGHT))
    left = box["x"] + 1 + (box["width"] - 2 - WIDTH * scale) / 2
    top = box["y"] + 1 + (box["height"] - 2 - HEIGHT * scale) / 2
    return left + x * scale, top + y * scale


def stroke(page: Page, *points: tuple[float, float]) -> None:
    first, *others = (at(page, *point) for point in points)
    page.mouse.move(*first)
    page.mouse.down()
    for point in others:
        page.mouse.move(*point, steps=6)
    page.mouse.up()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the mask").click()
    page.wait_for_url("**/products/*/")


def test_brush_and_eraser_mend_the_engines_plane(editor: Open, page: Page, owner: Member) -> None:
    cutout = keep_mask(owner.shop_id, png(0, 0, 200, 200, (200, 200)), (200, 200))
    editor(f"?cutout={cutout.pk}&at=300 200 500 400")
    stroke(page, (600, 300), (700, 300))
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="Eraser")).to_have_attribute("aria-pressed", "true")
    stroke(page, (320, 300), (480, 300))
    save(page)
    plane = saved()
    assert plane[300, 650] == 255  # painted
    assert plane[300, 400] == 0  # erased
    assert plane[220, 400] == 255  # as it was
    assert plane[100, 100] == 0
    assert plane[203:205, 400].min() == 255
    assert plane[195, 400] == 0


def test_undo_and_redo_by_keys_and_buttons(editor: Open, page: Page) -> None:
    editor()
    stroke(page, (200, 200), (300, 200))
    stroke(page, (200, 400), (300, 400))
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-announce]")).to_have_text("Undone")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.get_by_role("button", name="Redo").click()
    save(page)
    plane = saved()
    assert plane[200, 250] == 255
    assert plane[400, 250] == 0


def test_without_a_mouse(editor: Open, page: Page) -> None:
    editor()
    page.locator("[data-stage]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-announce]")).to_contain_text("background")
    page.keyboard.press("Enter")
    expect(page.locator("[data-announce]")).to_contain_text("Painted.")
    page.keyboard.down("Shift")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    page.keyboard.up("Shift")
    expect(page.locator("[data-announce]")).to_contain_text("Painted.")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/products/*/")
    assert 0.002 < (saved() >= 128).mean() < 0.2


def test_zoomed_in_and_moved_the_brush_is_finer_and_stays_where_the_pointer_is(editor: Open, page: Page) -> None:
    editor()
    stroke(page, (100, 100), (200, 100))
    spot = at(page, 400, 300)
    page.mouse.move(*spot)
    for _ in range(6):
        page.mouse.wheel(0, -400)
    expect(page.locator("[data-zoom-now]")).not_to_have_text("100 %")
    page.mouse.down()
    page.mouse.up()
    page.keyboard.down("Space")
    page.mouse.down()
    page.mouse.move(spot[0] + 90, spot[1], steps=4)
    page.mouse.up()
    page.keyboard.up("Space")
    save(page)
    rows, columns = np.nonzero(saved()[200:] >= 128)
    assert abs(rows.mean() + 200 - 300) < 4
    assert abs(columns.mean() - 400) < 4
    assert rows.max() - rows.min() < 20


def test_what_was_not_saved_is_offered_again(editor: Open, page: Page) -> None:
    editor()
    stroke(page, (200, 200), (600, 200))
    expect(page.locator("[data-state]")).to_have_text("Kept in this browser until you save")
    page.reload()
    expect(page.get_by_text("You drew a mask here that was not saved.")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    save(page)
    assert saved()[200, 400] == 255
    page.go_back()
    expect(page.locator("[data-mask][data-ready]")).to_be_visible()
    expect(page.get_by_text("You drew a mask here that was not saved.")).to_be_hidden()


def test_a_lost_connection_loses_nothing(editor: Open, page: Page) -> None:
    editor()
    stroke(page, (200, 200), (600, 200))
    page.context.set_offline(True)
    page.get_by_role("button", name="Save the mask").click()
    expect(page.locator("[data-problem]")).to_contain_text("kept in this browser")
    page.context.set_offline(False)
    save(page)
    assert saved()[200, 400] == 255


def test_somebody_elses_mask_is_not_overwritten_unseen(editor: Open, page: Page, owner: Member, picture: Image) -> None:
    editor()
    stroke(page, (200, 200), (600, 200))
    other = MemberFactory.create(shop=owner.shop)
    actions.save_mask(other, picture, io.BytesIO(png(10, 10, 90, 90)), 0)
    page.get_by_role("button", name="Save the mask").click()
    expect(page.get_by_role("heading", name="Somebody was first")).to_be_visible()
    expect(page.locator("[data-overtaken-why]")).to_contain_text(other.user.email)
    page.get_by_role("button", name="Save mine over it").click()
    page.wait_for_url("**/products/*/")
    assert saved(2)[200, 400] == 255
    assert saved(2)[50, 50] == 0


def test_by_touch_on_a_small_screen(
    browser: object, sign_in: Callable[[Member], str], owner: Member, picture: Image, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{sign_in(owner)}/shops/{owner.shop_id}/images/{picture.pk}/mask/")
    expect(page.locator("[data-mask][data-ready]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        spots = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    page.locator("[data-stage]").scroll_into_view_if_needed()
    touch("touchStart", at(page, 300, 300))
    for x in range(320, 500, 20):
        touch("touchMove", at(page, x, 300))
    touch("touchEnd")
    expect(page.locator("[data-undo]")).to_be_enabled()
    before = page.locator("[data-zoom-now]").text_content()
    one, other = at(page, 350, 250), at(page, 450, 350)
    touch("touchStart", one)
    touch("touchStart", one, other)
    for step in range(1, 8):
        touch("touchMove", (one[0] - 8 * step, one[1] - 8 * step), (other[0] + 8 * step, other[1] + 8 * step))
    touch("touchEnd")
    expect(page.locator("[data-zoom-now]")).not_to_have_text(before or "")
    save(page)
    plane = saved()
    assert plane[300, 400] == 255
    assert plane[250, 350] == 0  # the first of two fingers paints nothing
