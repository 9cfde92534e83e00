"""The review desk in a real browser: a person reviews by keys, edits, meets a colleague."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from shop_content.drafts import actions
from shop_content.drafts.models import Decision, Draft, DraftVersion, Status
from tests.drafts.conftest import ERROR, TITLE
from tests.factories import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def decided(status: str) -> int:
    return Draft.objects.filter(status=status).count()


def test_five_drafts_are_approved_by_keys_alone(desk, page, write, approver, owner):
    products = ProductFactory.create_batch(5, shop=owner.shop)
    versions = [
        write(of=each, fields={"title": f"Norra Mug {number}"}, claims=()) for number, each in enumerate(products)
    ]
    desk(approver, versions[0].draft_id)

    for number in range(5):
        expect(page.locator(".said")).to_have_text(f"Norra Mug {number}")
        page.wait_for_timeout(400)  # a glance at it: two keys in a breath are one decision
        page.keyboard.press("a")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()

    assert decided(Status.APPROVED) == 5
    assert Decision.objects.filter(verb="approve", by=approver.user).count() == 5


def test_an_approval_is_undone_and_changes_are_requested_with_a_reason(desk, page, write, approver, owner):
    first = write()
    second = write(of=ProductFactory(shop=owner.shop), fields={"title": "Second"}, claims=())
    desk(approver, first.draft_id)

    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Second")
    page.keyboard.press("u")
    expect(page.locator(".said")).to_have_text(TITLE)
    expect(page.locator(".desk-name .badge")).to_have_text("In review")

    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")  # without a reason the browser itself refuses
    page.keyboard.type("Too long")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_have_text("Second")
    expect(page.locator("[data-toasts]")).to_contain_text("Changes requested")
    assert Draft.objects.get(pk=first.draft_id).status == Status.CHANGES_REQUESTED
    assert Decision.objects.latest("id").reason == "Too long"
    assert Draft.objects.get(pk=second.draft_id).status == Status.IN_REVIEW


def test_errors_block_the_key_until_they_are_waived(desk, page, write, approver):
    version = write(findings=[ERROR])
    desk(approver, version.draft_id)
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("Errors are open")
    assert not Decision.objects.exists()

    page.get_by_role("button", name=re.compile("^Waive")).click()
    page.keyboard.type("An official name")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".finding-waived")).to_contain_text("An official name")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()


def test_a_sentence_shows_its_facts_and_a_fact_its_sentences(desk, page, write, owner):
    version = write()
    desk(owner, version.draft_id)
    page.locator(".seg").first.hover()
    expect(page.locator('[data-fact="f1"].on')).to_be_visible()
    expect(page.locator('[data-fact="f3"].on')).to_have_count(0)
    expect(page.locator("[data-support-facts]")).to_contain_text("capacity: 350 ml")
    page.locator('[data-fact="f2"]').focus()
    expect(page.locator(".seg.on")).to_have_text(TITLE)
    page.locator(".seg").first.focus()
    expect(page.locator('[data-fact="f2"].on')).to_be_visible()


def test_an_edit_is_saved_by_keys_and_variants_are_chosen_by_number(desk, page, write, owner):
    first = write(job_id=1)
    write(job_id=1, variant=1, fields={"title": "The other one"}, claims=())
    desk(owner, first.draft_id)
    page.keyboard.press("2")
    expect(page.locator("[data-sheet]:not([hidden]) .said")).to_have_text("The other one")
    page.keyboard.press("e")
    expect(page.locator("[data-sheet]:not([hidden]) [data-counter]")).to_have_text("13 / 150")
    page.keyboard.type(" ☕")
    expect(page.locator("[data-sheet]:not([hidden]) [data-counter]")).to_have_text("15 / 150")
    page.keyboard.press("j")  # while somebody writes, a letter is a letter
    page.keyboard.press("Control+s")
    expect(page.locator("[data-sheet]:not([hidden]) .said")).to_have_text("The other one ☕j")
    expect(page.locator("[data-variant]")).to_have_count(0)
    assert DraftVersion.objects.latest("number").author == owner.user


def test_the_second_editor_gets_both_texts_and_nothing_is_overwritten(desk, page, write, owner, editor):
    base = write()
    desk(editor, base.draft_id)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Mine")
    actions.save_edit(owner, base.draft_id, base.pk, {"title": "Theirs"})
    page.keyboard.press("Control+s")

    conflict = page.locator("[data-conflict]")
    expect(conflict).to_contain_text("Nothing was overwritten")
    expect(conflict.locator(".well")).to_have_text("Theirs")
    expect(conflict.locator("textarea")).to_have_value("Mine")
    assert Draft.objects.get(pk=base.draft_id).newest.fields == {"title": "Theirs"}

    conflict.get_by_role("button", name="Save yours as a new version").click()
    expect(page.locator(".said")).to_have_text("Mine")
    texts = list(DraftVersion.objects.order_by("number").values_list("fields__title", flat=True))
    assert texts == [TITLE, "Theirs", "Mine"]


def test_a_stale_tab_cannot_approve_and_is_led_to_the_newest(desk, page, write, approver, owner):
    old = write(job_id=1)
    desk(approver, old.draft_id)
    write(job_id=2, fields={"title": "Newer"}, claims=())
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("Version 2 of this draft arrived")
    assert not Decision.objects.exists()
    page.locator("[data-toasts]").get_by_role("button", name="Show it").click()
    expect(page.locator(".said")).to_have_text("Newer")


@pytest.mark.parametrize("key", ["x", "r"])
def test_a_stale_tab_is_told_of_an_approval_before_it_takes_it_back(desk, page, write, approver, owner, key):
    version = write()
    desk(approver, version.draft_id)
    actions.approve(owner, version.draft_id, version.pk)
    page.keyboard.press(key)
    page.locator("#reason-text").fill("Not our style")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"{owner.user} decided first").first).to_be_visible()
    assert Draft.objects.get().status == "approved"
    page.reload()
    page.keyboard.press(key)
    page.locator("#reason-text").fill("Not our style")
    with page.expect_response(lambda answer: "/reject/" in answer.url or "/changes/" in answer.url):
        page.keyboard.press("Control+Enter")
    assert Draft.objects.get().status in ("rejected", "changes_requested")


def test_a_version_that_arrives_is_announced(desk, page, write, owner, product):
    draft = actions.open_draft(owner.shop_id, product.pk, "title", "en")
    desk(owner, draft.pk)
    expect(page.get_by_role("heading", name="This is being written")).to_be_visible()
    write(job_id=1)
    expect(page.locator(".said")).to_have_text(TITLE, timeout=6_000)
    write(job_id=2, fields={"title": "Newer"}, claims=())
    expect(page.locator("[data-arrived]")).to_contain_text("version 2", timeout=8_000)
    page.locator("[data-arrived]").get_by_role("link", name="Show it").click()
    expect(page.locator(".said")).to_have_text("Newer")


def test_an_editor_sees_no_decisions_and_an_approver_no_edit(desk, page, write, editor, approver):
    version = write(findings=[ERROR])
    desk(editor, version.draft_id)
    expect(page.locator("[data-approve-form], [data-ask], [data-waive]")).to_have_count(0)
    expect(page.locator("[data-edit-open]")).to_be_visible()
    desk(approver, version.draft_id)
    expect(page.locator("[data-edit-open], [data-edit]")).to_have_count(0)
    expect(page.locator("[data-approve-form]")).to_be_visible()
