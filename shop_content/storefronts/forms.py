"""What a person says about a storefront."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from shop_content.shops.models import Shop
from shop_content.storefronts.models import Storefront


class StorefrontForm(forms.ModelForm[Storefront]):
    locale = forms.ChoiceField(label=_("Language of the content"), choices=settings.CONTENT_LOCALES)

    class Meta:
        model = Storefront
        fields = ("name", "format", "locale", "unapproved", "market", "link_pattern", "availability")
        labels = {
            "name": _("Name"),
            "format": _("Format"),
            "unapproved": _("Products without an approved title"),
            "market": _("Market"),
            "link_pattern": _("Address of a product page"),
            "availability": _("Availability"),
        }
        help_texts = {
            "name": _("Only you see it, for example “Google, English”."),
            "unapproved": _("Your own title and text are marked as written by a person."),
            "market": _(
                "Where the law wants it, generated pictures carry a visible label, and descriptions begin with one."
            ),
            "link_pattern": _(
                "For products that have no link of their own. {handle} and {sku} stand for the product, for example https://shop.example/products/{handle}."
            ),
            "availability": _("Sent for every product. Stock is not kept here."),
        }

    def __init__(self, *args: Any, shop: Shop | None = None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["market"].choices = [("", _("No market in particular")), *Storefront.Market.choices]  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["format"]  # readers of the address expect what it always was
            return
        self.fields["format"].choices = Storefront.Format.choices  # type: ignore[attr-defined]  # without the blank one
        if shop and shop.website:
            self.fields["link_pattern"].initial = f"{shop.website.rstrip('/')}/products/{{handle}}"

    def clean_link_pattern(self) -> str:
        pattern: str = self.cleaned_data["link_pattern"].strip()
        if not pattern:
            return ""
        if "{handle}" not in pattern and "{sku}" not in pattern:
            raise ValidationError(
                _("Every product would get the same address. Put {handle} or {sku} where the product's name stands.")
            )
        sample = pattern.replace("{handle}", "a").replace("{sku}", "a")
        try:
            if "{" in sample or "}" in sample:
                raise ValidationError(pattern)
            URLValidator(schemes=["http", "https"])(sample)
        except ValidationError:
            raise ValidationError(
                _("This is not a web address. Begin with https:// and use no other braces than {handle} and {sku}.")
            ) from None
        return pattern
