"""Doors: a draft's picture made anew, more like one of its variants."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.queue import Filter
from shop_content.drafts.views.answers import by_script, done
from shop_content.drafts.views.places import draft_url
from shop_content.jobs import actions
from shop_content.jobs.errors import RunError
from shop_content.jobs.messages import REQUEST
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("write")
@require_POST
def draft_remake(request: MemberRequest, pk: int) -> HttpResponse:
    draft = access.get(request.member, Draft, pk, "newest")
    try:
        actions.remake(request.member, draft, _key(request))
    except RunError as error:
        return _refused(request, error, draft)
    return done(request, _("The picture is being made anew."), _here(request, draft))


@access.requires("write")
@require_POST
def version_more(request: MemberRequest, pk: int) -> HttpResponse:
    version = access.get(request.member, DraftVersion, pk, "draft")
    try:
        actions.more_like(request.member, version, _key(request))
    except RunError as error:
        return _refused(request, error, version.draft)
    said = _("Three more like it are being made; the one you chose stays among them.")
    return done(request, said, _here(request, version.draft))


def _key(request: MemberRequest) -> str:
    """A double click is one run."""
    return request.POST.get("request_key", "")[:64] or secrets.token_hex(16)


def _here(request: MemberRequest, draft: Draft) -> str:
    return draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))


def _refused(request: MemberRequest, error: RunError, draft: Draft) -> HttpResponse:
    text = str(REQUEST[error.code])
    if by_script(request):
        return JsonResponse({"message": text, "address": ""}, status=409)
    messages.warning(request, text)
    return redirect(_here(request, draft))
