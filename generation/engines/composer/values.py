"""Fact values said in a locale's language: quantities, lists, yes and no, words of the lexicon, the rest verbatim."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.engines.composer import lexicon, units
from generation.engines.composer.english.words import capital, listing, lower_words
from generation.engines.composer.keys import Key
from generation.engines.composer.typography import set_zh
from generation.engines.composer.wordlists import WORDS

LONGEST_IN_SENTENCE = 70  # characters; longer values stand on a line of their own
LONGEST_VALUE = 400  # characters; longer values are not composed at all
_NAMED = frozenset({"colour", "flavour", "scent"})  # values that may be names: "Moss", "Nordic Fog"
_NAME = re.compile(r"[A-Z][a-z]{2,}")
_WORD = re.compile(r"[A-Za-z][a-z]{2,}(?![a-z]* (?:size|sizes)\b)")
_YES = WORDS["yes"]
_NO = WORDS["no"]
_SPLIT = re.compile(r"\s*(?:,(?!\d{3}\b)|[;、，；]|\s/\s|\s\+\s|\s&\s|\band\b(?! white| black| loop| eye)|和|及|与)\s*")
_SPLIT_CARE = re.compile(r"\s*[,;、，；。]\s*|\.\s+")
_CARE_EN = re.compile(r"(\d+) ?°?(?:C|℃)?(?:以下|水温)?(机洗|手洗|水洗)")
_CARE_ZH = (
    (re.compile(r"(?:machine )?wash(?:able)? (?:at|on|up to) (?:max\.? )?(\d+ ?°C)", re.I), r"\1机洗"),
    (re.compile(r"hand wash at (\d+ ?°C)", re.I), r"\1手洗"),
    (re.compile(r"water every (\d+) (?:to|-) (\d+) days", re.I), r"每 \1–\2 天浇一次水"),
    (re.compile(r"water every (\d+) days", re.I), r"每 \1 天浇一次水"),
)
_SKIN_ZH = {
    "dry": "干性",
    "oily": "油性",
    "sensitive": "敏感性",
    "normal": "中性",
    "combination": "混合性",
    "mature": "熟龄",
}
_LANGUAGES_ZH = {
    "english": "英语", "chinese": "中文", "german": "德语", "french": "法语", "spanish": "西班牙语", "italian": "意大利语",
    "japanese": "日语", "korean": "韩语", "portuguese": "葡萄牙语", "dutch": "荷兰语", "russian": "俄语", "arabic": "阿拉伯语",
    "polish": "波兰语", "turkish": "土耳其语", "swedish": "瑞典语", "multilingual": "多语言",
}  # fmt: skip
_SIZES_ZH = {
    "small": "小码", "medium": "中码", "large": "大码", "extra small": "加小码", "extra large": "加大码", "x-small": "加小码",
    "x-large": "加大码", "xx-large": "特大码", "one size": "均码", "one size fits all": "均码",
}  # fmt: skip
_PEOPLE_EN = {
    "female": "women", "male": "men", "woman": "women", "man": "men", "women's": "women", "men's": "men", "womens": "women",
    "mens": "men", "ladies": "women", "girl": "girls", "boy": "boys", "unisex": "women and men", "kid": "children", "kids": "children",
    "child": "children", "all": "everyone", "adult": "adults", "baby": "babies",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """`text` as said in a sentence; `modifier` as said before a noun; `items` of a list, each as said."""

    text: str
    modifier: str
    items: tuple[str, ...]
    polarity: str = ""  # "yes", "no" or ""
    bare: bool = False  # a number without the unit that its key would need
    foreign: bool = False  # kept in the other language's script
    long: bool = False  # does not fit into a sentence


@lru_cache(maxsize=16384)
def say(raw: str, unit: str, key: Key, locale: str) -> Value | None:
    """The value for the locale, or None when there is nothing to say (empty, or far too long)."""
    text = raw.strip().strip(",;|")
    if not text or len(text) > LONGEST_VALUE:
        return None
    lower = text.lower().rstrip(".")
    if lower in _YES or lower in _NO:
        word = "yes" if lower in _YES else "no"
        said = word if locale == "en" else {"yes": "是", "no": "否"}[word]
        return Value(said, said, (said,), polarity=word)
    if lower in ("n/a", "none", "-", "--", "null", "unknown", "不详", "暂无"):
        return None
    measure = units.parse(text, unit) or (units.parse(text) if unit else None)
    if measure:
        return _quantity(measure, key, locale)
    if unit and not text.lower().endswith(unit.lower()):
        text = f"{text} {unit}"
    if key.kind == "care" and len(text) <= 160:
        text = text.rstrip(".。")
    elif len(text) > LONGEST_IN_SENTENCE or re.search(r"[.!?。！？](?:\s|$)\S*\s*\S", text):
        return _long(text, locale)
    if key.id in ("gender", "audience") and text.lower() in _PEOPLE_EN:
        text = "男女" if text.lower() == "unisex" and locale != "en" else _PEOPLE_EN[text.lower()]
    if key.kind == "care" or key.id == "usage_advice":
        text = text.rstrip(".。")
    if (
        len(text.split()) >= 5
        and key.kind in ("text", "care", "part")
        and not re.search(r"[,;]|\.\s", text)
        and not lexicon.translate(text, "zh-Hans")
    ):
        return _long(text, locale)
    parts = [text] if key.kind == "flag" or key.id == "usage_advice" else split(text, key)
    items = tuple(say_item(part, key, locale) for part in parts)
    if key.id in _NAMED:
        items = one_case(tuple(parts), items, locale)
    said = _together(items, key, locale)
    foreign = any(
        (lexicon.is_chinese(item) == (locale == "en") and not item.isascii()) or _latin(item, locale) for item in items
    )
    return Value(said, said, items, foreign=foreign)


def one_case(given: tuple[str, ...], said: tuple[str, ...], locale: str) -> tuple[str, ...]:
    """All as the merchant wrote them, capitals first, when one is a name ("Moss and Oat"); else as said ("black")."""
    if locale != "en" or len(said) < 2 or len(given) != len(said) or not any(_NAME.match(item) for item in said):
        return said
    return tuple(
        capital(before) if before.lower() == after.lower() and _WORD.match(before) else after
        for before, after in zip(given, said, strict=True)
    )


def _together(items: tuple[str, ...], key: Key, locale: str) -> str:
    if len(items) == 1:
        return items[0]
    if key.kind == "care" or (key.kind == "part" and any(any(char.isdigit() for char in item) for item in items)):
        return (", " if locale == "en" else "，").join(items)
    return join(items, locale)


def _latin(item: str, locale: str) -> bool:
    """Whether Chinese copy would carry English words that are no names."""
    return locale != "en" and not lexicon.is_chinese(item) and bool(re.search(r"\b[a-z]{4,}", item))


def _quantity(measure: units.Measure, key: Key, locale: str) -> Value:
    if measure.unit is None and key.unit:
        measure = replace(measure, unit=units.UNITS[key.unit])
    if key.id == "age" and measure.unit and measure.unit.dimension == "time":
        measure = replace(measure, unit=units.UNITS["years_old" if measure.unit.id == "year" else "months_old"])
    if measure.suffix == "+" and measure.unit and measure.unit.id in ("years_old", "months_old"):
        plain = replace(measure, suffix="")
        said = units.say(plain, locale)
        said = re.sub(r"^(\d+)", r"\1+", said) if locale == "en" else f"{said}以上"
        return Value(said, said, (said,))
    said = units.say(measure, locale)
    bare = measure.unit is None and key.kind == "measure"
    return Value(said, units.say_modifier(measure, locale), (said,), bare=bare)


def _long(text: str, locale: str) -> Value:
    said = (lexicon.translate(text, locale) if len(text) < 60 else None) or text.rstrip(".。")
    said = units.localise(said, locale) if lexicon.is_chinese(said) == (locale != "en") else said
    foreign = lexicon.is_chinese(said) == (locale == "en")
    return Value(said, said, (said,), foreign=foreign, long=True)


def split(text: str, key: Key) -> list[str]:
    """The members of a list value; a value that is no list is its only member."""
    if key.kind not in ("list", "care", "text", "flagtext", "part"):
        return [text]
    if key.id == "origin" and not all(lexicon.lookup(part.strip(), "country") for part in _SPLIT.split(text)):
        return [text]  # a town and its country are one place
    if "(" in text and re.search(r"\([^)]*[,;]", text):
        return [text]
    pattern = _SPLIT_CARE if key.kind == "care" else _SPLIT
    parts = [part.strip() for part in pattern.split(text) if part.strip()]
    if key.kind == "text" and any((measure := units.parse(part)) and measure.unit for part in parts[1:]):
        return [text]  # "USB-C, 45 W" is one source of power
    if key.kind in ("text", "part", "flagtext") and len(parts) > 1 and not re.search(r"[,;、，；]|\band\b|和", text):
        return [text]
    if lexicon.lookup(text):
        return [text]
    return parts or [text]


def say_item(part: str, key: Key, locale: str) -> str:
    prefer = {
        "colour": "colour",
        "material": "material",
        "gender": "person",
        "audience": "person",
        "origin": "country",
    }.get(key.id, "")
    prefer = prefer or {
        "flavour": "word",
        "scent": "word",
        "tasting_notes": "word",
        "ingredients": "word",
        "os": "word",
        "compatible": "word",
        "switches": "word",
        "texture": "word",
    }.get(key.id, "")
    prefer = prefer or ("material" if key.theme == "make" and not key.id else "")
    prefer = prefer or ("care" if key.kind == "care" else "part" if key.id in ("features", "contents") else "")
    measure = units.parse(part)
    if measure and measure.unit:
        return units.say(measure, locale)
    if locale == "en":
        washed = _CARE_EN.fullmatch(part) if key.kind == "care" else None
        if washed:
            return f"{ {'机洗': 'machine wash', '手洗': 'hand wash', '水洗': 'wash'}[washed[2]] } at {washed[1]} °C"
        if key.kind == "care" and part[1:2].islower():
            part = part[:1].lower() + part[1:]
        return _english(part)
    may = re.match(r"may contain (?:traces of )?(.+)", part, re.I)
    if may and not lexicon.is_chinese(part):
        return f"可能含有{say_item(may[1], key, locale)}"
    if key.kind == "care":
        for pattern, chinese in _CARE_ZH:
            if pattern.fullmatch(part):
                return set_zh(pattern.sub(chinese, part))
    if key.id == "language" and part.lower() in _LANGUAGES_ZH:
        return _LANGUAGES_ZH[part.lower()]
    if key.id == "skin_type" and part.lower() in _SKIN_ZH:
        return _SKIN_ZH[part.lower()]
    if key.id == "contents" and part.lower() in ("case", "carrying case", "carry case"):
        return "收纳盒"
    if key.id == "colour" and (toned := _material_tone(part)):
        return toned
    if key.id == "size" and part.lower() in _SIZES_ZH:
        return _SIZES_ZH[part.lower()]
    if lexicon.is_chinese(part):
        return set_zh(units.localise(part, locale))
    negative = re.match(r"(?:no|without) (.+)", part)
    translated = lexicon.to_zh(negative[1] if negative else part, prefer) or lexicon.to_zh(part.lower(), prefer)
    if translated:
        return set_zh(("无" if negative else "") + translated)
    return set_zh(_with_adverb(part)) if _with_adverb(part) else part


def _material_tone(part: str) -> str:
    """ "wood", "木" -> "木色": a material given as a colour; "" for anything else."""
    said = part if lexicon.is_chinese(part) else lexicon.to_zh(part.lower(), "colour") or ""
    entry = lexicon.CHINESE.get(said)
    return f"{said}色" if entry and entry.word_class == "material" and not said.endswith("色") else ""


def _with_adverb(part: str) -> str:
    """ "colorful details on the sleeves" -> "袖部彩色细节"."""
    match = re.match(r"(.+) ((?:down|on|in|at) the \w+)$", part)
    place = lexicon.lookup(match[2], "adverb") if match else None
    rest = lexicon.to_zh(match[1]) if match else None
    return f"{place.zh}{rest}" if place and rest else ""


def _english(part: str) -> str:
    if lexicon.is_chinese(part):
        return lexicon.to_en(part) or part
    entry = lexicon.lookup(part)
    if entry:
        if entry.zh.lower() == part.lower():
            return entry.zh
        latin = next((e.zh for e in lexicon.ENGLISH[part.lower()] if e.zh.lower() == part.lower()), "")
        if latin:
            return latin
        if entry.en.islower():
            return lower_words(part)
        return entry.en if entry.en.lower() == part.lower() else part
    part = units.localise(part, "en")
    first, _, rest = part.partition(" ")
    known = lexicon.lookup(first)
    plain = first[1:].islower() and (
        (known is None and rest.islower() and len(rest) > 2) or (known is not None and known.en.islower())
    )
    plain = plain and len(part.split()) <= 4 and not any(e.zh.isascii() for e in lexicon.ENGLISH.get(first.lower(), []))
    if first[:1].isupper() and plain and (not rest or rest == rest.lower() or lexicon.to_zh(part.lower())):
        return lower_words(part)
    return part


def join(items: tuple[str, ...], locale: str) -> str:
    """A list in running text: "a, b and c"; "甲、乙和丙"."""
    if locale == "en":
        return listing(items)
    if len(items) == 1:
        return items[0]
    if any("和" in item or len(item) > 14 for item in items):
        return "、".join(items)
    return "、".join(items[:-1]) + "和" + items[-1]
