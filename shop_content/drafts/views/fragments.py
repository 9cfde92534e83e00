"""Parts that other rooms' pages fetch: counts for the dashboard, the grid of a product's drafts."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from generation.kinds import KINDS
from shop_content.catalogue.models import Product
from shop_content.drafts.models import ContentKind, Draft, Status
from shop_content.drafts.queue import Filter, counts, drafts
from shop_content.drafts.subjects import label
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

USUAL = (ContentKind.TITLE, ContentKind.DESCRIPTION, ContentKind.BULLETS, ContentKind.SEO, ContentKind.PACKSHOT)


@access.requires("view")
@require_GET
@never_cache
def draft_counts(request: MemberRequest) -> HttpResponse:
    found = counts(request.member)
    rows = [(status, status.label, found[status]) for status in Status]
    return render(
        request,
        "drafts/counts.html",
        {
            "rows": rows,
            "waiting": found[Status.IN_REVIEW],
            "any": any(found.values()),
            "outdated": drafts(request.member, Filter(status="", findings="outdated")).count(),
        },
    )


@dataclass(frozen=True, slots=True)
class Cell:
    locale: str
    label: str
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Line:
    kind: ContentKind
    subject: str  # worded; "" for most
    cells: tuple[Cell, ...]


@access.requires("view")
@require_GET
@never_cache
def product_drafts(request: MemberRequest, pk: int) -> HttpResponse:
    """Line by line, language by language: what there is and how it stands; the usual kinds, and what else was asked for."""
    product = access.get(request.member, Product, pk)
    rows = Draft.objects.filter(product=product).select_related("newest__image", "approved")
    found = {
        (draft.kind, draft.subject, draft.locale): draft
        for draft in rows.defer("newest__claims", "newest__facts", "newest__provenance").order_by("pk")
    }
    subjects = {kind: {"": None} for kind in USUAL}
    for kind, subject, _ in found:
        subjects.setdefault(kind, {})[subject] = None
    lines = [
        Line(ContentKind(kind), label(subject), _cells(kind, subject, found))
        for kind in ContentKind.values
        for subject in subjects.get(kind, ())
    ]
    writing = any(draft.status == Status.WRITING for draft in found.values())
    context = {
        "product": product,
        "lines": lines,
        "locales": settings.CONTENT_LOCALES,
        "any": bool(found),
        "writing": writing,
    }
    return render(request, "drafts/product_drafts.html", context)


def _cells(kind: str, subject: str, found: dict[tuple[str, str, str], Draft]) -> tuple[Cell, ...]:
    if not KINDS[kind].worded:
        return (Cell("", "", found.get((kind, subject, ""))),)
    return tuple(Cell(code, str(name), found.get((kind, subject, code))) for code, name in settings.CONTENT_LOCALES)
