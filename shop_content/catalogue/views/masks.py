"""Masks: the page to mend one, saving it as a version, and going back to the engine's own cut-out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop_content.catalogue import actions
from shop_content.catalogue.errors import MaskError
from shop_content.catalogue.models import Image, Mask, Photo
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

SHOWN = 20  # versions of a mask
_BOX = re.compile(r"(\d{1,5}) (\d{1,5}) (\d{1,5}) (\d{1,5})")


@dataclass(frozen=True, slots=True)
class Start:
    """What the page draws first: a plane that stands at `box` (left, top, right, bottom) of the photo; none is an empty mask."""

    file: Image | None = None
    box: tuple[int, int, int, int] = (0, 0, 0, 0)


@access.requires("write")
@require_GET
@never_cache
def mask_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """`?draft=` is the desk to go back to, whose picture is made anew; `?cutout=&at=` the engine's plane that it was made with.

    `?from=` starts from an earlier version.
    """
    picture = access.get(request.member, Image, pk)
    versions = list(picture.masks.select_related("author", "file").order_by("-number")[:SHOWN])
    photo = Photo.objects.filter(image=picture).select_related("product").first()
    draft = _number(request.GET.get("draft", ""))
    context = {
        "picture": picture,
        "product": photo.product if photo else None,
        "versions": versions,
        "seen": versions[0].number if versions else 0,
        "start": _start(request, picture, versions),
        "draft": draft,
        "back": _back(request, draft, photo),
        "query": request.GET.urlencode(),
    }
    return render(request, "catalogue/masks/edit.html", context)


def _start(request: MemberRequest, picture: Image, versions: list[Mask]) -> Start:
    whole = (0, 0, picture.width, picture.height)
    asked = _number(request.GET.get("from", ""))
    chosen = next((mask for mask in versions if mask.number == asked), versions[0] if versions else None)
    if chosen and chosen.file:
        return Start(chosen.file, whole)
    place = _BOX.fullmatch(request.GET.get("at", ""))
    cutout = access.rows(request.member, Image).filter(pk=_number(request.GET.get("cutout", ""))).first()
    if place and cutout:
        left, top, right, bottom = (int(edge) for edge in place.groups())
        fits = right <= picture.width and bottom <= picture.height
        if fits and (right - left, bottom - top) == (cutout.width, cutout.height):
            return Start(cutout, (left, top, right, bottom))
    return Start()


def _back(request: MemberRequest, draft: int, photo: Photo | None) -> str:
    if draft:
        return reverse("draft_detail", args=[request.member.shop_id, draft])
    if photo:
        return reverse("product_detail", args=[request.member.shop_id, photo.product_id])
    return reverse("product_list", args=[request.member.shop_id])


@access.requires("write")
@require_POST
def mask_save(request: MemberRequest, pk: int) -> HttpResponse:
    """The file `mask`; `seen` names the version that it was drawn on, `over` saves it over a newer one. JSON for the page's script."""
    picture = access.get(request.member, Image, pk)
    file = request.FILES.get("mask")
    try:
        if file is None:
            raise MaskError("mask.not_a_mask")
        seen = _number(request.POST.get("seen", ""))
        mask = actions.save_mask(request.member, picture, file, seen, over="over" in request.POST)
    except MaskError as error:
        status = 409 if error.code == "mask.overtaken" else 422
        return JsonResponse({"code": error.code, "message": str(error)}, status=status)
    return JsonResponse({"number": mask.number, "message": _("Mask %(number)s is saved.") % {"number": mask.number}})


@access.requires("write")
@require_POST
def mask_drop(request: MemberRequest, pk: int) -> HttpResponse:
    picture = access.get(request.member, Image, pk)
    try:
        actions.drop_mask(request.member, picture)
    except MaskError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("From now on the engine cuts this photo out itself again. The masks before are kept.")
        )
    query = request.GET.urlencode()
    return redirect(reverse("mask_edit", args=[request.member.shop_id, picture.pk]) + (f"?{query}" if query else ""))


def _number(text: str) -> int:
    """0, which no row has, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
