"""Photos: uploading, ordering, removing, and showing them to those who may see them."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shop_content.catalogue import actions
from shop_content.catalogue.errors import ProductGone
from shop_content.catalogue.models import Image, Product
from shop_content.catalogue.pictures import SVG
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

FOREVER = "private, max-age=31536000, immutable"  # a picture's address names what it shows


@require_POST
@access.requires("write")
def photo_add(request: MemberRequest, pk: int) -> HttpResponse:
    """The new tiles, and what was refused; the page sends each file by itself, to show its progress."""
    product = access.get(request.member, Product, pk)
    files = [(file.name or "", file) for file in request.FILES.getlist("photos")]
    try:
        added = actions.add_photos(request.member, product.pk, files)
    except ProductGone as error:
        raise Http404 from error
    context = {"product": product, "photos": added.photos, "added": added, "can_write": True}
    return render(request, "catalogue/photos_added.html", context)


@require_POST
@access.requires("write")
def photo_reorder(request: MemberRequest, pk: int) -> HttpResponse:
    ids = [int(photo) for photo in request.POST.getlist("id") if photo.isascii() and photo.isdigit()]
    try:
        actions.reorder_photos(request.member, pk, ids)
    except ProductGone as error:
        raise Http404 from error
    return HttpResponse(status=204)


@require_POST
@access.requires("write")
def photo_remove(request: MemberRequest, pk: int, photo_pk: int) -> HttpResponse:
    """In the tile's place: the way back."""
    product = access.get(request.member, Product, pk)
    try:
        photo = actions.remove_photo(request.member, pk, photo_pk)
    except ProductGone as error:
        raise Http404 from error
    return (
        render(request, "catalogue/photo_removed.html", {"product": product, "photo": photo})
        if photo
        else HttpResponse()
    )


@require_POST
@access.requires("write")
def photo_restore(request: MemberRequest, pk: int, image_pk: int) -> HttpResponse:
    product = access.get(request.member, Product, pk)
    try:
        photo = actions.restore_photo(request.member, pk, image_pk)
    except ProductGone as error:
        raise Http404 from error
    if photo is None:
        return HttpResponse()
    return render(request, "catalogue/photo.html", {"product": product, "photo": photo, "can_write": True})


@require_safe
@access.requires("view")
def photo_file(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The picture as stored."""
    image = access.get(request.member, Image, pk)
    return _served(request, image, image.file, image.media_type, image.sha256)


@require_safe
@access.requires("view")
def photo_thumbnail(request: MemberRequest, pk: int) -> HttpResponseBase:
    """At most 480 px on the longer side, WebP."""
    image = access.get(request.member, Image, pk)
    return _served(request, image, image.thumbnail, "image/webp", f"{image.sha256}-thumbnail")


def _served(request: HttpRequest, image: Image, file: FieldFile, media_type: str, tag: str) -> HttpResponseBase:
    etag = f'"{tag}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        suffix = media_type.removeprefix("image/").removesuffix("+xml").replace("jpeg", "jpg")
        try:
            opened = file.open("rb")
        except OSError as error:
            raise Http404 from error
        layers = media_type == SVG  # never shown as a page of ours
        name = f"{image.sha256[:16]}.{suffix}"
        response = FileResponse(opened, as_attachment=layers, content_type=media_type, filename=name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = etag
    response["Cache-Control"] = FOREVER
    return response
