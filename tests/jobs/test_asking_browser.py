"""Where people say how texts should be: the voice's live preview, keywords as chips."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.jobs.models import Run
from shop_content.shops.models import BrandVoice
from tests.factories import MemberFactory, ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def product(member):
    return ProductFactory(shop=member.shop)


def test_the_sample_follows_the_form_and_nothing_is_saved(page, sign_in, member, product):
    page.goto(f"{sign_in(member)}/shops/{member.shop_id}/voice/en/")
    sample = page.locator("#voice-sample")
    expect(sample.locator(".voice-said")).to_contain_text("Norra", timeout=30_000)
    plain = sample.locator(".voice-said").inner_text()

    page.get_by_label("Playful").check()
    expect(sample.locator(".voice-said")).not_to_have_text(plain)
    page.get_by_label("Banned words").fill("stoneware")
    expect(sample.locator(".voice-said")).not_to_contain_text("stoneware")
    page.get_by_role("region", name="Live preview").get_by_label("Content").select_option("bullets")
    expect(sample.locator("li").first).to_be_visible()
    assert not BrandVoice.objects.filter(revision__gt=0).exists()


def test_a_value_that_cannot_be_is_said_in_the_sample(page, sign_in, member, product):
    page.goto(f"{sign_in(member)}/shops/{member.shop_id}/voice/en/")
    expect(page.locator("#voice-sample .voice-said")).to_be_visible(timeout=30_000)
    page.get_by_label("Banned words").fill("x" * 300)
    expect(page.locator("#voice-sample .notice-warn")).to_be_visible()


def test_keywords_become_chips_and_reach_the_run(page, sign_in, member, product):
    page.goto(f"{sign_in(member)}/shops/{member.shop_id}/runs/new/?product={product.pk}")
    chips = page.get_by_role("list", name="Keywords").get_by_role("listitem")
    entry = page.locator(".chips input[type=text]")
    entry.fill("stoneware mug")
    entry.press("Enter")
    entry.press_sequentially("tea、 gift,")
    expect(chips).to_have_text(["stoneware mug×", "tea×", "gift×"])
    page.get_by_role("button", name="Remove tea").click()
    expect(chips).to_have_text(["stoneware mug×", "gift×"])
    expect(entry).to_be_focused()
    entry.press("Backspace")
    expect(entry).to_have_value("gift")
    entry.fill(", ".join(f"word {number}" for number in range(12)))
    expect(page.get_by_text("Ten keywords are the most.")).to_be_visible()
    expect(chips).to_have_count(10)

    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_role("heading", name="Run")).to_be_visible()
    assert Run.objects.get().settings["keywords"][:2] == ["stoneware mug", "word 0"]
