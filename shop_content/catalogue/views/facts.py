"""Facts, edited in place: every answer is one row of the table."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from shop_content.catalogue import actions
from shop_content.catalogue.actions.facts import LIMITS
from shop_content.catalogue.errors import FactError, ProductGone, Stale
from shop_content.catalogue.models import Product
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


def _typed(request: MemberRequest, prefix: str = "") -> dict[str, str]:
    return {name: request.POST.get(f"{prefix}{name}", "").strip() for name in LIMITS}


def _row(request: MemberRequest, pk: int, fact: dict[str, str], **context: Any) -> HttpResponse:
    product = access.get(request.member, Product, pk)
    context |= {"product": product, "fact": fact, "fact_limits": LIMITS, "can_write": True}
    return render(request, "catalogue/fact.html", context)


@require_POST
@access.requires("write")
def fact_add(request: MemberRequest, pk: int) -> HttpResponse:
    """The new row, and the line for the next one; or the line again, with what is wrong."""
    product = access.get(request.member, Product, pk)
    context: dict[str, Any] = {"product": product, "fact_limits": LIMITS, "can_write": True}
    try:
        context["added"] = actions.add_fact(request.member, pk, **_typed(request))
    except FactError as error:
        context |= {"error": str(error), "typed": _typed(request)}
    except ProductGone as error:
        raise Http404 from error
    return render(request, "catalogue/fact_add.html", context)


@require_http_methods(["GET", "POST"])
@access.requires("write")
def fact_edit(request: MemberRequest, pk: int, fact_id: str) -> HttpResponse:
    product = access.get(request.member, Product, pk)
    known = next((fact for fact in product.facts if fact["id"] == fact_id), None)
    if request.method == "GET":
        if known is None:
            raise Http404
        return _row(request, pk, known)
    typed = _typed(request)
    mine = {**typed, "id": fact_id, "source": "person"}
    try:
        fact = actions.edit_fact(request.member, pk, fact_id, **typed, base=_typed(request, "base_"))
    except Stale:
        return _row(request, pk, mine, theirs=known)
    except FactError as error:
        return _row(request, pk, mine, base=known or {}, error=str(error), gone=error.code == "fact.gone")
    except ProductGone as error:
        raise Http404 from error
    return _row(request, pk, fact, saved=True)


@require_POST
@access.requires("write")
def fact_remove(request: MemberRequest, pk: int, fact_id: str) -> HttpResponse:
    """In the row's place: what was removed, and the way back."""
    try:
        fact = actions.remove_fact(request.member, pk, fact_id)
    except FactError:
        return HttpResponse()  # someone else was first: the row goes
    except ProductGone as error:
        raise Http404 from error
    return _row(request, pk, fact, removed=True)


@require_POST
@access.requires("write")
def fact_restore(request: MemberRequest, pk: int, fact_id: str) -> HttpResponse:
    try:
        fact = actions.restore_fact(request.member, pk, fact_id)
    except (FactError, ProductGone) as error:
        raise Http404 from error
    return _row(request, pk, fact, saved=True)


@require_POST
@access.requires("write")
def fact_reorder(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.reorder_facts(request.member, pk, request.POST.getlist("id"))
    except ProductGone as error:
        raise Http404 from error
    return HttpResponse(status=204)
