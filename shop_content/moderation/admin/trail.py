"""The audit trail: search it, export it. The database refuses to change it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shop_content.audit.actions import record
from shop_content.audit.models import Event
from shop_content.moderation.doors import Door
from shop_content.moderation.export import csv_of


@admin.register(Event)
class EventDoor(Door):
    list_display = ["moment", "actor", "verb", "short_detail", "target", "shop_id", "address"]
    list_filter = ["verb", "target_type", "at"]
    search_fields = ["actor", "verb", "target_type", "=target_id", "address", "detail"]
    fields = ["moment", "actor", "actor_id", "verb", "target_type", "target_id", "shop_id", "address", "full_detail"]
    readonly_fields = ["moment", "full_detail"]
    ordering = ["-pk"]
    change_list_template = "moderation/trail.html"

    def get_urls(self) -> list[Any]:
        return [
            path("export/", self.admin_site.admin_view(self.export_view), name="audit_event_export"),
            *super().get_urls(),
        ]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, with its search and filters, whole."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        this = record("trail.export", Event(pk=0), None, query=request.GET.urlencode())
        shown = self.get_changelist_instance(request).get_queryset(request)
        return csv_of(shown.filter(pk__lt=this.pk).order_by("pk"))

    @admin.display(description=_("when"), ordering="pk")
    def moment(self, event: Event) -> str:
        return event.at.strftime("%Y-%m-%d %H:%M:%S")

    @admin.display(description=_("row"))
    def target(self, event: Event) -> str:
        return f"{event.target_type} {event.target_id}"

    @admin.display(description=_("detail"))
    def short_detail(self, event: Event) -> str:
        text = json.dumps(event.detail, ensure_ascii=False) if event.detail else ""
        return text if len(text) <= 80 else text[:79] + "…"

    @admin.display(description=_("detail"))
    def full_detail(self, event: Event) -> str:
        return format_html("<pre>{}</pre>", json.dumps(event.detail, ensure_ascii=False, indent=2))
