"""From the review queue: have the chosen drafts written anew."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from shop_content.drafts.bulk.selection import MOST, Selection
from shop_content.drafts.views.places import list_url
from shop_content.jobs import actions
from shop_content.jobs.errors import RunError
from shop_content.jobs.forms import RunForm, remembered
from shop_content.jobs.messages import REQUEST
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("write")
@require_POST
def run_again(request: MemberRequest) -> HttpResponse:
    """A choice from the queue comes back to be confirmed; with `request_key` it becomes a run."""
    selection, key = Selection.read(request.POST), request.POST.get("request_key", "")[:64]
    back = list_url(request.member.shop_id, selection.wanted)
    count = selection.drafts(request.member).count()
    tone = request.POST.get("tone", "") or remembered(request.member).get("tone", "plain")
    if count and not key:
        context = {
            "selection": selection,
            "count": count,
            "most": MOST,
            "too_many": count > MOST,
            "tone": tone,
            "tones": RunForm.base_fields["tone"].choices,  # type: ignore[attr-defined]
            "key": secrets.token_hex(16),
            "back": back,
        }
        return render(request, "jobs/run_again.html", context)
    try:
        run = actions.request_again(request.member, selection, tone, key or secrets.token_hex(16))
    except RunError as error:
        messages.warning(request, str(REQUEST[error.code]))
        return redirect(back)
    return redirect("run_detail", shop_id=run.shop_id, pk=run.pk)
