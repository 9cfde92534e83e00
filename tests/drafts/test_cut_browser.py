"""An unsupported sentence goes with one key, as a new version by the person who pressed it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generation.contract import Claim, Finding
from shop_content.drafts.models import DraftVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, SECOND, THIRD = "Made of stoneware 😀.", "Loved by everyone in Paris.", "Holds 350 ml."
TEXT = " ".join((FIRST, SECOND, THIRD))


def test_the_sentence_of_a_finding_is_removed_by_the_delete_key(desk, page, write, owner):
    start = len(FIRST) + 1
    end = start + len(SECOND)
    claims = [
        Claim("description", 0, 0, len(FIRST), ("f1",)),
        Claim("description", 0, start, end, ()),
        Claim("description", 0, end + 1, len(TEXT), ("f2",)),
    ]
    found = Finding("claims.uncited", "warning", "description", 0, start + 3, start + 8, {"text": SECOND})
    version = write("description", fields={"description": TEXT}, claims=claims, findings=[found])
    desk(owner, version.draft_id)
    finding = page.locator("[data-finding]").first
    expect(finding.get_by_role("button", name="Remove the sentence")).to_be_visible()
    finding.focus()
    page.keyboard.press("Delete")
    expect(page.locator(".said")).to_have_text(f"{FIRST} {THIRD}")
    newest = DraftVersion.objects.latest("number")
    assert newest.fields == {"description": f"{FIRST} {THIRD}"}
    assert newest.author == owner.user and newest.base_id == version.pk
