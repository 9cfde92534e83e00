"""The queue as a list."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop_content.drafts import actions, queue
from shop_content.drafts.models import ContentKind, Draft, Status
from shop_content.drafts.queue import Filter
from shop_content.drafts.views.places import draft_url, list_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("view")
@require_GET
@never_cache
def draft_list(request: MemberRequest) -> HttpResponse:
    member, wanted = request.member, Filter.read(request.GET)
    rows, earlier, later = _page(
        queue.drafts(member, wanted), request.GET.get("after", ""), request.GET.get("before", "")
    )
    counts = queue.counts(member)
    pills = [(status, status.label, counts[status], wanted.but(status=status).query) for status in Status]
    context: dict[str, Any] = {
        "rows": rows,
        "earlier": earlier,
        "later": later,
        "wanted": wanted,
        "pills": pills,
        "total": sum(counts.values()),
        "all_query": wanted.but(status="").query,
        "kinds": ContentKind.choices,
        "locales": settings.CONTENT_LOCALES,
        "may_decide": member.may("decide"),
        "clean": sum(_is_clean(draft) for draft in rows),
        "reset": list_url(member.shop_id, Filter(status=wanted.status)),
    }
    return render(request, "drafts/draft_list.html", context)


def _is_clean(draft: Draft) -> bool:
    return draft.status == Status.IN_REVIEW and not draft.errors and not draft.warnings


def _page(drafts: QuerySet[Draft], after: str, before: str) -> tuple[list[Draft], int | None, int | None]:
    """One page by key, and the keys that lead to the pages before and after it."""
    heavy = ("newest__claims", "newest__facts", "newest__provenance", "product__source_text", "product__facts")
    rows = drafts.select_related("product", "newest__image", "newest__author").defer(*heavy)
    rows = rows.prefetch_related("product__photos__image")
    if _is_key(before):
        found = list(rows.filter(pk__lt=int(before)).order_by("-id")[: queue.PAGE + 1])
        page, more = found[: queue.PAGE][::-1], len(found) > queue.PAGE
        return page, page[0].pk if page and more else None, page[-1].pk if page else None
    found = list((rows.filter(pk__gt=int(after)) if _is_key(after) else rows)[: queue.PAGE + 1])
    page, more = found[: queue.PAGE], len(found) > queue.PAGE
    return page, page[0].pk if page and _is_key(after) else None, page[-1].pk if more else None


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


@access.requires("view")
@require_GET
def draft_next(request: MemberRequest) -> HttpResponse:
    """To the first draft that waits for a decision."""
    wanted = Filter.read(request.GET).but(status=Status.IN_REVIEW)
    first = queue.to_review(request.member, wanted)
    shop_id = request.member.shop_id
    return redirect(draft_url(shop_id, first, wanted) if first else list_url(shop_id, wanted))


@access.requires("decide")
@require_POST
def draft_approve_clean(request: MemberRequest) -> HttpResponse:
    """Approve the chosen versions, as they were seen in the list; those that may not be are counted in the answer."""
    chosen = {int(pk) for pk in request.POST.getlist("version") if _is_key(pk)}
    approved = len(actions.approve_clean(request.member, chosen))
    if approved:
        text = ngettext("%(count)s draft approved.", "%(count)s drafts approved.", approved)
        messages.success(request, text % {"count": approved})
    if left := len(chosen) - approved:
        text = ngettext(
            "%(count)s draft was left alone: it has findings, was decided meanwhile, or got a newer version.",
            "%(count)s drafts were left alone: they have findings, were decided meanwhile, or got a newer version.",
            left,
        )
        messages.warning(request, text % {"count": left})
    if not chosen:
        messages.warning(request, _("No draft was chosen. Tick the ones to approve, then try again."))
    return redirect(list_url(request.member.shop_id, Filter.read(request.GET)))
