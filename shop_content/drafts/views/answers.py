"""How an action is answered: to the page's script as JSON, to a plain form with a message and a redirect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from shop_content.drafts.errors import BadField, DraftError, ReasonNeeded, ReasonTooLong, StaleVersion
from shop_content.shops.access import MemberRequest

INPUT_ERRORS = (BadField, ReasonNeeded, ReasonTooLong)


def by_script(request: MemberRequest) -> bool:
    return "HX-Request" in request.headers


def done(request: MemberRequest, message: str, address: str, **more: Any) -> HttpResponse:
    if by_script(request):
        return JsonResponse({"message": message, "address": address, **more})
    messages.success(request, message)
    return redirect(address)


def refused(request: MemberRequest, error: DraftError, address: str, **more: Any) -> HttpResponse:
    """422 for what the person can mend in the form, 409 for what someone else did first."""
    if not by_script(request):
        messages.error(request, error.message)
        return redirect(address)
    body = {"message": error.message, "address": address if isinstance(error, StaleVersion) else "", **more}
    return JsonResponse(body, status=422 if isinstance(error, INPUT_ERRORS) else 409)
