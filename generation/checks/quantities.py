"""Numbers with their units in a text, and whether a number of the facts says the same in whatever unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generation.checks.evidence import half_width, of_facts
from generation.checks.screens import Screened
from generation.checks.units import COUNT, UNITS, Unit, units_of
from generation.contract import Facts

_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125", "⅜": "0.375"}
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WORDS |= {"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_WORDS |= {"sixty": 60, "ninety": 90, "hundred": 100}
_HAN_DIGITS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MULTIPLIERS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_ASCII_UNITS = [name for name in UNITS if name.isascii() and name[0].isalpha()]
_OTHER_UNITS = [name for name in UNITS if not (name.isascii() and name[0].isalpha())]
_LONGEST_FIRST = "|".join(re.escape(name) for name in sorted(_OTHER_UNITS, key=len, reverse=True))
_LONGEST_ASCII = "|".join(re.escape(name) for name in sorted(_ASCII_UNITS, key=len, reverse=True))
_UNIT = rf"(?:{_LONGEST_FIRST}|(?:{_LONGEST_ASCII})(?![A-Za-z0-9]))"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+/\d+(?![\d/])|\d+(?:[.,]\d+)*")
_AFTER = re.compile(rf"(?P<times>[百千万亿])?(?P<gap>[ \t]?-?[ \t]?)(?P<unit>{_UNIT})", re.IGNORECASE)
_INCH_GOES_ON = re.compile(
    r"\.?\s*(?:$|[,;:.)\]/x×*&]|by\b|wide|long|high|tall|deep|thick|diameter|screen|display|and\b|or\b)"
)
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_CHAIN = re.compile(r"\s*(?:x|×|\*|-|–|—|~|to|and|or|by|,|/|至|到|和|或|、|乘)\s*", re.IGNORECASE)
_NUMBERED_LIST = re.compile(r"^[ \t]*\d{1,2}(?:[.)]\s|、)", re.MULTILINE)
_WORD_NUMBER = Screened(
    rf"\b(?P<en>{'|'.join(_WORDS)})[\s-](?P<en_unit>(?:{_LONGEST_ASCII})(?![A-Za-z0-9]))"
    rf"|(?<![第\u4e00\u5341])(?P<han>[二两三四五六七八九]?十[二三四五六七八九]?|[二两三四五六七八九])(?P<han_unit>{_LONGEST_FIRST})",
    re.IGNORECASE,
)
_LOOSE = {
    **_WORDS,
    **_HAN_DIGITS,
    "double": 2,
    "dual": 2,
    "twin": 2,
    "pair": 2,
    "both": 2,
    "triple": 3,
    "双": 2,
    "对": 2,
}
_LOOSE_NUMBER = re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in _LOOSE))
_CONVERTED = Decimal("0.03")  # how far a converted value may be rounded


@dataclass(frozen=True, slots=True)
class Quantity:
    """`units`: what the unit can mean, none for a bare number. `shared`: the unit of its chain (2 x 3 cm).

    `code`: the whole run of letters and digits when the number is part of a model name or the like, else "".
    """

    start: int
    end: int
    value: Decimal
    decimals: int = 0
    units: tuple[Unit, ...] = ()
    shared: tuple[Unit, ...] = ()
    code: str = ""
    spelled: bool = False

    @property
    def counts(self) -> bool:
        return not self.units or any(unit.dimension == COUNT for unit in self.units)


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of `text`, in order; spelled ones only where a unit follows (“two litres”, “两升”)."""
    plain = half_width(text)
    digits = _numbers(plain) if _DIGIT.search(plain) else []
    taken = {place for item in digits for place in range(item.start, item.end)}
    spelled = [item for item in _spelled(plain) if item.start not in taken]
    return tuple(sorted([*_with_shared_units(plain, digits), *spelled], key=lambda item: item.start))


def _numbers(text: str) -> list[Quantity]:
    """Those in digits, but for the markers of a list."""
    markers = _numbering(text, [found.end() for found in _NUMBERED_LIST.finditer(text)])
    return [item for item in _digits(text) if item.end not in markers]


def _numbering(text: str, list_ends: Iterable[int]) -> set[int]:
    """Where the numbers of list markers (“1. ”, “2、”) end."""
    return {len(text[:end].rstrip(" \t\n.)、")) for end in list_ends}


def _digits(text: str) -> Iterator[Quantity]:
    position = 0
    while found := _NUMBER.search(text, position):
        item = _read(text, found)
        position = max(item.end, found.end())
        yield item


def _read(text: str, found: re.Match[str]) -> Quantity:
    start, end = found.span()
    value, decimals = _decimal(found.group())
    if text[end : end + 1] in _FRACTIONS:
        value, decimals, end = value + Decimal(_FRACTIONS[text[end]]), 2, end + 1
    if start and (
        _is_letter(text[start - 1]) or (text[start - 1] == "-" and start > 1 and _is_letter(text[start - 2]))
    ):
        return _coded(text, start, end, value)
    unit = _AFTER.match(text, end)
    if unit and (named := _units_here(text, unit)):
        value *= _MULTIPLIERS.get(unit["times"] or "", 1)
        return Quantity(start, unit.end(), value, decimals, named)
    if end < len(text) and _is_letter(text[end]) and not re.match(r"[xX]\d", text[end : end + 2]):
        return _coded(text, start, end, value)
    if end < len(text) and text[end] in _MULTIPLIERS:
        return Quantity(start, end + 1, value * _MULTIPLIERS[text[end]], decimals)
    return Quantity(start, end, value, decimals)


