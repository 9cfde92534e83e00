"""Two people at two browsers on one draft, a double click, the back button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from shop_content.drafts.models import Claim, Decision, Draft, Mention, Status
from shop_content.shops.models import Member
from tests.drafts.conftest import TITLE
from tests.factories import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def elsewhere(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`elsewhere(member, draft_id)`: that person's own browser at that draft."""
    contexts = []

    def open_draft(member: Member, draft_id: int) -> Page:
        session = SessionStore()
        session[SESSION_KEY] = str(member.user_id)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
        session.save()
        context = browser.new_context()
        contexts.append(context)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{live_server.url}/shops/{member.shop_id}/drafts/{draft_id}/")
        page.wait_for_load_state("networkidle")
        return page

    yield open_draft
    for context in contexts:
        context.close()


def test_the_second_person_is_told_and_one_decision_is_taken(desk, page, write, approver, owner, elsewhere):
    version = write()
    desk(approver, version.draft_id)
    page.wait_for_load_state("networkidle")
    other = elsewhere(owner, version.draft_id)
    expect(other.locator("[data-claimed]")).to_contain_text(approver.user.email.partition("@")[0])

    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    other.keyboard.press("a")
    expect(other.locator("[data-toasts]")).to_contain_text(approver.user.email)
    assert [decision.verb for decision in Decision.objects.all()] == ["approve"]
    assert Draft.objects.get().status == Status.APPROVED


def test_a_claim_that_ran_out_is_the_next_person_s(desk, page, write, approver, owner, elsewhere):
    version = write()
    elsewhere(approver, version.draft_id)
    assert Claim.objects.get().by == approver.user
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    desk(owner, version.draft_id)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-claimed]")).to_be_hidden()
    assert Claim.objects.get().by == owner.user


def test_two_clicks_on_approve_are_one_decision(desk, page, write, approver):
    version = write()
    desk(approver, version.draft_id)
    page.wait_for_load_state("networkidle")
    page.locator("[data-approve-form] button").dblclick()
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    assert Decision.objects.count() == 1


def test_the_back_button_shows_the_draft_as_it_is_now(desk, page, write, approver, owner):
    first = write()
    write(of=ProductFactory(shop=owner.shop), fields={"title": "Second"}, claims=())
    desk(approver, first.draft_id)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text("Second")
    page.go_back()
    expect(page.locator(".said")).to_have_text(TITLE)
    expect(page.locator(".desk-name .badge").first).to_have_text("Approved")
    expect(page.locator("[data-approve-form]")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".said")).to_have_text("Second")
    assert Decision.objects.count() == 1


def test_a_comment_that_calls_somebody_rings_their_bell(desk, page, write, approver, owner, elsewhere):
    version = write()
    desk(owner, version.draft_id)
    page.wait_for_selector("[data-comment-form]")
    page.keyboard.press("c")
    page.keyboard.type(f"@{approver.user.email.partition('@')[0]} is this green?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-comments]")).to_contain_text("is this green?")
    assert Mention.objects.get().user == approver.user

    other = elsewhere(approver, write(of=ProductFactory(shop=owner.shop)).draft_id)
    bell = other.get_by_role("link", name="Waiting for you")
    expect(bell).to_contain_text("1")
    bell.click()
    expect(other.get_by_role("heading", name="You were called")).to_be_visible()
    other.get_by_role("link", name="is this green?").click()
    expect(other.locator("[data-comments]")).to_contain_text("is this green?")
