"""A door of the admin site: it shows rows, and every change goes through an action, with a reason, into the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from shop_content.audit.actions import record
from shop_content.drafts.errors import DraftError
from shop_content.moderation.forms import ReasonForm
from shop_content.shops.errors import ShopError
from shop_content.shops.models import Shop

MOST_AT_ONCE = 200  # rows of one act


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a moderator can do to a row. `do(user, pk, reason)` is a room's action."""

    name: str
    label: Any
    question: Any  # what happens then
    do: Callable[[Any, int, str], Any]
    applies: Callable[[Any], bool]
    danger: bool = False
    needs_reason: bool = True


class Door(admin.ModelAdmin):
    """Read-only, but for its `acts`. `watched`: opening a row of a shop's, or the list of them, is an event in the trail."""

    watched = False
    acts: tuple[Act, ...] = ()
    change_form_template = "moderation/change_form.html"
    show_full_result_count = False
    list_per_page = 50

    # -- rights: moderators see all, nobody changes a row directly

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail has it already."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail has it already."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The trail of this row."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        query = urlencode({"target_type": self.opts.label_lower, "target_id": object_id})
        return redirect(f"{reverse('admin:audit_event_changelist')}?{query}")

    # -- acts

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("acts/<slug:act>/", view, name=self._act_url_name()), *super().get_urls()]

    def _act_url_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_act"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The list's menu: choose rows, then the reason is asked for on a page of its own."""
        return {act.name: (self._chosen(act), act.name, act.label) for act in self.acts}

    def _chosen(self, act: Act) -> Callable[[Any, HttpRequest, models.QuerySet[Any]], HttpResponse]:
        def go(_admin: Any, _request: HttpRequest, rows: models.QuerySet[Any]) -> HttpResponse:
            return redirect(self.act_address(act, rows.values_list("pk", flat=True)[:MOST_AT_ONCE]))

        return go

    def act_address(self, act: Act, pks: Iterable[int]) -> str:
        address = reverse(f"admin:{self._act_url_name()}", args=[act.name])
        return f"{address}?{urlencode([('id', pk) for pk in pks])}"

    def act_view(self, request: HttpRequest, act: str) -> HttpResponse:
        chosen = next((one for one in self.acts if one.name == act), None)
        if chosen is None:
            raise Http404
        given = request.POST if request.method == "POST" else request.GET
        pks = [int(pk) for pk in given.getlist("id") if pk.isdecimal() and len(pk) < 19][:MOST_AT_ONCE]
        rows = list(self.get_queryset(request).filter(pk__in=pks))
        if not rows:
            raise Http404
        form_class: type[forms.Form] = ReasonForm if chosen.needs_reason else forms.Form
        form = form_class(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            self._perform(request, chosen, rows, form.cleaned_data.get("reason", ""))
            return redirect(self._after(rows))
        context = {
            **self.admin_site.each_context(request),
            "title": chosen.label,
            "act": chosen,
            "rows": rows,
            "form": form,
            "opts": self.opts,
            "back": self._after(rows),
        }
        return render(request, "moderation/act.html", context, status=422 if form.errors else 200)

    def _perform(self, request: HttpRequest, act: Act, rows: list[Any], reason: str) -> None:
        done = 0
        for row in rows:
            try:
                act.do(request.user, row.pk, reason)
            except (ShopError, DraftError) as error:
                messages.error(request, f"{row}: {error.message}")
            else:
                done += 1
        if done:
            text = ngettext(
                "Done for %(count)s row; the trail has it.", "Done for %(count)s rows; the trail has them.", done
            )
            messages.success(request, text % {"count": done})

    def _after(self, rows: list[Any]) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[rows[0].pk]) if len(rows) == 1 else reverse(f"{name}_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if self.watched and request.method == "GET" and self.has_view_permission(request):
            record("moderator.list", self.model(pk=0), None, query=request.GET.urlencode())
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        row = self.get_object(request, object_id) if object_id and (self.acts or self.watched) else None
        if row is not None and self.watched and request.method == "GET" and self.has_view_permission(request, row):
            record("moderator.look", row, row.pk if isinstance(row, Shop) else getattr(row, "shop_id", None))
        buttons = [(act, self.act_address(act, [row.pk])) for act in self.acts if row is not None and act.applies(row)]
        return super().changeform_view(request, object_id, form_url, {"act_buttons": buttons, **(extra_context or {})})


def column(name: str, description: Any) -> Callable[[Any, Any], Any]:
    """A plain column of a door, worded: the models leave many without a name for people."""

    @admin.display(description=description, ordering=name)
    def show(_door: Any, row: Any) -> Any:
        value = getattr(row, name)
        if isinstance(value, dict):
            return ", ".join(f"{key}: {one}" for key, one in value.items())
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value

    return show


def when(moment: Any) -> str:
    """For lists: a date or a dash."""
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "–"
