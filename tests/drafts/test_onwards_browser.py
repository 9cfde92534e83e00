"""From draft to draft by keys: a decision always leads on, back goes to what still waits, and nothing is approved unseen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.drafts import actions
from shop_content.drafts.models import Decision, Draft, Status
from tests.drafts.conftest import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_back_passes_over_the_draft_that_was_just_decided(desk, page, row, approver):
    first, _second, third = row("One", "Two", "Three")
    desk(approver, first.draft_id, "?kind=title")
    settle(page)
    page.keyboard.press("j")
    expect(page.locator(".said")).to_have_text("Two")
    settle(page)  # "Three" is here already, and says that "Two" is before it
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Three")
    expect(page.locator("[data-step=before]")).to_have_attribute("href", f"{_path(first)}?kind=title")
    settle(page)
    page.keyboard.press("k")
    expect(page.locator(".said")).to_have_text("One")
    settle(page)
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Three")
    settle(page)
    page.keyboard.press("k")
    expect(page.locator("[data-toasts]")).to_contain_text("This is the first draft of the queue.")
    assert Draft.objects.filter(status=Status.APPROVED).count() == 2
    assert third.draft_id == Draft.objects.get(status=Status.IN_REVIEW).pk


def test_a_decision_that_was_undone_is_in_the_queue_again(desk, page, row, approver):
    first, _second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Two")
    settle(page)
    page.keyboard.press("u")
    expect(page.locator(".said")).to_have_text("One")
    settle(page)
    page.keyboard.press("j")
    expect(page.locator(".said")).to_have_text("Two")
    page.keyboard.press("k")
    expect(page.locator(".said")).to_have_text("One")


def test_from_among_all_drafts_a_decision_leads_to_those_that_wait(desk, page, row, approver):
    first, second, _third = row("One", "Two", "Three")
    desk(approver, second.draft_id, "?status=all")
    settle(page)
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Three")
    settle(page)
    page.keyboard.press("k")
    expect(page.locator(".said")).to_have_text("One")
    desk(approver, first.draft_id, "?status=all")
    settle(page)
    page.keyboard.press("j")
    expect(page.locator(".said")).to_have_text("Two")


def test_the_key_a_on_an_approved_draft_says_so_and_leads_on(desk, page, row, approver):
    first, second = row("One", "Two")
    actions.approve(approver, first.draft_id, first.pk)
    desk(approver, first.draft_id)
    settle(page)
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("approved already")
    expect(page.locator(".said")).to_have_text("Two")
    assert Decision.objects.count() == 1
    assert Draft.objects.get(pk=second.draft_id).status == Status.IN_REVIEW


def test_a_key_that_can_do_nothing_says_why(desk, page, row, approver):
    (first,) = row("One")
    actions.reject(approver, first.draft_id, first.pk, "Not needed")
    desk(approver, first.draft_id)
    settle(page)
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("Rejected")


def test_a_key_pressed_twice_approves_one_draft(desk, page, row, approver):
    first, second, _third = row("One", "Two", "Three")
    desk(approver, first.draft_id)
    settle(page)
    page.evaluate("""
      new MutationObserver((_list, observer) => {
        observer.disconnect();
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", bubbles: true }));
      }).observe(document.querySelector("[data-desk-root]"), { childList: true });
    """)
    page.keyboard.press("a")  # and again, by the observer, at the moment at which the next draft stands there
    expect(page.locator(".said")).to_have_text("Two")
    expect(page.locator("[data-toasts]")).to_contain_text("Approved")
    settle(page)
    assert [decision.draft_id for decision in Decision.objects.all()] == [first.draft_id]
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Three")
    expect(page.locator("[data-toasts]")).to_contain_text(str(second.draft))
    assert {decision.draft_id for decision in Decision.objects.all()} == {first.draft_id, second.draft_id}


def test_the_last_decision_of_the_queue_is_told_and_taken_back_on_the_page_that_it_leads_to(desk, page, row, approver):
    (first,) = row("One")
    desk(approver, first.draft_id)
    settle(page)
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    expect(page.locator("[data-toasts]")).to_contain_text("Approved: ")
    page.keyboard.press("u")
    expect(page.locator(".said")).to_have_text("One")
    assert Draft.objects.get().status == Status.IN_REVIEW
    page.go_back()
    expect(page.locator("[data-toasts] > *")).to_have_count(0)


def test_the_next_draft_is_shown_before_the_server_answers(desk, page, row, approver):
    first, second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    held = []
    page.route(f"**{_path(first)}approve/", lambda route: held.append(route))
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Two")
    assert held and not Decision.objects.exists()
    expect(page.locator("[data-toasts] > *")).to_have_count(0)  # nothing is said before it is so
    page.wait_for_timeout(400)
    page.keyboard.press("a")  # waits for its turn
    held[0].continue_()
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    assert [decision.draft_id for decision in Decision.objects.order_by("pk")] == [first.draft_id, second.draft_id]


def test_an_approval_that_is_refused_brings_its_draft_back(desk, page, row, approver, owner):
    first, second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    actions.reject(owner, first.draft_id, first.pk, "Not true")
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("decided first")
    expect(page.locator(".said")).to_have_text("One")
    assert page.url.endswith(_path(first))
    assert Draft.objects.get(pk=second.draft_id).status == Status.IN_REVIEW


def test_an_approval_without_a_connection_brings_its_draft_back_and_can_be_tried_again(desk, page, row, approver):
    first, _second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("cannot be reached")
    expect(page.locator(".said")).to_have_text("One")
    page.context.set_offline(False)
    settle(page)
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Two")
    expect(page.locator("[data-toasts]")).to_contain_text("Approved")
    assert Decision.objects.get().draft_id == first.draft_id


def test_the_last_of_two_ways_counts(desk, page, row, approver):
    """An answer that comes late must not bring back a draft that was left meanwhile."""
    first, second, _third = row("One", "Two", "Three")
    desk(approver, second.draft_id)
    settle(page)
    held = []
    page.route(f"**{_path(first)}", lambda route: held.append(route))
    with page.expect_request(f"**{_path(first)}"):
        page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Three")
    with page.expect_response(f"**{_path(first)}"):
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.locator(".said")).to_have_text("Three")
    assert [decision.draft_id for decision in Decision.objects.all()] == [second.draft_id]


def _path(version):
    return f"/shops/{version.draft.shop_id}/drafts/{version.draft_id}/"
