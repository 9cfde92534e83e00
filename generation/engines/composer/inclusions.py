"""Facts about what is in the box and what the product takes: "bulb included: no", "需要组装：是"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generation.engines.composer import keys, lexicon
from generation.engines.composer.keys import Key

INCLUDED, REQUIRED, CONTAINED = "included", "required", "contained"

_ENGLISH = (
    (re.compile(r"(?:are |is )?(?:the )?(.+?) (?:is |are )?(?:included|supplied|provided)\??"), INCLUDED),
    (re.compile(r"(?:are |is )?(?:the )?(.+?) (?:is |are )?(?:required|needed|necessary)\??"), REQUIRED),
    (re.compile(r"(?:includes|comes with) (?:an? |the )?(.+?)\??"), INCLUDED),
    (re.compile(r"(?:requires|needs) (?:an? |the )?(.+?)\??"), REQUIRED),
    (re.compile(r"contains (?:any |an? )?(.+?)\??"), CONTAINED),
)
_CHINESE = (
    (re.compile(r"(?:是否)?(?:包含|附带|附赠|随附|含)(.{2,8})"), INCLUDED),
    (re.compile(r"(?:是否)?(?:附带|包含|附赠)?(.{2,8}?)(?:是否)?(?:附带|包含|附赠)"), INCLUDED),
    (re.compile(r"(?:是否)?(?:需要|需)(.{2,8})"), REQUIRED),
)
_SAID = {
    "included": (INCLUDED, "yes"), "supplied": (INCLUDED, "yes"), "provided": (INCLUDED, "yes"),
    "not included": (INCLUDED, "no"), "not supplied": (INCLUDED, "no"), "not provided": (INCLUDED, "no"),
    "required": (REQUIRED, "yes"), "needed": (REQUIRED, "yes"),
    "not required": (REQUIRED, "no"), "not needed": (REQUIRED, "no"), "none required": (REQUIRED, "no"),
    "none needed": (REQUIRED, "no"), "附带": (INCLUDED, "yes"), "包含": (INCLUDED, "yes"), "不附带": (INCLUDED, "no"),
    "不包含": (INCLUDED, "no"), "不含": (INCLUDED, "no"), "需要": (REQUIRED, "yes"), "不需要": (REQUIRED, "no"), "无需": (REQUIRED, "no"),
}  # fmt: skip
_KNOWN = frozenset(
    {"assembly", "battery", "bulb"}
)  # known keys that may say it by their value: "assembly: none required"
_THINGS_ZH = {
    "assembly": "组装", "battery": "电池", "batteries": "电池", "bulb": "灯泡", "light bulb": "灯泡", "tools": "工具",
    "installation": "安装", "drilling": "打孔",
}  # fmt: skip
_THINGS_EN = {
    "组装": "assembly",
    "电池": "batteries",
    "灯泡": "bulb",
    "工具": "tools",
    "安装": "installation",
    "打孔": "drilling",
}


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A thing that is in the box or that the product takes, in both languages; "" where a language has no word."""

    en: str
    zh: str
    relation: str

    def english(self, polarity: str) -> str:
        """ "bulb not included", "no batteries required"."""
        if self.relation == CONTAINED:
            return f"contains {'' if polarity == 'yes' else 'no '}{self.en}"
        if polarity == "yes":
            return f"{self.en} {self.relation}"
        return f"no {self.en} required" if self.relation == REQUIRED else f"{self.en} not included"

    def chinese(self, polarity: str) -> str:
        """ "不含灯泡", "无需电池"."""
        if self.relation == REQUIRED:
            return f"{'需要' if polarity == 'yes' else '无需'}{self.zh}"
        return f"{'含' if polarity == 'yes' else '不含'}{self.zh}"


def restated(key: str, value: str) -> tuple[str, str]:
    """ "bulb: not included" as "bulb included: no"; anything else as it is."""
    said = _SAID.get(" ".join(value.lower().rstrip(".。").split()))
    if said is None:
        return key, value
    known = keys.find(key)
    if known and known.id not in _KNOWN:
        return key, value
    if read(known or keys.unknown(key)):
        return key, said[1]
    if lexicon.is_chinese(key):
        return f"{'含' if said[0] == INCLUDED else '需要'}{key}", said[1]
    return f"{key} {said[0]}", said[1]


@lru_cache(maxsize=4096)
def read(key: Key) -> Inclusion | None:
    """What a yes or no to the key includes or requires, or None when the key is about something else."""
    if key.id:
        return Inclusion("assembly", "组装", REQUIRED) if key.id == "assembly" else None
    found = _match(_ENGLISH, key.label_en) if key.label_en.isascii() else None
    if found and len(found[0].split()) <= 4:
        return Inclusion(found[0], _THINGS_ZH.get(found[0]) or lexicon.to_zh(found[0]) or "", found[1])
    found = _match(_CHINESE, key.label_zh)
    if found is None or (key.label_zh.startswith("含") and not _boxed(found[0])):
        return None
    return Inclusion(_THINGS_EN.get(found[0]) or lexicon.to_en(found[0]) or "", found[0], found[1])


def say(key: Key, polarity: str, locale: str) -> str:
    """ "bulb not included", "不含灯泡"; "" when the key is no such thing, or the language has no word for it."""
    said = read(key) if polarity else None
    if said is None or not (said.en if locale == "en" else said.zh):
        return ""
    if polarity == "no" and said.en.startswith("no "):
        return ""
    return said.english(polarity) if locale == "en" else said.chinese(polarity)


def _boxed(thing: str) -> bool:
    """Whether 含 says that a thing comes along (含灯泡), not that food or cream contains it (含糖)."""
    entry = lexicon.CHINESE.get(thing)
    return thing in _THINGS_EN or bool(
        entry and entry.word_class in ("part", "noun") and entry.family not in ("food", "beauty")
    )


def _match(patterns: tuple[tuple[re.Pattern[str], str], ...], label: str) -> tuple[str, str] | None:
    for pattern, relation in patterns:
        match = pattern.fullmatch(label)
        if match:
            return match[1], relation
    return None
