"""What people type about shops and colleagues. The actions judge it; their errors come back to the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_content.shops.currencies import choices
from shop_content.shops.errors import ShopError
from shop_content.shops.models import Role


class ShopForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the shop"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=choices, initial="USD", help_text=_("For prices that come without one.")
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
