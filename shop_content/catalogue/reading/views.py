"""Doors to reading: asking, looking, deciding. With htmx the panel is answered, without it the product's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from shop_content.catalogue.actions.facts import LIMITS
from shop_content.catalogue.errors import FactError, ProductGone
from shop_content.catalogue.models import Product
from shop_content.catalogue.models.proposals import FactProposal, FactSource
from shop_content.catalogue.reading import actions
from shop_content.catalogue.reading.errors import ReadingRefused
from shop_content.catalogue.reading.panel import panel_of
from shop_content.catalogue.reading.work import read_now
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@require_POST
@access.requires("write")
def reading_ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Read the product's own source text, a pasted text or a PDF."""
    product = access.get(request.member, Product, pk)
    kind = request.POST.get("kind", FactSource.Kind.PASTE)
    try:
        source = read_now(_asked(request, product, kind))
    except ReadingRefused as refused:
        return _answer(request, product, error=str(refused), typed=request.POST.get("text", ""), asked=kind)
    except ProductGone as error:
        raise Http404 from error
    return _answer(request, product, chosen=str(source.pk))


def _asked(request: MemberRequest, product: Product, kind: str) -> FactSource:
    file = request.FILES.get("file")
    if kind == FactSource.Kind.PDF:
        if file is None:
            raise ReadingRefused("text.empty")
        return actions.propose_from_pdf(request.member, product.pk, file.name or "", file)
    if kind == FactSource.Kind.SOURCE_TEXT:
        return actions.propose_from_text(request.member, product.pk, product.source_text, kind)
    return actions.propose_from_text(request.member, product.pk, request.POST.get("text", ""), FactSource.Kind.PASTE)


@require_GET
@access.requires("view")
def reading_panel(request: MemberRequest, pk: int) -> HttpResponse:
    """The panel: while a text is being read, and for another text."""
    product = access.get(request.member, Product, pk)
    return _answer(request, product, chosen=request.GET.get("source", ""))


@require_POST
@access.requires("write")
def reading_accept_sure(request: MemberRequest, pk: int) -> HttpResponse:
    product = access.get(request.member, Product, pk)
    try:
        accepted = actions.accept_sure(request.member, pk)
    except ProductGone as error:
        raise Http404 from error
    count = sum(decided.changed for decided in accepted)
    said = ngettext("%(count)s fact was accepted.", "%(count)s facts were accepted.", count) % {"count": count}
    return _answer(request, product, news=said, facts_changed=True)


@require_POST
@access.requires("write")
def proposal_accept(request: MemberRequest, pk: int) -> HttpResponse:
    """As it was read, or as the person put it."""
    proposal = access.get(request.member, FactProposal, pk, "product")
    typed = {name: request.POST.get(name, "").strip() for name in LIMITS}
    unit = typed["unit"] if "unit" in request.POST else None
    try:
        decided = actions.accept(
            request.member, proposal, typed["key"], typed["value"], unit, replace=bool(request.POST.get("replace"))
        )
    except FactError as error:
        return _answer(request, proposal.product, chosen=str(proposal.source_id), error=str(error), failed=proposal.pk)
    except ProductGone as error:
        raise Http404 from error
    return _answer(
        request,
        proposal.product,
        chosen=str(proposal.source_id),
        facts_changed=decided.fact is not None,
        moved=proposal.pk,
    )


@require_POST
@access.requires("write")
def proposal_refuse(request: MemberRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, actions.refuse)


@require_POST
@access.requires("write")
def proposal_reconsider(request: MemberRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, actions.reconsider)


def _decided(request: MemberRequest, pk: int, decide: Any) -> HttpResponse:
    proposal = access.get(request.member, FactProposal, pk, "product")
    try:
        decide(request.member, proposal)
    except ProductGone as error:
        raise Http404 from error
    return _answer(request, proposal.product, chosen=str(proposal.source_id), moved=proposal.pk)


def _answer(request: Any, product: Product, *, chosen: str = "", **context: Any) -> HttpResponse:
    if not request.htmx:
        if error := context.get("error"):
            messages.error(request, error)
        elif news := context.get("news"):
            messages.success(request, news)
        address = reverse("product_detail", args=[request.member.shop_id, product.pk])
        return redirect(f"{address}{f'?source={chosen}' if chosen else ''}#reading")
    product.refresh_from_db()
    context |= {
        "panel": panel_of(product, chosen),
        "product": product,
        "can_write": request.member.may("write"),
        "fact_limits": LIMITS,
        "answered": True,
    }
    return render(request, "catalogue/reading/panel.html", context)
