"""One sentence written anew, asked for on the desk by button, mouse and keys, and seen to arrive."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from generation.contract import Claim
from shop_content.catalogue import actions as catalogue
from shop_content.drafts import actions
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import work
from shop_content.jobs.models import Run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "A mug made of stoneware ☕😀. It holds 350 ml. It comes in sage green."
CLAIMS = [
    Claim("description", 0, 0, 27, ("f1",)),
    Claim("description", 0, 28, 44, ("f2",)),
    Claim("description", 0, 45, 68, ("f3",)),
]


@pytest.fixture
def version(write):
    return write("description", fields={"description": TEXT}, claims=CLAIMS)


def work_off() -> None:
    work.work_off("text", 5)


def newest(version: DraftVersion) -> DraftVersion:
    found = Draft.objects.get(pk=version.draft_id).newest
    assert found is not None
    return found


def arrives(page: Page, number: int) -> None:
    """The new version stands there without a reload, with what was changed and a way back."""
    expect(page.locator(".rewritten")).to_be_visible(timeout=15_000)
    expect(page.locator("[data-toasts]")).to_contain_text(f"version {number}")
    # A sentence that says more may only have gained words.
    expect(page.locator(".rewritten ins, .rewritten del").first).to_be_visible()


def test_the_notice_rewrites_the_sentence_whose_fact_changed(desk, page, version, owner):
    catalogue.edit_fact(owner, version.draft.product_id, "f2", "capacity", "400", "ml")
    actions.compare_all()
    desk(owner, version.draft_id)
    page.evaluate("window.here = 1")
    expect(page.locator("[data-approve-form] button")).to_have_attribute("aria-disabled", "true")

    page.get_by_role("button", name=re.compile("Rewrite this sentence.*It holds 350 ml.")).click()
    expect(page.locator("[data-rewrite-busy]")).to_contain_text("Waiting for a worker")
    work_off()
    arrives(page, 2)
    expect(page.locator(".said")).to_contain_text("400 ml")
    expect(page.locator("[data-approve-form] button")).not_to_have_attribute("aria-disabled", "true")
    assert page.evaluate("window.here") == 1  # the page was never loaded anew

    page.locator(".rewritten").get_by_role("button", name="Undo").click()
    expect(page.locator(".said")).to_contain_text("350 ml")
    assert newest(version).fields == version.fields
    assert newest(version).author == owner.user


def test_by_keys_the_focused_sentence_is_made_shorter(desk, page, version, editor):
    desk(editor, version.draft_id)
    page.locator(".seg").nth(1).focus()
    page.keyboard.press("w")
    form = page.locator("[data-rewrite-form]")
    expect(form.locator(".rewrite-words")).to_contain_text("It holds 350 ml.")
    expect(page.locator(".seg.picked")).to_have_text("It holds 350 ml.")
    expect(form.get_by_label("Your own wish")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator(".seg").nth(1)).to_be_focused()

    page.keyboard.press("w")
    expect(form.get_by_label("Your own wish")).to_be_focused()
    page.keyboard.type("mention the colour")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rewrite-busy]")).to_be_visible()
    work_off()
    arrives(page, 2)
    assert Run.objects.get().settings["passage"]["instruction"] == "mention the colour"
    assert {"f2", "f3"} <= set(newest(version).claims[1]["fact_ids"])


def test_a_selected_word_means_its_sentence_whatever_stands_before_it(desk, page, version, owner):
    """Emoji take two places in a browser's count and one in the server's."""
    desk(owner, version.draft_id)
    page.locator(".seg").nth(2).dblclick()
    page.get_by_role("button", name="Rewrite a sentence").click()
    form = page.locator("[data-rewrite-form]")
    expect(form.locator(".rewrite-words")).to_contain_text("It comes in sage green.")
    form.get_by_role("button", name="Mention brand").click()
    expect(page.locator("[data-rewrite-busy]")).to_be_visible()
    work_off()
    expect(page.locator(".rewritten, [data-rewrite-panel] [role=alert]")).to_be_visible(timeout=15_000)
    assert Run.objects.get().settings["passage"]["words"] == "It comes in sage green."
    assert Run.objects.get().settings["passage"]["instruction"] == "Mention brand"


def test_a_refusal_says_what_can_be_done_and_a_wait_can_be_cancelled(desk, page, version, owner):
    desk(owner, version.draft_id)
    page.keyboard.press("w")
    expect(page.locator("[data-toasts]")).to_contain_text("Choose a sentence first")
    page.locator(".seg").nth(1).click()
    page.keyboard.press("w")
    form = page.locator("[data-rewrite-form]")
    form.get_by_role("button", name="Plainer").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("[data-rewrite-panel]")).to_contain_text("Nothing was changed")

    form.get_by_label("Your own wish").fill("like a pirate")
    form.get_by_role("button", name="Rewrite", exact=True).click()
    expect(page.locator("[data-rewrite-busy]")).to_be_visible()
    work_off()
    expect(page.locator("[data-rewrite-panel] [role=alert]")).to_contain_text("does not understand", timeout=15_000)
    expect(form.get_by_label("Your own wish")).to_have_value("like a pirate")
    assert newest(version) == version


def test_an_approver_reads_and_decides_only(desk, page, version, approver):
    desk(approver, version.draft_id)
    page.locator(".seg").first.focus()
    page.keyboard.press("w")
    expect(page.locator("[data-rewrite-open], [data-rewrite-panel]")).to_have_count(0)


def test_axe_finds_nothing_serious(desk, page, version, owner):
    from axe_playwright_python.sync_playwright import Axe

    catalogue.edit_fact(owner, version.draft.product_id, "f2", "capacity", "400", "ml")
    actions.compare_all()
    desk(owner, version.draft_id)
    page.locator(".seg").nth(1).focus()
    page.keyboard.press("w")
    expect(page.locator("[data-rewrite-form]")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [
        (each["id"], each["nodes"][0]["html"][:160]) for each in found if each["impact"] in ("serious", "critical")
    ] == []
