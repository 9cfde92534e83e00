"""The phrase bank: frames by slot and tone, kept as data, filled with words that know their facts.

A frame may be used only where each of its words is known, and a filled frame cites the facts of the words in it. One
without words claims nothing and cites nothing. `data/phrases/<kind>.<language>.toml` holds a table a slot: frames by
tone, those under `any` for every tone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from generation.engines.composer import units
from generation.engines.composer.english.words import agree, article, capital
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.typography import set_zh

Words = Mapping[str, Sentence | None]
_WORD = re.compile(r"(?P<article>[Aa]~ )?\{(?P<name>\w+)\}")
_STOP = re.compile(r"([.!?])[.。]$")


@lru_cache(maxsize=128)
def table(name: str, locale: str) -> Mapping[str, Any]:
    """The data file of a kind (or of the occasions) in a language."""
    language = "en" if locale == "en" else "zh"
    with (units.DATA / "phrases" / f"{name}.{language}.toml").open("rb") as file:
        return tomllib.load(file)


def load() -> None:
    """Read every table once; they stay in memory for the process."""
    for path in (units.DATA / "phrases").glob("*.toml"):
        name, language = path.stem.split(".")
        table(name, "en" if language == "en" else "zh-Hans")


@lru_cache(maxsize=4096)
def frames(name: str, locale: str, slot: str, tone: str) -> tuple[str, ...]:
    """The frames of a slot for a tone: its own first, then those of every tone; none for an unknown slot."""
    found = table(name, locale).get(slot, {})
    return (*found.get(tone, ()), *found.get("any", ()))


def fill(frame: str, words: Words, *, many: bool, locale: str) -> Sentence | None:
    """The frame with its words, articles and agreement; None when a word of it is not known. `{Name}` is `{name}` capitalised."""
    said: list[Sentence] = []

    def word(match: re.Match[str]) -> str:
        name = match["name"]
        found = words.get(name) or words.get(name[:1].lower() + name[1:])
        if found is None or not found.text:
            raise LookupError(name)
        said.append(found)
        text = found.text if name in words or name.islower() else capital(found.text)
        given = match["article"]
        if not given:
            return text
        one = article(text)
        return f"{one.capitalize() if given[0] == 'A' else one} {text}"

    try:
        text = _WORD.sub(word, agree(frame, many))
    except LookupError:
        return None
    text = _STOP.sub(r"\1", text)
    text = capital(" ".join(text.split(" "))) if locale == "en" else _set(text)
    return Sentence(text, tuple(dict.fromkeys(fact_id for part in said for fact_id in part.ids)))


def _set(text: str) -> str:
    return "\n".join(set_zh(line) for line in text.split("\n"))


def filled(options: Sequence[str], words: Words, *, many: bool, locale: str) -> list[Sentence]:
    """Every frame that its words can fill, in order."""
    made = (fill(frame, words, many=many, locale=locale) for frame in options)
    return [said for said in made if said]
