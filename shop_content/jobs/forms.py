"""The request for content."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from generation.kinds import KINDS
from shop_content.drafts.models import ContentKind
from shop_content.jobs.actions import Wish
from shop_content.jobs.actions.request import MAX_VARIANTS

TONES = [
    ("plain", _("Plain")),
    ("warm", _("Warm")),
    ("premium", _("Premium")),
    ("playful", _("Playful")),
    ("technical", _("Technical")),
]
SHADOWS = [("contact", _("Soft contact shadow")), ("none", _("No shadow"))]


class RunForm(forms.Form):
    """Kinds, languages, tone, variants; the engine's own settings below a fold."""

    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kinds = forms.MultipleChoiceField(
        label=_("What to make"),
        choices=[(kind, label) for kind, label in ContentKind.choices if not KINDS[kind].needs_subject],
        initial=[
            ContentKind.TITLE,
            ContentKind.DESCRIPTION,
            ContentKind.BULLETS,
            ContentKind.SEO,
            ContentKind.PACKSHOT,
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of content.")},
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages of the texts"),
        choices=settings.CONTENT_LOCALES,
        initial=["en"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tone = forms.ChoiceField(label=_("Tone"), choices=TONES, initial="plain", widget=forms.RadioSelect)
    variants = forms.IntegerField(
        label=_("Variants of each"),
        min_value=1,
        max_value=MAX_VARIANTS,
        initial=1,
        help_text=_("You choose between them at review."),
    )
    shadow = forms.ChoiceField(label=_("Packshot"), choices=SHADOWS, initial="contact", widget=forms.RadioSelect)
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        help_text=_("The same seed gives the same answer. Empty: a new one."),
    )
    temperature = forms.FloatField(
        label=_("Temperature"), min_value=0, max_value=2, required=False, help_text=_("0 is strict, 1 is free.")
    )
    top_p = forms.FloatField(label=_("Top-p"), min_value=0.05, max_value=1, required=False)
    top_k = forms.IntegerField(label=_("Top-k"), min_value=1, max_value=1000, required=False)

    @staticmethod
    def fresh_key() -> str:
        return secrets.token_urlsafe(16)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        texts = [kind for kind in values.get("kinds", []) if kind != ContentKind.PACKSHOT]
        if texts and not values.get("locales"):
            self.add_error("locales", _("Choose at least one language for the texts."))
        return values

    def wish(self) -> Wish:
        values = self.cleaned_data
        chosen = {
            name: values[name] for name in ("seed", "temperature", "top_p", "top_k") if values.get(name) is not None
        }
        return Wish(
            kinds=tuple(values["kinds"]),
            locales=tuple(values["locales"]),
            tone=values["tone"],
            variants=values["variants"],
            settings={**chosen, "shadow": values["shadow"]},
        )
