"""The terms that every installation starts with, from `terms.json`. Moderators own them afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def entries() -> list[dict[str, str]]:
    """`locale`, `severity`, `pattern`, `reason`, `reason_zh` of each."""
    loaded: list[dict[str, str]] = json.loads((Path(__file__).parent / "terms.json").read_text("utf-8"))
    return loaded


def plant(model: Any) -> None:
    """Add what is missing. `model` is `PolicyTerm`, today's or a migration's."""
    model.objects.bulk_create([model(**entry) for entry in entries()], ignore_conflicts=True)
