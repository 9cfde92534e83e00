"""The review desk: one draft, what it rests on, what the checks say, what came before."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from generation.kinds import KINDS
from shop_content.catalogue.models import Photo
from shop_content.drafts import queue
from shop_content.drafts.actions.guards import STATUS_VERBS, last_decision
from shop_content.drafts.baselines import baselines_of
from shop_content.drafts.comparing import changes
from shop_content.drafts.ground import brief_of, briefs_of
from shop_content.drafts.history import SHOWN, Moment, history
from shop_content.drafts.models import Decision, Draft, DraftVersion, Finding, Status
from shop_content.drafts.previews import places_of
from shop_content.drafts.queue import Filter
from shop_content.drafts.recommended import recommended
from shop_content.drafts.rewriting import rewritten
from shop_content.drafts.sheet import Sheet, sheet_of
from shop_content.drafts.siblings import together
from shop_content.drafts.subjects import customers_words
from shop_content.drafts.views.answers import by_script
from shop_content.drafts.views.places import draft_url, list_url, next_url
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

MOST_VARIANTS = 9  # as many as there are keys for


@access.requires("view")
@require_GET
@never_cache
@vary_on_headers("HX-Request")
def draft_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """The page; for its own script, which goes from draft to draft, the desk alone."""
    draft = access.get(request.member, Draft, pk, "product", "newest", "approved", "assignee")
    context = {**_draft_context(request, draft), **_queue_context(request, draft)}
    return render(request, "drafts/desk.html" if by_script(request) else "drafts/draft_detail.html", context)


def _draft_context(request: MemberRequest, draft: Draft) -> dict[str, Any]:
    draft.product.shop = request.member.shop  # whose evidence counts
    earlier = _asked_version(request, draft)
    sheets = _sheets(draft, earlier)
    shown = next((sheet for sheet in sheets if sheet.version and sheet.version.pk == draft.newest_id), sheets[0])
    moments = history(draft)
    return {
        "draft": draft,
        "product": draft.product,
        "photos": _photos(draft),
        "sheets": sheets,
        "shown": shown,
        "earlier": earlier,
        "said": customers_words(draft),
        "recommended": recommended(draft, shown.version),
        "places": places_of(draft.kind),
        "is_invented": KINDS[draft.kind].synthetic,
        "is_picture": KINDS[draft.kind].medium == "image",
        "decision": _last(draft, moments),
        "history": moments,
        "guests_said": list(draft.guest_words.select_related("version").order_by("-pk")[:20]),
        "has_earlier": sum(moment.version is not None for moment in moments) > 1,
        "approved_is_older": draft.approved_id is not None and draft.approved_id != draft.newest_id,
        "rewritten": rewritten(shown.version) if earlier is None and shown.version else None,
        "request_key": secrets.token_urlsafe(12),
        "facts_changed": [fact for fact in shown.facts if fact.now is not None and fact.cited],
        "people": list(Member.objects.filter(shop_id=draft.shop_id).select_related("user").order_by("pk")),
        "overdue": draft.due_on is not None and draft.due_on < timezone.localdate(),
        "locale_name": dict(settings.CONTENT_LOCALES).get(draft.locale, draft.locale),
        "may_write": request.member.may("write") and KINDS[draft.kind].medium == "text",
        "may_ask": request.member.may("write"),
        "may_release": request.member.may("decide") and draft.status == Status.HELD and draft.held_by_shop,
        "may_decide": request.member.may("decide") and earlier is None and draft.status != Status.HELD,
    }


def _photos(draft: Draft) -> list[Photo]:
    """Beside a picture that was made without any there is none to show."""
    if KINDS[draft.kind].synthetic:
        return []
    return list(Photo.objects.filter(product=draft.product).select_related("image")[:8])


def _last(draft: Draft, moments: Sequence[Moment]) -> Decision | None:
    """`last_decision`, which the history tells where it is not too long."""
    if len(moments) < SHOWN:
        return next((each.decision for each in moments if each.decision and each.decision.verb in STATUS_VERBS), None)
    return last_decision(draft)


def _asked_version(request: MemberRequest, draft: Draft) -> DraftVersion | None:
    """The earlier version that the address names, if it does."""
    text = request.GET.get("version", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19) or draft.newest_id == int(text):
        return None
    version = _read(DraftVersion.objects.filter(draft=draft, pk=int(text))).first()
    if version is None:
        raise Http404
    return version


def _sheets(draft: Draft, earlier: DraftVersion | None) -> list[Sheet]:
    """One, or one for each variant that was written together."""
    if earlier is not None:
        return [sheet_of(draft, earlier, brief_of(draft, earlier))]
    if draft.newest is None:
        return [sheet_of(draft, None, brief_of(draft))]
    versions = list(_read(together(draft.newest))[:MOST_VARIANTS])
    briefs = briefs_of([(draft, version) for version in versions])
    return [sheet_of(draft, *pair, number) for number, pair in enumerate(zip(versions, briefs, strict=True), 1)]


def _read(versions: QuerySet[DraftVersion]) -> QuerySet[DraftVersion]:
    waived = Prefetch("findings", Finding.objects.select_related("waived_by"))
    return versions.select_related("author", "image", "overlay", "editable", "base", "consistency").prefetch_related(
        waived
    )


def _queue_context(request: MemberRequest, draft: Draft) -> dict[str, Any]:
    member, wanted = request.member, Filter.read(request.GET)
    own = queue.order_of(member.shop_id)
    before, after = queue.beside(member, wanted, draft, own)
    return {
        "wanted": wanted,
        "query": wanted.query,
        "here": draft_url(draft.shop_id, draft.pk, wanted),
        "after": draft_url(draft.shop_id, after, wanted),
        "before": draft_url(draft.shop_id, before, wanted),
        "review": next_url(member, wanted, draft, own),
        "back": list_url(draft.shop_id, wanted),
        "waiting": queue.waiting(member, wanted),
    }


@access.requires("view")
@require_GET
@never_cache
def draft_news(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked every few seconds by an open desk: did a version arrive, or somebody decide, since it was loaded?"""
    draft = access.get(request.member, Draft, pk, "newest__author")
    seen = (request.GET.get("newest", ""), request.GET.get("status", ""))
    if seen == (str(draft.newest_id or ""), draft.status):
        return HttpResponse(status=204)
    arrived = seen[0] != str(draft.newest_id or "")
    here = draft_url(draft.shop_id, draft.pk, Filter.read(request.GET))
    context = {"draft": draft, "arrived": arrived, "decision": last_decision(draft), "here": here, "first": not seen[0]}
    return render(request, "drafts/news.html", context)


@access.requires("view")
@require_GET
@never_cache
def draft_compare(request: MemberRequest, pk: int) -> HttpResponse:
    """What changed `since` the version approved last, the live one or the one before (what is not there gives way to the latter); or
    from version `from`. To version `to`, the newest if it names none."""
    draft = access.get(request.member, Draft, pk, "newest")
    newer = _named(request, draft, "to") or draft.newest
    bases = {base.name: base for base in baselines_of(draft)}
    since = bases.get(request.GET.get("since", ""))
    older = _named(request, draft, "from") if since is None else since.version
    if since and since.name == "approved" and older is None:
        older = bases["before"].version
    if newer is None or (older is None and since is None):
        raise Http404
    context = {
        "draft": draft,
        "bases": bases.values(),
        "since": since,
        "older": older,
        "newer": newer,
        "changes": changes(older, newer) if older else [],
        "same": older is not None and older.fields == newer.fields and older.image_id == newer.image_id,
    }
    return render(request, "drafts/compare.html", context)


def _named(request: MemberRequest, draft: Draft, name: str) -> DraftVersion | None:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return DraftVersion.objects.filter(draft=draft, pk=int(text)).select_related("image").first()
