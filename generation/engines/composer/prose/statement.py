"""What reading prose yields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the prose states: a known key with its value, or the feature phrase ("features")."""

    key: str
    value: str
