"""Doors: lists of reviews, questions and audiences, and the runs that are asked for from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Avg, Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from generation.kinds.review_summary import MIN_REVIEWS
from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.audiences import anchor, size
from shop_content.catalogue.errors import AudienceError
from shop_content.catalogue.models import NEGATIVE, Audience, CustomerReview, Product, ShopperEvent
from shop_content.catalogue.offers import reasons
from shop_content.catalogue.recommend import Wanted as Anchored
from shop_content.jobs import actions
from shop_content.jobs.actions import Wish
from shop_content.jobs.errors import RunError
from shop_content.jobs.forms import ways
from shop_content.jobs.messages import REQUEST
from shop_content.jobs.models import Run
from shop_content.jobs.subjects import listing
from shop_content.jobs.subjects.forms import TONES, AskForm, SegmentForm, ShopperForm, fresh_key
from shop_content.jobs.subjects.listing import Wanted
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.errors import BadValue, ReasonNeeded

SHOWN = 5  # reviews and questions on the product's page


@access.requires("view")
@require_GET
def review_list(request: MemberRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    rows, after = listing.page(listing.reviews(request.member, wanted), "written_at", request.GET.get("after", ""))
    any_there = access.rows(request.member, CustomerReview).exists()
    return _list(
        request, "jobs/subjects/reviews.html", wanted, listing.with_drafts(rows, "review_reply"), after, any_there
    )


@access.requires("view")
@require_GET
def question_list(request: MemberRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    rows, after = listing.page(listing.questions(request.member, wanted), "asked_at", request.GET.get("after", ""))
    any_there = listing.questions(request.member, Wanted()).exists()
    return _list(request, "jobs/subjects/questions.html", wanted, listing.with_drafts(rows, "answer"), after, any_there)


def _list(request: MemberRequest, page: str, wanted: Wanted, rows: Any, after: str, any_there: bool) -> HttpResponse:
    context = {
        "wanted": wanted,
        "rows": rows,
        "after": after,
        "any_there": any_there,
        "product": listing.product_of(request.member, wanted),
        "locales": settings.CONTENT_LOCALES,
        "ways": ways(),
        "tones": TONES,
        "request_key": fresh_key(),
        "may_write": request.member.may("write"),
    }
    return render(request, page, context)


@access.requires("write")
@require_POST
def review_ask(request: MemberRequest) -> HttpResponse:
    """Replies to the reviews that are ticked, or with `which=all` to all that the list's filter finds."""
    rows = _chosen(request.POST, listing.reviews(request.member, Wanted.read(QueryDict(request.POST.get("query", "")))))
    if "id" in request.POST:
        rows = rows.filter(state=CustomerReview.State.VISIBLE)
    return _ask(
        request,
        "review_reply",
        "review_list",
        lambda wish, key: actions.request_replies(request.member, rows, wish, key),
    )


@access.requires("write")
@require_POST
def question_ask(request: MemberRequest) -> HttpResponse:
    rows = _chosen(
        request.POST, listing.questions(request.member, Wanted.read(QueryDict(request.POST.get("query", ""))))
    )
    return _ask(
        request, "answer", "question_list", lambda wish, key: actions.request_replies(request.member, rows, wish, key)
    )


@access.requires("write")
@require_POST
def review_summarise(request: MemberRequest, pk: int) -> HttpResponse:
    """A summary of one product's reviews."""
    product = access.get(request.member, Product, pk)
    products = Product.objects.filter(pk=product.pk)
    return _ask(
        request,
        "review_summary",
        "review_list",
        lambda wish, key: actions.request_run(request.member, products, wish, key),
    )


def _chosen(given: QueryDict, rows: Any) -> Any:
    if given.get("which") == "all":
        return rows
    return rows.filter(pk__in=_ids(given.getlist("id")))


def _ids(given: list[str]) -> list[int]:
    return [int(pk) for pk in given if pk.isascii() and pk.isdigit() and len(pk) < 19]


def _ask(request: MemberRequest, kind: str, back: str, ask: Callable[[Wish, str], Run]) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(REQUEST["no_locales" if "locale" in form.errors else "bad_request"]))
        return redirect(back, shop_id=request.member.shop_id)
    try:
        run = ask(form.wish(kind), form.cleaned_data["request_key"])
    except RunError as error:
        messages.warning(request, str(REQUEST[error.code]))
        return redirect(back, shop_id=request.member.shop_id)
    return redirect("run_detail", shop_id=run.shop_id, pk=run.pk)


