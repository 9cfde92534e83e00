"""Doors to what was seen: the panel, looking again, making a measured colour a fact."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shop_content.catalogue.actions.facts import LIMITS
from shop_content.catalogue.errors import FactError, ProductGone
from shop_content.catalogue.looking import actions
from shop_content.catalogue.looking.errors import NothingMeasured
from shop_content.catalogue.looking.panel import sights_of
from shop_content.catalogue.models import Product
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@require_GET
@access.requires("view")
def sights(request: MemberRequest, pk: int) -> HttpResponse:
    """The panel, asked for again while photos wait."""
    return _answer(request, access.get(request.member, Product, pk))


@require_POST
@access.requires("write")
def sights_again(request: MemberRequest, pk: int) -> HttpResponse:
    product = access.get(request.member, Product, pk)
    try:
        actions.look_again(request.member, pk)
    except ProductGone as error:
        raise Http404 from error
    return _answer(request, product)


@require_POST
@access.requires("write")
def sights_colour(request: MemberRequest, pk: int, photo_pk: int) -> HttpResponse:
    """The colour that was measured in this photo as a fact, or as a proposal where it contradicts one."""
    product = access.get(request.member, Product, pk)
    try:
        decided = actions.propose_colour(request.member, pk, photo_pk)
    except ProductGone as error:
        raise Http404 from error
    except (FactError, NothingMeasured) as error:
        return _answer(request, product, error=str(error))
    waits = decided.proposal.state == decided.proposal.State.PROPOSED and not decided.changed
    said = (
        _("The product says another colour. Decide below, under “Read facts from text”, which one is right.")
        if waits
        else _("“%(fact)s” is a fact now.") % {"fact": decided.proposal}
    )
    return _answer(request, product, news=said, facts_changed=decided.fact is not None, proposed=waits)


def _answer(request: Any, product: Product, **context: Any) -> HttpResponse:
    if not request.htmx:
        if error := context.get("error"):
            messages.error(request, error)
        elif news := context.get("news"):
            messages.success(request, news)
        return redirect(f"{reverse('product_detail', args=[request.member.shop_id, product.pk])}#sights")
    product.refresh_from_db()
    context |= {
        "sights": sights_of(product),
        "product": product,
        "can_write": request.member.may("write"),
        "fact_limits": LIMITS,
    }
    return render(request, "catalogue/sights.html", context)
