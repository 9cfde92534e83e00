"""Every decision shows the next draft before the server has answered; refused or unheard, it brings its draft back, reason and all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.drafts import actions
from shop_content.drafts.models import Decision, Draft, Status
from tests.drafts.conftest import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECISIONS = pytest.mark.parametrize(
    ("key", "path", "status"),
    [("r", "changes", Status.CHANGES_REQUESTED), ("x", "reject", Status.REJECTED)],
)


def decide(page, key, choice="Alt+1"):
    """With the first of the ready reasons."""
    page.keyboard.press(key)
    page.keyboard.press(choice)
    page.keyboard.press("Control+Enter")


@DECISIONS
def test_the_next_draft_is_shown_before_the_server_answers_and_u_takes_the_word_back(
    desk, page, row, approver, key, path, status
):
    first, _second, _third = row("One", "Two", "Three")
    desk(approver, first.draft_id)
    settle(page)
    held = []
    page.route(f"**{_path(first)}{path}/", lambda route: held.append(route))
    decide(page, key)
    expect(page.locator(".said")).to_have_text("Two")
    expect(page.locator("dialog[data-reason]")).not_to_be_visible()
    assert held and not Decision.objects.exists()
    expect(page.locator("[data-toasts] > *")).to_have_count(0)  # nothing is said before it is so
    page.keyboard.press("u")  # waits for its turn
    held[0].continue_()
    expect(page.locator(".said")).to_have_text("One")
    verbs = list(Decision.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [{"changes": "request_changes"}.get(path, path), "reopen"]
    assert Draft.objects.get(pk=first.draft_id).status == Status.IN_REVIEW
    page.unroute_all()
    decide(page, key)
    expect(page.locator(".said")).to_have_text("Two")
    expect(page.locator("[data-toasts]")).to_contain_text(f"{status.label}: ")
    assert Draft.objects.get(pk=first.draft_id).status == status


@DECISIONS
def test_a_decision_that_is_refused_brings_its_draft_back(desk, page, row, approver, owner, key, path, status):
    first, second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    other = actions.reject if key == "r" else actions.approve
    other(owner, first.draft_id, first.pk, *(["Not true"] if key == "r" else []))
    decide(page, key)
    expect(page.locator("[data-toasts]")).to_contain_text("decided first")
    expect(page.locator(".said")).to_have_text("One")
    assert page.url.endswith(_path(first))
    assert Draft.objects.get(pk=second.draft_id).status == Status.IN_REVIEW
    assert Decision.objects.count() == 1


@DECISIONS
def test_without_a_connection_the_draft_comes_back_and_the_reason_stands_there_again(
    desk, page, row, approver, key, path, status
):
    first, _second = row("One", "Two")
    desk(approver, first.draft_id)
    settle(page)
    page.context.set_offline(True)
    decide(page, key)
    expect(page.locator("[data-toasts]")).to_contain_text("cannot be reached")
    expect(page.locator(".said")).to_have_text("One")
    page.context.set_offline(False)
    page.keyboard.press(key)
    reason = page.locator("#reason-text")
    expect(reason).not_to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_have_text("Two")
    expect(page.locator("[data-toasts]")).to_contain_text(f"{status.label}: ")
    assert Draft.objects.get(pk=first.draft_id).status == status


def test_a_reason_that_is_being_typed_is_not_torn_away_by_a_refusal(desk, page, row, approver, owner):
    first, second, _third = row("One", "Two", "Three")
    desk(approver, first.draft_id)
    settle(page)
    actions.reject(owner, first.draft_id, first.pk, "Not true")
    held = []
    page.route(f"**{_path(first)}approve/", lambda route: held.append(route))
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Two")
    page.keyboard.press("x")
    page.keyboard.type("Not our style")
    held[0].continue_()
    expect(page.locator("[data-toasts]")).to_contain_text("decided first")
    expect(page.locator("#reason-text")).to_have_value("Not our style")
    expect(page.locator(".said")).to_have_text("Two")
    settle(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_have_text("Three")
    expect(page.locator("[data-toasts]")).to_contain_text("Rejected: ")
    assert Draft.objects.get(pk=second.draft_id).status == Status.REJECTED
    assert Draft.objects.get(pk=first.draft_id).status == Status.REJECTED


def test_without_a_connection_the_next_draft_is_not_lost_to_an_error_page(desk, page, row, approver):
    first, _second, _third = row("One", "Two", "Three")
    desk(approver, first.draft_id)
    settle(page)
    page.context.set_offline(True)
    page.keyboard.press("j")  # is here already
    expect(page.locator(".said")).to_have_text("Two")
    page.wait_for_timeout(400)
    page.keyboard.press("j")
    expect(page.locator("[data-toasts]")).to_contain_text("this draft stays here")
    expect(page.locator(".said")).to_have_text("Two")
    page.context.set_offline(False)
    page.keyboard.press("j")
    expect(page.locator(".said")).to_have_text("Three")


def _path(version):
    return f"/shops/{version.draft.shop_id}/drafts/{version.draft_id}/"
