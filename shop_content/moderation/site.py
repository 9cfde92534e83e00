"""The admin site of the moderators: one set of doors, each of which calls the same actions as the product's pages do."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ModerationSite(admin.AdminSite):
    site_header = gettext_lazy("Moderation")
    site_title = gettext_lazy("Moderation")
    index_title = gettext_lazy("What waits for you")
    index_template = "moderation/index.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own doors: the admin pages that libraries bring would change rows past the actions and the trail."""
        from shop_content.moderation.doors import Door

        if admin_class is not None and issubclass(admin_class, Door):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Without the redirect to a row's public page: our rows have none that a moderator could open."""
        ours = [path("health/", self.admin_view(self.health_view), name="health")]
        return [*ours, *(one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site")]

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.is_staff and not self._needs_second_factor(request))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Moderators come here signed in; what is missing then is the second factor, or the rights."""
        user: Any = request.user
        if user.is_authenticated and user.is_staff and self._needs_second_factor(request):
            text = _(
                "Moderators see every shop, so their accounts need two factors. Set up your authenticator app, then go on."
            )
            messages.warning(request, text)
            return redirect("mfa_activate_totp")
        return redirect("admin:index" if user.is_authenticated and user.is_staff else "account_login")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        get_adapter(request).logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from shop_content.audit.actions import record
        from shop_content.drafts.models import Draft
        from shop_content.moderation.waiting import waiting

        record("moderator.list", Draft(pk=0), None, query="waiting")
        return super().index(request, {"waiting": waiting(), **(extra_context or {})})

    def health_view(self, request: HttpRequest) -> HttpResponse:
        """Servers, workers, queues, engines, and what failed last."""
        from shop_content.moderation.health import context

        return render(
            request, "moderation/health.html", {**self.each_context(request), "title": _("Health"), **context()}
        )

    @staticmethod
    def _needs_second_factor(request: HttpRequest) -> bool:
        return settings.REQUIRE_MODERATOR_2FA and not is_mfa_enabled(request.user, types=[Authenticator.Type.TOTP])
