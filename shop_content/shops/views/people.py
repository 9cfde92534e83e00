"""Who works in the shop, and who is invited to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop_content.shops import access, actions
from shop_content.shops.errors import ShopError
from shop_content.shops.forms import InviteForm, refuse
from shop_content.shops.models import Invitation, Member, Role


@access.requires("view")
def shop_people(request: access.MemberRequest) -> HttpResponse:
    return _page(request, InviteForm())


@access.requires("manage")
@require_POST
def invitation_create(request: access.MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation = actions.invite(request.member, **form.cleaned_data)
        except ShopError as error:
            refuse(form, error)
        else:
            _tell_whether_sent(request, invitation)
            return _back(request)
    return _page(request, form)


@access.requires("manage")
@require_POST
def invitation_resend(request: access.MemberRequest, pk: int) -> HttpResponse:
    invitation = access.get(request.member, Invitation, pk)
    try:
        _tell_whether_sent(request, actions.resend(request.member, invitation))
    except ShopError as error:
        messages.error(request, error.message)
    return _back(request)


@access.requires("manage")
@require_POST
def invitation_revoke(request: access.MemberRequest, pk: int) -> HttpResponse:
    invitation = access.get(request.member, Invitation, pk)
    done = _("The invitation of %(email)s was withdrawn; its link no longer works.") % {"email": invitation.email}
    return _tried(request, lambda: actions.revoke(request.member, invitation), done)


@access.requires("manage")
@require_POST
def member_role(request: access.MemberRequest, pk: int) -> HttpResponse:
    target = access.get(request.member, Member, pk, "user")
    done = _("The role of %(email)s was changed.") % {"email": target.user.email}
    return _tried(request, lambda: actions.change_role(request.member, target, request.POST.get("role", "")), done)


@access.requires("manage")
@require_POST
def member_remove(request: access.MemberRequest, pk: int) -> HttpResponse:
    target = access.get(request.member, Member, pk, "user")
    if target.pk == request.member.pk:
        return _leave(request)
    done = _("%(email)s is no longer a member. What this person wrote and decided stays.") % {
        "email": target.user.email
    }
    return _tried(request, lambda: actions.remove(request.member, target), done)


@access.requires("view")
@require_POST
def shop_leave(request: access.MemberRequest) -> HttpResponse:
    return _leave(request)


def _leave(request: access.MemberRequest) -> HttpResponse:
    shop = request.member.shop
    try:
        actions.leave(request.member)
    except ShopError as error:
        messages.error(request, error.message)
        return _back(request)
    messages.success(request, _("You left %(shop)s.") % {"shop": shop.name})
    return redirect("home")


def _page(request: access.MemberRequest, form: InviteForm) -> HttpResponse:
    members = access.rows(request.member, Member).select_related("user").order_by("joined_at", "pk")
    invitations = access.rows(request.member, Invitation).filter(accepted_at=None, revoked_at=None).order_by("-pk")
    context = {
        "members": members,
        "invitations": invitations.select_related("invited_by"),
        "form": form,
        "roles": Role.choices,
        "may_manage": request.member.may("manage"),
    }
    return render(request, "shops/people.html", context, status=422 if form.errors else 200)


def _tried(request: access.MemberRequest, action: Callable[[], Any], done: str) -> HttpResponse:
    try:
        action()
    except ShopError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return _back(request)


def _tell_whether_sent(request: access.MemberRequest, invitation: Invitation) -> None:
    words = {"email": invitation.email}
    if invitation.sent_at:
        messages.success(request, _("The invitation to %(email)s is on its way.") % words)
    else:
        text = _("%(email)s is invited, but the mail server did not take the mail. Send it again in a few minutes.")
        messages.warning(request, text % words)


def _back(request: access.MemberRequest) -> HttpResponse:
    return redirect("shop_people", request.member.shop_id)
