"""One product: adding it, its page, its fields edited in place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from shop_content.catalogue import actions, search
from shop_content.catalogue.actions.facts import LIMITS, MAX_FACTS
from shop_content.catalogue.actions.photos import MAX_PHOTOS
from shop_content.catalogue.actions.variants import fingerprint
from shop_content.catalogue.errors import ProductGone, Stale
from shop_content.catalogue.facts import has_orders
from shop_content.catalogue.forms import GROUPS, ProductForm, currencies, seen_values
from shop_content.catalogue.keys import known_keys
from shop_content.catalogue.looking.panel import sights_of
from shop_content.catalogue.models import Product
from shop_content.catalogue.pictures import MAX_BYTES
from shop_content.catalogue.reading.panel import panel_of
from shop_content.catalogue.views.listing import changed
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member


@require_http_methods(["GET", "POST"])
@access.requires("write")
def product_create(request: MemberRequest) -> HttpResponse:
    """The page with every field; or, asked for by `quick`, the one line above the list."""
    member = request.member
    form = ProductForm(request.POST or None, initial={"currency": member.shop.currency})
    product = _created(member, form) if request.method == "POST" and form.is_valid() else None
    if request.POST.get("quick"):
        context = {"quick": ProductForm() if product else form, "added": product, "can_write": True}
        response = render(request, "catalogue/quick_add.html", context)
        return changed(response, request) if product else response
    if product is None:
        context = {"form": form, **_choices(member)}
        return render(request, "catalogue/product_create.html", context, status=422 if form.errors else 200)
    added = actions.add_photos(
        member, product.pk, [(file.name or "", file) for file in request.FILES.getlist("photos")]
    )
    for refusal in added.refused:
        messages.error(request, str(refusal))
    return redirect("product_detail", member.shop_id, product.pk)


def _created(member: Member, form: ProductForm) -> Product | None:
    try:
        return actions.create_product(member, form.cleaned_data)
    except ValidationError as error:
        form.add_errors(error)
        return None


def _choices(member: Member) -> dict[str, Any]:
    return {
        "brands": search.brands(member),
        "categories": search.categories(member),
        "currencies": currencies(member.shop.currency),
        "max_bytes": MAX_BYTES,
    }


@require_GET
@access.requires("view")
def product_detail(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    product = access.get(member, Product, pk)
    context = {
        "product": product,
        "photos": product.photos.select_related("image"),
        "variants": product.variants.all(),
        "fingerprint": fingerprint(product),
        "facts": product.facts,
        "has_orders": has_orders(product),
        "fact_keys": known_keys(product),
        "fact_limits": LIMITS,
        "max_facts": MAX_FACTS,
        "max_photos": MAX_PHOTOS,
        "can_write": member.may("write"),
        "sights": sights_of(product),
        "panel": panel_of(product, request.GET.get("source", "")),
        "fields": {group: bound(product, group) for group in GROUPS},
        **_choices(member),
    }
    return render(request, "catalogue/product_detail.html", context)


def bound(product: Product, group: str) -> ProductForm:
    """A form that shows the product's values of one group."""
    names = GROUPS[group]
    return ProductForm(
        initial={name: getattr(product, name) for name in names}, only=names, auto_id=f"field-{group}-%s"
    )


@require_http_methods(["GET", "POST"])
@access.requires("write")
def product_field(request: MemberRequest, pk: int, group: str) -> HttpResponse:
    """One group of fields, as it is, or saved; the answer is the same piece of the page."""
    if group not in GROUPS:
        raise Http404
    member = request.member
    product = access.get(member, Product, pk)
    names = GROUPS[group]
    context: dict[str, Any] = {"group": group, "can_write": True}
    if request.method == "GET":
        form = bound(product, group)
    else:
        form = ProductForm(request.POST, only=names, auto_id=f"field-{group}-%s")
        if form.is_valid():
            product, form = _updated(request, product, group, form, context)
    if group == "price":
        context["currencies"] = currencies(member.shop.currency)
    if group in ("brand", "category") and (form.errors or "conflicts" in context):
        context |= _choices(member)
    return render(request, "catalogue/field.html", {**context, "product": product, "form": form})


def _updated(
    request: MemberRequest, product: Product, group: str, form: ProductForm, context: dict[str, Any]
) -> tuple[Product, ProductForm]:
    revision = request.POST.get("revision", "")
    try:
        product = actions.update_product(
            request.member,
            product.pk,
            form.cleaned_data,
            revision=int(revision) if revision.isascii() and revision.isdigit() else 0,
            base=seen_values(product, request.POST, GROUPS[group]),
        )
    except ValidationError as error:
        form.add_errors(error)
    except Stale as stale:
        context["conflicts"] = [(form[name], theirs, mine) for name, (theirs, mine) in stale.conflicts.items()]
        product.refresh_from_db()
    except ProductGone as error:
        raise Http404 from error
    else:
        context["saved"] = True
        return product, bound(product, group)
    return product, form