@access.requires("write")
@require_POST
def review_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide a review, or show a hidden one again."""
    review = access.get(request.member, CustomerReview, pk)
    if review.state == CustomerReview.State.VISIBLE:
        try:
            catalogue.hide_review(request.member, review.pk, request.POST.get("reason", ""))
        except ReasonNeeded:
            messages.warning(request, _("Say why the review is hidden; the reason is kept in the trail."))
        except BadValue as error:
            messages.warning(request, str(error))
        else:
            messages.success(
                request, _("The review is hidden: it is left out of summaries. You find it under “Hidden”.")
            )
    else:
        catalogue.show_review(request.member, review.pk)
        messages.success(request, _("The review is visible again."))
    return redirect("review_list", shop_id=review.shop_id)


@access.requires("view")
@require_GET
def product_customers(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment for the product page: what customers say and ask of this product."""
    product = access.get(request.member, Product, pk)
    wanted = Wanted(product=str(product.pk))
    rows = listing.reviews(request.member, wanted)
    asked = listing.questions(request.member, Wanted(product=str(product.pk), answered="no"))
    stars = dict(rows.values_list("rating").annotate(Count("pk")).order_by())
    total = sum(stars.values())
    context = {
        "product": product,
        "total": total,
        "average": rows.aggregate(average=Avg("rating"))["average"],
        "stars": [
            (star, stars.get(star, 0), 100 * stars.get(star, 0) // total if total else 0) for star in (5, 4, 3, 2, 1)
        ],
        "reviews": listing.with_drafts(list(rows.order_by("-written_at", "-pk")[:SHOWN]), "review_reply"),
        "questions": listing.with_drafts(list(asked.order_by("-asked_at", "-pk")[:SHOWN]), "answer"),
        "unanswered": asked.count(),
        "negative": listing.reviews(request.member, Wanted(str(product.pk), "negative", answered="no")).count(),
        "enough": total >= MIN_REVIEWS,
        "least": MIN_REVIEWS,
        "worst": NEGATIVE,
        "locales": settings.CONTENT_LOCALES,
        "request_key": fresh_key(),
        "may_write": request.member.may("write"),
    }
    return render(request, "jobs/subjects/product.html", context)


@access.requires("view")
@require_http_methods(["GET"])
def audience_list(request: MemberRequest) -> HttpResponse:
    return _audiences(request, SegmentForm(), ShopperForm())


def _audiences(request: MemberRequest, segment: SegmentForm, shopper: ShopperForm, status: int = 200) -> HttpResponse:
    rows = list(access.rows(request.member, Audience).order_by("-pk"))
    found = [(row, anchor(row)) for row in rows]
    offers = iter(
        reasons(request.member.shop_id, [Anchored(product.pk, row.shopper) for row, product in found if product])
    )
    context = {
        "rows": [(row, size(row), product, next(offers) if product else ()) for row, product in found],
        "events": access.rows(request.member, ShopperEvent).exists(),
        "days": settings.SHOPPER_EVENT_DAYS,
        "segment": segment,
        "shopper": shopper,
        "locales": settings.CONTENT_LOCALES,
        "ways": ways(),
        "tones": TONES,
        "request_key": fresh_key(),
        "may_write": request.member.may("write"),
    }
    return render(request, "jobs/subjects/audiences.html", context, status=status)


@access.requires("write")
@require_POST
def audience_create(request: MemberRequest) -> HttpResponse:
    form = SegmentForm(request.POST)
    if form.is_valid():
        try:
            catalogue.create_segment(request.member, **form.cleaned_data)
        except AudienceError as error:
            form.add_error("name", str(error))
        else:
            return redirect("audience_list", shop_id=request.member.shop_id)
    return _audiences(request, form, ShopperForm(), 422)


@access.requires("write")
@require_POST
def shopper_add(request: MemberRequest) -> HttpResponse:
    form = ShopperForm(request.POST)
    if form.is_valid():
        try:
            catalogue.add_shopper(request.member, form.cleaned_data["person"])
        except AudienceError as error:
            form.add_error("person", str(error))
        else:
            return redirect("audience_list", shop_id=request.member.shop_id)
    return _audiences(request, SegmentForm(), form, 422)


@access.requires("manage")
@require_POST
def shopper_forget(request: MemberRequest) -> HttpResponse:
    """Delete all that is known of one shopper."""
    form = ShopperForm(request.POST)
    if not form.is_valid():
        return _audiences(request, SegmentForm(), form, 422)
    count = catalogue.forget_shopper(request.member, form.cleaned_data["person"])
    text = ngettext(
        "%(count)s event of this shopper was deleted.", "%(count)s events of this shopper were deleted.", count
    )
    messages.success(request, text % {"count": count})
    return redirect("audience_list", shop_id=request.member.shop_id)


@access.requires("write")
@require_POST
def audience_delete(request: MemberRequest, pk: int) -> HttpResponse:
    catalogue.delete_audience(request.member, access.get(request.member, Audience, pk).pk)
    return redirect("audience_list", shop_id=request.member.shop_id)


@access.requires("write")
@require_POST
def audience_ask(request: MemberRequest) -> HttpResponse:
    rows = access.rows(request.member, Audience).filter(pk__in=_ids(request.POST.getlist("id")))
    return _ask(
        request,
        "recommendation",
        "audience_list",
        lambda wish, key: actions.request_recommendations(request.member, rows, wish, key),
    )
