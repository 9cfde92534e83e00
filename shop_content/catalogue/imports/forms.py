"""What people hand in: two files, or what each column means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop_content.catalogue.imports.limits import MEGABYTE, PHOTOS_BYTES, TABLE_BYTES
from shop_content.catalogue.imports.messages import wording
from shop_content.catalogue.imports.vocabulary import Vocabulary
from shop_content.catalogue.models import Import

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


class UploadForm(forms.Form):
    what = forms.ChoiceField(choices=Import.What, required=False)
    table = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file: CSV, TSV or XLSX.")},
        widget=forms.FileInput(attrs={"accept": ",".join(TABLE_ENDINGS)}),
    )
    photos = forms.FileField(
        label=gettext_lazy("Photos"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

    def clean_what(self) -> str:
        return self.cleaned_data["what"] or Import.What.PRODUCTS

    def clean_table(self) -> Any:
        file = self.cleaned_data["table"]
        if file.size == 0:
            raise forms.ValidationError(wording("empty_file", {}), code="empty_file")
        if file.size > TABLE_BYTES:
            raise forms.ValidationError(wording("too_large", {"limit": TABLE_BYTES // MEGABYTE}), code="too_large")
        return file

    def clean_photos(self) -> Any:
        file = self.cleaned_data["photos"]
        if file is None:
            return None
        if file.size > PHOTOS_BYTES:
            raise forms.ValidationError(
                wording("photos_too_large", {"limit": PHOTOS_BYTES // MEGABYTE}), code="photos_too_large"
            )
        start = file.read(4)
        file.seek(0)
        if start not in (b"PK\x03\x04", b"PK\x05\x06"):
            raise forms.ValidationError(wording("photos_not_zip", {}), code="photos_not_zip")
        return file


def read_mapping(columns: list[str], posted: QueryDict, words: Vocabulary) -> tuple[dict[str, str], list[str]]:
    """({"column": "field"}, what is wrong with it). `posted` has `column-0`, `column-1`, ...; an empty one is left out."""
    mapping: dict[str, str] = {}
    errors: list[str] = []
    for index, column in enumerate(columns):
        target = posted.get(f"column-{index}", "")
        if not target:
            continue
        if not words.is_target(target):
            errors.append(
                _("“%(column)s” points to something that does not exist. Choose from the list again.")
                % {"column": column}
            )
            continue
        if target in mapping.values() and not words.repeatable(target):
            first = next(name for name, mapped in mapping.items() if mapped == target)
            errors.append(
                _("“%(first)s” and “%(second)s” both mean “%(field)s”. Only one column can: leave the other one out.")
                % {"first": first, "second": column, "field": words.target_name(target)}
            )
        mapping[column] = target
    if not set(words.identity) & set(mapping.values()):
        names = _(" or ").join(f"“{words.by_name[name].label}”" for name in words.identity)
        errors.append(_("Say which column names the product: map one to %(fields)s.") % {"fields": names})
    if len(mapping) < 2:
        errors.append(_("Map at least one more column; otherwise there is nothing to import."))
    return mapping, errors
