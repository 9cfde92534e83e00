"""The word lists beside this file."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "words"


@cache
def valences(name: str) -> dict[str, float]:
    """Word by word, from `words/<name>.tsv`."""
    lines = (_WORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: float(valence) for word, valence in pairs}


@cache
def phrases(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """(expression, what stands for it), from `words/<name>.tsv`."""
    lines = (_WORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE), word) for phrase, word in pairs)


@cache
def listed(name: str) -> frozenset[str]:
    """One a line, from `words/<name>.txt`."""
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def tables(name: str) -> dict[str, dict[str, Any]]:
    """By section and language, from `words/<name>.toml`."""
    with (_WORDS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
