"""Door: how a version will look where shoppers meet it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from shop_content.drafts.models import DraftVersion
from shop_content.drafts.previews import places_of, preview_of
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("view")
@require_GET
@never_cache
def version_previews(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment for the desk."""
    version = access.get(request.member, DraftVersion, pk, "draft__product", "image")
    if not places_of(version.draft.kind):
        raise Http404
    return render(request, "drafts/previews.html", {"preview": preview_of(version.draft, version), "version": version})
