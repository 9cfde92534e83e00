"""A translation is bound to the approved text that it translates: shown beside it, compared with it, stale when it is overtaken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from generation.contract import Claim
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import OriginalChanged
from shop_content.drafts.models import Draft, DraftVersion, Status
from shop_content.drafts.originals import counted, original_of, originals
from shop_content.drafts.panel import panel_of
from shop_content.drafts.queue import Filter

pytestmark = pytest.mark.django_db

ENGLISH = "A mug made of stoneware. It holds 350 ml."
CHINESE = "炻瓷制成的马克杯。容量 350 毫升。"
Write = Callable[..., DraftVersion]


def _english(write: Write, text: str = ENGLISH) -> DraftVersion:
    end = text.index(".") + 1
    claims = [Claim("description", 0, 0, end, ("f1",)), Claim("description", 0, end + 1, len(text), ("f2",))]
    return write("description", fields={"description": text}, claims=claims)


@pytest.fixture
def original(write, owner) -> DraftVersion:
    version = _english(write)
    actions.approve(owner, version.draft_id, version.pk)
    return version


@pytest.fixture
def translation(write, original) -> DraftVersion:
    claims = [Claim("description", 0, 0, 9, ("f1",)), Claim("description", 0, 9, len(CHINESE), ("f2",))]
    return write("description", "zh-Hans", fields={"description": CHINESE}, claims=claims, original_id=original.pk)


def _again(write: Write, owner: Any, text: str) -> DraftVersion:
    """Another English text is approved."""
    version = _english(write, text)
    actions.approve(owner, version.draft_id, version.pk)
    actions.compare_all()
    return version


def test_what_is_approved_is_what_can_be_translated(owner, product, original, write):
    place = (product.pk, "description", "")
    found = originals(owner.shop_id, "en", {place, (product.pk, "title", "")})
    assert list(found) == [place]
    assert (found[place].id, found[place].locale, found[place].claims[1].fact_ids) == (str(original.pk), "en", ("f2",))
    write("title")
    products = type(product).objects.filter(pk=product.pk)
    assert counted(owner.shop_id, products, ["description", "title"]) == {"en": {"description": 1}}
    actions.reject(owner, original.draft_id, original.pk, "not true")
    assert originals(owner.shop_id, "en", {place}) == {}
    assert counted(owner.shop_id, products, ["description"]) == {}


def test_a_newer_approved_original_makes_it_stale(write, owner, original, translation, fresh):
    assert not fresh(translation).recheck
    newer = _english(write, "A mug made of stoneware. It takes 350 ml of tea.")
    actions.compare_all()
    assert not fresh(translation).outdated  # written, not approved
    actions.approve(owner, newer.draft_id, newer.pk)
    assert fresh(translation).recheck
    with pytest.raises(OriginalChanged) as refusal:
        actions.approve(owner, translation.draft_id, translation.pk)
    assert "Version 2 of the original has been approved since" in refusal.value.message
    actions.compare_all()
    assert fresh(translation).stale == [translation.pk]
    assert list(queue.drafts(owner, Filter(status="", findings="outdated"))) == [fresh(translation)]


def test_the_same_words_approved_again_leave_it_standing(write, owner, translation, fresh):
    _again(write, owner, ENGLISH)
    assert not fresh(translation).outdated


def test_an_approval_taken_back_makes_it_stale_and_given_again_ends_it(owner, original, translation, fresh):
    decision = actions.reject(owner, original.draft_id, original.pk, "not true")
    actions.compare_all()
    assert fresh(translation).outdated
    assert panel_of(translation).gone
    actions.reopen(owner, original.draft_id, decision.pk)
    actions.compare_all()
    assert not fresh(translation).outdated


def test_other_drafts_are_left_alone(write, owner, original, fresh):
    native = write("description", "zh-Hans", fields={"description": CHINESE})
    _again(write, owner, "A mug of stoneware. It takes 350 ml.")
    assert not fresh(native).outdated and panel_of(native) is None and original_of(native) is None


def test_an_edit_is_compared_with_the_original(owner, original, translation):
    edited = actions.save_edit(
        owner, translation.draft_id, translation.pk, {"description": CHINESE.replace("350", "450")}
    )
    assert edited.original_id == original.pk
    finding = edited.findings.get(rule="translation.number_added")
    assert finding.params == {"quantity": "450 毫升", "original": "It holds 350 ml."}
    assert edited.claims[0]["fact_ids"] == ["f1"]


def test_a_person_who_finds_it_right_binds_it_to_the_new_original(write, owner, translation, fresh):
    newer = _again(write, owner, "A mug made of stoneware. It takes 350 ml.")
    again = actions.check_again(owner, translation.draft_id, translation.pk)
    actions.compare_all()
    assert (again.original_id, again.fields) == (newer.pk, translation.fields)
    assert not fresh(translation).outdated
    actions.approve(owner, translation.draft_id, again.pk)
    assert Draft.objects.get(pk=translation.draft_id).status == Status.APPROVED


def test_the_desk_shows_both_and_which_sentence_is_which(client, owner, original, translation, write):
    panel = panel_of(translation)
    assert [(part.text, part.mates) for part in panel.lines[0].texts[0] if part.mates] == [
        ("A mug made of stoneware.", "0"),
        ("It holds 350 ml.", "1"),
    ]
    client.force_login(owner.user)
    address = reverse("draft_detail", args=[owner.shop_id, translation.draft_id])
    page = client.get(address).content.decode()
    assert (
        "Original: English, version 1" in page and '<span class="mate" data-mates="1">It holds 350 ml.</span>' in page
    )
    assert "has been approved since" not in page
    _again(write, owner, "A mug made of stoneware. It takes 350 ml.")
    page = client.get(address).content.decode()
    assert "This translates version 1. In English, version 2 has been approved since." in page
    assert f"?product={translation.draft.product_id}&amp;original=en&amp;kind=description&amp;locale=zh-Hans" in page


def test_a_translation_of_which_one_passage_is_new_still_is_one(write, original, translation):
    again = write(
        "description", "zh-Hans", fields={"description": CHINESE + "可用洗碗机清洗。"}, base_id=translation.pk
    )
    assert again.original_id == original.pk
