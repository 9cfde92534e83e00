"""Pages of reviews, questions and shoppers: what they list, and what asking from them makes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generation.kinds.review_summary import MIN_REVIEWS
from shop_content.audit.models import Event
from shop_content.catalogue.actions import prune_events
from shop_content.catalogue.models import Audience, CustomerReview, Product, ShopperEvent
from shop_content.catalogue.pseudonyms import pseudonym
from shop_content.drafts.models import Draft
from shop_content.jobs.models import Job, Run
from shop_content.jobs.subjects.listing import PAGE
from shop_content.shops.models import Member, Role
from tests.factories import (
    AudienceFactory,
    DraftFactory,
    EventFactory,
    MemberFactory,
    ProductFactory,
    QuestionFactory,
    ReviewFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
ASK = {"request_key": "key", "locale": "en", "tone": "warm"}


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def mug(member: Member) -> Product:
    return ProductFactory(shop=member.shop, sku="MUG")


@pytest.fixture
def web(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def url(name: str, member: Member, *args: int) -> str:
    return reverse(name, args=[member.shop_id, *args])


def page(web: Client, name: str, member: Member, **query: str) -> str:
    answer = web.get(url(name, member), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["review_list", "question_list", "audience_list"])
def test_an_empty_page_offers_the_template_and_no_way_to_write_one(web: Client, member: Member, name: str) -> None:
    text = page(web, name, member)
    assert "imports/template/?what=" in text
    assert "<textarea" not in text


def test_reviews_are_found_by_rating_language_and_reply(web: Client, member: Member, mug: Product) -> None:
    bad = ReviewFactory(product=mug, rating=1, text="Bad lid.")
    good = ReviewFactory(product=mug, rating=5, text="很好用", locale="zh-Hans")
    ReviewFactory(product=mug, text="Rude words.", state="hidden")
    ReviewFactory(text="Of another shop.")
    draft = DraftFactory(product=mug, kind="review_reply", subject=good.subject)
    Draft.objects.filter(pk=draft.pk).update(newest=VersionFactory(draft=draft))

    def shown(**query: str) -> set[str]:
        text = page(web, "review_list", member, **query)
        return {words for words in ("Bad lid.", "很好用", "Rude words.", "Of another shop.") if words in text}

    assert shown() == {"Bad lid.", "很好用"}
    assert shown(rating="negative") == {"Bad lid."}
    assert shown(locale="zh-Hans") == {"很好用"}
    assert shown(answered="no") == {"Bad lid."}
    assert shown(answered="yes") == {"很好用"}
    assert shown(state="hidden") == {"Rude words."}
    assert shown(product=str(mug.pk), after="nonsense") == {"Bad lid.", "很好用"}
    answer = web.post(url("review_ask", member), {**ASK, "which": "all", "query": "answered=no"})
    assert answer.status_code == 302
    assert list(Job.objects.values_list("kind", "subject")) == [("review_reply", bad.subject)]
    assert shown(answered="no") == set()  # asked for already


def test_pages_follow_each_other_by_key(web: Client, member: Member, mug: Product) -> None:
    at = datetime(2026, 3, 31, tzinfo=UTC)
    for number in range(PAGE + 2):
        ReviewFactory(product=mug, text=f"Number {number:03}.", written_at=at - timedelta(days=number // 2))
    first = web.get(url("review_list", member))
    second = web.get(url("review_list", member), {"after": first.context["after"]})
    texts = [row.text for answer in (first, second) for row in answer.context["rows"]]
    assert len(texts) == len(set(texts)) == PAGE + 2
    assert second.context["after"] == ""


def test_a_review_is_hidden_and_shown_again_with_a_trail(web: Client, member: Member, mug: Product) -> None:
    review = ReviewFactory(product=mug)
    for given in ({}, {"reason": " x "}, {"reason": "x" * 1001}):
        web.post(url("review_move", member, review.pk), given)
        assert CustomerReview.objects.get().state == "visible"
    for state, verb in (("hidden", "review.hide"), ("visible", "review.show")):
        web.post(url("review_move", member, review.pk), {"reason": "It insults somebody."})
        assert CustomerReview.objects.get().state == state
        assert Event.objects.filter(verb=verb).count() == 1
    assert Event.objects.get(verb="review.hide").detail["reason"] == "It insults somebody."


def test_what_speaks_of_harm_needs_a_person_before_anything_is_written(
    web: Client, member: Member, mug: Product
) -> None:
    ReviewFactory(product=mug, text="The handle came off and I burned my hand, had to go to hospital.", rating=1)
    QuestionFactory(product=mug, text="我用了以后过敏了，怎么办？", locale="zh-Hans")
    for name in ("review_list", "question_list"):
        assert page(web, name, member).count("Needs a person") == 1
    assert web.get(url("product_customers", member, mug.pk)).content.decode().count("Needs a person") == 2
    ReviewFactory(product=mug, text="Lovely.")
    QuestionFactory(product=mug, text="Is it oak?")
    assert page(web, "review_list", member).count("Needs a person") == 1


def test_the_request_says_how_many_products_have_reviews_enough(web: Client, member: Member, mug: Product) -> None:
    few = ProductFactory(shop=member.shop)
    ReviewFactory.create_batch(MIN_REVIEWS, product=mug)
    ReviewFactory.create_batch(MIN_REVIEWS - 1, product=few)
    ReviewFactory(product=few, state="hidden")
    text = page(web, "run_create", member, product=str(few.pk))
    assert "0 of these products have the 5 visible reviews" in text
    both = web.post(url("run_create", member), {"id": [mug.pk, few.pk]}).content.decode()
    assert "1 of these products has the 5 visible reviews" in both
    assert "visible reviews that a summary takes" not in page(web, "run_create", member, product=str(mug.pk))


def test_chosen_questions_are_answered(web: Client, member: Member, mug: Product) -> None:
    one, _other = QuestionFactory(product=mug), QuestionFactory(product=mug)
    theirs = QuestionFactory()
    web.post(url("question_ask", member), {**ASK, "id": [one.pk, theirs.pk]})
    assert list(Job.objects.values_list("kind", "subject")) == [("answer", one.subject)]


def test_the_products_part_says_how_it_stands_and_refuses_a_summary_of_few(
    web: Client, member: Member, mug: Product
) -> None:
    ReviewFactory.create_batch(MIN_REVIEWS - 1, product=mug, rating=2)
    QuestionFactory(product=mug, text="Does it float?")
    text = web.get(url("product_customers", member, mug.pk)).content.decode()
    assert "A summary takes at least 5 reviews" in text
    assert "Does it float?" in text
    answer = web.post(url("review_summarise", member, mug.pk), ASK, follow=True)
    assert "five visible reviews" in answer.content.decode()
    ReviewFactory(product=mug)
    assert "Write a summary" in web.get(url("product_customers", member, mug.pk)).content.decode()
    web.post(url("review_summarise", member, mug.pk), ASK)
    assert Run.objects.get().kinds == ["review_summary"]


def test_a_segment_is_named_counted_and_recommended_to(web: Client, member: Member, mug: Product) -> None:
    ProductFactory(shop=member.shop)
    EventFactory(product=mug, at=timezone.now())
    rule = {"name": "Mug people", "verb": "view", "by": "product", "value": "MUG", "days": 30, "unless": "buy"}
    assert web.post(url("audience_create", member), rule).status_code == 302
    assert web.post(url("audience_create", member), rule).status_code == 422
    assert web.post(url("audience_create", member), {**rule, "name": "x", "value": ""}).status_code == 422
    text = page(web, "audience_list", member)
    assert "Mug people" in text
    web.post(url("audience_ask", member), {**ASK, "id": Audience.objects.get().pk})
    assert list(Job.objects.values_list("product", "subject")) == [(mug.pk, Audience.objects.get().subject)]


def test_the_page_of_shoppers_says_what_would_be_recommended_and_why(web: Client, member: Member, mug: Product) -> None:
    pot = ProductFactory(shop=member.shop, title="Pot of clay", category="Pots", brand="")
    for shopper in "ab":
        EventFactory(product=mug, shopper=shopper, verb="buy", at=timezone.now())
        EventFactory(product=pot, shopper=shopper, at=timezone.now())
    AudienceFactory(shop=member.shop)
    text = page(web, "audience_list", member)
    assert "Pot of clay" in text
    assert "2 shoppers cared for both" in text


def test_one_shopper_is_added_and_forgotten_without_a_trace_of_who(web: Client, member: Member, mug: Product) -> None:
    EventFactory(product=mug, shopper=pseudonym(member.shop_id, "ann@example.com"))
    other = EventFactory(product=mug)
    assert web.post(url("shopper_add", member), {"person": "nobody"}).status_code == 422
    assert web.post(url("shopper_add", member), {"person": "Ann@example.com"}).status_code == 302
    assert web.post(url("shopper_forget", member), {"person": "ann@example.com"}).status_code == 302
    assert list(ShopperEvent.objects.all()) == [other]
    assert not Audience.objects.exists()
    assert "ann" not in str(list(Event.objects.values_list("detail", flat=True))).lower()


def test_an_editor_cannot_forget_a_shopper(member: Member) -> None:
    client = Client()
    client.force_login(MemberFactory(shop=member.shop, role=Role.EDITOR).user)
    assert client.post(url("shopper_forget", member), {"person": "a"}).status_code == 403


def test_old_events_are_deleted(mug: Product, settings: object) -> None:
    now = timezone.now()
    EventFactory(product=mug, at=now - timedelta(days=366))
    fresh = EventFactory(product=mug, at=now - timedelta(days=364))
    assert prune_events() == 1
    assert list(ShopperEvent.objects.all()) == [fresh]


def test_the_desk_shows_what_is_answered(web: Client, member: Member, mug: Product) -> None:
    review = ReviewFactory(product=mug, title="Hm", text="The lid sticks.", rating=2)
    draft = DraftFactory(product=mug, kind="review_reply", subject=review.subject)
    Draft.objects.filter(pk=draft.pk).update(newest=VersionFactory(draft=draft, fields={"reply": "Thank you."}))
    text = web.get(url("draft_detail", member, draft.pk)).content.decode()
    assert "The lid sticks." in text
    assert f'data-words="{review.subject}"' in text


@pytest.mark.parametrize("name", ["review_list", "question_list", "audience_list"])
def test_translating_is_offered_where_an_engine_translates(
    web: Client, member: Member, mug: Product, settings, name: str
) -> None:
    ReviewFactory(product=mug)
    QuestionFactory(product=mug)
    EventFactory(product=mug, shopper="a", at=timezone.now())
    AudienceFactory(shop=member.shop, name="Everybody")
    assert 'name="original"' not in page(web, name, member)
    settings.TRANSLATION_ENGINE = "seq2seq:any?from=en&to=zh-Hans"
    assert 'name="original"' in page(web, name, member)


def test_a_reply_that_has_no_approved_original_says_so(web: Client, member: Member, mug: Product, settings) -> None:
    settings.TRANSLATION_ENGINE = "seq2seq:any?from=en&to=zh-Hans"
    review = ReviewFactory(product=mug)
    asked = ASK | {"id": str(review.pk), "locale": "zh-Hans", "original": "en"}
    answer = web.post(url("review_ask", member), asked, follow=True)
    assert "has an approved text" in answer.content.decode()
    assert not Run.objects.exists()
