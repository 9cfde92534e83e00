"""The invited person's side: the link of the mail, or the list that waits after signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shop_content.shops import actions
from shop_content.shops.errors import InvitationClosed, ShopError, WrongAccount
from shop_content.shops.models import Invitation, User


@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what is offered, POST takes it. Whoever opens the link owns the address: signing up needs no second mail."""
    invitation = actions.find_invitation(token)
    if invitation is None:
        return render(request, "shops/invitation.html", {"unknown": True}, status=404)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, invitation)
    problem = _problem(request, invitation)
    context: dict[str, Any] = {"invitation": invitation, "problem": problem, "address": request.path}
    if problem is None and request.user.is_anonymous:
        get_adapter().stash_verified_email(request, invitation.email)
        context["has_account"] = User.objects.filter(email__iexact=invitation.email).exists()
    return render(
        request, "shops/invitation.html", context, status=410 if isinstance(problem, InvitationClosed) else 200
    )


@require_POST
@login_required
def invitation_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one that is addressed to the signed-in person."""
    invitation = get_object_or_404(Invitation.objects.select_related("shop"), pk=pk)
    if invitation.email.lower() != request.user.email.lower():  # type: ignore[union-attr]
        raise Http404
    return _accept(request, invitation)


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        member = actions.accept(request.user, invitation)  # type: ignore[arg-type]
    except ShopError as error:
        messages.error(request, error.message)
        return redirect("home")
    messages.success(request, _("Welcome to %(shop)s.") % {"shop": invitation.shop.name})
    return redirect("shop_dashboard", member.shop_id)


def _problem(request: HttpRequest, invitation: Invitation) -> ShopError | None:
    if not invitation.open or invitation.shop.suspended_at:
        return InvitationClosed(invitation)
    user: Any = request.user
    if user.is_authenticated and user.email.lower() != invitation.email.lower():
        return WrongAccount(invitation.email, user.email)
    return None
