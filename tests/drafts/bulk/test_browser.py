"""Choosing across pages, changing many at once, and filters kept as views, in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.models import Draft, QueueView, Status
from tests.drafts import many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = 50
DRAFTS = PAGE + 10


@pytest.fixture
def queue(page, sign_in, owner):
    """The queue of two pages, open in the browser."""
    many.drafts(owner.shop_id, DRAFTS)
    page.goto(f"{sign_in(owner)}/shops/{owner.shop_id}/drafts/")
    return page


def chosen(page):
    return page.locator("[data-bulk-count]")


def test_the_choice_goes_along_from_page_to_page_and_is_approved(queue):
    ticks = queue.locator("input[name=chosen]")
    ticks.nth(0).check()
    ticks.nth(3).click(modifiers=["Shift"])
    expect(chosen(queue)).to_have_text("4 drafts chosen")
    queue.get_by_role("link", name="Next page").click()
    expect(queue.locator(".queue-row")).to_have_count(DRAFTS - PAGE)
    expect(chosen(queue)).to_have_text("4 drafts chosen")
    ticks.nth(1).check()
    expect(chosen(queue)).to_have_text("5 drafts chosen")
    queue.get_by_role("link", name="Previous page").click()
    expect(queue.locator("input[name=chosen]:checked")).to_have_count(4)
    queue.locator("[data-bulk-bar]").get_by_role("button", name="Approve").click()
    expect(queue.get_by_text("5 drafts approved.")).to_be_visible()
    assert Draft.objects.filter(status=Status.APPROVED).count() == 5
    expect(queue.locator("[data-bulk-bar]")).to_be_hidden()


def test_all_that_match_are_rejected_with_a_reason_and_taken_back(queue):
    queue.get_by_label("Choose this page").check()
    queue.get_by_role("button", name=f"Choose all {DRAFTS} that match").click()
    expect(chosen(queue)).to_have_text("All that match are chosen")
    queue.locator(".queue-more summary").click()
    queue.get_by_role("button", name="Reject").click()
    queue.get_by_role("button", name="Not our style").click()
    expect(queue.get_by_label("Reason")).to_have_value("Not our style")
    queue.locator(".form-foot").get_by_role("button").click()
    work_off("review")
    expect(queue.locator("[data-done]")).to_have_text(str(DRAFTS))
    assert Draft.objects.filter(status=Status.REJECTED).count() == DRAFTS
    queue.get_by_role("button", name="Take it all back").click()
    work_off("review")
    expect(queue.locator("[data-done]")).to_have_text(str(DRAFTS))
    assert Draft.objects.filter(status=Status.IN_REVIEW).count() == DRAFTS


def test_one_less_than_all_is_what_this_page_shows(queue):
    queue.get_by_label("Choose this page").check()
    queue.get_by_role("button", name="that match").click()
    queue.locator("input[name=chosen]").nth(0).uncheck()
    expect(chosen(queue)).to_have_text(f"{PAGE - 1} drafts chosen")
    queue.keyboard.press("Escape")
    expect(queue.locator("[data-bulk-bar]")).to_be_hidden()


def test_a_filter_is_kept_as_a_view_and_deleted(queue, owner):
    queue.get_by_label("Findings").first.select_option("clean")
    expect(queue).to_have_url(re.compile("findings=clean"))
    queue.get_by_text("Keep as a view").click()
    queue.get_by_label("Name").fill("Quick ones")
    queue.get_by_label("For everybody in the shop").check()
    queue.get_by_role("button", name="Keep", exact=True).click()
    view = queue.get_by_role("group", name="Views").get_by_role("link", name="Quick ones")
    expect(view).to_have_attribute("aria-current", "true")
    assert "findings=clean" in QueueView.objects.get().query

    queue.goto(queue.url.partition("?")[0])
    view.click()
    expect(queue.get_by_label("Findings").first).to_have_value("clean")
    queue.get_by_role("button", name="Delete the view Quick ones").click()
    expect(view).to_have_count(0)
    assert not QueueView.objects.exists()


def test_the_queue_as_a_grid_and_by_keys(queue):
    queue.get_by_role("button", name="As a grid").click()
    rows = queue.locator("[data-queue-rows]")
    expect(rows).to_have_css("display", "grid")
    for _step in range(3):
        queue.keyboard.press("j")
    queue.keyboard.press("k")
    expect(queue.locator("[data-row]").nth(1).locator(".queue-link")).to_be_focused()
    queue.keyboard.press("x")
    expect(chosen(queue)).to_have_text("1 draft chosen")
    queue.reload()
    expect(rows).to_have_css("display", "grid")
    expect(chosen(queue)).to_have_text("1 draft chosen")
    queue.get_by_role("button", name="As a list").click()
    queue.reload()
    expect(rows).not_to_have_css("display", "grid")
    queue.keyboard.press("j")
    queue.keyboard.press("Enter")
    queue.wait_for_selector("[data-desk]")
