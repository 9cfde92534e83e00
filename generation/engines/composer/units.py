"""Numbers with units: read from open text, said the way a locale says them.

A unit has a dimension and a factor to that dimension's base (metre, kilogram, litre, watt, second, gigabyte ...), so
that two spellings of one quantity can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from babel.numbers import format_decimal

from generation.alternation import any_of

DATA = Path(__file__).parent / "data"
NUMBER = r"(?:\d+[ -]\d+/\d+(?![\d/])|\d+(?:[.,]\d+)*(?:/\d+)?)"  # 1-9/16 is one number


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    dimension: str
    factor: float
    one: str
    many: str
    zh: str

    @property
    def is_word(self) -> bool:
        """Whether English writes it as a word that takes a plural ("inches") rather than as a symbol ("cm")."""
        return self.one != self.many


@dataclass(frozen=True, slots=True)
class Measure:
    """Numbers as written in the fact (cleaned of grouping), what joins them, and their unit ("" for a bare number)."""

    numbers: tuple[str, ...]
    form: str  # "one", "range", "dims" or "list"
    unit: Unit | None
    prefix: str = ""  # a key of PREFIXES
    suffix: str = ""  # an axis note such as "(H x W)", or "+"


PREFIXES: dict[str, tuple[str, str, str]] = {  # id: (pattern, English, Chinese)
    "up to": (r"up to|max\.?|maximum|at most|最多|最高|最大|至多", "up to ", "最多 "),
    "at least": (r"at least|min\.?|minimum|至少|最少", "at least ", "至少 "),
    "about": (r"approx\.?|approximately|about|around|circa|ca\.?|c\.|~|≈|约|大约", "about ", "约 "),
    "over": (r"over|more than|>|超过", "more than ", "超过 "),
    "under": (r"under|less than|below|<|小于|少于|低于", "under ", "低于 "),
    "from": (r"from", "from ", "从 "),
}


def _load() -> tuple[dict[str, Unit], dict[str, Unit]]:
    units: dict[str, Unit] = {}
    spellings: dict[str, Unit] = {}
    for line in (DATA / "units.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, dimension, factor, aliases, english, zh = (part.strip() for part in line.split("|"))
        one, _, many = (part.strip() for part in english.partition("/")) if " / " in english else (english, "", english)
        unit = Unit(name, dimension, float(factor), one, many, zh)
        units[name] = unit
        for alias in aliases.split(", "):
            spellings.setdefault(alias.strip().lower(), unit)
    return units, spellings


UNITS, SPELLINGS = _load()
_CASED = {"A": "a", "mA": "ma"}  # spellings too short to read without their case
_ALIASES = any_of(SPELLINGS, cased=False)
_UNIT = rf"(?P<unit>{_ALIASES})(?![A-Za-z²0-9])"
_PREFIX = "|".join(f"(?:{pattern})" for pattern, _, _ in PREFIXES.values())
_BETWEEN = r"\s*(?:-|–|—|~|～|to|至|到)\s*"
_TIMES = r"\s*(?:x|×|\*|X|by)\s*"
_FULL = re.compile(
    rf"(?P<prefix>{_PREFIX})?\s*(?P<body>{NUMBER}(?:(?:{_BETWEEN}|{_TIMES}){NUMBER})*)(?P<plus>\+)?\s*[-\s]?(?:{_UNIT})?"
    r"(?P<suffix>\s*\([LWHDBT](?:\s*[x×]\s*[LWHDBT])*\)|\+)?",
    re.I,
)
_REPEATED = re.compile(rf"({NUMBER})\s*({_ALIASES})(?={_TIMES}|{_BETWEEN})", re.I)
_SPREAD = re.compile(rf"(?<![A-Za-z\d.,])({NUMBER})((?:(?:{_BETWEEN}|{_TIMES}){NUMBER})*)\s?-?\s?{_UNIT}", re.I)
_FIRST_DIGIT = re.compile(r"\d(?<![A-Za-z\d.,]\d)")
_NUMBERS = re.compile(NUMBER)
EMBEDDED = re.compile(rf"(?<![A-Za-z\d.,])(?P<number>{NUMBER})(?P<gap>[ -]?){_UNIT}(?!\s*(?:stainless|不锈钢))", re.I)


def clean_number(text: str) -> str:
    """The number without grouping, with a point: "1,5" -> "1.5", "2,200" -> "2200", "1.500,25" -> "1500.25"."""
    if "/" in text or ("," not in text and text.count(".") < 2):
        return text
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text) and not text.startswith("0"):
        return text.replace(",", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)", text) or re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text):
        return text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d+,\d+", text):
        return text.replace(",", ".")
    return text


@lru_cache(maxsize=8192)
def say_number(number: str, locale: str) -> str:
    """The number as the locale writes it; Chinese copy does not group thousands below 100 million."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", number) or (number.startswith("0") and not number.startswith("0.")):
        return number if number != "0" else "0"
    grouped = locale == "en" and value >= 10000
    return (
        str(format_decimal(value, locale="en", decimal_quantization=False, group_separator=grouped))
        if ("." not in number)
        else _say_decimal(number, grouped)
    )


