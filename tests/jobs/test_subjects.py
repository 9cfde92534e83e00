"""Content about reviews, questions and audiences: what is asked for, what an engine is told of it, what makes it stale."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from generation.kinds.review_summary import MIN_REVIEWS
from shop_content.audit.models import Event
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Audience, CustomerReview, Product, ShopperQuestion
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, request_recommendations, request_replies, request_run
from shop_content.jobs.briefs import briefs_of
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member
from tests.factories import (
    AudienceFactory,
    EventFactory,
    MemberFactory,
    ProductFactory,
    QuestionFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

REPLY = Wish(("review_reply",), ("en",))
ANSWER = Wish(("answer",), ("en",))
SUMMARY = Wish(("review_summary",), ("en",))
OFFER = Wish(("recommendation",), ("en", "zh-Hans"))


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def mug(member: Member) -> Product:
    return ProductFactory(shop=member.shop, sku="MUG")


def jobs(run: Run) -> list[tuple[int, str, str, str]]:
    """By the subject's number: as texts, review:10 would stand before review:9."""
    found = run.jobs.values_list("product_id", "kind", "locale", "subject")
    return sorted(found, key=lambda job: (*job[:3], int(job[3].partition(":")[2] or 0)))


def test_a_reply_in_the_language_of_each_review(member: Member, mug: Product) -> None:
    english, chinese = ReviewFactory(product=mug), ReviewFactory(product=mug, locale="zh-Hans", text="很好用")
    german = ReviewFactory(product=mug, locale="de", text="Sehr gut")
    ReviewFactory()  # of another shop
    run = request_replies(member, CustomerReview.objects.all(), REPLY, "key")
    assert jobs(run) == [
        (mug.pk, "review_reply", "en", f"review:{english.pk}"),
        (mug.pk, "review_reply", "en", f"review:{german.pk}"),
        (mug.pk, "review_reply", "zh-Hans", f"review:{chinese.pk}"),
    ]
    assert (run.products, run.total, run.locales) == (1, 3, ["en", "zh-Hans"])
    assert request_replies(member, CustomerReview.objects.all(), REPLY, "key").pk == run.pk
    assert Job.objects.count() == 3
    assert Event.objects.filter(verb="run.request").count() == 1


def test_nothing_to_reply_to(member: Member) -> None:
    ReviewFactory()
    with pytest.raises(RunError, match="no_subjects"):
        request_replies(member, CustomerReview.objects.all(), REPLY, "key")
    with pytest.raises(RunError, match="bad_request"):
        request_replies(member, CustomerReview.objects.all(), SUMMARY, "key")
    with pytest.raises(RunError, match="bad_request"):
        request_run(member, Product.objects.all(), REPLY, "key")
    assert not Run.objects.exists()


def test_a_summary_of_too_few_reviews_is_not_even_asked_for(member: Member, mug: Product) -> None:
    ReviewFactory.create_batch(MIN_REVIEWS, product=mug)
    poor = ProductFactory(shop=member.shop)
    ReviewFactory.create_batch(MIN_REVIEWS - 1, product=poor)
    ReviewFactory(product=poor, state="hidden")
    assert [row[0] for row in jobs(request_run(member, Product.objects.all(), SUMMARY, "key"))] == [mug.pk]
    with pytest.raises(RunError, match="few_reviews"):
        request_run(member, Product.objects.filter(pk=poor.pk), SUMMARY, "other")


def test_a_summary_of_reviews_that_were_hidden_meanwhile_is_refused(member: Member, mug: Product) -> None:
    ReviewFactory.create_batch(MIN_REVIEWS, product=mug)
    run = request_run(member, Product.objects.all(), SUMMARY, "key")
    CustomerReview.objects.update(state="hidden")
    work.perform(work.claim("text"))
    job = run.jobs.get()
    assert (job.status, job.error_code) == ("failed", "reviews.few")


