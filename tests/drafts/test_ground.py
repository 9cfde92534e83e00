"""Drafts about reviews, questions and audiences: their edits are judged by what they are about, and they go stale with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from generation.contract import Brief, Claim, Photo
from generation.kinds.review_summary import MIN_REVIEWS
from shop_content.catalogue.actions import edit_fact, hide_review
from shop_content.catalogue.models import CustomerReview, Product
from shop_content.drafts import actions
from shop_content.drafts.errors import FactsChanged
from shop_content.drafts.ground import brief_of, kept, offered, photos_kept
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.recommended import recommended
from shop_content.shops.models import Member
from tests.factories import AudienceFactory, EventFactory, ProductFactory, QuestionFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def written(product: Product, kind: str, subject: str, fields: dict[str, Any], claims: list[Claim]) -> DraftVersion:
    """As a worker stores an engine's answer."""
    draft = actions.open_draft(product.shop_id, product.pk, kind, "en", subject=subject)
    brief = brief_of(draft)
    version = actions.add_version(
        draft.pk,
        fields=fields,
        claims=claims,
        facts=brief.facts,
        beside=kept(brief, claims),
        source_hash=brief.source_hash(),
    )
    return DraftVersion.objects.select_related("draft").get(pk=version.pk)


@pytest.fixture
def reviews(product: Product) -> list[CustomerReview]:
    return [
        ReviewFactory(product=product, text=f"Lid number {number} sticks.", rating=2) for number in range(MIN_REVIEWS)
    ]


@pytest.fixture
def summary(product: Product, reviews: list[CustomerReview]) -> DraftVersion:
    text = "All five say that the lid sticks. It is made of stoneware."
    claims = [
        Claim("summary", 0, 0, 33, (reviews[0].subject, reviews[1].subject)),
        Claim("summary", 0, 34, 58, ("f1",)),
    ]
    return written(product, "review_summary", "", {"summary": text}, claims)


def stale(version: DraftVersion) -> bool:
    actions.compare_all()
    return version.pk in Draft.objects.get(pk=version.draft_id).stale


def test_a_version_keeps_the_reviews_that_it_cites(summary: DraftVersion, reviews: list[CustomerReview]) -> None:
    beside = [fact["id"] for fact in summary.facts if fact["source"] == "review"]
    assert sorted(beside) == sorted([reviews[0].subject, reviews[1].subject, "reviews"])
    said = next(fact["value"] for fact in summary.facts if fact["id"] == reviews[0].subject)
    assert said == "Lid number 0 sticks."


def test_a_new_review_makes_the_summary_stale_and_only_that(
    summary: DraftVersion, write: Any, product: Product, owner: Member
) -> None:
    title = write()
    assert not stale(summary)
    ReviewFactory(product=product)
    assert stale(summary)
    assert not stale(title)
    with pytest.raises(FactsChanged):
        actions.approve(owner, summary.draft_id, summary.pk)


def test_a_hidden_review_makes_what_cites_it_stale(
    summary: DraftVersion, product: Product, owner: Member, reviews: list[CustomerReview]
) -> None:
    text = "Thank you. We are sorry that the lid sticks."
    one, other = (
        written(
            product, "review_reply", row.subject, {"reply": text}, [Claim("reply", 0, 0, len(text), (row.subject,))]
        )
        for row in reviews[:2]
    )
    assert hide_review(owner, reviews[0].pk, "insults somebody")
    assert (stale(one), stale(other), stale(summary)) == (True, False, True)


def test_a_persons_edit_is_judged_by_the_reviews_and_keeps_what_it_cites(
    summary: DraftVersion, owner: Member, reviews: list[CustomerReview]
) -> None:
    edited = actions.save_edit(
        owner, summary.draft_id, summary.pk, {"summary": "All five say that the lid sticks. It holds 350 ml."}
    )
    assert edited.claims[0]["fact_ids"] == [reviews[0].subject, reviews[1].subject]
    assert {fact["id"] for fact in edited.facts} >= {reviews[0].subject, reviews[1].subject, "reviews"}
    draft = Draft.objects.get(pk=summary.draft_id)
    assert edited.source_hash == brief_of(draft, edited).source_hash()


