"""An unsupported sentence goes with one key; a sentence of another variant comes along."""

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


def test_words_of_another_variant_are_taken_into_the_text_at_hand(desk, page, write, owner):
    first = write("description", fields={"description": "Made of stoneware."}, claims=(), job_id=1)
    write("description", fields={"description": "It holds 350 ml. It is green."}, claims=(), job_id=1, variant=1)
    desk(owner, first.draft_id)
    page.keyboard.press("v")
    others = page.locator(".alternative:not(.alternative-shown)")
    take = others.get_by_role("button", name="Take the selected words")
    take.click()
    expect(page.locator("[data-toasts]")).to_contain_text("Select the words")
    others.locator("[data-of]").evaluate("""
      (place) => {
        const range = new Range();
        range.setStart(place.firstChild, 0);
        range.setEnd(place.firstChild, 16);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      }
    """)
    take.click()
    shown = page.locator("[data-sheet]:not([hidden]) [data-edit] textarea")
    expect(shown).to_have_value("Made of stoneware. It holds 350 ml.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-sheet]:not([hidden]) .said")).to_have_text("Made of stoneware. It holds 350 ml.")
