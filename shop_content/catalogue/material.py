"""What content rests on beside its product's facts: the reviews, the question, the shoppers, the products to recommend.

The one place where engines' briefs and the checks of people's edits get it from, so that both judge by the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from generation.contract import Brief, Facts, Question, Review, Shopper
from generation.instructions import without
from generation.kinds import KINDS
from generation.looking.contract import Look
from shop_content.catalogue.audiences import profiles
from shop_content.catalogue.facts import FACTS, facts_of
from shop_content.catalogue.looking.seen import seen_of
from shop_content.catalogue.models import Audience, CustomerReview, Product, ShopperQuestion
from shop_content.catalogue.recommend import OFFERS, Wanted, recommend

SUMMARISED = 500  # the newest reviews of a product that a summary is made of


@dataclass(frozen=True, slots=True)
class About:
    """One slot's content: `subject` as in `drafts.Draft.subject`; `offered`: SKUs to recommend, if not those that go best today."""

    product: Product
    kind: str
    subject: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    reviews: tuple[Review, ...] = ()
    question: Question | None = None
    shopper: Shopper | None = None
    offers: tuple[Facts, ...] = ()
    seen: tuple[Look, ...] = ()

    def into(self, brief: Brief) -> Brief:
        """The options name who tells moods and topics: engines and checks must read the same reviews in the same way."""
        readers = {"sentiment_reader": settings.SENTIMENT_READER, "topic_reader": settings.TOPIC_READER}
        return replace(
            brief,
            reviews=self.reviews,
            question=self.question,
            shopper=self.shopper,
            offers=self.offers,
            seen=self.seen,
            options={**brief.options, **(readers if self.reviews else {})},
        )


def materials_of(asked: Sequence[About]) -> list[Material]:
    """What each rests on today, in order; what is gone, hidden or another product's is simply not there.

    One query a table however many there are; one, for what the photos show, for kinds that rest on facts alone.
    """
    reviews, summaries = _reviews(asked), _summaries(asked)
    questions, shoppers = _questions(asked), _shoppers(asked)
    seen = seen_of({about.product.pk for about in asked if KINDS[about.kind].medium == "text"})
    return [
        Material(
            reviews=summaries.get(about.product.pk, ()) if _sums_up(about) else _one(reviews.get(about.subject), about),
            question=next(iter(_one(questions.get(about.subject), about)), None),
            shopper=shoppers[place][0] if place in shoppers else None,
            offers=shoppers[place][1] if place in shoppers else (),
            seen=seen.get(about.product.pk, ()),
        )
        for place, about in enumerate(asked)
    ]


def _one(found: tuple[int, object] | None, about: About) -> tuple:  # type: ignore[type-arg]
    """The row that the subject names, if it is the product's."""
    return (found[1],) if found and found[0] == about.product.pk else ()


def _sums_up(about: About) -> bool:
    kind = KINDS[about.kind]
    return "reviews" in kind.reads and kind.subject != "review"


def _numbers(asked: Iterable[About], subject: str) -> set[int]:
    named = (about.subject.partition(":") for about in asked if KINDS[about.kind].subject == subject)
    return {int(number) for kind, _colon, number in named if kind == subject and number.isdecimal()}


def _review(row: CustomerReview) -> Review:
    """Without what reads like orders to a language model: customers can write anything."""
    return Review(row.subject, without(row.text), row.rating, without(row.title), row.locale)


def _reviews(asked: Sequence[About]) -> dict[str, tuple[int, Review]]:
    numbers = _numbers(asked, "review")
    if not numbers:
        return {}
    rows = CustomerReview.objects.filter(pk__in=numbers, state=CustomerReview.State.VISIBLE)
    return {row.subject: (row.product_id, _review(row)) for row in rows}


def _summaries(asked: Sequence[About]) -> dict[int, tuple[Review, ...]]:
    products = {about.product.pk for about in asked if _sums_up(about)}
    if not products:
        return {}
    place = Window(RowNumber(), partition_by="product_id", order_by=[F("written_at").desc(), F("id").desc()])
    rows = CustomerReview.objects.filter(product_id__in=products, state=CustomerReview.State.VISIBLE)
    found: dict[int, list[Review]] = defaultdict(list)
    for row in rows.annotate(place=place).filter(place__lte=SUMMARISED).order_by("product_id", "place"):
        found[row.product_id].append(_review(row))
    return {pk: tuple(reviews) for pk, reviews in found.items()}


def _questions(asked: Sequence[About]) -> dict[str, tuple[int, Question]]:
    numbers = _numbers(asked, "question")
    rows = ShopperQuestion.objects.filter(pk__in=numbers) if numbers else ()
    return {row.subject: (row.product_id, Question(row.subject, without(row.text), row.locale)) for row in rows}


def _shoppers(asked: Sequence[About]) -> dict[int, tuple[Shopper, tuple[Facts, ...]]]:
    """By place in `asked`. Audiences of another shop than the product's do not count."""
    numbers = _numbers(asked, "shopper")
    if not numbers:
        return {}
    shops = {about.product.shop_id for about in asked}
    audiences = {row.subject: row for row in Audience.objects.filter(pk__in=numbers, shop_id__in=shops)}
    known = profiles(audiences.values())
    whom = {
        place: audiences[about.subject]
        for place, about in enumerate(asked)
        if "offers" in KINDS[about.kind].reads
        and about.subject in audiences
        and audiences[about.subject].shop_id == about.product.shop_id
    }
    offers = _offers(asked, whom)
    return {place: (known[audience.pk], offers[place]) for place, audience in whom.items()}


def _offers(asked: Sequence[About], whom: Mapping[int, Audience]) -> dict[int, tuple[Facts, ...]]:
    """The products named, else those that go best with the product for that audience."""
    chosen: dict[int, list[int]] = {}
    named = [place for place in whom if asked[place].offered]
    if named:
        skus = {sku for place in named for sku in asked[place].offered}
        rows = Product.objects.filter(shop_id__in={asked[place].product.shop_id for place in named}, sku__in=skus)
        by_sku = {(shop_id, sku): pk for pk, shop_id, sku in rows.values_list("pk", "shop_id", "sku")}
        for place in named:
            found = (by_sku.get((asked[place].product.shop_id, sku)) for sku in asked[place].offered)
            chosen[place] = [pk for pk in found if pk]
    free: dict[int, list[int]] = defaultdict(list)
    for place in whom:
        if place not in chosen:
            free[asked[place].product.shop_id].append(place)
    for shop_id, places in free.items():
        wanted = [Wanted(asked[place].product.pk, whom[place].shopper) for place in places]
        for place, best in zip(places, recommend(shop_id, wanted, OFFERS), strict=True):
            chosen[place] = [offer.product_id for offer in best]
    facts = _facts({pk for pks in chosen.values() for pk in pks})
    return {place: tuple(facts[pk] for pk in pks) for place, pks in chosen.items()}


def _facts(products: set[int]) -> dict[int, Facts]:
    rows = list(Product.objects.filter(pk__in=products))
    prefetch_related_objects(rows, *FACTS)
    return {row.pk: facts_of(row) for row in rows}
