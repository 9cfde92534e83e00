"""What a sentence of prose yields, before it is named and compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A known key's id, and `sentence[start:end]` that says it. A measure has its `unit`, anything else ""."""

    key: str
    value: str
    unit: str
    start: int
    end: int
    confidence: float
