"""Policy terms by language of the content: try out, add, change, retire."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shop_content.moderation.doors import Act, Door
from shop_content.moderation.forms import TermForm
from shop_content.moderation.trials import LONGEST_SAMPLE, shown
from shop_content.policy import actions
from shop_content.policy.actions import BadTerm
from shop_content.policy.models import PolicyTerm
from shop_content.shops.errors import AlreadySo


def retire(_user: Any, pk: int, _reason: str) -> None:
    if not actions.retire_term(pk):
        raise AlreadySo


@admin.register(PolicyTerm)
class TermDoor(Door):
    form = TermForm
    change_form_template = "moderation/term.html"
    list_display = ["short_pattern", "locale", "severity", "active", "state", "short_reason"]
    list_filter = ["locale", "severity", "active"]
    search_fields = ["pattern", "reason", "reason_zh"]
    ordering = ["locale", "pk"]
    acts = (
        Act(
            "retire",
            _("Retire"),
            _("Texts are no longer checked against it, and what it found and nobody waived no longer counts."),
            retire,
            lambda term: term.active,
            needs_reason=False,
        ),
    )

    @admin.display(description=_("pattern"), ordering="pattern")
    def short_pattern(self, term: PolicyTerm) -> str:
        return Truncator(term.pattern).chars(60)

    @admin.display(description=_("older texts"))
    def state(self, term: PolicyTerm) -> str:
        return _("being looked through") if term.reached is not None else _("looked through")

    @admin.display(description=_("reason"))
    def short_reason(self, term: PolicyTerm) -> str:
        chinese = (get_language() or "").startswith("zh") and term.reason_zh
        return Truncator(chinese or term.reason).chars(90)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def save_model(self, request: HttpRequest, obj: PolicyTerm, form: Any, change: bool) -> None:
        values = {name: form.cleaned_data[name] for name in TermForm.Meta.fields}
        obj.pk = actions.save_term(**values, term_id=obj.pk if change else None).pk

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method == "POST" and "_try" in request.POST:
            return self._try(request, object_id, form_url)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except BadTerm as error:  # another moderator saved the same pattern at the same moment
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)

    def _try(self, request: HttpRequest, object_id: Any, form_url: str) -> Any:
        """The form again, as it was sent, with what the term would find; nothing is saved."""
        term = self.get_object(request, object_id) if object_id else None
        form = self.get_form(request, term)(request.POST, instance=term)
        if not form.is_valid():
            return super().changeform_view(request, object_id, form_url)  # which refuses it, beside its fields
        sample = request.POST.get("sample", "")[:LONGEST_SAMPLE]
        values = {name: form.cleaned_data[name] for name in TermForm.Meta.fields}
        request.tried = values  # type: ignore[attr-defined]
        request.method = "GET"
        return super().changeform_view(request, object_id, form_url, {"shown": shown(values, sample), "sample": sample})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        term = super().get_object(request, object_id, from_field)
        for name, value in getattr(request, "tried", {}).items():
            setattr(term, name, value)
        return term

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return getattr(request, "tried", {}) or dict(super().get_changeform_initial_data(request))
