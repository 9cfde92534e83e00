"""What the request begins with: the member's latest choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shop_content.jobs.forms.choices import available
from shop_content.jobs.forms.run import PICTURE_FIELDS, RunForm
from shop_content.jobs.models import Run
from shop_content.shops.models import BrandVoice, Member

REMEMBERED = (
    "temperature",
    "top_p",
    "top_k",
    "beams",
    "length",
    *PICTURE_FIELDS,
    "layout",
    "placements",
    "price",
)  # what suits one product only is not


def remembered(member: Member) -> dict[str, Any]:
    """What the form begins with: the member's latest choice, in the tone of the shop's voice."""
    initial: dict[str, Any] = {"request_key": RunForm.fresh_key()}
    runs = Run.objects.filter(shop_id=member.shop_id, requested_by=member.user).exclude(settings__has_key="passage")
    last = runs.order_by("-pk").first()
    if last:
        offered = {kind for kind, _label in available()}
        initial |= {
            "kinds": [kind for kind in last.kinds if kind in offered],
            "locales": last.locales,
            "tone": last.tone,
            "variants": last.variants,
        }
        initial |= {name: last.settings[name] for name in REMEMBERED if name in last.settings}
        if "margin" in initial:
            initial["margin"] = round(initial["margin"] * 100)
    if tone := _tone_of_the_voice(member, initial.get("locales") or ["en"]):
        initial["tone"] = tone
    return initial


def _tone_of_the_voice(member: Member, locales: Sequence[str]) -> str:
    voices = BrandVoice.objects.filter(shop_id=member.shop_id, locale__in=locales, revision__gt=0)
    tones = dict(voices.values_list("locale", "tone"))
    return next((tones[locale] for locale in locales if locale in tones), "")
