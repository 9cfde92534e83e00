"""The certificate of this installation, by its settings."""

from __future__ import annotations

from django.conf import settings

from generation.renditions.credentials import Seal


def seal() -> Seal:
    """Empty where pictures are not signed."""
    return Seal(
        settings.C2PA_CERTIFICATE,
        settings.C2PA_KEY,
        settings.C2PA_ALGORITHM.strip().lower(),
        settings.C2PA_TIMESTAMPS.strip(),
    )