def test_what_an_engine_is_told(member: Member, mug: Product) -> None:
    old = ReviewFactory(product=mug, rating=2, title="Hm", text="Lid sticks.")
    new = ReviewFactory.create_batch(MIN_REVIEWS, product=mug, written_at=timezone.now())
    ReviewFactory(product=mug, state="hidden")
    ReviewFactory(product=ProductFactory(shop=member.shop))
    question = QuestionFactory(product=mug)
    request_run(member, Product.objects.filter(pk=mug.pk), SUMMARY, "a")
    request_replies(member, CustomerReview.objects.filter(pk=old.pk), REPLY, "b")
    request_replies(member, ShopperQuestion.objects.all(), ANSWER, "c")
    summary, reply, answer = (briefs_of([job])[0] for job in Job.objects.order_by("pk"))
    assert [review.id for review in summary.reviews] == [f"review:{row.pk}" for row in (*reversed(new), old)]
    assert [(review.id, review.rating, review.title, review.text) for review in reply.reviews] == [
        (f"review:{old.pk}", 2, "Hm", "Lid sticks.")
    ]
    assert answer.question
    assert (answer.question.id, answer.question.text, answer.reviews) == (f"question:{question.pk}", question.text, ())


def test_a_new_review_makes_a_summary_stale_and_a_title_not(member: Member, mug: Product) -> None:
    ReviewFactory.create_batch(MIN_REVIEWS, product=mug)
    request_run(member, Product.objects.all(), replace(SUMMARY, kinds=("title", "review_summary")), "key")
    title, summary = briefs_of(list(Job.objects.order_by("pk")))
    ReviewFactory(product=mug)
    newer_title, newer_summary = briefs_of(list(Job.objects.order_by("pk")))
    assert title.same_source(newer_title)
    assert title.source_hash() == newer_title.source_hash()
    assert not summary.same_source(newer_summary)
    assert summary.source_hash() != newer_summary.source_hash()


def test_a_recommendation_starts_from_what_the_audience_viewed(member: Member, mug: Product) -> None:
    pot = ProductFactory(shop=member.shop, sku="POT", category="Pots")
    for shopper in ("a", "b"):
        EventFactory(product=mug, shopper=shopper, at=timezone.now())
        EventFactory(product=pot, shopper=shopper, at=timezone.now())
    EventFactory(product=mug, shopper="c", at=timezone.now())
    everybody = AudienceFactory(shop=member.shop, name="Everybody")
    nobody = AudienceFactory(shop=member.shop, verb="buy")
    run = request_recommendations(member, Audience.objects.all(), OFFER, "key")
    assert jobs(run) == [(mug.pk, "recommendation", locale, everybody.subject) for locale in ("en", "zh-Hans")]
    brief = briefs_of(list(run.jobs.all()))[0]
    assert brief.shopper
    assert (brief.shopper.id, brief.shopper.name, brief.shopper.viewed) == (
        everybody.subject,
        "Everybody",
        ("MUG", "POT"),
    )
    assert [offer.sku for offer in brief.offers] == ["POT"]
    assert "POT/brand" in {source.id for source in brief.sources()}
    with pytest.raises(RunError, match="no_anchor"):
        request_recommendations(member, Audience.objects.filter(pk=nobody.pk), OFFER, "other")


def test_a_batch_is_told_by_as_many_statements_as_one_job(member: Member) -> None:
    products = ProductFactory.create_batch(6, shop=member.shop)
    for product in products:
        ReviewFactory.create_batch(MIN_REVIEWS, product=product)
        for shopper in ("a", "b"):
            EventFactory(product=product, shopper=f"{product.pk}{shopper}")
            EventFactory(product=products[0], shopper=f"{product.pk}{shopper}", verb="cart")
            AudienceFactory(shop=member.shop, name="", shopper=f"{product.pk}{shopper}")
    request_run(member, Product.objects.all(), SUMMARY, "a")
    request_replies(member, CustomerReview.objects.all(), REPLY, "b")
    request_recommendations(member, Audience.objects.all(), replace(OFFER, locales=("en",)), "c")
    for kind in ("review_summary", "review_reply", "recommendation"):
        batch = list(Job.objects.filter(kind=kind).order_by("pk"))
        counts = []
        for some in (batch[:1], batch):
            fresh = list(Job.objects.filter(pk__in=[job.pk for job in some]))
            with CaptureQueriesContext(connection) as queries:
                briefs_of(fresh)
            counts.append(len(queries))
        assert counts[0] == counts[1], kind


