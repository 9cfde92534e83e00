"""Door: what is being written for a draft at this moment."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from shop_content.drafts.models import Draft
from shop_content.jobs import live
from shop_content.jobs.models import Job
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@access.requires("view")
@require_GET
@never_cache
def draft_writing(request: MemberRequest, pk: int) -> HttpResponse:
    """Fragment for the draft's page: the text so far. It asks for itself while a job is open, and is empty afterwards."""
    draft = access.get(request.member, Draft, pk)
    slot = {"product_id": draft.product_id, "kind": draft.kind, "locale": draft.locale, "subject": draft.subject}
    jobs = Job.objects.filter(**slot, status__in=[Job.State.QUEUED, Job.State.RUNNING], cancel_requested=False)
    job = (
        jobs.exclude(run__settings__has_key="passage").order_by("-status", "pk").first()
    )  # a running one before one that waits
    text = live.texts([job]).get(job.pk, "") if job else ""
    painting = live.paintings([job]).get(job.pk) if job else None
    context = {"draft": draft, "job": job, "text": text, "painting": painting}
    return render(request, "jobs/draft_writing.html", context)
