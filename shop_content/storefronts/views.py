"""The shop's pages about its storefronts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from shop_content.drafts.models import Draft
from shop_content.shops import access
from shop_content.storefronts import actions, outside
from shop_content.storefronts.feeds import FORMATS, ready, shopify
from shop_content.storefronts.forms import StorefrontForm
from shop_content.storefronts.models import Storefront
from shop_content.storefronts.where import places_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GAPS = {
    "title": gettext_lazy("no approved title in this language"),
    "description": gettext_lazy("no approved description in this language"),
    "link": gettext_lazy("no link; give the product one, or set the address of a product page below “Edit”"),
    "price": gettext_lazy("no price"),
    "picture": gettext_lazy("no photo and no approved packshot"),
}
COLUMNS = {
    "description": gettext_lazy("description"),
    "seo": gettext_lazy("SEO title and description"),
    "bullets": gettext_lazy("bullet points"),
    "brand": gettext_lazy("vendor"),
    "category": gettext_lazy("category"),
    "price": gettext_lazy("price"),
    "gtin": gettext_lazy("barcode"),
}


@require_GET
@access.requires("view")
def storefront_list(request: access.MemberRequest) -> HttpResponse:
    storefronts = list(access.rows(request.member, Storefront).select_related("shop").order_by("id"))
    for storefront in storefronts:
        storefront.address = outside.address(storefront)  # type: ignore[attr-defined]
    return render(
        request, "storefronts/list.html", {"storefronts": storefronts, "may_manage": request.member.may("manage")}
    )


@require_GET
@access.requires("view")
def draft_where(request: access.MemberRequest, pk: int) -> HttpResponse:
    """Fragment for the desk: what of a draft is out, and where."""
    draft = access.get(request.member, Draft, pk)
    places = [(place, GAPS.get(place.gap, "")) for place in places_of(draft)]
    return render(request, "storefronts/where.html", {"draft": draft, "places": places})


@require_GET
@access.requires("view")
def storefront_contents(request: access.MemberRequest, pk: int) -> HttpResponse:
    """What is in it, and what is not and why; fetched after the page, as it counts every product."""
    storefront = access.get(request.member, Storefront, pk)
    there, missing = ready.counts(storefront)
    gaps = [(GAPS[name], missing[name]) for name in GAPS if name in missing]
    context = {
        "ready": there,
        "total": there + sum(missing.values()),
        "gaps": gaps,
        "columns": _columns_left_out(storefront) if there else [],
    }
    return render(request, "storefronts/contents.html", context)


def _columns_left_out(storefront: Storefront) -> list[StrOrPromise]:
    if storefront.format != Storefront.Format.SHOPIFY:
        return []
    full = shopify.complete(storefront)
    return [label for name, label in COLUMNS.items() if not full[name]]


@require_http_methods(["GET", "POST"])
@access.requires("manage")
def storefront_create(request: access.MemberRequest) -> HttpResponse:
    form = StorefrontForm(request.POST or None, shop=request.member.shop)
    if request.method == "POST" and form.is_valid():
        actions.create(request.member.shop, form.cleaned_data)
        messages.success(request, _("The storefront is ready. Copy its address or download the file."))
        return redirect("storefront_list", request.member.shop_id)
    return _form(request, form)


@require_http_methods(["GET", "POST"])
@access.requires("manage")
def storefront_edit(request: access.MemberRequest, pk: int) -> HttpResponse:
    storefront = access.get(request.member, Storefront, pk)
    before = Storefront.objects.get(pk=pk)  # a model form writes into the instance it is given
    form = StorefrontForm(request.POST or None, instance=storefront)
    if request.method == "POST" and form.is_valid():
        actions.update(before, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("storefront_list", request.member.shop_id)
    return _form(request, form)


def _form(request: HttpRequest, form: StorefrontForm) -> HttpResponse:
    return render(request, "storefronts/form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@access.requires("manage")
def storefront_rotate(request: access.MemberRequest, pk: int) -> HttpResponse:
    storefront = actions.rotate(access.get(request.member, Storefront, pk))
    messages.success(
        request,
        _("“%(name)s” has a new address; the old one is dead. Enter the new one wherever the feed is fetched.")
        % {"name": storefront.name},
    )
    return redirect("storefront_list", request.member.shop_id)


@require_POST
@access.requires("manage")
def storefront_revoke(request: access.MemberRequest, pk: int) -> HttpResponse:
    storefront = actions.revoke(access.get(request.member, Storefront, pk))
    messages.success(
        request,
        _("The address of “%(name)s” is switched off. Nobody can fetch it until you make a new one.")
        % {"name": storefront.name},
    )
    return redirect("storefront_list", request.member.shop_id)


@require_POST
@access.requires("manage")
def storefront_delete(request: access.MemberRequest, pk: int) -> HttpResponse:
    storefront = access.get(request.member, Storefront, pk)
    actions.delete(storefront)
    messages.success(request, _("“%(name)s” is deleted and its address is dead.") % {"name": storefront.name})
    return redirect("storefront_list", request.member.shop_id)


@require_safe
@access.requires("view")
def storefront_download(request: access.MemberRequest, pk: int) -> HttpResponseBase:
    """The same bytes as at the secret address, as a file."""
    storefront = access.get(request.member, Storefront, pk, "shop")
    if not storefront.token:
        messages.error(
            request,
            _("“%(name)s” has no address, so the pictures in the file could not be fetched. Make a new address first.")
            % {"name": storefront.name},
        )
        return redirect("storefront_list", request.member.shop_id)
    response = outside.answer(request, storefront)
    name = slugify(f"{request.member.shop.name} {storefront.name}") or "feed"
    stamp = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{stamp}.{FORMATS[storefront.format].extension}"'
    return response
