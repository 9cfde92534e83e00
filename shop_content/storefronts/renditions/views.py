"""Doors to renditions: the list that the desk shows, and each file."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from generation.kinds import KINDS
from generation.renditions import MARKETS
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import DraftVersion
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.storefronts.renditions.actions import WORDED, needs_label, rendition_of
from shop_content.storefronts.renditions.errors import RenditionRefused
from shop_content.storefronts.renditions.seal import seal

NAMES = {
    "original": _("As approved"),
    "china": _("Mainland China"),
    "google": _("Google Merchant"),
    "amazon": _("Amazon"),
}


@require_GET
@access.requires("view")
def rendition_list(request: MemberRequest, pk: int) -> HttpResponse:
    """What can be had of this version, market by market; a fragment of the desk."""
    version = access.get(request.member, DraftVersion, pk, "draft", "image")
    rows = [
        {
            "market": market,
            "name": NAMES[market],
            "sealed": bool(seal()),
            "labelled": needs_label(version, market),
            "refused": (version.draft.kind in WORDED and not MARKETS[market].overlays)
            or (KINDS[version.draft.kind].synthetic and not MARKETS[market].invented),
        }
        for market in MARKETS
        if version.image_id
    ]
    live = live_versions().filter(pk=version.pk).exists()
    return render(request, "storefronts/renditions.html", {"version": version, "rows": rows, "live": live})


@require_GET
@access.requires("view")
def rendition_file(request: MemberRequest, pk: int, market: str) -> HttpResponseBase:
    """The file, as a download."""
    if market not in MARKETS:
        raise Http404
    version = access.get(request.member, DraftVersion, pk, "draft__shop", "draft__product", "image")
    try:
        image = rendition_of(version, market)
        opened = image.file.open("rb")
    except RenditionRefused as refused:
        messages.error(request, str(refused))
        return redirect("draft_detail", request.member.shop_id, version.draft_id)
    except OSError as error:
        raise Http404 from error
    suffix = image.media_type.removeprefix("image/").replace("jpeg", "jpg")
    name = f"{version.draft.product.sku}-{version.draft.kind}-{market}.{suffix}"
    response = FileResponse(opened, as_attachment=True, content_type=image.media_type, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"  # what is held must stop at once
    return response
