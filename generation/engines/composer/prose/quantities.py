"""Quantities that a sentence states of the product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import units
from generation.engines.composer.prose.statement import Statement


def quantities(sentence: str) -> Iterator[Statement]:
    people = re.search(r"\b(?:(max|up to)\s+)?(\d+)\s+(?:persons?|people)\b", sentence, re.I)
    if people:
        yield Statement("persons", f"{'up to ' if people[1] else ''}{people[2]} people")
    speed = re.search(r"processing (up to )?(\d[\d.,]* ?GHz)", sentence, re.I)
    if speed:
        yield Statement("processing speed", f"{speed[1] or ''}{speed[2]}")
    size = re.search(r"\b(\d[\d.,]* ?(?:cm|mm|m|inch|in))\b size\b", sentence, re.I)
    if size:
        yield Statement("length of size", size[1])
    for match in re.finditer(
        r"\b(weigh(?:s|ing)|hold(?:s|ing)|measur(?:es|ing))\s+((?:up to |about )?\d[^,;]*)", sentence, re.I
    ):
        value = _leading_measure(match[2])
        if value:
            verb = match[1].lower()
            yield Statement("weight" if verb[0] == "w" else "capacity" if verb[0] == "h" else "dimensions", value)
    for match in re.finditer(
        r"\b(\d[\d.,]*[ -]?[A-Za-z]+)\s+(capacity|warranty|battery life|runtime|guarantee|burn time)\b", sentence
    ):
        if units.parse(match[1].replace("-", " ")):
            yield Statement(match[2], match[1].replace("-", " "))
    for match in re.finditer(
        r"\b(capacity|weight|height|width|diameter|length|battery life|runtime|power) of ((?:up to )?\d[^,;]*)",
        sentence,
    ):
        value = _leading_measure(match[2])
        if value:
            yield Statement(match[1], value)


def _leading_measure(text: str) -> str:
    """The longest beginning of the text that is one quantity with a unit."""
    words = text.rstrip(".").split()
    for length in range(min(8, len(words)), 0, -1):
        candidate = " ".join(words[:length])
        measure = units.parse(candidate)
        if measure and measure.unit:
            return candidate
    return ""
