"""The shop's side: open a link for a choice of drafts, see who said what, close it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.errors import DraftError
from shop_content.drafts.guests import actions
from shop_content.drafts.models import GuestLink, GuestWord
from shop_content.drafts.views.places import list_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

SHOWN = 100  # links
_JUST_MADE = "guest-link"  # in the session, until the page that shows it has been shown


@access.requires("decide")
@require_POST
def guest_create(request: MemberRequest) -> HttpResponse:
    """A choice from the queue; it comes back with a label and a time, to be confirmed."""
    selection = Selection.read(request.POST)
    drafts = selection.drafts(request.member)
    problem = ""
    if "label" in request.POST:
        days = request.POST.get("days", "")
        try:
            link, token = actions.open_link(
                request.member, drafts, request.POST["label"], int(days) if days.isascii() and days.isdigit() else 0
            )
        except DraftError as error:
            problem = error.message
        else:
            request.session[_JUST_MADE] = {"link": link.pk, "token": token}
            return redirect("guest_list", shop_id=link.shop_id)
    count = drafts.exclude(newest=None).count()
    if not count:
        messages.warning(request, _("Choose drafts that have been written first."))
        return redirect(list_url(request.member.shop_id, selection.wanted))
    context = {
        "selection": selection,
        "count": count,
        "most": actions.MOST,
        "days": actions.DAYS,
        "label": request.POST.get("label", ""),
        "longest": actions.LONGEST_NAME,
        "back": list_url(request.member.shop_id, selection.wanted),
        "problem": problem,
    }
    return render(request, "drafts/guests/create.html", context, status=422 if problem else 200)


@access.requires("view")
@require_GET
@never_cache
def guest_list(request: MemberRequest) -> HttpResponse:
    """Every link; right after it was made, its address, which is shown this once."""
    made = request.session.pop(_JUST_MADE, None)
    links = access.rows(request.member, GuestLink).select_related("created_by").order_by("-pk")
    counted = links.annotate(
        approvals=Count("words", filter=Q(words__verb=GuestWord.Verb.APPROVE)),
        comments=Count("words", filter=Q(words__verb=GuestWord.Verb.COMMENT)),
    )
    context = {
        "links": [(link, link.drafts.count()) for link in counted[:SHOWN]],
        "made": next((link for link in links.filter(pk=made["link"])), None) if made else None,
        "address": settings.PUBLIC_URL + reverse("guest_review", args=[made["token"]]) if made else "",
        "may_decide": request.member.may("decide"),
    }
    return render(request, "drafts/guests/list.html", context)


@access.requires("decide")
@require_POST
def guest_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    link = access.get(request.member, GuestLink, pk)
    if actions.revoke(request.member, link.pk):
        messages.success(request, _("The link no longer opens."))
    return redirect("guest_list", shop_id=link.shop_id)
