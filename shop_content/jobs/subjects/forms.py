"""What people say when they ask for content about reviews, questions and shoppers."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models import Audience
from shop_content.jobs.actions import Wish
from shop_content.jobs.forms import ways

TONES = [("warm", _("Warm")), ("plain", _("Plain")), ("premium", _("Premium"))]


def fresh_key() -> str:
    return secrets.token_urlsafe(16)


class AskForm(forms.Form):
    """`locale`: of recommendations and summaries; of replies for customers whose language the shop does not write.

    `original`: the language whose approved texts are translated; empty, to write from the facts.
    """

    request_key = forms.CharField(max_length=64)
    locale = forms.MultipleChoiceField(choices=settings.CONTENT_LOCALES)
    tone = forms.ChoiceField(choices=TONES)
    original = forms.ChoiceField(choices=ways, required=False)

    def wish(self, kind: str) -> Wish:
        values = self.cleaned_data
        chosen = {"original": values["original"]} if values["original"] else {}
        return Wish((kind,), tuple(values["locale"]), values["tone"], settings=chosen)


class SegmentForm(forms.ModelForm[Audience]):
    class Meta:
        model = Audience
        fields = ("name", "verb", "by", "value", "days", "unless")
        labels: ClassVar = {"by": _("What products")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["days"].widget.attrs.update(min=1, max=3660)
        self.fields["value"].widget.attrs["placeholder"] = _("Home & Garden > Kitchen")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("by") and not values.get("value"):
            self.add_error("value", _("Name the category, the brand or the SKU."))
        if not 1 <= (values.get("days") or 0) <= 3660:
            self.add_error("days", _("Write a number of days from 1 to 3660."))
        return values

    def _post_clean(self) -> None:
        """The model's constraints need the shop; the action sees to them."""


class ShopperForm(forms.Form):
    person = forms.CharField(label=_("Code of the shopper, as in your files"), max_length=300)