def _say_decimal(number: str, grouped: bool) -> str:
    """Keeps the decimals as given: 1.50 stays 1.50."""
    whole, _, decimals = number.partition(".")
    return f"{format_decimal(Decimal(whole), locale='en', group_separator=grouped)}.{decimals}"


def unit_of(spelling: str) -> Unit | None:
    """The unit a merchant's spelling names, or None."""
    text = spelling.strip()
    return UNITS[_CASED[text]] if text in _CASED else SPELLINGS.get(text.lower())


@lru_cache(maxsize=8192)
def parse(text: str, unit_hint: str = "") -> Measure | None:
    """A value that is nothing but a quantity, a range or dimensions; None when there is anything else in it."""
    text = text.strip().rstrip(".") if not text.strip().lower().endswith(("in.", "ft.")) else text.strip()
    if len(text) > 60 or not any(char.isdigit() for char in text):
        return None
    found = {spelling.lower() for _, spelling in _REPEATED.findall(text)}
    if found:
        if len({unit for unit in map(unit_of, found) if unit}) != 1:
            return None
        text = _REPEATED.sub(r"\1", text)
        last = EMBEDDED.search(text)
        if not last or unit_of(last["unit"]) not in {unit_of(spelling) for spelling in found}:
            return None
    match = _FULL.fullmatch(text)
    if not match:
        return None
    unit = unit_of(match["unit"]) if match["unit"] else unit_of(unit_hint) if unit_hint else None
    if (unit_hint and unit is None) or (unit and _misread(unit, match["unit"] or "", match["body"])):
        return None
    body = match["body"]
    numbers = tuple(clean_number(number) for number in re.findall(NUMBER, body))
    form = "one" if len(numbers) == 1 else "dims" if re.search(_TIMES, body) else "range"
    if form == "range" and len(numbers) != 2:
        return None
    return Measure(
        numbers, form, unit, _prefix_id(match["prefix"] or ""), (match["suffix"] or match["plus"] or "").strip()
    )


def _misread(unit: Unit, spelling: str, number: str) -> bool:
    """Whether it is no quantity at all: 14K gold, 4K video, a 5G network."""
    return (unit.id == "kelvin" and len(number) < 4) or spelling in ("G", "S", "D", "Y")


def _prefix_id(text: str) -> str:
    return next((name for name, (pattern, _, _) in PREFIXES.items() if text and re.fullmatch(pattern, text, re.I)), "")


