"""Policy terms by language of the content: add, change, retire."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shop_content.moderation.doors import Act, Door
from shop_content.moderation.forms import TermForm
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
    list_display = ["short_pattern", "locale", "severity", "active", "short_reason"]
    list_filter = ["locale", "severity", "active"]
    search_fields = ["pattern", "reason", "reason_zh"]
    ordering = ["locale", "pk"]
    acts = (
        Act(
            "retire",
            _("Retire"),
            _("Texts are no longer checked against it. Findings that name it keep their reason."),
            retire,
            lambda term: term.active,
            needs_reason=False,
        ),
    )

    @admin.display(description=_("pattern"), ordering="pattern")
    def short_pattern(self, term: PolicyTerm) -> str:
        return Truncator(term.pattern).chars(60)

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
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except BadTerm as error:  # another moderator saved the same pattern at the same moment
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
