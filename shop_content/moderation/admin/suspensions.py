"""What is stopped for all shops: a kind of content, an engine. Stop it, let it go on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models import ContentKind
from shop_content.jobs import actions
from shop_content.jobs.models import Suspension
from shop_content.moderation.doors import Act, Door, column, when
from shop_content.moderation.forms import SuspensionForm
from shop_content.shops.errors import ShopError


@admin.register(Suspension)
class SuspensionDoor(Door):
    form = SuspensionForm
    list_display = ["title", "what", "reason", "person", "begun", "state"]
    list_filter = ["what"]
    list_select_related = ["by"]
    search_fields = ["name", "reason"]
    readonly_fields = ["title", "person", "begun", "state"]
    ordering = ["-pk"]
    person = column("by", _("person"))
    acts = (
        Act(
            "lift",
            _("Let it go on"),
            _("It is offered again, and the jobs that waited are made."),
            lambda _user, pk, reason: actions.lift(pk, reason),
            lambda row: row.lifted_at is None,
        ),
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["title", "what", "reason", "person", "begun", "state"] if obj else ["subject", "reason"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return list(self.readonly_fields) if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def save_model(self, request: HttpRequest, obj: Suspension, form: Any, change: bool) -> None:
        what, name = form.cleaned_data["subject"]
        user: Any = request.user
        obj.pk = actions.suspend(user, what, name, form.cleaned_data["reason"]).pk

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ShopError as error:  # another moderator stopped it at the same moment
            messages.error(request, error.message)
            return HttpResponseRedirect(request.path)

    @admin.display(description=_("stopped"), ordering="name")
    def title(self, row: Suspension) -> str:
        return str(dict(ContentKind.choices).get(row.name, row.name))

    @admin.display(description=_("since"), ordering="since")
    def begun(self, row: Suspension) -> str:
        return when(row.since)

    @admin.display(description=_("state"), ordering="lifted_at")
    def state(self, row: Suspension) -> str:
        if row.lifted_at:
            return format_html('<span class="badge">{} {}</span>', _("Lifted"), when(row.lifted_at))
        return format_html('<span class="badge badge-bad">{}</span>', _("In force"))
