"""Shops: look, suspend, reopen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from shop_content.moderation.doors import Act, Door, when
from shop_content.shops import actions
from shop_content.shops.models import Shop


def _adaption(name: str) -> Act:
    return Act(
        f"adapter-{name}",
        _("Write with the adapter “%(name)s”") % {"name": name},
        _("The language model writes this shop's texts with that LoRA adapter, from the next request on."),
        lambda _user, pk, reason: actions.adapt(pk, name, reason),
        lambda shop: shop.adapter != name,
    )


_WITHOUT = Act(
    "no-adapter",
    _("Write without an adapter"),
    _("The language model writes this shop's texts as it does everybody's, from the next request on."),
    lambda _user, pk, reason: actions.adapt(pk, "", reason),
    lambda shop: bool(shop.adapter),
)


class SuspendedFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("Open")), ("suspended", _("Suspended"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "open":
            return queryset.filter(suspended_at=None)
        return queryset.exclude(suspended_at=None) if self.value() == "suspended" else queryset


@admin.register(Shop)
class ShopDoor(Door):
    watched = True
    list_display = ["name", "people_count", "currency", "opened", "state"]
    list_filter = [SuspendedFilter, "currency"]
    search_fields = ["name", "website", "people__email"]
    fields = ["name", "website", "currency", "opened", "state", "adapter", "people_list"]
    readonly_fields = ["opened", "state", "people_list"]
    ordering = ["-pk"]
    _acts = (
        Act(
            "suspend",
            _("Suspend"),
            _("Nobody can enter the shop, and its feeds stop, until it is reopened. Nothing is deleted."),
            lambda _user, pk, reason: actions.suspend(pk, reason),
            lambda shop: shop.suspended_at is None,
            danger=True,
        ),
        Act(
            "unsuspend",
            _("Reopen"),
            _("Its people can enter the shop again, and its feeds answer."),
            lambda _user, pk, reason: actions.unsuspend(pk, reason),
            lambda shop: shop.suspended_at is not None,
        ),
    )

    @property
    def acts(self) -> tuple[Act, ...]:  # type: ignore[override]
        """One more for each LoRA adapter that this server offers, and one to do without."""
        return (*self._acts, *(_adaption(name) for name in settings.ADAPTERS), _WITHOUT)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Shop]:
        return super().get_queryset(request).annotate(_people=Count("members"))

    @admin.display(description=_("people"), ordering="_people")
    def people_count(self, shop: Any) -> int:
        return int(shop._people)

    @admin.display(description=_("opened"), ordering="created_at")
    def opened(self, shop: Shop) -> str:
        return when(shop.created_at)

    @admin.display(description=_("state"), ordering="suspended_at")
    def state(self, shop: Shop) -> str:
        if shop.suspended_at:
            return format_html('<span class="badge badge-bad">{} {}</span>', _("Suspended"), when(shop.suspended_at))
        return format_html('<span class="badge badge-good">{}</span>', _("Open"))

    @admin.display(description=_("people"))
    def people_list(self, shop: Shop) -> str:
        people = shop.members.select_related("user").order_by("pk")
        return format_html_join(
            "", "<div>{} · {}</div>", ((member.user.email, member.get_role_display()) for member in people)
        )
