"""Fix once, apply everywhere: the phrases that an edit replaced, where else they stand, changed together."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop_content.drafts.bulk.actions import Wish, request_bulk
from shop_content.drafts.bulk.errors import BulkError
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.differences import Piece, as_text, difference
from shop_content.drafts.fixes import FOUND, LONGEST, Fix, proposed, siblings
from shop_content.drafts.models import Bulk, Draft, DraftVersion
from shop_content.drafts.sheet import FIELD_NAMES
from shop_content.shops import access
from shop_content.shops import actions as shops
from shop_content.shops.access import MemberRequest
from shop_content.shops.errors import BadValue

SHOWN = 50  # differences on the page; all that were found can be changed


@dataclass(frozen=True, slots=True)
class Preview:
    draft: Draft
    pieces: list[tuple[str, list[Piece]]]  # of the fields that change, labelled


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def fix_create(request: MemberRequest, pk: int) -> HttpResponse:
    """GET: what version `pk` replaced, and where else `old` stands. POST corrects it in the ticked drafts, or in `all` of them."""
    version = access.get(request.member, DraftVersion, pk, "draft__product", "base")
    given = request.POST if request.method == "POST" else request.GET
    offers = proposed(version)
    fix = _fix(given.get("old"), given.get("new", ""), offers)
    found = siblings(request.member, fix, version.draft.locale, version.draft_id) if fix else []
    if request.method == "POST" and fix:
        return _correct(request, version, fix, found)
    context: dict[str, Any] = {
        "version": version,
        "draft": version.draft,
        "offers": offers,
        "fix": fix,
        "count": len(found),
        "most": FOUND,
        "previews": [_preview(draft, fix) for draft in found[:SHOWN]] if fix else [],
        "approved": sum(draft.approved_id == draft.newest_id for draft in found),
        "longest": LONGEST,
        "key": secrets.token_hex(16),
    }
    return render(request, "drafts/fixes.html", context)


def _fix(old: str | None, new: str, offers: list[Fix]) -> Fix | None:
    """As the address names it, else the first that the edit made."""
    if old is None:
        return offers[0] if offers else None
    old, new = (" ".join(text.replace("\x00", "").split())[:LONGEST] for text in (old, new))
    return Fix(old, new) if old and old != new else None


def _preview(draft: Draft, fix: Fix) -> Preview:
    before = draft.newest.fields if draft.newest else {}
    after = fix.applied(before)
    changed = [name for name in before if before[name] != after[name]]
    return Preview(
        draft,
        [
            (str(FIELD_NAMES.get(name, name)), difference(as_text(before[name]), as_text(after[name])))
            for name in changed
        ],
    )


def _correct(request: MemberRequest, version: DraftVersion, fix: Fix, found: list[Draft]) -> HttpResponse:
    ticked = Selection.read(request.POST).seen or {}
    chosen = {draft.pk: draft.newest_id for draft in found if "all" in request.POST or draft.pk in ticked}
    here = reverse("fix_create", args=[version.draft.shop_id, version.pk])
    if "voice" in request.POST:
        try:
            shops.prefer(request.member, version.draft.locale, fix.old, fix.new)
        except BadValue as error:
            messages.error(request, str(error))
            return redirect(here)
        messages.success(request, _("The brand voice keeps it: “%(old)s” is written as “%(new)s”.") % vars_of(fix))
    if not chosen:
        if "voice" not in request.POST:
            messages.warning(request, BulkError("none").message)
        return redirect(here)
    wish = Wish(Bulk.Act.FIX, old=fix.old, new=fix.new)
    bulk = request_bulk(request.member, Selection(seen=chosen), wish, request.POST.get("request_key", "")[:64] or here)
    return redirect("bulk_detail", shop_id=bulk.shop_id, pk=bulk.pk)


def vars_of(fix: Fix) -> dict[str, str]:
    return {"old": fix.old, "new": fix.new}
