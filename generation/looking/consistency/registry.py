"""Turns the setting into the process's one matcher."""

from __future__ import annotations

import threading

from generation.errors import Refused
from generation.looking.consistency.contract import Matcher
from generation.looking.consistency.model import TransformersMatcher

_matchers: dict[str, Matcher] = {}
_lock = threading.Lock()


def matcher_for(setting: str) -> Matcher:
    """Not loaded yet. Raises `Refused("looker.unknown" | "engine.setting")`."""
    setting = setting.strip()
    if setting.partition(":")[0].lower() != "transformers":
        raise Refused(
            "looker.unknown", f"{setting!r} names nothing that compares texts with pictures; use transformers:MODEL"
        )
    with _lock:
        if setting not in _matchers:
            _matchers[setting] = TransformersMatcher(setting)
        return _matchers[setting]