@pytest.fixture
def _translating(settings: Any) -> None:
    settings.TRANSLATION_ENGINE = "seq2seq:any?from=en&to=zh-Hans"


def _approved(member: Member, product: Product, kind: str, subject: str, fields: dict[str, Any]) -> DraftVersion:
    facts = facts_of(product)
    draft = drafts.open_draft(member.shop_id, product.pk, kind, "en", subject=subject)
    version = drafts.add_version(draft.pk, fields=fields, claims=(), facts=facts, source_hash="0" * 64)
    for finding in version.findings.filter(severity="error"):
        drafts.waive(member, finding.pk, "a test")
    drafts.approve(member, draft.pk, version.pk)
    return version


@pytest.mark.usefixtures("_translating")
def test_a_reply_is_translated_where_one_is_approved(member: Member, mug: Product) -> None:
    answered, unanswered = ReviewFactory(product=mug), ReviewFactory(product=mug)
    wish = Wish(("review_reply",), ("zh-Hans",), settings={"original": "en"})
    with pytest.raises(RunError, match="no_originals"):
        request_replies(member, CustomerReview.objects.all(), wish, "none")
    version = _approved(member, mug, "review_reply", answered.subject, {"reply": "Thank you for your review."})

    run = request_replies(member, CustomerReview.objects.all(), wish, "key")

    assert jobs(run) == [(mug.pk, "review_reply", "zh-Hans", answered.subject)]
    assert unanswered.subject not in str(jobs(run))
    (brief,) = briefs_of(list(run.jobs.all()))
    assert brief.translates and brief.original and brief.original.id == str(version.pk)
    assert [review.id for review in brief.reviews] == [answered.subject]


@pytest.mark.usefixtures("_translating")
@pytest.mark.parametrize(
    ("locales", "original", "code"),
    [(("en",), "en", "no_other_locale"), (("en",), "zh-Hans", "no_translation")],
)
def test_a_translation_that_nobody_makes_is_refused(
    member: Member, mug: Product, locales: tuple[str, ...], original: str, code: str
) -> None:
    ReviewFactory(product=mug)
    wish = Wish(("review_reply",), locales, settings={"original": original})
    with pytest.raises(RunError, match=code):
        request_replies(member, CustomerReview.objects.all(), wish, "key")


@pytest.mark.usefixtures("_translating")
def test_a_translated_recommendation_names_the_products_of_its_original(member: Member, mug: Product) -> None:
    pot = ProductFactory(shop=member.shop, sku="POT", category="Pots")
    EventFactory(product=mug, shopper="a", at=timezone.now())
    EventFactory(product=pot, shopper="a", at=timezone.now())
    audience = AudienceFactory(shop=member.shop, name="Everybody")
    first = request_recommendations(member, Audience.objects.all(), replace(OFFER, locales=("en",)), "first")
    while claimed := work.claim("text"):
        work.perform(claimed)
    assert first.jobs.get().status == "done"
    draft = Draft.objects.get(kind="recommendation", locale="en", subject=audience.subject)
    assert draft.newest is not None
    drafts.approve(member, draft.pk, draft.newest.pk)
    ProductFactory(shop=member.shop, sku="CUP", category=mug.category)  # which would be recommended today

    wish = Wish(("recommendation",), ("en", "zh-Hans"), settings={"original": "en"})
    run = request_recommendations(member, Audience.objects.all(), wish, "key")

    assert jobs(run) == [(mug.pk, "recommendation", "zh-Hans", audience.subject)]
    (brief,) = briefs_of(list(run.jobs.all()))
    assert [offer.sku for offer in brief.offers] == ["POT"]
    assert brief.original and brief.original.id == str(draft.newest.pk)
