"""Saving what a person wrote; and what happens when somebody else was first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from generation.kinds import KINDS
from shop_content.drafts import actions
from shop_content.drafts.differences import as_text, difference
from shop_content.drafts.errors import BadField, DraftError, StaleVersion
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.queue import Filter
from shop_content.drafts.sheet import FIELD_NAMES
from shop_content.drafts.views.answers import by_script, done, refused
from shop_content.drafts.views.places import draft_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("write")
@require_POST
def draft_edit(request: MemberRequest, pk: int) -> HttpResponse:
    draft = access.get(request.member, Draft, pk, "product")
    here = draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))
    try:
        version = actions.save_edit(
            request.member, draft.pk, _number(request.POST.get("base", "")), _fields(request, draft)
        )
    except StaleVersion as error:
        return _conflict(request, draft, error)
    except BadField as error:
        return refused(request, error, here, field=error.field)
    except DraftError as error:
        return refused(request, error, here)
    return done(request, _saved(version), here)


@access.requires("write")
@require_POST
def draft_restore(request: MemberRequest, pk: int) -> HttpResponse:
    draft = access.get(request.member, Draft, pk, "product")
    version = access.get(request.member, DraftVersion, _number(request.POST.get("version", "")))
    here = draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))
    try:
        restored = actions.restore(request.member, draft.pk, _number(request.POST.get("base", "")), version.pk)
    except DraftError as error:
        return refused(request, error, here)
    return done(request, _saved(restored), here)


@access.requires("write")
@require_POST
def draft_check_again(request: MemberRequest, pk: int) -> HttpResponse:
    """The same text, judged by today's facts."""
    draft = access.get(request.member, Draft, pk, "product")
    version = access.get(request.member, DraftVersion, _number(request.POST.get("version", "")))
    here = draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))
    try:
        checked = actions.check_again(request.member, draft.pk, version.pk)
    except DraftError as error:
        return refused(request, error, here)
    return done(request, _saved(checked), here)


def _saved(version: DraftVersion) -> str:
    if errors := version.draft.errors:
        return _("Saved as version %(number)s. The checks found errors: %(errors)s.") % {
            "number": version.number,
            "errors": errors,
        }
    return _("Saved as version %(number)s.") % {"number": version.number}


def _fields(request: MemberRequest, draft: Draft) -> dict[str, Any]:
    form = request.POST
    return {
        spec.name: form.getlist(spec.name) if spec.is_list else form.get(spec.name, "")
        for spec in KINDS[draft.kind].fields
    }


def _conflict(request: MemberRequest, draft: Draft, error: StaleVersion) -> HttpResponse:
    """Both texts and a choice. Nothing was stored, nothing is lost: the person's own text comes back with the answer."""
    mine = error.mine or {}
    rows = []
    for spec in KINDS[draft.kind].fields:
        theirs, own = error.newest.fields.get(spec.name, ""), mine.get(spec.name, "")
        rows.append(
            {
                "name": spec.name,
                "label": FIELD_NAMES.get(spec.name, spec.name),
                "is_list": spec.is_list,
                "limit": spec.limit().max_chars,
                "theirs": as_text(theirs),
                "mine": [own] if isinstance(own, str) else list(own) or [""],
                "pieces": difference(as_text(theirs), as_text(own)),
            }
        )
    wanted = Filter.read(request.GET)
    here = draft_url(draft.shop_id, draft.pk, wanted)
    newest = DraftVersion.objects.select_related("author").get(pk=error.newest.pk)
    context = {"draft": draft, "newest": newest, "rows": rows, "here": here, "query": wanted.query}
    if by_script(request):
        html = render_to_string("drafts/conflict.html", context, request)
        return JsonResponse({"message": error.message, "conflict": html}, status=409)
    return render(request, "drafts/draft_conflict.html", context, status=409)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
