"""What the shop's voice learns from: approved texts, kind by kind, each of which a click leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from generation.kinds import KINDS
from shop_content.drafts.models import ContentKind, Draft, DraftVersion
from shop_content.drafts.voices import EXAMPLES, approved, text_of
from shop_content.shops import access, actions
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import BrandVoice

OFFERED = 6  # approved texts of a kind that are shown


@dataclass(frozen=True, slots=True)
class Example:
    draft: Draft
    text: str
    left_out: bool
    used: bool


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def voice_examples(request: MemberRequest, locale: str) -> HttpResponse:
    """Fragment for the page of the voice. POST `version` leaves one out, or with `back` takes it in again."""
    if locale not in dict(settings.CONTENT_LOCALES):
        raise Http404
    if request.method == "POST":
        text = request.POST.get("version", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        version = access.get(request.member, DraftVersion, number)
        actions.leave_out(request.member, locale, version.pk, "back" not in request.POST)
    voice = access.rows(request.member, BrandVoice).filter(locale=locale).first()
    left_out = set(voice.left_out) if voice else set()
    texts = [kind for kind in ContentKind if KINDS[kind].medium == "text"]
    groups = [(kind.label, found) for kind in texts if (found := _examples(request, kind, locale, left_out))]
    return render(request, "drafts/voice_examples.html", {"groups": groups, "locale": locale, "most": EXAMPLES})


def _examples(request: MemberRequest, kind: ContentKind, locale: str, left_out: set[int]) -> list[Example]:
    drafts = approved(request.member.shop_id, kind, locale).select_related("product", "approved")[:OFFERED]
    room, examples = EXAMPLES, []
    for draft in drafts:
        out = draft.approved_id in left_out
        used = not out and room > 0
        room -= used
        examples.append(Example(draft, text_of(draft.approved.fields) if draft.approved else "", out, used))
    return examples
