"""Marking a spot of a picture by mouse and by keys, and seeing it as the next person; previews at two sizes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.catalogue.pictures import keep_all
from shop_content.drafts.models import Comment, Decision
from tests.drafts.test_marks import asset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def picture(write, owner):
    made = asset()
    return write("packshot", "", fields={}, claims=[], asset=made, **keep_all(owner.shop_id, made))


def test_a_box_by_mouse_becomes_a_comment_that_the_next_person_sees(desk, page, picture, editor, approver):
    desk(editor, picture.draft_id)
    page.get_by_role("button", name="Mark a spot").click()
    box = page.locator("[data-mark-ground] img").bounding_box()
    scale = min(box["width"] / 64, box["height"] / 48)
    left, top = box["x"] + (box["width"] - 64 * scale) / 2, box["y"] + (box["height"] - 48 * scale) / 2
    page.mouse.move(left + 16 * scale, top + 12 * scale)
    page.mouse.down()
    page.mouse.move(left + 32 * scale, top + 36 * scale, steps=5)
    page.mouse.up()
    page.get_by_label("Your words").fill("The handle is cut off")
    expect(page.locator("[data-mark-request]")).to_be_hidden()  # an editor decides nothing
    page.locator("[data-mark-comment]").click()
    expect(page.locator(".mark-shown")).to_have_count(1)
    x, y, width, height = Comment.objects.get().mark
    assert [x, y, width, height] == pytest.approx([0.25, 0.25, 0.25, 0.5], abs=0.02)

    desk(approver, picture.draft_id)
    mark = page.locator(".mark-shown")
    expect(mark).to_have_accessible_name("1: The handle is cut off")
    mark.click()
    expect(page.locator("[data-mark-id]")).to_be_focused()


def test_by_keys_with_a_request_for_changes(desk, page, picture, approver):
    desk(approver, picture.draft_id)
    page.keyboard.press("m")
    expect(page.locator(".mark-layer")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-announce]")).to_contain_text("55 % from the left")
    page.keyboard.press("Enter")
    page.keyboard.type("A grey edge here")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    decision = Decision.objects.get()
    assert decision.reason == "A grey edge here"
    assert decision.marks.get().mark == pytest.approx([0.55, 0.45, 0.1, 0.15])


def test_escape_leaves_without_a_mark(desk, page, picture, approver):
    desk(approver, picture.draft_id)
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    expect(page.locator(".mark-layer")).to_have_count(0)
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("[data-mark-dialog]")).to_be_hidden()
    assert not Comment.objects.exists()


def test_previews_at_phone_and_desktop_size(desk, page, picture, owner):
    page.set_viewport_size({"width": 1440, "height": 900})
    desk(owner, picture.draft_id)
    page.get_by_text("As shoppers will see it").click()
    frame = page.locator(".preview-page")
    expect(frame).to_be_visible()
    assert frame.bounding_box()["width"] <= 362
    page.get_by_text("Desktop", exact=True).click()
    assert frame.bounding_box()["width"] > 600
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
