"""Several people, one draft: who has it open, who is to review it by when, what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shop_content.drafts import actions
from shop_content.drafts.errors import DraftError
from shop_content.drafts.marks import Mark
from shop_content.drafts.models import Comment, Draft, Mention
from shop_content.drafts.passages import Place, find
from shop_content.drafts.queue import Filter, is_key
from shop_content.drafts.views.answers import done, refused
from shop_content.drafts.views.places import day, draft_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

SHOWN = 100  # comments of a draft, mentions of a person


@access.requires("decide")
@require_POST
def draft_claim(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked by an open desk every few seconds: `over` takes the draft from whoever has it, `leave` lets it go, `left` the one
    that the desk showed before. Says who has it now."""
    left = request.POST.get("left", "")
    if is_key(left):
        actions.let_go(request.member, int(left))
    draft = access.get(request.member, Draft, pk)
    if "leave" in request.POST:
        actions.let_go(request.member, draft.pk)
        return JsonResponse({"other": ""})
    claim = actions.claim(request.member, draft.pk, over="over" in request.POST)
    if claim.by_id == request.member.user_id or claim.until < timezone.now():
        return JsonResponse({"other": ""})
    person = claim.by.get_full_name() or claim.by.email
    return JsonResponse({"other": _("%(person)s has this draft open to decide on it.") % {"person": person}})


@access.requires("view")
@require_POST
def draft_assign(request: MemberRequest, pk: int) -> HttpResponse:
    draft = access.get(request.member, Draft, pk, "product")
    here = draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))
    person = request.POST.get("assignee", "")
    try:
        actions.assign(
            request.member, draft.pk, int(person) if is_key(person) else None, day(request.POST.get("due_on", ""))
        )
    except DraftError as error:
        return refused(request, error, here)
    draft.refresh_from_db()
    if draft.assignee is None:
        return done(request, _("Assigned to nobody."), here)
    person = draft.assignee.get_full_name() or draft.assignee.email
    return done(request, _("Assigned to %(person)s.") % {"person": person}, here)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as a version shows it: `place` is where its passage stands there, `gone` that it no longer does; `mark` on a picture."""

    comment: Comment
    place: Place | None
    gone: bool
    mark: Mark | None = None


@access.requires("view")
@require_http_methods(["GET", "POST"])
@never_cache
def draft_comments(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment: what was said of the draft, placed in its newest version. POST says something more."""
    draft = access.get(request.member, Draft, pk, "newest")
    problem, status = "", 200
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            actions.comment(
                request.member,
                draft.pk,
                int(version) if is_key(version) else None,
                request.POST.get("text", ""),
                request.POST.get("quote", ""),
                Mark.read(request.POST.get("mark", "")),
            )
        except DraftError as error:
            problem, status = error.message, 422
    return _comments(request, draft, problem, status)


@access.requires("view")
@require_POST
def comment_settle(request: MemberRequest, pk: int) -> HttpResponse:
    """`back` brings the comment back."""
    comment = access.get(request.member, Comment, pk, "draft__newest")
    actions.settle(request.member, comment.pk, settled="back" not in request.POST)
    return _comments(request, comment.draft)


def _comments(request: MemberRequest, draft: Draft, problem: str = "", status: int = 200) -> HttpResponse:
    rows = draft.comments.select_related("author", "settled_by", "version").order_by("-pk")[:SHOWN]
    said = [_said(comment, draft) for comment in reversed(rows)]
    actions.see(request.member, draft.pk)
    people = Member.objects.filter(shop_id=draft.shop_id).exclude(user=request.member.user).select_related("user")
    context: dict[str, Any] = {
        "draft": draft,
        "open": [each for each in said if not each.comment.settled_at],
        "settled": [each for each in said if each.comment.settled_at],
        "people": [each.user.email.partition("@")[0] for each in people.order_by("pk")[:20]],
        "problem": problem,
        "text": request.POST.get("text", "") if problem else "",
        "quote": request.POST.get("quote", "") if problem else "",
        "mark": request.POST.get("mark", "") if problem else "",
    }
    return render(request, "drafts/comments.html", context, status=status)


def _said(comment: Comment, draft: Draft) -> Said:
    if not comment.quote or draft.newest is None:
        return Said(comment, None, False, Mark.of(comment.mark))
    near = Place(comment.field, comment.index, comment.start, comment.start + len(comment.quote))
    place = find(draft.newest.fields, comment.quote, near)
    return Said(comment, place, place is None)


@access.requires("view")
@require_GET
@never_cache
def mention_list(request: MemberRequest) -> HttpResponse:
    """Where the member was called by name."""
    rows = access.rows(request.member, Mention).filter(user=request.member.user)
    found = rows.select_related("comment__author", "comment__draft__product").order_by("-pk")[:SHOWN]
    return render(request, "drafts/mentions.html", {"mentions": found})
