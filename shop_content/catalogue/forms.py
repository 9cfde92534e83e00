"""What people type about a product, read by the habits of their language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue import gtin
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import CURRENCIES, parse_amount, validate_currency

COMMON_CURRENCIES = (
    "USD",
    "EUR",
    "GBP",
    "CNY",
    "JPY",
    "CAD",
    "AUD",
    "CHF",
    "SEK",
    "HKD",
    "SGD",
    "INR",
    "KRW",
    "BRL",
    "MXN",
)

# What is edited together, by the name in the address.
GROUPS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "sku": ("sku",),
    "gtin": ("gtin",),
    "brand": ("brand",),
    "category": ("category",),
    "price": ("price", "currency"),
    "link": ("link",),
    "handle": ("handle",),
    "source_text": ("source_text",),
}


class PriceField(forms.CharField):
    """An amount in the writing of the active language; None where nothing was written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().to_python(value)
        return parse_amount(text, get_language() or "en") if text else None

    def run_validators(self, value: Any) -> None:
        """`parse_amount` has said all."""


class GtinField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return gtin.normalized(super().to_python(value))


class ProductForm(forms.Form):
    """A product's own columns. `only` keeps the named ones."""

    title = forms.CharField(label=_("Title"), max_length=500)
    sku = forms.CharField(
        label=_("SKU"), max_length=100, required=False, help_text=_("Your own article number. Left empty, we make one.")
    )
    brand = forms.CharField(label=_("Brand"), max_length=200, required=False)
    category = forms.CharField(
        label=_("Category"),
        max_length=750,
        required=False,
        help_text=_("A path such as Home & Garden > Kitchen & Dining > Mugs."),
    )
    price = PriceField(label=_("Price"), required=False)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False)
    gtin = GtinField(
        label=_("GTIN"), max_length=40, required=False, help_text=_("The number below the barcode: EAN, UPC or ISBN.")
    )
    link = forms.URLField(label=_("Product page"), max_length=2000, required=False, assume_scheme="https")
    handle = forms.CharField(
        label=_("Handle"),
        max_length=255,
        required=False,
        help_text=_("The last part of the product's address in your storefront."),
    )
    source_text = forms.CharField(
        label=_("Source text"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What your supplier or you wrote so far. It may support a claim; it is never copied."),
    )

    def __init__(self, *args: Any, only: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if only:
            self.fields = {name: self.fields[name] for name in only}
        if "sku" in only:
            self.fields["sku"].required = True

    def clean_gtin(self) -> str:
        code: str = self.cleaned_data["gtin"]
        if code:
            gtin.validate_gtin(code)
        return code

    def clean_category(self) -> str:
        steps = (" ".join(step.split()) for step in self.cleaned_data["category"].split(">"))
        return " > ".join(step for step in steps if step)

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].upper()
        if code:
            validate_currency(code)
        return code

    def clean_source_text(self) -> str:
        text: str = self.cleaned_data["source_text"]
        return text.replace("\r\n", "\n")

    def add_errors(self, error: ValidationError) -> None:
        """Take over what the action refused."""
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


def currencies(first: str) -> list[str]:
    """Codes to choose from: the shop's own, the common ones, then all others."""
    common = [first, *(code for code in COMMON_CURRENCIES if code != first)]
    return [*common, *sorted(CURRENCIES - set(common))]


def seen_values(product: Product, data: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the product's values that the person still saw as they are, by the form's `base_<name>` inputs."""
    current = {name: getattr(product, name) for name in names}
    return {name: value for name, value in current.items() if _same(value, data.get(f"base_{name}"))}


def _same(current: Any, seen: str | None) -> bool:
    """Browsers write line ends their own way."""
    if seen is None:
        return False
    text = "" if current is None else str(current)
    return text.replace("\r\n", "\n").strip() == seen.replace("\r\n", "\n").strip()
