"""The setting of readers that need no weights."""

from __future__ import annotations

from generation.engines.base import EngineSetting


class Embedded:
    """`embedded:` takes neither a model nor options."""

    def __init__(self, setting: str = "embedded:") -> None:
        """Raises `Refused("engine.setting")`."""
        self.setting = EngineSetting.parse(setting).text

    def load(self) -> None:
        """Nothing to load, unless a reader says otherwise."""
