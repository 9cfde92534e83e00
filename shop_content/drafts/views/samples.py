"""Approving a batch from a random sample: how many to look at, how far that is, what became of it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop_content.drafts import actions
from shop_content.drafts.actions.samples import low_risk
from shop_content.drafts.bulk.progress import progress_of
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import Bulk, Sample
from shop_content.drafts.queue import is_key
from shop_content.drafts.sampling import allowed, size
from shop_content.drafts.views.places import list_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

LIMITS = (0.5, 1.0, 2.0, 5.0, 10.0)  # percent
CONFIDENCES = (90.0, 95.0, 99.0)
SHOWN = 200  # drafts of a sample on its page
PAGE = 50  # samples


@access.requires("decide")
@require_POST
def sample_create(request: MemberRequest) -> HttpResponse:
    """A choice from the queue comes back with the size of the sample; with `request_key` it is drawn."""
    selection = Selection.read(request.POST)
    limit, confidence = _percent(request.POST.get("limit", "1")), _percent(request.POST.get("confidence", "95"))
    key, problem = request.POST.get("request_key", "")[:64], ""
    drafts = selection.drafts(request.member)
    if key and "again" not in request.POST:
        try:
            sample = actions.request_sample(request.member, drafts, limit, confidence, key)
        except BadField as error:
            problem = error.message
        else:
            return redirect("sample_detail", shop_id=sample.shop_id, pk=sample.pk)
    count, total = drafts.count(), low_risk(drafts).count()
    if not total:
        messages.warning(
            request, _("None of these drafts is of low risk: in review, without findings, on facts of today.")
        )
        return redirect(list_url(request.member.shop_id, selection.wanted))
    context: dict[str, Any] = {
        "selection": selection,
        "total": total,
        "left_out": count - total,
        "limit": 100 * limit,
        "confidence": 100 * confidence,
        "limits": LIMITS,
        "confidences": CONFIDENCES,
        "sizes": [(percent, [size(total, percent / 100, each / 100) for each in CONFIDENCES]) for percent in LIMITS],
        "said": said(total, limit, confidence) if not problem else "",
        "size": size(total, limit, confidence) if not problem else 0,
        "key": key or secrets.token_hex(16),
        "back": list_url(request.member.shop_id, selection.wanted),
        "problem": problem,
    }
    return render(request, "drafts/samples/create.html", context, status=422 if problem else 200)


def said(total: int, limit: float, confidence: float) -> str:
    """What the sample shows, in words."""
    words = {
        "size": f"{size(total, limit, confidence):,}",
        "total": f"{total:,}",
        "confidence": f"{100 * confidence:g}",
        "limit": f"{100 * limit:g}",
        "bad": f"{allowed(total, limit):,}",
    }
    return (
        _(
            "You look at %(size)s of %(total)s drafts, chosen at random. If not one of them is wrong, you can be %(confidence)s%% sure "
            "that at most %(limit)s%% of the batch are wrong: %(bad)s drafts. If one is, the whole batch stays in review."
        )
        % words
    )


def _percent(text: str) -> float:
    """As a share; -1, which nothing accepts, for what is no number."""
    try:
        share = float(text) / 100
    except ValueError:
        return -1.0
    return share if 0 <= share <= 1 else -1.0


@access.requires("view")
@require_GET
@never_cache
def sample_list(request: MemberRequest) -> HttpResponse:
    """Those that are being looked at, and what became of the others, the latest first; page by page by key."""
    samples = access.rows(request.member, Sample).select_related("requested_by").order_by("-pk")
    before = request.GET.get("before", "")
    if is_key(before):
        samples = samples.filter(pk__lt=int(before))
    seen = Count("items", filter=Q(items__chosen=True) & ~Q(items__verdict=""))
    found = list(samples[: PAGE + 1])
    looked = dict(
        Sample.objects.filter(pk__in=[each.pk for each in found]).annotate(seen=seen).values_list("pk", "seen")
    )
    context = {
        "rows": [(sample, looked[sample.pk], 100 * sample.limit) for sample in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "drafts/samples/list.html", context)


@access.requires("view")
@require_GET
@never_cache
def sample_detail(request: MemberRequest, pk: int) -> HttpResponse:
    sample = access.get(request.member, Sample, pk, "requested_by")
    chosen = sample.items.filter(chosen=True)
    seen = chosen.exclude(verdict="").count()
    bulks = Bulk.objects.filter(sample=sample).order_by("pk")
    context = {
        "sample": sample,
        "said": said(sample.total, sample.limit, sample.confidence),
        "seen": seen,
        "percent": int(100 * seen / sample.size) if sample.size else 0,
        "items": chosen.select_related("draft__product", "seen_by").order_by("verdict", "draft")[:SHOWN],
        "bulks": [(bulk, progress_of(bulk)) for bulk in bulks],
        "may_decide": request.member.may("decide"),
    }
    return render(request, "drafts/samples/detail.html", context)
