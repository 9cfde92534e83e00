"""The front door: to the shop, to the choice of one, or to the first one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.shops import access, actions
from shop_content.shops.activity import first_steps, latest
from shop_content.shops.errors import ShopError
from shop_content.shops.forms import ShopForm, refuse
from shop_content.shops.models import Invitation, Member, User

LAST_SHOP = "shop_id"  # in the session


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """To the shop that was open last; the list of shops where there is a choice to make."""
    user: Any = request.user
    memberships = list(Member.objects.select_related("shop").filter(user=user).order_by("shop__name", "pk"))
    enterable = [member for member in memberships if member.shop.suspended_at is None]
    invitations = list(_open_invitations(user))
    if not invitations and "choose" not in request.GET:
        if enterable:
            last = request.session.get(LAST_SHOP)
            chosen = next((member for member in enterable if member.shop_id == last), enterable[0])
            return redirect("shop_dashboard", chosen.shop_id)
        if not memberships:
            return redirect("admin:index" if user.is_staff else "shop_create")
    return render(request, "shops/home.html", {"memberships": memberships, "invitations": invitations})


def _open_invitations(user: User) -> Any:
    """Those for the person's own address, which sign-up has verified."""
    return Invitation.objects.select_related("shop", "invited_by").filter(
        email__iexact=user.email,
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        shop__suspended_at=None,
    )


@login_required
def shop_create(request: HttpRequest) -> HttpResponse:
    form = ShopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.create_shop(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ShopError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your shop is open. Add your first product to begin."))
            return redirect("shop_dashboard", member.shop_id)
    first = not Member.objects.filter(user_id=request.user.pk).exists()
    return render(request, "shops/create.html", {"form": form, "first": first}, status=422 if form.errors else 200)


@access.requires("view")
def shop_dashboard(request: access.MemberRequest) -> HttpResponse:
    shop_id = request.member.shop_id
    request.session[LAST_SHOP] = shop_id
    steps = first_steps(shop_id)
    context = {
        "steps": steps,
        "all_done": all(step.done for step in steps),
        "activity": latest(shop_id),
        "may_write": request.member.may("write"),
    }
    return render(request, "shops/dashboard.html", context)


@access.requires("manage")
def shop_settings(request: access.MemberRequest) -> HttpResponse:
    shop = request.member.shop
    values = {"name": shop.name, "currency": shop.currency, "time_zone": shop.time_zone, "website": shop.website}
    form = ShopForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_shop(request.member, **form.cleaned_data)
        except ShopError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The settings were saved.") if changed else _("Nothing was changed."))
            return redirect("shop_settings", shop.pk)
    return render(request, "shops/settings.html", {"form": form}, status=422 if form.errors else 200)
