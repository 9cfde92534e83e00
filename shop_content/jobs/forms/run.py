"""The request for content."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from generation import frames
from generation.engines.painting import LONGEST_PROMPT
from generation.kinds import KINDS
from shop_content.drafts.models import ContentKind
from shop_content.drafts.provenance import LENGTHS
from shop_content.drafts.subjects import PLACEMENT_NAMES, SHAPE_NAMES
from shop_content.jobs.actions import Wish
from shop_content.jobs.actions.request import (
    LONGEST_AUDIENCE,
    LONGEST_KEYWORD,
    MAX_BEAMS,
    MAX_KEYWORDS,
    MAX_VARIANTS,
)
from shop_content.jobs.forms.choices import (
    BACKDROPS,
    CHANNELS,
    GROUPS,
    LAYOUTS,
    LEVELS,
    LIGHTS,
    PRICES,
    SHADOWS,
    Offer,
    available,
    occasions,
    translated_from,
    unavailable,
    ways,
)
from shop_content.jobs.messages import REQUEST
from shop_content.jobs.suspensions import stopped
from shop_content.shops.forms import TONES

COMMAS = re.compile(r"[,，、;；\n]+")

SETTINGS = ("seed", "temperature", "top_p", "top_k", "beams")

PICTURE_FIELDS = ("shape", "channel", "shadow", "backdrop", "light", "level", "ground", "margin")


class RunForm(forms.Form):
    """Kinds, languages, how to write; how freely the engine chooses below a fold."""

    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kinds = forms.MultipleChoiceField(
        label=_("What to make"),
        choices=available,
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
    original = forms.ChoiceField(
        label=_("How the texts come about"), choices=ways, required=False, initial="", widget=forms.RadioSelect
    )
    tone = forms.ChoiceField(label=_("Tone"), choices=TONES, initial="plain", widget=forms.RadioSelect)
    length = forms.ChoiceField(
        label=_("Length"), choices=LENGTHS, initial="standard", required=False, widget=forms.RadioSelect
    )
    keywords = forms.CharField(
        label=_("Keywords"),
        required=False,
        max_length=1000,
        help_text=_("Up to ten, separated by commas. They are worked in where the facts allow it."),
    )
    audience = forms.CharField(
        label=_("Audience"),
        required=False,
        max_length=LONGEST_AUDIENCE,
        help_text=_("Whom these texts address. Empty: the reader of your brand voice."),
    )
    occasion = forms.ChoiceField(
        label=_("Occasion"),
        choices=occasions,
        required=False,
        help_text=_("For ads, campaigns, posts, e-mails and mood pictures; each occasion gets drafts of its own."),
    )
    variants = forms.IntegerField(
        label=_("Variants of each"),
        min_value=1,
        max_value=MAX_VARIANTS,
        initial=1,
        help_text=_("The best one is shown first; you choose at review."),
    )
    shape = forms.ChoiceField(label=_("Shape"), choices=list(SHAPE_NAMES.items()), initial="square", required=False)
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=CHANNELS,
        required=False,
        help_text=_("The file is checked by this channel's rules."),
    )
    shadow = forms.ChoiceField(label=_("Shadow of packshots"), choices=SHADOWS, initial="contact", required=False)
    backdrop = forms.ChoiceField(label=_("Backdrop of scenes"), choices=BACKDROPS, initial="any", required=False)
    light = forms.ChoiceField(label=_("Light of the photo"), choices=LIGHTS, initial="as_shot", required=False)
    level = forms.ChoiceField(label=_("Angle of the product"), choices=LEVELS, initial="as_shot", required=False)
    ground = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Ground of packshots"),
        initial=frames.WHITE,
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("White is what channels ask of main pictures."),
    )
    margin = forms.IntegerField(
        label=_("Margin of packshots, %"),
        min_value=3,
        max_value=30,
        required=False,
        help_text=_("Empty: as the channel wants it."),
    )
    prompt = forms.CharField(
        label=_("What mood pictures show"),
        required=False,
        max_length=LONGEST_PROMPT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "In English, as painters read it. Empty: written from each product's category and the occasion; the draft shows the words."
        ),
    )
    layout = forms.ChoiceField(
        label=_("Layout"), choices=LAYOUTS, initial="any", required=False, widget=forms.RadioSelect
    )
    placements = forms.MultipleChoiceField(
        label=_("Where it is shown"),
        choices=list(PLACEMENT_NAMES.items()),
        initial=["square"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    price = forms.ChoiceField(
        label=_("Price on posters"), choices=PRICES, initial="shown", required=False, widget=forms.RadioSelect
    )
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
    top_p = forms.FloatField(
        label=_("Top-p"),
        min_value=0.05,
        max_value=1,
        required=False,
        help_text=_("Choose among the likeliest words that make up this share."),
    )
    top_k = forms.IntegerField(
        label=_("Top-k"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Choose among this many of the likeliest words."),
    )
    beams = forms.IntegerField(
        label=_("Beams"),
        min_value=1,
        max_value=MAX_BEAMS,
        required=False,
        help_text=_("Above 1, language models search for the best answer instead of drawing one."),
    )

    @property
    def no_translation(self) -> str:
        """Why there is no choice but to write from the facts; "" where there is one."""
        if translated_from():
            return ""
        return gettext(
            "Translating approved texts is not offered: no translation engine is set up (TRANSLATION_ENGINE)."
        )

    @staticmethod
    def fresh_key() -> str:
        return secrets.token_urlsafe(16)

    def clean_keywords(self) -> list[str]:
        text = self.cleaned_data["keywords"].replace("\x00", "")
        words = list(dict.fromkeys(" ".join(word.split()) for word in COMMAS.split(text) if word.strip()))
        if len(words) > MAX_KEYWORDS:
            raise forms.ValidationError(
                gettext("%(count)s keywords are more than %(limit)s. Keep the most important ones.")
                % {"count": len(words), "limit": MAX_KEYWORDS}
            )
        if long := next((word for word in words if len(word) > LONGEST_KEYWORD), None):
            raise forms.ValidationError(
                gettext("“%(word)s…” is longer than %(limit)s characters. Shorten it.")
                % {"word": long[:30], "limit": LONGEST_KEYWORD}
            )
        return words

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        texts = [kind for kind in values.get("kinds", []) if KINDS[kind].medium == "text"]
        worded = [kind for kind in values.get("kinds", []) if KINDS[kind].worded]
        if worded and not values.get("locales"):
            self.add_error("locales", _("Choose at least one language for the texts."))
        if "poster" in worded and not values.get("placements"):
            self.add_error("placements", _("Choose where the posters are shown."))
        if source := values.get("original"):
            if not texts:
                self.add_error("kinds", _("Pictures are not translated. Choose at least one kind of text."))
            elif values.get("locales") == [source]:
                self.add_error("locales", REQUEST["no_other_locale"])
        return values

    def groups(self) -> list[tuple[Any, list[Offer]]]:
        boxes = {str(box.data["value"]): box for box in self["kinds"]}
        stops = stopped()
        return [(label, [self._offer(kind, boxes, stops) for kind in kinds]) for label, kinds in GROUPS]

    @staticmethod
    def _offer(kind: str, boxes: dict[str, Any], stops: Mapping[str, str]) -> Offer:
        label = str(ContentKind(kind).label)
        return Offer(label, box=boxes[kind]) if kind in boxes else Offer(label, why=unavailable(kind, stops))

    def engine_fields(self) -> list[Any]:
        return [self[name] for name in SETTINGS]

    def engine_errors(self) -> bool:
        return any(name in self.errors for name in SETTINGS)

    def picture_fields(self) -> list[Any]:
        return [self[name] for name in PICTURE_FIELDS]

    def _picture_settings(self) -> dict[str, Any]:
        """The wishes for pictures that differ from the usual."""
        usual = {"shape": "square", "backdrop": "any", "light": "as_shot", "level": "as_shot", "ground": frames.WHITE}
        values = {name: self.cleaned_data[name] for name in PICTURE_FIELDS}
        if values["margin"]:
            values["margin"] = values["margin"] / 100
        return {name: value for name, value in values.items() if value not in (None, "") and value != usual.get(name)}

    def _mood_settings(self) -> dict[str, Any]:
        said = " ".join(self.cleaned_data["prompt"].replace("\x00", "").split())
        return {"prompt": said} if said and "mood" in self.cleaned_data["kinds"] else {}

    def _poster_settings(self) -> dict[str, Any]:
        """The wishes for posters that differ from the usual."""
        usual = {"layout": "any", "price": "shown", "placements": ["square"]}
        values = {name: self.cleaned_data[name] for name in usual}
        return {name: value for name, value in values.items() if value and value != usual[name]}

    def wish(self) -> Wish:
        values = self.cleaned_data
        chosen = {name: values[name] for name in SETTINGS if values.get(name) is not None}
        if values["length"] and values["length"] != "standard":
            chosen["length"] = values["length"]
        chosen |= {name: values[name] for name in ("keywords", "audience", "occasion", "original") if values[name]}
        texts = [kind for kind in values["kinds"] if KINDS[kind].medium == "text"]
        return Wish(
            kinds=tuple(texts if values["original"] else values["kinds"]),
            locales=tuple(values["locales"]),
            tone=values["tone"],
            variants=values["variants"],
            settings={**chosen, **self._picture_settings(), **self._poster_settings(), **self._mood_settings()},
        )
