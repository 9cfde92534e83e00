"""D and L show what changed since the last approved and since the live version; the same key shuts it; nothing breaks the page's policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shop_content.drafts import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_keys_d_and_l_compare_with_the_last_approved_and_with_the_live_version(desk, page, write, owner, moderator):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    first = write("description", "zh-Hans", fields={"description": "容量350毫升。"}, claims=())
    actions.approve(owner, first.draft_id, first.pk)
    body = "容量500毫升。<b style='color:red' onclick='x()'>新</b><img src=https://evil.example/x.png>"
    actions.save_edit(owner, first.draft_id, first.pk, {"description": body})
    desk(owner, first.draft_id)
    page.keyboard.press("d")
    panel = page.locator("[data-compare-result]")
    expect(panel.locator("del").first).to_have_text("350")
    expect(panel.locator("ins").first).to_have_text("500")
    expect(panel.locator(".rendered b")).to_have_text("新")
    expect(panel.locator(".compare-where")).to_contain_text("No storefront of this shop carries this content")
    expect(panel.get_by_role("button", name="Last approved version 1")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("d")
    expect(panel).to_be_hidden()
    actions.hold(moderator, first.draft_id, "Looked at")
    page.keyboard.press("l")
    expect(panel).to_contain_text("Nothing of it is live: the draft is held.")
    panel.get_by_role("button", name="Version before").click()
    expect(panel.locator("ins").first).to_have_text("500")
    assert refused == []
