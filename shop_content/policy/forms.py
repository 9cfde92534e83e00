"""Evidence as people fill it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_content.policy.actions.evidence import LIMITS


class EvidenceForm(forms.Form):
    statement = forms.CharField(
        label=_("What it proves"),
        max_length=LIMITS["statement"],
        help_text=_(
            "In the words that a text may use: “GOTS-certified organic cotton”, “dermatologically tested, 2026”."
        ),
    )
    issuer = forms.CharField(label=_("Issued by"), max_length=LIMITS["issuer"], required=False)
    reference = forms.CharField(label=_("Number"), max_length=LIMITS["reference"], required=False)
    link = forms.URLField(
        label=_("Where it can be read"), max_length=LIMITS["link"], required=False, assume_scheme="https"
    )
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day on which it counts. Texts that rest on it are pointed out the day after."),
    )
    brand = forms.CharField(label=_("Only the brand"), max_length=LIMITS["brand"], required=False)
    category = forms.CharField(
        label=_("Only the category"),
        max_length=LIMITS["category"],
        required=False,
        help_text=_("The beginning of its path: Apparel & Accessories > Clothing."),
    )
    skus = forms.CharField(
        label=_("Only these SKUs"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One a line, or parted by commas. Leave brand, category and SKUs empty and it covers everything you sell."
        ),
    )

    def clean_skus(self) -> list[str]:
        return [sku for line in self.cleaned_data["skus"].splitlines() for sku in line.split(",")]

    @staticmethod
    def values_of(evidence: Any) -> dict[str, Any]:
        return {name: getattr(evidence, name) for name in (*LIMITS, "expires_on")} | {"skus": "\n".join(evidence.skus)}
