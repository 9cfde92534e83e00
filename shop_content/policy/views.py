"""The shop's evidence."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shop_content.policy import actions
from shop_content.policy.actions import BadEvidence
from shop_content.policy.forms import EvidenceForm
from shop_content.policy.models import Evidence
from shop_content.shops import access
from shop_content.shops.access import MemberRequest

SOON = timedelta(days=30)  # when a coming expiry is pointed out


@access.requires("view")
@require_http_methods(["GET", "POST"])
def evidence_list(request: MemberRequest) -> HttpResponse:
    """All of it, what needs attention first; POST adds one."""
    form = EvidenceForm(request.POST) if request.method == "POST" else EvidenceForm()
    if form.is_bound and not request.member.may("write"):
        raise PermissionDenied("write")
    if form.is_bound and form.is_valid():
        try:
            actions.add_evidence(request.member, **form.cleaned_data)
        except BadEvidence as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Kept. Texts may say it of the products that it covers."))
            return _back(request)
    return _page(request, form)


@access.requires("write")
@require_http_methods(["GET", "POST"])
def evidence_edit(request: MemberRequest, pk: int) -> HttpResponse:
    evidence = access.get(request.member, Evidence, pk)
    if evidence.retired_at:
        raise Http404
    form = (
        EvidenceForm(request.POST)
        if request.method == "POST"
        else EvidenceForm(initial=EvidenceForm.values_of(evidence))
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_evidence(request.member, pk, **form.cleaned_data)
        except BadEvidence as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Saved. Texts that rest on it are compared in a moment."))
            return _back(request)
    return _page(request, form, evidence)


@access.requires("write")
@require_POST
def evidence_retire(request: MemberRequest, pk: int) -> HttpResponse:
    evidence = access.get(request.member, Evidence, pk)
    if actions.retire_evidence(request.member, evidence.pk):
        messages.success(request, _("“%(statement)s” supports nothing any more.") % {"statement": evidence.statement})
    return _back(request)


def _page(request: MemberRequest, form: EvidenceForm, edited: Evidence | None = None) -> HttpResponse:
    today = timezone.localdate()
    rows = list(access.rows(request.member, Evidence).filter(retired_at=None).order_by("expires_on", "pk"))
    for evidence in rows:
        evidence.state = _state(evidence, today)  # type: ignore[attr-defined]
    context = {"rows": rows, "form": form, "edited": edited, "may_write": request.member.may("write")}
    return render(request, "policy/evidence.html", context, status=422 if form.is_bound and form.errors else 200)


def _state(evidence: Evidence, today: date) -> str:
    if not evidence.stands(today):
        return "expired"
    return "soon" if evidence.expires_on and evidence.expires_on - today <= SOON else "valid"


def _back(request: MemberRequest) -> HttpResponse:
    return redirect("evidence_list", request.member.shop_id)
