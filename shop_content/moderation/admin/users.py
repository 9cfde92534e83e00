"""People: look, close and reopen accounts, appoint and dismiss moderators."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from shop_content.moderation.doors import Act, Door, when
from shop_content.shops import actions
from shop_content.shops.models import User


@admin.register(User)
class UserDoor(Door):
    watched = True
    list_display = ["email", "is_active", "is_staff", "second_factor", "joined", "seen"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email"]
    fields = ["email", "language", "is_active", "is_staff", "second_factor", "joined", "seen", "shop_list"]
    readonly_fields = ["second_factor", "joined", "seen", "shop_list"]
    ordering = ["-pk"]
    acts = (
        Act(
            "deactivate",
            _("Close the account"),
            _("The person is signed out everywhere and cannot sign in. What the person wrote and decided stays."),
            lambda _user, pk, reason: actions.deactivate(pk, reason),
            lambda user: user.is_active,
            danger=True,
        ),
        Act(
            "activate",
            _("Reopen the account"),
            _("The person can sign in again."),
            lambda _user, pk, reason: actions.activate(pk, reason),
            lambda user: not user.is_active,
        ),
        Act(
            "make-moderator",
            _("Make a moderator"),
            _("The person sees every shop, and can hold drafts, suspend shops and close accounts."),
            lambda _user, pk, reason: actions.make_moderator(pk, reason),
            lambda user: not user.is_staff,
            danger=True,
        ),
        Act(
            "dismiss-moderator",
            _("Dismiss as moderator"),
            _("The person keeps the account and its shops, and loses these pages."),
            lambda _user, pk, reason: actions.dismiss_moderator(pk, reason),
            lambda user: user.is_staff,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        apps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        return super().get_queryset(request).annotate(_second_factor=Exists(apps))

    @admin.display(description=_("two factors"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return bool(user._second_factor)  # type: ignore[attr-defined]

    @admin.display(description=_("joined"), ordering="date_joined")
    def joined(self, user: User) -> str:
        return when(user.date_joined)

    @admin.display(description=_("last sign-in"), ordering="last_login")
    def seen(self, user: User) -> str:
        return when(user.last_login)

    @admin.display(description=_("shops"))
    def shop_list(self, user: User) -> str:
        members = user.memberships.select_related("shop").order_by("pk")
        rows = ((member.shop.name, member.get_role_display()) for member in members)
        return format_html_join("", "<div>{} · {}</div>", rows)
