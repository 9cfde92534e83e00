"""What people type about shops and colleagues. The actions judge it; their errors come back to the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_content.shops.currencies import choices
from shop_content.shops.errors import ShopError
from shop_content.shops.models import BrandVoice, Role
from shop_content.shops.zones import first_zone, zones


class ShopForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the shop"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=choices, initial="USD", help_text=_("For prices that come without one.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        required=False,
        initial=first_zone,
        help_text=_("Days, due dates and digests go by it."),
    )
    website = forms.CharField(
        label=_("Website"),
        required=False,
        max_length=200,
        help_text=_("Optional. Feeds name it as the shop's address."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "url"}),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.EDITOR)


def refuse(form: forms.Form, error: ShopError) -> None:
    """Put the action's objection where it belongs."""
    field: Any = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, error.message)


TONES = [
    ("plain", _("Plain")),
    ("warm", _("Warm")),
    ("premium", _("Premium")),
    ("playful", _("Playful")),
    ("technical", _("Technical")),
]


class VoiceForm(forms.Form):
    """How the shop speaks in one language. `revision` says which state the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    tone = forms.ChoiceField(
        label=_("Tone"),
        choices=TONES,
        initial="plain",
        widget=forms.RadioSelect,
        help_text=_("New requests begin with it; each request may choose another."),
    )
    reader = forms.CharField(
        label=_("Reader"),
        required=False,
        max_length=200,
        help_text=_("Whom your texts address, in a few words."),
        widget=forms.TextInput(attrs={"placeholder": _("parents of toddlers")}),
    )
    person = forms.ChoiceField(
        label=_("Person"),
        required=False,
        choices=[("", _("As the tone has it")), *BrandVoice.Person.choices],
    )
    banned = forms.CharField(
        label=_("Banned words"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, or separated by commas. Every text that says one gets a finding."),
    )
    strict = forms.BooleanField(label=_("A banned word blocks approval"), required=False)
    preferred = forms.CharField(
        label=_("Preferred words"),
        required=False,
        max_length=14_000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "utilise -> use"}),
        help_text=_("A pair a line: instead of this -> write this."),
    )
    glossary = forms.CharField(
        label=_("Glossary"),
        required=False,
        max_length=14_000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "stone ware -> stoneware"}),
        help_text=_(
            "A term a line: term -> how it is written. A term without an arrow is written just so and never translated."
        ),
    )
