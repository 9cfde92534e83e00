"""Doors of the bulks: choose and confirm, watch, stop, go on, take back."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseStopPolling

from shop_content.drafts.actions.guards import REASON_MAX
from shop_content.drafts.bulk import actions, work
from shop_content.drafts.bulk.errors import BulkError
from shop_content.drafts.bulk.progress import progress_of
from shop_content.drafts.bulk.refusals import words
from shop_content.drafts.bulk.selection import MOST, Selection, forecast
from shop_content.drafts.errors import DraftError
from shop_content.drafts.models import Bulk, BulkItem
from shop_content.drafts.views.places import day, list_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

AT_ONCE = 50  # ticked drafts that are approved while the person waits
PAGE = 50

Act = Bulk.Act


@access.requires("view")
@require_POST
def bulk_create(request: MemberRequest) -> HttpResponse:
    """A choice from the queue; it comes back with what will happen, to be confirmed with `request_key`.

    A few ticked drafts are approved at once, without being asked again.
    """
    act = request.POST.get("act", "")
    if not actions.may(request.member, act):
        raise PermissionDenied(act)
    selection = Selection.read(request.POST)
    key = request.POST.get("request_key", "")[:64]
    few = act == Act.APPROVE and selection.seen is not None and len(selection.seen) <= AT_ONCE
    if not key and not few:
        return _ask(request, selection, act)
    try:
        bulk = actions.request_bulk(request.member, selection, _wish(request.POST, act), key or secrets.token_hex(16))
    except BulkError as error:
        messages.warning(request, error.message)
        return redirect(list_url(request.member.shop_id, selection.wanted))
    except DraftError as error:
        return _ask(request, selection, act, error.message)
    if not few or not work.now(bulk):
        return redirect("bulk_detail", shop_id=bulk.shop_id, pk=bulk.pk)
    return _told(request, bulk, selection)


def _told(request: MemberRequest, bulk: Bulk, selection: Selection) -> HttpResponse:
    """Back to the list with what was approved; where some could not be, to the list of why."""
    progress = progress_of(bulk)
    if progress.done:
        text = ngettext("%(count)s draft approved.", "%(count)s drafts approved.", progress.done)
        messages.success(request, text % {"count": progress.done})
    if progress.refused or progress.waiting:
        return redirect("bulk_detail", shop_id=bulk.shop_id, pk=bulk.pk)
    return redirect(list_url(bulk.shop_id, selection.wanted))


def _wish(given: QueryDict, act: str) -> actions.Wish:
    person = given.get("assignee", "")
    assignee = int(person) if person.isascii() and person.isdigit() and len(person) < 19 else None
    return actions.Wish(act, given.get("reason", ""), assignee, day(given.get("due_on", "")))


def _ask(request: MemberRequest, selection: Selection, act: str, problem: str = "") -> HttpResponse:
    found = forecast(selection.drafts(request.member))
    back = list_url(request.member.shop_id, selection.wanted)
    if not found.total:
        messages.warning(request, BulkError("none").message)
        return redirect(back)
    context: dict[str, Any] = {
        "act": act,
        "act_label": Act(act).label,
        "title": _title(act, found.total),
        "found": found,
        "too_many": found.total > MOST,
        "most": MOST,
        "selection": selection,
        "back": back,
        "reasoned": act in actions.REASONED,
        "reason": request.POST.get("reason", ""),
        "reason_max": REASON_MAX,
        "people": Member.objects.filter(shop_id=request.member.shop_id).select_related("user").order_by("pk"),
        "key": request.POST.get("request_key", "")[:64] or secrets.token_hex(16),
        "problem": problem,
    }
    return render(request, "drafts/bulk/create.html", context, status=422 if problem else 200)


def _title(act: str, count: int) -> str:
    texts = {
        Act.APPROVE: ngettext("Approve %(count)s draft?", "Approve %(count)s drafts?", count),
        Act.REQUEST_CHANGES: ngettext(
            "Request changes to %(count)s draft?", "Request changes to %(count)s drafts?", count
        ),
        Act.REJECT: ngettext("Reject %(count)s draft?", "Reject %(count)s drafts?", count),
        Act.HOLD: ngettext("Hold %(count)s draft?", "Hold %(count)s drafts?", count),
        Act.ASSIGN: ngettext("Assign %(count)s draft", "Assign %(count)s drafts", count),
    }
    return texts[Act(act)] % {"count": f"{count:,}"}


@access.requires("view")
@require_GET
@never_cache
def bulk_list(request: MemberRequest) -> HttpResponse:
    bulks = access.rows(request.member, Bulk).select_related("requested_by", "assignee").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        bulks = bulks.filter(pk__lt=int(before))
    found = list(bulks[: PAGE + 1])
    rows = [(bulk, progress_of(bulk)) for bulk in found[:PAGE]]
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "drafts/bulk/list.html", {"rows": rows, "more": more})


@access.requires("view")
@require_GET
@never_cache
def bulk_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """The page; for htmx its living part alone, until the bulk has ended."""
    bulk = access.get(request.member, Bulk, pk, "requested_by", "assignee", "takes_back")
    context = {"bulk": bulk, "progress": progress_of(bulk), **_refused(request, bulk), "may": _may(request, bulk)}
    if not request.htmx:
        return render(request, "drafts/bulk/detail.html", context)
    response = render(request, "drafts/bulk/progress.html", context)
    return response if bulk.open else HttpResponseStopPolling(response.content)


def _may(request: MemberRequest, bulk: Bulk) -> dict[str, bool]:
    mine = actions.may(request.member, bulk.act)
    back = bulk.act not in (Act.ASSIGN, Act.REOPEN) and mine
    taken = Bulk.objects.filter(takes_back=bulk).exists()
    return {
        "stop": mine and bulk.open and not bulk.cancel_requested,
        "go_on": mine and bulk.status in (Bulk.State.CANCELLED, Bulk.State.FAILED),
        "take_back": back and not bulk.open and not taken,
    }


def _refused(request: MemberRequest, bulk: Bulk) -> dict[str, Any]:
    """One page of what could not be done, and the reasons with how often each was met."""
    refused = bulk.items.filter(state=BulkItem.State.REFUSED)
    rows = refused.select_related("draft__product").order_by("id")
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows[: PAGE + 1])
    for item in found:
        item.reason = words(item.code, item.params)  # type: ignore[attr-defined]
    reasons: dict[str, int] = {}
    counted = refused.order_by().values_list("code", "params").annotate(Count("pk"))
    for code, params, count in counted.order_by("-pk__count")[:8]:
        reason = words(code, params)
        reasons[reason] = reasons.get(reason, 0) + count
    return {
        "refused": found[:PAGE],
        "reasons": sorted(reasons.items(), key=lambda pair: -pair[1]),
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "after": after,
    }


STEPS = {"stop": actions.stop, "go-on": actions.go_on}


@access.requires("view")
@require_POST
def bulk_steer(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """Stop, go on, take back."""
    bulk = access.get(request.member, Bulk, pk)
    if step == "take-back":
        try:
            bulk = actions.take_back(request.member, bulk, f"back-{bulk.pk}")
        except BulkError as error:
            messages.warning(request, error.message)
    elif step in STEPS and not STEPS[step](request.member, bulk.pk):
        messages.info(request, _("Somebody was faster: look at how it stands now."))
    return redirect("bulk_detail", shop_id=bulk.shop_id, pk=bulk.pk)
