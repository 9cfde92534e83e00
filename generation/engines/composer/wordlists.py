"""Plain lists of English words that the reading and the writing go by, kept as data."""

from __future__ import annotations

import tomllib
from pathlib import Path


def _load() -> dict[str, frozenset[str]]:
    with (Path(__file__).parent / "data" / "words.toml").open("rb") as file:
        return {name: frozenset(words.split()) for name, words in tomllib.load(file).items()}


WORDS = _load()