def test_checks_of_an_edit_are_told_the_question(
    product: Product, owner: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = QuestionFactory(product=product, text="Will it burn me?")
    version = written(product, "answer", question.subject, {"reply": "It holds 350 ml."}, [])
    seen: list[Brief] = []
    from shop_content.drafts.actions import edits

    check = edits.run_all
    monkeypatch.setattr(edits, "run_all", lambda brief, *rest: seen.append(brief) or check(brief, *rest))
    actions.save_edit(owner, version.draft_id, version.pk, {"reply": "Thank you. It holds 350 ml."})
    assert seen[0].question
    assert seen[0].question.text == "Will it burn me?"


def test_a_recommendation_stays_with_the_products_that_it_names(product: Product, owner: Member) -> None:
    pot = ProductFactory(shop=owner.shop, sku="P/1", category="Pots", brand="")
    for shopper in "ab":
        EventFactory(product=product, shopper=shopper, at=timezone.now())
        EventFactory(product=pot, shopper=shopper, at=timezone.now())
    everybody = AudienceFactory(shop=owner.shop)
    line = "Stoneware Mug, holds 350 ml"
    version = written(
        product, "recommendation", everybody.subject,
        {"heading": "Goes with it", "lines": [line]}, [Claim("lines", 0, 0, len(line), ("P/1/f2",))],
    )  # fmt: skip
    assert offered(version) == ("P/1",)
    assert [(offer.product, offer.text) for offer in recommended(version.draft, version)] == [
        (pot, "2 shoppers cared for both")
    ]
    client = Client()
    client.force_login(owner.user)
    desk = client.get(f"/shops/{owner.shop_id}/drafts/{version.draft_id}/").content.decode()
    assert "2 shoppers cared for both" in desk
    for shopper in "abc":  # something else goes better by now
        EventFactory(product=product, shopper=shopper, verb="buy", at=timezone.now())
        EventFactory(product=ProductFactory(shop=owner.shop), shopper=shopper, verb="buy", at=timezone.now())
    assert [offer.sku for offer in brief_of(version.draft, version).offers] == ["P/1"]
    assert not stale(version)
    edit_fact(owner, pot.pk, "f3", "colour", "red")
    assert not stale(version)
    edit_fact(owner, pot.pk, "f2", "capacity", "400", "ml")
    assert stale(version)


def test_another_products_or_shops_subject_is_not_there(product: Product, owner: Member) -> None:
    foreign = ReviewFactory()
    other = QuestionFactory(product=ProductFactory(shop=owner.shop))
    theirs = AudienceFactory()
    for kind, subject in (
        ("review_reply", foreign.subject),
        ("answer", other.subject),
        ("recommendation", theirs.subject),
    ):
        brief = brief_of(actions.open_draft(product.shop_id, product.pk, kind, "en", subject=subject))
        assert (brief.reviews, brief.question, brief.shopper, brief.offers) == ((), None, None, ())


def test_alternative_texts_keep_the_photos_that_they_are_of_through_an_edit(product: Product, owner: Member) -> None:
    draft = actions.open_draft(product.shop_id, product.pk, "alt_text", "en")
    photos = tuple(Photo(f"photo:{number}", f"{number}" * 64, b"") for number in (1, 2))
    brief = replace(brief_of(draft), photos=photos)
    made = actions.add_version(
        draft.pk,
        fields={"alt_texts": ["Mug from the front", "Mug from above"]},
        facts=brief.facts,
        beside=kept(brief, ()),
        source_hash=brief.source_hash(),
    )
    fields = {"alt_texts": ["Mug from the front", "Mug, seen from above"]}
    edited = actions.save_edit(owner, draft.pk, base_id=made.pk, fields=fields)
    for version in (made, edited):
        kept_now = [(fact.id, fact.value) for fact in photos_kept(version)]
        assert kept_now == [("photo:1", "1" * 64), ("photo:2", "2" * 64)]
