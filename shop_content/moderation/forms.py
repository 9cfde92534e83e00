"""What moderators type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from generation.contract import LOCALES
from shop_content.policy.actions import BadTerm, checked
from shop_content.policy.models import PolicyTerm


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=_("It is kept in the audit trail. For a draft, the shop's people read it too."),
    )


class TermForm(forms.ModelForm):
    """The action's own checks run here already, so that each objection stands beside its field."""

    locale = forms.ChoiceField(label=_("Language of the content"), choices=[(locale, locale) for locale in LOCALES])

    class Meta:
        model = PolicyTerm
        fields = ["locale", "pattern", "severity", "reason", "reason_zh", "active"]
        widgets = {
            "pattern": forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
            "reason": forms.Textarea(attrs={"rows": 2}),
            "reason_zh": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "pattern": _(
                "The words to look for, or a regular expression. Capitals do not matter. Use (?!…) for lawful exceptions."
            ),
            "severity": _("Blocking is for what the law or a channel forbids; warn where it depends."),
            "reason": _("Merchants read it beside their text."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            try:
                values.update(checked(**{name: values[name] for name in self.Meta.fields}))
            except BadTerm as error:
                self.add_error(error.field, str(error))
        return values
