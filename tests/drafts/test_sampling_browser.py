"""A batch approved from a random sample, in the browser; and reopened when one of the sample is found wrong."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.models import Draft, Sample, Status
from tests.drafts import many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BATCH = 20


@pytest.fixture
def drawn(page, sign_in, owner):
    """A sample of a batch, drawn from the queue; the browser stands on its page."""
    many.drafts(owner.shop_id, BATCH)
    page.goto(f"{sign_in(owner)}/shops/{owner.shop_id}/drafts/")
    page.get_by_label("Choose this page").check()
    expect(page.locator("[data-bulk-count]")).to_have_text(f"{BATCH} drafts chosen")
    page.locator(".queue-more summary").click()
    page.get_by_role("button", name="Approve from a sample").click()
    page.get_by_label("At most this many may be wrong").select_option(index=4)
    page.get_by_label("How sure you want to be").select_option(index=0)
    page.get_by_role("button", name="Work it out").click()
    said = page.locator(".notice-info").inner_text()
    page.get_by_role("button", name="Draw the sample").click()
    expect(page.get_by_role("heading", name=re.compile("Sample"))).to_be_visible()
    sample = Sample.objects.get()
    assert re.search(rf"\b{sample.size}\b", said), said
    assert 0 < sample.size < BATCH
    return sample


def look(page, size):
    """Approve the drafts of the sample by key."""
    page.get_by_role("link", name="Look at the sample").click()
    for number in range(size):
        page.wait_for_selector("[data-desk-root][data-ready]", state="attached")
        expect(page.locator("[data-waiting]")).to_contain_text(f"{size - number} to review")
        page.wait_for_timeout(400)
        page.keyboard.press("a")


def test_a_good_sample_approves_the_batch_and_one_that_fails_reopens_it(drawn, page, owner):
    look(page, drawn.size)
    expect(page.get_by_text("Every draft of the sample was good.")).to_be_visible()
    work_off("review")
    assert Draft.objects.filter(status=Status.APPROVED).count() == BATCH

    page.locator("table a").first.click()
    page.wait_for_selector("[data-desk-root][data-ready]", state="attached")
    page.keyboard.press("x")
    page.keyboard.type("Not true")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    expect(page.locator("[data-toasts]")).to_contain_text("Rejected")
    page.goto(page.url.partition("/drafts/")[0] + f"/drafts/samples/{drawn.pk}/")
    expect(page.get_by_text("goes back into review")).to_be_visible()
    work_off("review")
    found = Draft.objects.filter(status=Status.IN_REVIEW).count()
    assert found == BATCH - drawn.size
    page.get_by_role("link", name="Review queue").first.click()
    expect(page.locator(".queue-row")).to_have_count(found)


def test_one_bad_draft_ends_the_sample_and_approves_nothing_unseen(drawn, page):
    page.get_by_role("link", name="Look at the sample").click()
    page.wait_for_selector("[data-desk-root][data-ready]", state="attached")
    page.keyboard.press("r")
    page.get_by_role("button", name="Wrong tone").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-toasts]")).to_contain_text("Changes requested")
    page.goto(page.url.partition("/drafts/")[0] + f"/drafts/samples/{drawn.pk}/")
    expect(page.get_by_text("nothing was approved on its strength")).to_be_visible()
    work_off("review")
    assert not Draft.objects.filter(status=Status.APPROVED).exists()
