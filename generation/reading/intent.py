"""What a shopper wants to know, by patterns of our own in both languages; and which fact is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generation.engines.composer import keys, lexicon
from generation.reading.contract import Intent
from generation.reading.embedded import Embedded
from generation.reading.lexicons import tables

# Adjectives and phrases that ask for a key without naming it.
_ASKED = {
    "heavy": "weight", "weigh": "weight", "tall": "height", "high": "height", "wide": "width", "deep": "depth", "long": "length",
    "thick": "thickness", "big": "dimensions", "large": "dimensions", "loud": "noise", "bright": "brightness", "made of": "material",
    "made from": "material", "made in": "origin", "where is it made": "origin", "manufactured": "origin", "hold": "capacity",
    "come with": "contents", "included": "contents", "in the box": "contents", "guarantee": "warranty", "waterproof": "waterproof",
    "什么做的": "material", "什么材料": "material", "多重": "weight",
    "多少斤": "weight", "多少克": "weight", "多高": "height", "多宽": "width", "多长": "length",
    "多深": "depth", "多厚": "thickness",
    "多大": "dimensions", "多少毫升": "capacity", "多少升": "capacity", "多少瓦": "power", "哪里产": "origin",
    "哪里生产": "origin", "保修": "warranty", "质保": "warranty", "续航": "battery_life",
    "防水": "waterproof", "里面有": "contents", "附带": "contents", "几种颜色": "colour",
}  # fmt: skip
_NOT_OF_IT = re.compile(r"\bhow long (?:does|do|will|would|until|before|is the wait)\b", re.IGNORECASE)
_TIES = (
    "complaint",
    "safety",
    "returns",
    "compatibility",
    "size",
    "care",
    "delivery",
    "stock",
    "price",
    "fact",
)  # who goes first


class EmbeddedIntent(Embedded):
    def read(self, texts: Sequence[str]) -> list[Intent]:
        return [intent(text) for text in texts]


def intent(text: str) -> Intent:
    language = "zh" if lexicon.is_chinese(text) else "en"
    scores = {
        name: sum(weight for pattern, weight in rows if pattern.search(text)) for name, rows in _patterns(language)
    }
    key = "" if _NOT_OF_IT.search(text) else asked_key(text)
    if key:
        scores["fact"] = scores.get("fact", 0) + 1.2
    ranked = sorted(_TIES, key=lambda name: -scores.get(name, 0))
    best, second = scores.get(ranked[0], 0), scores.get(ranked[1], 0)
    if best < 1.2:
        return Intent("other", 0.4 if best else 0.6)
    confidence = min(0.95, 0.45 + 0.35 * (best - second) / best + min(best, 4) / 4 * 0.2)
    return Intent(ranked[0], round(confidence, 3), key if ranked[0] == "fact" else "")


def asked_key(text: str) -> str:
    """The English name of the fact that is asked for, or ""."""
    lower = text.lower()
    for asked, key in _ASKED.items():
        if (re.search(rf"\b{asked}", lower) if asked.isascii() else asked in lower) and key in keys.KEYS:
            return keys.KEYS[key].label_en
    if lexicon.is_chinese(text):
        places = (
            (start, end) for size in range(6, 1, -1) for start in range(len(text) - size + 1) for end in (start + size,)
        )
        found = next(
            (known for start, end in places if (known := keys.find(text[start:end])) and known.rank >= 30), None
        )
        return found.label_en if found else ""
    words = re.findall(r"[a-z]+", lower)
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            known = keys.find(" ".join(words[start : start + size]))
            if known and not (
                size == 1 and known.id in ("features", "size", "style", "use", "range", "form", "contents", "fit")
            ):
                return known.label_en
    return ""


@cache
def _patterns(language: str) -> tuple[tuple[str, tuple[tuple[re.Pattern[str], float], ...]], ...]:
    return tuple(
        (name, tuple((re.compile(pattern, re.IGNORECASE), float(weight)) for pattern, weight in rows[language]))
        for name, rows in tables("intents").items()
    )
