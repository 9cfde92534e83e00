"""Where a version came from, said in words: the engine, how it was asked and steered, what it cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from generation.occasions import OCCASIONS
from shop_content.shops.forms import TONES

LENGTHS = [("short", _("Short")), ("standard", _("Standard")), ("long", _("Long"))]
SAMPLING = {
    "temperature": _("Temperature"),
    "top_p": _("Top-p"),
    "top_k": _("Top-k"),
    "beams": _("Beams"),
}
CHANNELS = {"google": "Google Merchant", "amazon": "Amazon", "shopify": "Shopify", "meta": "Meta", "ebay": "eBay"}

Row = tuple[str, str]


def occasion_name(key: str) -> str:
    """In the language of the interface."""
    names = OCCASIONS.get(key, {})
    return names.get("zh-Hans" if (get_language() or "").startswith("zh") else "en", key)


def asked_rows(asked: Mapping[str, Any]) -> list[Row]:
    """How a text was to be written: tone, length, keywords …; what was left open is left out."""
    return list(_asked(asked))


def _asked(asked: Mapping[str, Any]) -> Iterator[Row]:
    if source := asked.get("from"):
        yield gettext("Translated from"), str(dict(settings.CONTENT_LOCALES).get(source, source))
    if tone := asked.get("tone"):
        yield gettext("Tone"), str(dict(TONES).get(tone, tone))
    if length := asked.get("length"):
        yield gettext("Length"), str(dict(LENGTHS).get(length, length))
    if keywords := asked.get("keywords"):
        yield gettext("Keywords"), gettext(", ").join(keywords)
    if audience := asked.get("audience"):
        yield gettext("Audience"), audience
    if occasion := asked.get("occasion"):
        yield gettext("Occasion"), occasion_name(occasion)
    if channel := asked.get("channel"):
        yield gettext("Channel"), CHANNELS.get(channel, channel)
    if passage := asked.get("passage"):
        yield gettext("Sentence to rewrite"), passage["words"]
        if passage["instruction"]:
            yield gettext("Wish"), passage["instruction"]
    if revision := asked.get("voice"):
        yield gettext("Brand voice"), gettext("revision %(number)s") % {"number": revision}


def sampling_rows(sampling: Mapping[str, Any]) -> list[Row]:
    """How freely the engine chose."""
    return [(str(label), str(sampling[name])) for name, label in SAMPLING.items() if sampling.get(name) is not None]
