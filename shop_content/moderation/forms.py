"""What moderators type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from generation.contract import LOCALES
from generation.kinds import KINDS
from shop_content.drafts.models import ContentKind
from shop_content.jobs.engines import engine_of, translator
from shop_content.jobs.models import Suspension
from shop_content.jobs.suspensions import in_force
from shop_content.policy.actions import BadTerm, checked
from shop_content.policy.models import PolicyTerm
from shop_content.shops.actions.reasons import reasoned
from shop_content.shops.errors import ShopError


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
        fields = ["locale", "pattern", "severity", "unless", "reason", "reason_zh", "active"]
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
            "unless": _(
                "Names of facts, parted by commas, any of which lets the words stand: “organic, certification”. “evidence” is any"
                " evidence on file that covers the product. Empty: the words are never right."
            ),
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


def stoppable() -> list[tuple[str, Any]]:
    """What is not stopped yet, as `what:name`."""
    already = in_force()
    engines = [
        (Suspension.What.ENGINE, name, name) for name in dict.fromkeys([*map(engine_of, KINDS), translator()]) if name
    ]
    kinds = [(Suspension.What.KIND, kind, label) for kind, label in ContentKind.choices]
    return [
        (what.label, [(f"{what}:{name}", label) for _what, name, label in several if (what, name) not in already])
        for what, several in ((Suspension.What.KIND, kinds), (Suspension.What.ENGINE, engines))
    ]


class SuspensionForm(forms.ModelForm):
    subject = forms.ChoiceField(
        label=_("What to stop"),
        choices=stoppable,
        help_text=_("For all shops. What is written already stays as it is."),
    )

    class Meta:
        model = Suspension
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"reason": _("Merchants read it where they ask for content.")}

    def clean_subject(self) -> tuple[str, str]:
        what, _colon, name = self.cleaned_data["subject"].partition(":")
        return what, name

    def clean_reason(self) -> str:
        try:
            return reasoned(self.cleaned_data["reason"])
        except ShopError as error:
            raise forms.ValidationError(error.message) from error
