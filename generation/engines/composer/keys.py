"""Fact keys: which of the known ones a merchant's key is, and how facts with that key are said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generation.engines.composer import lexicon, units
from generation.engines.composer.english.words import sentence_case

Frame = tuple[str, str]  # (tone initial or "", text)
TONE_MARKS = {"w": "warm", "p": "premium", "y": "playful", "t": "technical"}
THEMES = (
    "make",
    "perform",
    "detail",
    "content",
    "use",
    "energy",
    "connect",
    "measure",
    "choice",
    "care",
    "supply",
    "other",
)


@dataclass(frozen=True, eq=False)  # compared and hashed by identity
class Key:
    id: str  # "" when the merchant's key is not a known one
    label_en: str
    label_zh: str
    kind: str  # measure, text, list, flag, part, care, flagtext
    theme: str
    rank: int  # importance within a product, 0 to 100
    frames: Mapping[str, tuple[Frame, ...]]
    no: str = ""
    cno: str = ""
    unit: str = ""  # assumed when the fact gives none

    def said(self, slot: str, tone: str) -> tuple[str, ...]:
        """The frames of a slot for a tone: its own first, then those of every tone."""
        return _said(self, slot, tone)

    def label(self, locale: str) -> str:
        return self.label_en if locale == "en" else self.label_zh


@lru_cache(maxsize=8192)
def _said(key: Key, slot: str, tone: str) -> tuple[str, ...]:
    frames = key.frames.get(slot, ())
    own = tuple(text for mark, text in frames if mark and TONE_MARKS[mark] == tone)
    return own + tuple(text for mark, text in frames if not mark)


def _frames(raw: Mapping[str, Any]) -> dict[str, tuple[Frame, ...]]:
    frames: dict[str, tuple[Frame, ...]] = {}
    for slot in ("vp", "np", "red", "sent", "bul", "c", "cbul"):
        if slot in raw:
            frames[slot] = tuple((text[0], text[2:]) if text[1:2] == ">" else ("", text) for text in raw[slot])
    for slot, parts in (("pre", raw.get("pre")), ("title", raw.get("title"))):
        if parts:
            frames[f"{slot}_en"], frames[f"{slot}_zh"] = (("", parts[0]),), (("", parts[1]),)
    return frames


def _load() -> tuple[dict[str, Key], dict[str, str]]:
    keys: dict[str, Key] = {}
    spellings: dict[str, str] = {}
    with (units.DATA / "keys.toml").open("rb") as file:
        data = tomllib.load(file)
    for name, raw in data.items():
        keys[name] = Key(
            name,
            raw["label"][0],
            raw["label"][1],
            raw["kind"],
            raw["theme"],
            raw["rank"],
            _frames(raw),
            raw.get("no", ""),
            raw.get("cno", ""),
            raw.get("unit", ""),
        )
        for spelling in (*raw["en"].split(", "), *raw["zh"].split(", ")):
            spellings.setdefault(normal(spelling), name)
    return keys, spellings


@lru_cache(maxsize=4096)
def normal(key: str) -> str:
    """A key as looked up: "screenSize", "screen_size", "Screen-Size:" are one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", key)
    spaced = re.sub(r"\([^)]*\)", " ", spaced)
    return " ".join(re.sub(r"[_\-:/：]+", " ", spaced).split()).lower()


KEYS, SPELLINGS = _load()


@lru_cache(maxsize=4096)
def find(key: str) -> Key | None:
    """The known key, by any of its spellings in either language, or None."""
    names = [normal(key), *(normal(part) for part in reversed(_parts(key)))]
    hit = next((found for name in names if (found := _spelled(name))), None)
    return KEYS[hit] if hit else None


def _spelled(name: str) -> str | None:
    hit = SPELLINGS.get(name) or SPELLINGS.get(re.sub(r"^(?:product|item|total|the) ", "", name))
    return hit or (SPELLINGS.get(name[3:]) if name.startswith("is ") else None)


def _parts(key: str) -> list[str]:
    """ "size", "shoe-size" of "size:shoe-size": feeds put the group before what they mean. A closing colon parts nothing."""
    parts = [part for part in re.split(r"(?<=\S)[:：](?=\S)", key) if part.strip()]
    return parts if len(parts) > 1 else []


@lru_cache(maxsize=4096)
def unknown(key: str) -> Key:
    """A key of the merchant's own: its label is the key itself, in the other language where the lexicon can."""
    parts = _parts(key)
    own = parts[-1].replace("-", " ") if parts else key
    text = " ".join(re.sub(r"[_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", own)).strip(" :：-").split())
    label_en = sentence_case(text) if not lexicon.is_chinese(text) else (lexicon.to_en(text) or text)
    label_zh = text if lexicon.is_chinese(text) else (lexicon.to_zh(text.lower()) or text)
    counted = re.match(r"number of (.+)$", text, re.I)
    if counted and not lexicon.is_chinese(label_zh) and (thing := lexicon.to_zh(counted[1].lower())):
        label_zh = f"{thing}数量"
    certified = re.match(r"(.+?) certified$", text, re.I)
    if certified and not lexicon.is_chinese(text):
        label_zh = f"{certified[1]} 认证"
    if re.search(r"\w material$|.材质$", text, re.I):  # of a part: "shade material"
        return Key("", label_en, label_zh, "text", "make", 64, {})
    return Key("", label_en, label_zh, "text", "other", 35, {})
