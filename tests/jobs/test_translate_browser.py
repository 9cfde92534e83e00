"""A person asks for a translation; a real worker makes it; the desk shows the original beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft
from shop_content.jobs.models import Run
from shop_content.shops.models import Member
from tests.generation.tiny_models import answer_of
from tests.generation.tiny_translators import facts_about
from tests.jobs.conftest import Approve
from tests.jobs.workers import running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_translation_is_asked_for_and_read_beside_its_original(
    page: Any,
    sign_in: Any,
    settings: Any,
    tmp_path: Path,
    translation_model: Path,
    member: Member,
    products: list[Product],
    approve: Approve,
) -> None:
    engine = settings.TRANSLATION_ENGINE = f"seq2seq:{translation_model}"
    original = approve(products[1], 1, "description")
    address = f"{sign_in(member)}/shops/{member.shop_id}"
    chosen = "&".join(f"product={product.pk}" for product in products[1:])
    page.goto(f"{address}/runs/new/?{chosen}")
    for kind in ("title", "bullets", "seo", "packshot"):
        page.locator(f"[name=kinds][value={kind}]").uncheck()
    page.locator("[name=locales][value=en]").uncheck()
    page.locator("[name=locales][value=zh-Hans]").check()
    expect(page.locator("[data-total]")).to_have_text("2 drafts")
    page.get_by_label("Translated from the approved text in English").check()
    expect(page.locator("[data-total]")).to_have_text("1 draft")
    expect(page.locator('[data-way="en"]')).to_contain_text("Approved: Description 1")
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_text("Left out, because nothing is approved in English")).to_be_visible()

    with running("text", tmp_path / "log", "-c", "1", TRANSLATION_ENGINE=engine):
        expect(page.get_by_text("Everything is written.")).to_be_visible(timeout=120_000)
    assert Run.objects.get().status == "finished"

    draft = Draft.objects.get(locale="zh-Hans")
    page.goto(f"{address}/drafts/{draft.pk}/")
    said = answer_of("description", "zh-Hans", facts_about("zh-Hans", 1))["description"]
    expect(page.locator("[data-read] .said")).to_have_text(said)
    beside = page.get_by_role("region", name="The original")
    expect(beside).to_contain_text("Original: English, version 1")
    expect(beside.locator(".said")).to_have_text(original.fields["description"])

    page.locator("[data-read] .seg").nth(1).hover()
    expect(beside.locator(".mate.on")).to_have_text("It is 13 cm high.")
    beside.locator(".mate").first.hover()
    expect(page.locator("[data-read] .seg.on").first).to_contain_text("台灯采用黄铜制成")
    page.get_by_text("How it was made").click()
    expect(page.locator(".provenance")).to_contain_text("Translated from")

    page.get_by_role("button", name="Edit").click()
    expect(beside).to_be_visible()
