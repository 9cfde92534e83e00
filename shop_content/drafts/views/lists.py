"""The queue as a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop_content.catalogue.search import categories
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import BadField, NotYours
from shop_content.drafts.messages import FAMILIES
from shop_content.drafts.models import ContentKind, Draft, Mention, Order, QueueView, Status
from shop_content.drafts.queue import Filter, is_key
from shop_content.drafts.views.places import draft_url, list_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

LAYOUT = "queue-layout"  # the cookie by which a browser remembers: the page comes as it was left, nothing jumps


@access.requires("view")
@require_GET
@never_cache
def draft_list(request: MemberRequest) -> HttpResponse:
    member, wanted = request.member, Filter.read(request.GET)
    rows, earlier, later = _page(member, wanted, request.GET.get("after", ""), request.GET.get("before", ""))
    context: dict[str, Any] = {
        **_standing(member, wanted, timezone.now()),
        "rows": rows,
        "earlier": earlier,
        "later": later,
        "kinds": ContentKind.choices,
        "locales": settings.CONTENT_LOCALES,
        "categories": categories(member),
        "people": list(Member.objects.filter(shop_id=member.shop_id).select_related("user").order_by("pk")),
        "orders": Order.choices,
        "order": wanted.order or queue.order_of(member.shop_id),
        "rules": sorted(((name, str(label)) for name, label in FAMILIES.items()), key=lambda pair: pair[1]),
        "today": timezone.localdate(),
        "grid": request.COOKIES.get(LAYOUT) == "grid",
        "called": access.rows(member, Mention).filter(user=member.user, seen_at=None)[:100].count(),
        "views": _views(member, wanted),
        "may_decide": member.may("decide"),
        "may_write": member.may("write"),
        "matching": queue.count(member, wanted) if earlier or later else len(rows),
        "counted": queue.COUNTED,
        "clean": sum(_is_clean(draft) for draft in rows),
        "reset": list_url(member.shop_id, Filter(status=wanted.status)),
    }
    return render(request, "drafts/draft_list.html", context)


def _standing(member: Member, wanted: Filter, since: datetime) -> dict[str, Any]:
    counts = queue.counts(member)
    return {
        "wanted": wanted,
        "pills": [(status, status.label, counts[status], wanted.but(status=status).query) for status in Status],
        "total": sum(counts.values()),
        "all_query": wanted.but(status="").query,
        "since": since.isoformat(),
    }


@access.requires("view")
@require_GET
@never_cache
def draft_arrivals(request: MemberRequest) -> HttpResponse:
    """Asked every few seconds by an open list: the counts as they are now, and how many drafts came since it was loaded."""
    member, wanted = request.member, Filter.read(request.GET)
    try:
        since = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        since = None
    if since is None or timezone.is_naive(since):
        since = timezone.now()
    context = {**_standing(member, wanted, since), "arrived": queue.arrived(member, wanted, since)}
    return render(request, "drafts/queue_status.html", context)


def _is_clean(draft: Draft) -> bool:
    return draft.status == Status.IN_REVIEW and not draft.errors and not draft.warnings


def _views(member: Member, wanted: Filter) -> list[dict[str, Any]]:
    mine = Q(owner=member.user) | Q(shared=True)
    views = QueueView.objects.filter(mine, shop_id=member.shop_id).order_by("name", "pk")
    return [
        {
            "view": view,
            "current": view.query == wanted.query,
            "mine": view.owner_id == member.user_id or member.may("manage"),
        }
        for view in views
    ]


def _page(member: Member, wanted: Filter, after: str, before: str) -> tuple[list[Draft], int | None, int | None]:
    """One page by key, and the keys that lead to the pages before and after it."""
    order = queue.keys(member, wanted)
    rows = _shown(queue.matching(member, wanted))
    edge = access.rows(member, Draft).filter(pk=int(before or after)).first() if is_key(before or after) else None
    if edge and before:
        found = list(queue.beyond(rows, order, edge, back=True)[: queue.PAGE + 1])
        page, more = found[: queue.PAGE][::-1], len(found) > queue.PAGE
        return page, page[0].pk if page and more else None, page[-1].pk if page else None
    rows = queue.beyond(rows, order, edge) if edge else rows.order_by(*order)
    found = list(rows[: queue.PAGE + 1])
    page, more = found[: queue.PAGE], len(found) > queue.PAGE
    return page, page[0].pk if page and edge else None, page[-1].pk if more else None


def _shown(rows: QuerySet[Draft]) -> QuerySet[Draft]:
    heavy = ("newest__claims", "newest__facts", "newest__provenance", "product__source_text", "product__facts")
    rows = rows.select_related("product", "newest__image", "newest__author", "assignee").defer(*heavy)
    return rows.prefetch_related("product__photos__image")


@access.requires("view")
@require_GET
def draft_next(request: MemberRequest) -> HttpResponse:
    """To the first draft that waits for a decision."""
    wanted = Filter.read(request.GET).but(status=Status.IN_REVIEW)
    first = queue.to_review(request.member, wanted)
    shop_id = request.member.shop_id
    return redirect(draft_url(shop_id, first, wanted) if first else list_url(shop_id, wanted))


@access.requires("view")
@require_POST
def view_save(request: MemberRequest) -> HttpResponse:
    """Keep the filter `query` under `name`."""
    wanted = Filter.read(QueryDict(request.POST.get("query", "")))
    try:
        view = actions.save_view(
            request.member, request.POST.get("name", ""), wanted.query, shared="shared" in request.POST
        )
    except BadField as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return redirect(list_url(request.member.shop_id, wanted))


@access.requires("view")
@require_POST
def view_remove(request: MemberRequest, pk: int) -> HttpResponse:
    view = access.get(request.member, QueueView, pk)
    try:
        actions.remove_view(request.member, view.pk)
    except NotYours as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
    return redirect(list_url(request.member.shop_id, Filter()))
