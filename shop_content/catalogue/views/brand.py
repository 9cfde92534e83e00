"""The page of what a shop's posters bear."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shop_content.catalogue.actions.brand import LONGEST_LEGAL, Logo, save_brand_kit
from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.models import BrandKit
from shop_content.shops import access
from shop_content.shops.errors import ShopError
from shop_content.shops.forms import refuse

EXAMPLE = ("#1f5f8b", "#e8683a")  # what the choosers show before anybody chose
FORMATS = "image/png,image/jpeg,image/webp,image/avif"


class BrandKitForm(forms.Form):
    """Colours may be left to the product: then each poster takes its own from it."""

    own_colours = forms.BooleanField(label=gettext_lazy("Use the brand's colours"), required=False)
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=gettext_lazy("Main colour"),
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("Panels, grounds and accents are built on it."),
    )
    second_colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=gettext_lazy("Signal colour"),
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("Of the price badge and of thin lines."),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": FORMATS}),
        help_text=gettext_lazy(
            "PNG with a transparent ground is best. Without a logo, posters show the product's brand name."
        ),
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.CONTENT_LOCALES:
            self.fields[_legal_name(code)] = forms.CharField(
                label=gettext_lazy("Small print, %(language)s") % {"language": name},
                required=False,
                max_length=LONGEST_LEGAL,
                widget=forms.TextInput(attrs={"lang": code}),
            )

    def legal_fields(self) -> list[Any]:
        return [self[_legal_name(code)] for code, _name in settings.CONTENT_LOCALES]

    def colours(self) -> list[str]:
        values = self.cleaned_data
        return [values["colour"], values["second_colour"]] if values["own_colours"] else []

    def legal(self) -> dict[str, str]:
        return {code: self.cleaned_data[_legal_name(code)] for code, _name in settings.CONTENT_LOCALES}

    def chosen_logo(self) -> Logo | None:
        if file := self.cleaned_data["logo"]:
            return Logo(file.name or "", file)
        return Logo(remove=True) if self.cleaned_data["remove_logo"] else None


def _legal_name(locale: str) -> str:
    return f"legal_{locale.replace('-', '_')}"


@access.requires("manage")
@require_http_methods(["GET", "POST"])
def brand_kit(request: access.MemberRequest) -> HttpResponse:
    kit = access.rows(request.member, BrandKit).select_related("logo").first()
    form = BrandKitForm(request.POST or None, request.FILES or None, initial=_typed(kit))
    if request.method == "POST" and form.is_valid():
        try:
            save_brand_kit(request.member, form.colours(), form.legal(), form.chosen_logo())
        except ShopError as error:
            refuse(form, error)
        except ImageError as error:
            form.add_error("logo", str(error))
        else:
            messages.success(request, _("The brand kit was saved. New posters bear it."))
            return redirect("brand_kit", request.member.shop_id)
    context = {"form": form, "kit": kit}
    return render(request, "catalogue/brand_kit.html", context, status=422 if form.errors else 200)


def _typed(kit: BrandKit | None) -> dict[str, Any]:
    colours = [*(kit.colours if kit else []), *EXAMPLE[len(kit.colours) if kit else 0 :]]
    values: dict[str, Any] = {
        "own_colours": bool(kit and kit.colours),
        "colour": colours[0],
        "second_colour": colours[1],
    }
    return values | {_legal_name(locale): text for locale, text in (kit.legal if kit else {}).items()}
