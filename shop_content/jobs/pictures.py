"""What of a run's settings is for the engine that makes pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.contract import Brief, Facts
from generation.engines.studio.wishes import wishes_of
from generation.errors import Refused

PICTURE_SETTINGS = ("shape", "ground", "margin", "shadow", "light", "backdrop", "channel", "format", "photo")


def picture_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """As `Brief.options` takes them; what was left open is left out."""
    return {name: settings[name] for name in PICTURE_SETTINGS if settings.get(name) not in (None, "")}


def usable(settings: Mapping[str, Any]) -> bool:
    """Whether an engine would take these wishes."""
    try:
        wishes_of(Brief("packshot", "", Facts("", ""), options=picture_options(settings)))
    except Refused:
        return False
    return True


def shape_subject(settings: Mapping[str, Any]) -> str:
    """The slot of a picture of this shape, as `Draft.subject` has it: the square one is the product's main picture."""
    shape = settings.get("shape", "square")
    return "" if shape == "square" else f"shape:{shape}"