def say(measure: Measure, locale: str) -> str:
    """ "30 × 20 × 10 cm", "2 to 3 years", "约 1.5 升"."""
    numbers = [say_number(number, locale) for number in measure.numbers]
    prefix = PREFIXES[measure.prefix][1 if locale == "en" else 2] if measure.prefix else ""
    if prefix == "最多 " and measure.unit and measure.unit.dimension == "time":
        prefix = "最长 "
    if prefix == "最多 " and measure.unit and measure.unit.dimension in ("frequency", "temperature"):
        prefix = "最高 "
    suffix = f" {measure.suffix}" if measure.suffix.startswith("(") else ""
    plus = "+" if measure.suffix == "+" else ""
    if measure.form == "dims":
        body = " × ".join(numbers)
    elif measure.form == "range":
        body = (" to " if locale == "en" else "–").join(numbers)
    else:
        body = numbers[0]
    if prefix == "从 ":  # 从 18 个月 stands for nothing; 18 个月起 does
        return f"{body}{plus}{_unit(measure, locale)}起{suffix}"
    return f"{prefix}{body}{plus}{_unit(measure, locale)}{suffix}"


def _unit(measure: Measure, locale: str) -> str:
    unit = measure.unit
    if unit is None:
        return ""
    if unit.id == "percent":
        return "%"
    if locale == "en":
        single = measure.form == "one" and measure.numbers[0] in ("1", "1.0") and not measure.suffix
        return f" {unit.one if single else unit.many}"
    return unit.zh if unit.zh.startswith("°") else f" {unit.zh}"


def say_modifier(measure: Measure, locale: str) -> str:
    """The quantity before a noun: "13-inch" screen, "2-year" warranty, "1.5 L" kettle."""
    unit = measure.unit
    if locale != "en" or unit is None or not unit.is_word or measure.form != "one" or measure.suffix:
        return say(measure, locale)
    prefix = PREFIXES[measure.prefix][1] if measure.prefix else ""
    return f"{prefix}{say_number(measure.numbers[0], locale)}-{unit.one}"


def localise(text: str, locale: str) -> str:
    """Text with the quantities inside it said for the locale: "13 inch Retina" -> "13 英寸 Retina"."""

    def said(match: re.Match[str]) -> str:
        unit = unit_of(match["unit"])
        if unit is None or "/" in match["number"] or _misread(unit, match["unit"], match["number"]):
            return match[0]
        measure = Measure((clean_number(match["number"]),), "one", unit)
        following = match.string[match.end() : match.end() + 2]
        before_noun = locale == "en" and unit.is_word and following[:1] == " " and following[1:2].isalpha()
        return say_modifier(measure, locale) if before_noun and match["gap"] == "-" else say(measure, locale)

    return EMBEDDED.sub(said, text)


def quantities(text: str) -> list[tuple[float, str]]:
    """Every number of the text as (value in the dimension's base, dimension); dimension "" for a bare number."""
    measured: list[tuple[float, str]] = []
    bare: list[tuple[float, str]] = []
    end = 0
    for digit in _FIRST_DIGIT.finditer(text):
        start = digit.start()
        if start < end:
            continue
        match = _SPREAD.match(text, start)
        unit = unit_of(match["unit"]) if match else None
        if match and unit:
            numbers, end = _NUMBERS.findall(f"{match[1]} {match[2]}"), match.end()
            measured += [(value * unit.factor, unit.dimension) for value in map(_float, numbers) if value is not None]
        elif number := _NUMBERS.match(text, start):
            value, end = _float(number[0]), number.end()
            bare += [(value, "")] if value is not None else []
    return [*measured, *bare]


def _float(number: str) -> float | None:
    text = clean_number(number)
    try:
        if "/" in text:
            whole, _, fraction = text.replace("-", " ").rpartition(" ")
            top, bottom = fraction.split("/")[:2]
            return float(whole or 0) + float(top) / float(bottom)
        return float(text)
    except (ValueError, ZeroDivisionError):
        return None


__all__ = ["UNITS", "Measure", "Unit", "clean_number", "localise", "parse", "quantities", "say", "say_modifier"]
