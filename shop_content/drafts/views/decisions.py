"""Approve, request changes, reject, reopen, waive."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop_content.drafts import actions
from shop_content.drafts.errors import DraftError
from shop_content.drafts.marks import Mark
from shop_content.drafts.models import Decision, Finding
from shop_content.drafts.queue import Filter, waiting
from shop_content.drafts.views.answers import done, refused
from shop_content.drafts.views.places import draft_url, next_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("decide")
@require_POST
def draft_approve(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        decision = actions.approve(request.member, pk, _version(request))
    except DraftError as error:
        return refused(request, error, _here(request, pk))
    if decision.verb == Decision.Verb.SECOND:
        kept = _("Your approval is kept; a second person has to approve it, too: %(draft)s")
        return _onwards(request, decision, kept, undo=False)
    return _onwards(request, decision, _("Approved: %(draft)s"))


@access.requires("decide")
@require_POST
def draft_request_changes(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        mark = Mark.read(request.POST.get("mark", ""))
        reason = request.POST.get("reason", "")
        decision = actions.request_changes(
            request.member, pk, _version(request), reason, mark=mark, seen=_seen(request)
        )
    except DraftError as error:
        return refused(request, error, _here(request, pk))
    return _onwards(request, decision, _("Changes requested: %(draft)s"))


@access.requires("decide")
@require_POST
def draft_reject(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        reason = request.POST.get("reason", "")
        decision = actions.reject(request.member, pk, _version(request), reason, seen=_seen(request))
    except DraftError as error:
        return refused(request, error, _here(request, pk))
    return _onwards(request, decision, _("Rejected: %(draft)s"))


@access.requires("decide")
@require_POST
def draft_reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """With `decision`, an undo: only while that decision is the last one."""
    decision = request.POST.get("decision", "")
    try:
        reopened = actions.reopen(request.member, pk, _number(decision) if decision else None)
    except DraftError as error:
        return refused(request, error, _here(request, pk))
    return done(request, _("In review again: %(draft)s") % {"draft": reopened.draft}, _here(request, pk))


@access.requires("decide")
@require_POST
def finding_waive(request: MemberRequest, pk: int) -> HttpResponse:
    finding = access.get(request.member, Finding, pk, "version__draft__product")
    here = _here(request, finding.version.draft_id)
    try:
        actions.waive(request.member, finding.pk, request.POST.get("reason", ""))
    except DraftError as error:
        return refused(request, error, here)
    return done(request, _("Waived. Your reason is kept with your name."), here)


def _onwards(request: MemberRequest, decision: Decision, message: str, *, undo: bool = True) -> HttpResponse:
    draft, wanted = decision.draft, Filter.read(request.GET)
    back = reverse("draft_reopen", args=[draft.shop_id, draft.pk]) + (f"?{wanted.query}" if wanted.query else "")
    address = next_url(request.member, wanted, draft)
    left = waiting(request.member, wanted)
    gone = bool(wanted.status) and decision.verb != Decision.Verb.SECOND  # from the queue under this filter
    more = {"undo": back if undo else "", "decision": decision.pk, "waiting": left, "gone": gone}
    return done(request, message % {"draft": draft}, address, **more)


def _here(request: MemberRequest, pk: int) -> str:
    return draft_url(request.member.shop_id, pk, Filter.read(request.GET))


def _version(request: MemberRequest) -> int:
    return _number(request.POST.get("version", ""))


def _seen(request: MemberRequest) -> str:
    """The draft's status as the page showed it; nothing from a page that does not say."""
    return request.POST.get("status", "")


def _number(text: str) -> int:
    """0, which is no row's id, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