def _units_here(text: str, unit: re.Match[str]) -> tuple[Unit, ...]:
    name, gap = unit["unit"], unit["gap"]
    if name.lower() == "in" and not _INCH_GOES_ON.match(text, unit.end()):
        return ()  # "2-in-1", "sizes 4 and 5 in black"
    if name.lower() == "x" and text[unit.end() :].lstrip()[:1].isdigit():
        return ()  # "30 x 20"
    if name in ("v", "w", "c", "x") and gap:
        return ()
    return units_of(name)


def _coded(text: str, start: int, end: int, value: Decimal) -> Quantity:
    while start and (_is_letter(text[start - 1]) or text[start - 1].isdigit() or text[start - 1] == "-"):
        start -= 1
    while start < len(text) and text[start] == "-":
        start += 1
    run = _IDENTIFIER.match(text, start)
    end = max(end, run.end() if run else end)
    return Quantity(start, end, value, code=text[start:end])


def _spelled(text: str) -> Iterator[Quantity]:
    for found in _WORD_NUMBER.finditer(text):
        number = _WORDS[found["en"].lower()] if found["en"] else _han_number(found["han"])
        units = units_of(found["en_unit"] or found["han_unit"])
        if units and (found["en_unit"] or "").lower() not in ("in", "a", "s", "x", "set", "count"):
            yield Quantity(found.start(), found.end(), Decimal(number), units=units, spelled=True)


def _han_number(text: str) -> int:
    if "十" not in text:
        return _HAN_DIGITS[text]
    tens, _, ones = text.partition("十")
    return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)


def _with_shared_units(text: str, items: list[Quantity]) -> list[Quantity]:
    """In “30 x 20 x 10 cm” all three are centimetres."""
    shared: list[Quantity] = []
    units: tuple[Unit, ...] = ()
    following: Quantity | None = None
    for item in reversed(items):
        joined = following is not None and _CHAIN.fullmatch(text, item.end, following.start)
        units = item.units or (units if joined else ())
        if units and not item.units and not item.code:
            item = Quantity(item.start, item.end, item.value, item.decimals, (), units)
        shared.insert(0, item)
        following = item
    return shared


def _decimal(text: str) -> tuple[Decimal, int]:
    """(value, decimals shown). “1,200” is twelve hundred, “1,5” one and a half, “1/2” a half."""
    if "/" in text:
        top, bottom = text.split("/")
        return (Decimal(top) / Decimal(bottom), 2) if int(bottom) else (Decimal(top), 0)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    try:
        return Decimal(text), len(text.partition(".")[2])
    except InvalidOperation:  # 1.2.3
        return Decimal(text.partition(".")[0]), 0


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@of_facts
def quantities_of(facts: Facts) -> tuple[Quantity, ...]:
    """All numbers that the facts state; lists and options also state how many things they name."""
    known: list[Quantity] = [*quantities(facts.source_text), *_loose(facts.source_text)]
    for fact in facts.citable():
        if fact.id == "price":
            continue
        stated = quantities(f"{fact.value} {fact.unit}".strip())
        units = units_of(fact.unit) or _unit_in_key(fact.key)
        known += [*(_with_units(item, units) for item in stated), *stated, *quantities(fact.key)]
        known += _loose(fact.value)
        things = [thing for thing in re.split(r"[,;、，；/|]|\band\b|和|及", fact.value) if thing.strip()]
        known.append(Quantity(0, 0, Decimal(len(things))))
    return tuple(known)


def _loose(value: str) -> list[Quantity]:
    """Spelled numbers of a fact, whatever follows: “two side pockets”, “双面”."""
    found = _LOOSE_NUMBER.finditer(half_width(value).lower())
    return [Quantity(*match.span(), Decimal(_LOOSE[match.group()])) for match in found]


def _with_units(item: Quantity, units: tuple[Unit, ...]) -> Quantity:
    return item if item.units or item.code else Quantity(item.start, item.end, item.value, item.decimals, units)


def _unit_in_key(key: str) -> tuple[Unit, ...]:
    """“Capacity (ml)”, “weight_g”; an age is in years."""
    if re.search(r"\bage\b|年龄", key, re.IGNORECASE):
        return units_of("years")
    found = re.search(r"[(（\[_ ]([^()（）\[\]_ ]{1,12})[)）\]]?$", key)
    units = units_of(found[1]) if found else ()
    return tuple(unit for unit in units if unit.dimension != COUNT)


def says_the_same(said: Quantity, known: Quantity) -> bool:
    """Whether a number of the facts supports a number of the text, in any unit of the same dimension."""
    if said.code or known.code:
        return said.code.lower() == known.code.lower()
    if said.counts and known.counts and said.value == known.value:
        return True
    return any(
        _same(said, mine, known, theirs)
        for mine in (*said.units, *said.shared)
        for theirs in (*known.units, *known.shared)
    )


def _same(said: Quantity, mine: Unit, known: Quantity, theirs: Unit) -> bool:
    if mine.dimension != theirs.dimension:
        return False
    here, there = said.value * mine.factor, known.value * theirs.factor
    if abs(here - there) <= abs(there) * Decimal("0.000001"):
        return True
    if mine.system == theirs.system:
        return False
    rounding = Decimal(1).scaleb(-said.decimals) / 2 * mine.factor
    return abs(here - there) <= min(rounding, abs(there) * _CONVERTED)
