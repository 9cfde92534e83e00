"""What the desk's buttons and keys say when they cannot act, and the small tools beside them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from generation.contract import Claim, Provenance
from shop_content.catalogue import actions as catalogue
from shop_content.drafts import actions
from shop_content.drafts.models import Decision
from tests.drafts.conftest import TITLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHY = "#approve-why"


@pytest.fixture
def outdated(write, owner, product):
    """A title that says what is no longer the product's capacity."""
    version = write()
    catalogue.edit_fact(owner, product.pk, "f2", "capacity", "400", "ml")
    actions.compare_all()
    return version


def test_an_outdated_version_offers_no_approval_and_says_why(desk, page, outdated, approver):
    desk(approver, outdated.draft_id)
    button = page.locator("[data-approve-form] button")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description("Facts have changed: rewrite or edit the marked sentences first.")
    expect(page.locator(WHY)).to_be_visible()

    page.keyboard.press("a")
    expect(page.locator("[data-toasts] [role=status]")).to_contain_text("Facts have changed")
    button.click(force=True)
    assert not Decision.objects.exists()


def test_the_button_goes_with_the_variant(desk, page, write, owner, product, approver):
    write(job_id=1)
    write(job_id=1, variant=1, fields={"title": "Norra Mug"}, claims=[Claim("title", 0, 0, 9, ("brand",))])
    catalogue.edit_fact(owner, product.pk, "f2", "capacity", "400", "ml")
    actions.compare_all()
    desk(approver, product.drafts.get().pk)
    button = page.locator("[data-approve-form] button")
    expect(button).to_have_attribute("aria-disabled", "true")

    page.keyboard.press("2")
    expect(page.locator(WHY)).not_to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_be_enabled()
    page.keyboard.press("1")
    expect(page.locator(WHY)).to_be_visible()
    page.keyboard.press("2")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    assert Decision.objects.get().version.fields == {"title": "Norra Mug"}


def test_a_newer_version_takes_the_approval_of_the_older_one_away(desk, page, write, approver):
    desk(approver, write(job_id=1).draft_id)
    expect(page.get_by_role("button", name="Approve")).to_be_enabled()
    write(job_id=2, fields={"title": "Newer"}, claims=())
    expect(page.locator(WHY)).to_contain_text("A newer version arrived", timeout=8_000)
    expect(page.locator("[data-approve-form] button")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("a")
    expect(page.locator("[data-toasts]")).to_contain_text("Read it, then decide")
    assert not Decision.objects.exists()
    page.get_by_role("link", name="Show it").click()
    expect(page.locator(".said")).to_have_text("Newer")
    expect(page.locator(WHY)).not_to_be_visible()


def test_the_key_v_puts_the_variants_side_by_side(desk, page, write, owner):
    first = write(job_id=1)
    write(job_id=1, variant=1, fields={"title": "The other one"}, claims=())
    desk(owner, first.draft_id)
    alternatives = page.locator(".alternatives-grid")
    expect(alternatives).not_to_be_visible()
    page.keyboard.press("v")
    expect(alternatives).to_contain_text(TITLE)
    expect(alternatives).to_contain_text("The other one")

    alternatives.get_by_role("button", name=re.compile("Use this one.*Variant 2")).click()
    expect(alternatives).not_to_be_visible()
    expect(page.locator("[data-sheet]:not([hidden]) .said")).to_have_text("The other one")
    expect(page.get_by_role("tab", name="Variant 2")).to_be_focused()
    page.keyboard.press("v")
    page.keyboard.press("v")
    expect(alternatives).not_to_be_visible()


def test_the_prompt_is_copied(desk, page, write, owner):
    prompt = 'Write a title.\n<facts>\n{"id": "f1", "value": "炻瓷"}\n</facts>'
    version = write(provenance=Provenance(engine="transformers:small", model="small", prompt=prompt))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk(owner, version.draft_id)
    page.locator(".provenance summary").first.click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-toasts]")).to_contain_text("The prompt was copied.")
    assert page.evaluate("navigator.clipboard.readText()") == prompt
