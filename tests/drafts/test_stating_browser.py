"""One key mends a finding: the fact is added with its source, or the finding let pass with a reason; the focus goes on to the next one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generation.contract import Claim, Finding
from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft, DraftVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Norra mug of stoneware. It weighs 340 g. It is made of walnut."


def finding(rule, words, severity="error", **params):
    start = TEXT.index(words)
    return Finding(rule, severity, "description", 0, start, start + len(words), params)


@pytest.fixture
def version(write):
    claims = [Claim("description", 0, TEXT.index(said), TEXT.index(said) + len(said), ()) for said in TEXT.split(". ")]
    found = [
        finding("numbers.unsupported", "340 g", quantity="340 g"),
        finding("materials.unsupported", "walnut", material="walnut"),
    ]
    return write("description", fields={"description": TEXT}, claims=claims, findings=found)


def test_the_key_f_adds_the_fact_with_its_source_and_goes_on(desk, page, version, owner):
    desk(owner, version.draft_id)
    page.keyboard.press("a")  # errors are open: the first of them gets the focus
    expect(page.locator(".finding").first).to_be_focused()
    page.keyboard.press("f")
    form = page.locator("[data-stating]")
    expect(form.get_by_label("Name")).to_have_value("weight")
    expect(form.get_by_label("Value")).to_have_value("340")
    expect(form.get_by_label("Unit")).to_have_value("g")
    expect(form.get_by_label("Where do you know it from?")).to_be_focused()
    page.keyboard.type("Measured by us")
    page.keyboard.press("Enter")
    expect(page.locator("[data-toasts]")).to_contain_text("kept with its source")
    walnut = page.locator(".finding-error[data-open]")
    expect(walnut).to_have_count(1)
    expect(walnut).to_contain_text("walnut")
    expect(walnut).to_be_focused()
    assert Product.objects.get().facts[-1]["stated"] == "Measured by us"
    assert Draft.objects.get().errors == 1
    page.keyboard.press("p")
    expect(page.locator("[data-reason-about]")).to_contain_text("walnut")
    page.keyboard.press("Alt+1")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".finding-waived")).to_contain_text("Official name")
    assert Draft.objects.get().errors == 0
    expect(page.locator(".finding-warning[data-open]")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator(".said")).to_have_text("Norra mug of stoneware. It weighs 340 g.")
    expect(page.locator('[data-key="a"]')).to_be_focused()


def test_what_is_typed_stays_when_it_is_refused_or_the_connection_is_lost(desk, page, version, owner):
    desk(owner, version.draft_id)
    page.keyboard.press("n")
    page.keyboard.press("f")
    source = page.get_by_label("Where do you know it from?")
    source.fill("x")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stating-error]")).to_contain_text("Say where this is known from")
    expect(source).to_be_focused()
    source.fill("Measured by us")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-stating-error]")).to_contain_text("cannot be reached")
    expect(source).to_have_value("Measured by us")
    page.locator(".desk-name").click()
    page.keyboard.press("j")
    expect(page.locator("[data-toasts]")).to_contain_text("last draft")
    page.context.set_offline(False)
    source.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-toasts]")).to_contain_text("kept with its source")
    assert DraftVersion.objects.count() == 2


def test_escape_leaves_the_form_and_goes_back_to_its_finding(desk, page, version, owner):
    desk(owner, version.draft_id)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(".finding").nth(1)).to_be_focused()
    page.keyboard.press("f")
    expect(page.get_by_label("Value")).to_have_value("walnut")
    expect(page.locator("[data-stating]")).to_contain_text("material: stoneware")
    page.keyboard.press("Escape")
    expect(page.locator("[data-stating]")).to_have_count(0)
    expect(page.locator(".finding").nth(1)).to_be_focused()
    assert DraftVersion.objects.count() == 1


def test_the_help_names_the_keys(desk, page, version, owner):
    desk(owner, version.draft_id)
    page.keyboard.press("?")
    expect(page.locator("[data-help]")).to_contain_text("Add the fact that the finding misses, with its source")
    expect(page.locator("[data-help]")).to_contain_text("Let the finding pass, with a reason")
