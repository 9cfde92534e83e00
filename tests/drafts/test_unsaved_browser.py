"""An edit that could not be saved is kept in the browser and offered again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.drafts import actions
from shop_content.drafts.models import DraftVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFER = "[data-kept]"
READY = "[data-desk-root][data-ready]"


def typed(page, text: str) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    expect(page.locator("[data-edit] textarea").first).to_have_value(text)
    page.wait_for_function("Object.keys(localStorage).some(name => name.startsWith('unsaved-edit:'))")


@pytest.fixture
def browser_context_args(browser_context_args):
    """`wait_for_function` evaluates in the page, whose policy forbids it."""
    return {**browser_context_args, "bypass_csp": True}


def test_a_connection_lost_in_the_middle_of_an_edit_loses_no_word(desk, page, write, owner, editor):
    first = write()
    version = actions.save_edit(owner, first.draft_id, first.pk, {"title": "Theirs"})  # loads what the checks need
    desk(editor, version.draft_id)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    typed(page, "Mine, written on a train")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-edit-error]")).to_contain_text("cannot be reached")
    expect(page.locator("[data-edit] textarea")).to_have_value("Mine, written on a train")

    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(OFFER)).to_contain_text("was not saved")
    expect(page.locator(".said")).to_have_text("Theirs")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator("[data-edit] textarea")).to_have_value("Mine, written on a train")
    page.keyboard.press("Control+s")
    expect(page.locator(".said")).to_have_text("Mine, written on a train")
    assert DraftVersion.objects.latest("number").author == editor.user

    page.reload()
    expect(page.locator(".said")).to_have_text("Mine, written on a train")
    expect(page.locator(OFFER)).to_be_hidden()


def test_what_was_kept_meets_a_newer_version_and_overwrites_nothing(desk, page, write, owner, editor):
    version = write()
    desk(editor, version.draft_id)
    typed(page, "Mine")
    page.on("dialog", lambda dialog: dialog.accept())
    actions.save_edit(owner, version.draft_id, version.pk, {"title": "Theirs"})
    page.reload()
    expect(page.locator(".said")).to_have_text("Theirs")
    page.get_by_role("button", name="Go on with it").click()
    page.keyboard.press("Control+s")
    conflict = page.locator("[data-conflict]")
    expect(conflict).to_contain_text("Nothing was overwritten")
    expect(conflict.locator("textarea")).to_have_value("Mine")
    assert DraftVersion.objects.latest("number").fields == {"title": "Theirs"}


def test_points_that_were_added_are_kept_too(desk, page, write, editor):
    version = write("bullets", fields={"bullets": ["Holds 350 ml", "Stoneware"]}, claims=())
    desk(editor, version.draft_id)
    page.keyboard.press("e")
    page.get_by_role("button", name="Add a point").click()
    page.keyboard.type("Sage green")
    page.wait_for_function("Object.values(localStorage).some(text => text.includes('Sage green'))")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Go on with it").click()
    values = [area.input_value() for area in page.locator("[data-edit] textarea").all()]
    assert values == ["Holds 350 ml", "Stoneware", "Sage green"]


def test_what_is_thrown_away_or_cancelled_is_not_offered_again(desk, page, write, editor):
    version = write()
    desk(editor, version.draft_id)
    page.on("dialog", lambda dialog: dialog.accept())
    typed(page, "Mine")
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator(OFFER)).to_be_hidden()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(OFFER)).to_be_hidden()

    typed(page, "Mine again")
    page.get_by_role("button", name="Cancel").first.click()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(OFFER)).to_be_hidden()
