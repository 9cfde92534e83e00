"""Which engine makes what, by setting."""

from __future__ import annotations

from django.conf import settings

from generation.kinds import KINDS

ENGINES = {"text": "TEXT_ENGINE", "image": "IMAGE_ENGINE"}  # settings, by medium
MOOD = "MOOD_ENGINE"  # the setting for pictures without a photo
TRANSLATION = "TRANSLATION_ENGINE"


def translator() -> str:
    """The engine that translates approved texts, as its setting names it; "" for none."""
    return str(getattr(settings, TRANSLATION))


def engine_of(kind: str) -> str:
    """The engine that makes this kind, as its setting names it; "" where none is set, which only happens to mood pictures."""
    spec = KINDS[kind]
    return str(getattr(settings, MOOD if spec.synthetic else ENGINES[spec.medium])).strip()
