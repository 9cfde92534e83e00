"""What can be chosen, and what cannot, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from generation import frames
from generation.engines.registry import directions_of, kinds_of
from generation.kinds import KINDS
from generation.occasions import OCCASIONS
from shop_content.drafts.models import ContentKind
from shop_content.drafts.provenance import occasion_name
from shop_content.jobs.engines import engine_of
from shop_content.jobs.suspensions import stopped

SHADOWS = [
    ("contact", _("Soft contact shadow")),
    ("cast", _("Shadow cast to the side")),
    ("reflection", _("Reflection")),
    ("none", _("No shadow")),
]

CHANNELS = [("", _("Any")), *((key, channel.name) for key, channel in frames.CHANNELS.items())]

LIGHTS = [("as_shot", _("As photographed")), ("corrected", _("White balance and exposure corrected"))]

LEVELS = [("as_shot", _("As photographed")), ("upright", _("Set upright where it leans"))]

BACKDROPS = [
    ("any", _("A different one for each variant")),
    ("sweep", _("Seamless paper")),
    ("two_tone", _("Wall and table")),
    ("wood", _("Wooden table")),
    ("marble", _("Marble")),
    ("linen", _("Linen")),
    ("concrete", _("Concrete")),
    ("window", _("Window light")),
    ("foliage", _("Shadow of leaves")),
    ("podium", _("Plinth")),
]

LAYOUTS = [
    ("any", _("A different one for each variant")),
    ("classic", _("Classic")),
    ("split", _("Split")),
    ("diagonal", _("Diagonal")),
    ("spotlight", _("Spotlight")),
    ("scene", _("In a room")),
    ("arch", _("Arch")),
    ("gallery", _("Gallery")),
    ("band", _("Band")),
]

PRICES = [("shown", _("Show the price")), ("hidden", _("Without the price"))]

# Every kind stands in one of them; a test counts.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Product page"),
        (
            "title",
            "description",
            "short_description",
            "bullets",
            "qa",
            "review_summary",
            "alt_text",
            "packshot",
            "scene",
        ),
    ),
    (_("Search and ads"), ("seo", "search_ad", "social_ad")),
    (_("Campaigns"), ("campaign", "poster", "mood", "social_post", "email")),
    (_("Shopper service"), ("answer", "review_reply", "recommendation")),
)

ELSEWHERE = {
    "question": _("Asked for at the shopper's question itself."),
    "review": _("Asked for at the review itself."),
    "shopper": _("Asked for at the shoppers it speaks to."),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind as the form shows it: a box to tick, or why there is none."""

    label: str
    box: Any = None
    why: str = ""


def unavailable(kind: str, stops: Mapping[str, str]) -> str:
    """Why the kind cannot be asked for here; "" when it can. `stops`: of `suspensions.stopped`."""
    if subject := KINDS[kind].subject if KINDS[kind].needs_subject else "":
        return str(ELSEWHERE[subject])
    if reason := stops.get(kind):
        return gettext("Moderators have stopped it: %(reason)s") % {"reason": reason}
    if KINDS[kind].synthetic and not engine_of(kind):
        return gettext(
            "No text-to-image model is set up on this server. Whoever runs it can set MOOD_ENGINE to diffusers:MODEL."
        )
    if kind not in kinds_of(engine_of(kind)):
        return gettext("The engine of this server does not write it; a language model would.")
    return ""


def available() -> list[tuple[str, Any]]:
    stops = stopped()
    return [(kind, label) for kind, label in ContentKind.choices if not unavailable(kind, stops)]


def translated_from() -> list[tuple[str, Any]]:
    """Languages whose approved texts the server's engine translates; none where there is no such engine."""
    sources = {source for source, _target in directions_of(settings.TRANSLATION_ENGINE)}
    return [(code, label) for code, label in settings.CONTENT_LOCALES if code in sources]


def ways() -> list[tuple[str, Any]]:
    """How a text comes about: from the facts, or from an approved text in another language."""
    said = gettext("Translated from the approved text in %(language)s")
    return [
        ("", gettext("Written from the facts")),
        *((code, said % {"language": label}) for code, label in translated_from()),
    ]


def occasions() -> list[tuple[str, str]]:
    return [("", gettext("None")), *((key, occasion_name(key)) for key in OCCASIONS)]
