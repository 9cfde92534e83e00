"""Doors: one passage of a draft written anew, asked for on the review desk and awaited there."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop_content.drafts.errors import DraftError
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.rewriting import Spot, spot_of_claim, whole_sentences, words_at
from shop_content.drafts.sheet import FACT_NAMES
from shop_content.jobs import actions, live
from shop_content.jobs.errors import RunError
from shop_content.jobs.messages import REQUEST, failure
from shop_content.jobs.models import Job, Run
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

MENTIONED = 8  # facts that are offered to be mentioned
_LONGEST_KEY = 30  # characters; a longer name of a fact is a sentence


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def draft_rewrite(request: MemberRequest, pk: int) -> HttpResponse:
    """GET: what may be asked of the sentence at a place. POST: ask for it; the answer awaits the result.

    `version`, and `claim`, or `field`, `index`, `start` and `end`, which are widened to whole sentences.
    """
    draft = access.get(request.member, Draft, pk, "product")
    given = request.POST if request.method == "POST" else request.GET
    version = DraftVersion.objects.filter(draft=draft, pk=_number(given.get("version", ""))).first()
    if version is None:
        raise Http404
    spot = _spot(version, given)
    if spot is None:
        return _refused(request, draft, _("There is no text at this place. Choose a sentence of the draft."))
    if request.method == "GET":
        return render(request, "jobs/rewrite_form.html", _form(draft, version, spot))
    instruction = given.get("instruction", "")
    try:
        run = actions.request_rewrite(request.member, version.pk, spot, instruction, given.get("request_key", "")[:64])
    except DraftError as error:
        return _refused(request, draft, error.message)
    except RunError as error:
        long = len(instruction) > actions.LONGEST_INSTRUCTION
        text = _("The wish is longer than %(limit)s characters. Shorten it.") % {"limit": actions.LONGEST_INSTRUCTION}
        return _refused(request, draft, text if long else str(REQUEST[error.code]))
    if not request.htmx:
        messages.success(request, _("The sentence is being rewritten. The new version appears here by itself."))
        return redirect("draft_detail", shop_id=draft.shop_id, pk=draft.pk)
    return _progress(request, run)


@access.requires("write")
@require_http_methods(["GET", "POST"])
@never_cache
def rewrite_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment that asks for itself until the passage is written. POST cancels it."""
    run = access.get(request.member, Run, pk)
    if "passage" not in run.settings:
        raise Http404
    if request.method == "POST":
        actions.cancel_run(run)
        run.refresh_from_db()
    return _progress(request, run)


def _progress(request: MemberRequest, run: Run) -> HttpResponse:
    job = run.jobs.get()
    version = DraftVersion.objects.select_related("draft__product").get(pk=run.settings["passage"]["version"])
    cancelled = run.status == Run.Status.CANCELLED or job.status == Job.State.CANCELLED
    context: dict[str, Any] = {"run": run, "job": job, "draft": version.draft, "cancelled": cancelled}
    context["busy"] = not cancelled and job.status in (Job.State.QUEUED, Job.State.RUNNING)
    context["words"] = run.settings["passage"]["words"]
    if context["busy"]:
        context["text"] = live.texts([job]).get(job.pk, "")
    elif job.status == Job.State.DONE:
        context["made"] = DraftVersion.objects.filter(job_id=job.pk).first()
    else:
        asked = run.settings["passage"]
        spot = Spot(asked["field"], asked["index"], asked["start"], asked["end"])
        problem = "" if cancelled else failure(job.error_code, job.error_detail)
        context |= {**_form(version.draft, version, spot, asked["instruction"]), "problem": problem}
    return render(request, "jobs/rewrite_progress.html", context)


def _form(draft: Draft, version: DraftVersion, spot: Spot, instruction: str = "") -> dict[str, Any]:
    return {
        "draft": draft,
        "version": version,
        "spot": spot,
        "words": words_at(version, spot),
        "instruction": instruction,
        "mention": _unsaid(version),
        "request_key": secrets.token_urlsafe(16),
        "longest": actions.LONGEST_INSTRUCTION,
    }


def _unsaid(version: DraftVersion) -> list[str]:
    """Names of facts that the text does not tell of yet."""
    told = {pk for claim in version.claims for pk in claim["fact_ids"]}
    left = [fact for fact in version.facts if fact["id"] not in told and _may_be_mentioned(fact)]
    names = (str(FACT_NAMES.get(fact["id"], fact["key"].replace("_", " "))) for fact in left)
    return [name for name in dict.fromkeys(names) if len(name) <= _LONGEST_KEY][:MENTIONED]


def _may_be_mentioned(fact: dict[str, str]) -> bool:
    plain = "/" not in fact["id"] and not fact["id"].startswith("review:")
    return plain and fact["id"] not in ("title", "category", "price", "source_text", "reviews")


def _spot(version: DraftVersion, given: Any) -> Spot | None:
    if "claim" in given:
        place = _number(given["claim"])
        return spot_of_claim(version, place) if place is not None else None
    numbers = [_number(given.get(name, "")) for name in ("index", "start", "end")]
    if any(number is None for number in numbers):
        return None
    index, start, end = (int(number or 0) for number in numbers)
    return whole_sentences(version, Spot(given.get("field", ""), index, min(start, end), max(start, end)))


def _refused(request: MemberRequest, draft: Draft, text: str) -> HttpResponse:
    if not request.htmx:
        messages.warning(request, text)
        return redirect("draft_detail", shop_id=draft.shop_id, pk=draft.pk)
    return render(request, "jobs/rewrite_refused.html", {"text": text})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
