"""Which setting names which sense."""

from __future__ import annotations

from django.conf import settings

from generation.looking.registry import Sense

LOOKERS: dict[str, Sense] = {
    "LABEL_READER": "texts",
    "PICTURE_DESCRIBER": "caption",
    "PICTURE_CLASSIFIER": "classes",
    "PICTURE_DETECTOR": "objects",
}


def senses() -> dict[Sense, str]:
    """The settings by sense; colours, ground and sharpness are always measured."""
    return {"measures": "embedded:", **{sense: getattr(settings, name) for name, sense in LOOKERS.items()}}
