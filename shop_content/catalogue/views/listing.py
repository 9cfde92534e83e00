"""The list of products: search, filter, selection, quick add, deletion with undo."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from shop_content.catalogue import actions, search
from shop_content.catalogue.models import Photo, Product
from shop_content.catalogue.pages import page
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

HEROES = Prefetch(
    "photos", Photo.objects.select_related("image").order_by("product_id", "position", "id").distinct("product_id")
)


@require_GET
@access.requires("view")
def product_list(request: MemberRequest) -> HttpResponse:
    context = listing(request.member, request.GET)
    context["undo"] = _undo(request.member, request.GET.get("deleted", ""))
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if not partial:
        context |= {"brands": search.brands(request.member), "categories": search.categories(request.member)}
    response = render(request, "catalogue/results.html" if partial else "catalogue/product_list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if partial and request.headers.get("HX-Trigger") != "refresh":
        response["HX-Push-Url"] = _address(request, context["query"])
    return response


def _address(request: MemberRequest, query: str) -> str:
    """Of what is shown, without the empty parameters that a form sends."""
    cursor = {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}
    parts = [part for part in (query, urlencode(cursor)) if part]
    return request.path + ("?" + "&".join(parts) if parts else "")


def listing(member: Member, query: QueryDict) -> dict[str, Any]:
    wanted = search.Filter.read(query)
    products = search.matching(member, wanted)
    shown = page(
        products.defer("source_text").prefetch_related(HEROES),
        wanted.sort,
        after=query.get("after", ""),
        before=query.get("before", ""),
    )
    count = search.count(products)
    return {
        "filter": wanted,
        "query": wanted.query(),
        "page": shown,
        "count": min(count, search.COUNTED),
        "more_than_counted": count > search.COUNTED,
        "counted": search.COUNTED,
        "can_write": member.may("write"),
    }


def selected(request: MemberRequest) -> QuerySet[Product]:
    """The products that a selection names: `selection=ids` with `id`s, or `selection=filter` with the list's `query`."""
    if request.POST.get("selection") == "filter":
        return search.filtered(request.member, QueryDict(request.POST.get("query", "")))
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    return access.rows(request.member, Product).filter(pk__in=ids)


@require_POST
@access.requires("write")
def product_archive(request: MemberRequest) -> HttpResponse:
    archived = actions.archive_products(request.member, selected(request))
    address = reverse("product_list", args=[request.member.shop_id])
    if not archived.count:
        messages.warning(
            request, _("Nothing was deleted: choose products first. Someone else may have deleted them already.")
        )
        return redirect(address)
    query = QueryDict(mutable=True)
    query["deleted"] = archived.at.isoformat()
    return redirect(f"{address}?{query.urlencode()}")


@require_POST
@access.requires("write")
def product_restore(request: MemberRequest) -> HttpResponse:
    moment = _moment(request.POST.get("deleted", ""))
    restored = actions.restore_products(request.member, moment) if moment else actions.Restored(0, ())
    if restored.count:
        text = ngettext("%(count)s product is back.", "%(count)s products are back.", restored.count)
        messages.success(request, text % {"count": restored.count})
    if restored.blocked:
        text = _(
            "These stay deleted, because another product has their SKU or handle by now: %(skus)s. Change that one, then undo again."
        )
        messages.warning(request, text % {"skus": ", ".join(restored.blocked)})
    if not restored.count and not restored.blocked:
        messages.info(request, _("There was nothing to bring back: it has been done already."))
    return redirect("product_list", request.member.shop_id)


def _undo(member: Member, deleted: str) -> dict[str, Any] | None:
    """What the notice offers to bring back."""
    moment = _moment(deleted)
    if moment is None or not member.may("write"):
        return None
    count = Product.everything.filter(shop_id=member.shop_id, archived_at=moment).count()
    return {"count": count, "at": moment.isoformat()} if count else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def changed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Tell the list on the page that it is out of date."""
    response["HX-Trigger"] = "products-changed"
    return response
