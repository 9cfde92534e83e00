"""What of a run's settings is for the engine that makes pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.contract import Brief, Facts, Request
from generation.engines.painting import painting_of
from generation.engines.studio.posters.layouts import placements
from generation.engines.studio.posters.making import choice_of
from generation.engines.studio.wishes import wishes_of
from generation.errors import Refused

PICTURE_SETTINGS = ("shape", "ground", "margin", "shadow", "light", "level", "backdrop", "channel", "format", "photo")
POSTER_SETTINGS = ("layout", "price", "light", "level", "photo")
MOOD_SETTINGS = ("shape", "format")
USUAL_PLACEMENTS = ("square",)


def picture_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """As `Brief.options` takes them; what was left open is left out."""
    return _given(settings, PICTURE_SETTINGS)


def poster_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a poster, but for its placement, which is the slot's."""
    return _given(settings, POSTER_SETTINGS)


def mood_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a mood picture: its frame, and what it is to show where somebody has written that."""
    return _given(settings, MOOD_SETTINGS) | ({"scene": settings["prompt"]} if settings.get("prompt") else {})


def _given(settings: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: settings[name] for name in names if settings.get(name) not in (None, "")}


def usable(settings: Mapping[str, Any]) -> bool:
    """Whether an engine would take these wishes."""
    try:
        wishes_of(Brief("packshot", "", Facts("", ""), options=picture_options(settings)))
        choice_of(Request(Brief("poster", "", Facts("", ""), options=poster_options(settings))))
        painting_of(Brief("mood", "", Facts("", ""), options=mood_options(settings)))
    except Refused:
        return False
    return set(settings.get("placements", ())) <= set(placements())


def shape_subject(settings: Mapping[str, Any]) -> str:
    """The slot of a picture of this shape, as `Draft.subject` has it: the square one is the product's main picture."""
    shape = settings.get("shape", "square")
    return "" if shape == "square" else f"shape:{shape}"


def placement_subjects(settings: Mapping[str, Any]) -> list[str]:
    """The slots of posters, one for each placement, as `Draft.subject` has them; of an occasion where there is one."""
    occasion = settings.get("occasion", "")
    chosen = settings.get("placements") or USUAL_PLACEMENTS
    return [f"placement:{name}:{occasion}".rstrip(":") for name in placements() if name in chosen]


def placement_of(subject: str) -> tuple[str, str]:
    """Placement and occasion that `placement_subjects` put together."""
    place, _colon, occasion = subject.removeprefix("placement:").partition(":")
    return place, occasion
