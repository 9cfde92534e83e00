"""Numbers with their units in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from generation.alternation import any_of, quick
from generation.checks import numerals
from generation.checks.evidence import half_width, narrow
from generation.checks.names import numbered, words_of
from generation.checks.numerals import MULTIPLIERS
from generation.checks.screens import Screened
from generation.checks.units import COUNT, UNITS, Unit, units_of

_FRACTIONS = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.3333",
    "⅔": "0.6667",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
    "⅞": "0.875",
}
_ASCII_UNITS = [name for name in UNITS if name.isascii() and name[0].isalpha()]
_OTHER_UNITS = [name for name in UNITS if not (name.isascii() and name[0].isalpha())]
_LONGEST_FIRST = any_of(_OTHER_UNITS, cased=False)
_LONGEST_ASCII = any_of(_ASCII_UNITS, cased=False)
_UNIT = rf"(?:{_LONGEST_FIRST}|(?:{_LONGEST_ASCII})(?![A-Za-z0-9]))"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:-| )\d+/\d+(?![\d/])|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+/\d+(?![\d/])|\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TIMES_NUMBER = re.compile(r"[xX]\d")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年(?:\s?(\d{1,2})\s?月(?:\s?\d{1,2}\s?[日号])?)?(?!质保|保修|以上)")
_AFTER = re.compile(rf"(?P<times>[百千万亿])?(?P<gap>[ \t]?-?[ \t]?)(?P<unit>{_UNIT})", re.IGNORECASE)
_INCH_GOES_ON = re.compile(
    r"\.?\s*(?:$|[,;:.)\]/x×*&]|by\b|wide|long|high|tall|deep|thick|diameter|screen|display|drive|square|ght|npt|bsp|to\b|up\b|into\b|from\b"
    r"|and\b|or\b|[\u4e00-\u9fff])"
)
_STEEL_GRADE = re.compile(r"[lL][ -]?(?:stainless|steel|surgical|不锈钢|医用)")  # 316L is no volume
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_CHAIN = re.compile(r"\s*(?:x|×|\*|-|–|—|~|to|and|or|by|,|/|至|到|和|或|、|乘)\s*", re.IGNORECASE)
_NUMBERED_LIST = re.compile(r"^[ \t]*\d{1,2}(?:[.)]\s|、)", re.MULTILINE)
_WORD_NUMBER = quick(
    rf"\b(?P<en>{numerals.ENGLISH})[\s-](?P<en_unit>(?:{_LONGEST_ASCII})(?![A-Za-z0-9]))"
    rf"|\b(?:ages?|aged|children|kids|riders|players|puzzlers|infants|toddlers|babies|boys|girls|dogs"
    rf"|cats)(?: (?:of|aged|from|over|between|age|ages))*"
    rf" (?P<age>{numerals.ENGLISH}|one)\b(?! (?:of|to [a-z]+ing)\b)"
    rf"|\b(?:an?|one) (?P<one_unit>{_LONGEST_ASCII}) and a half\b"
    rf"|(?<![第\u4e00十几数])(?P<han>{numerals.HAN})(?P<half>个半)?\s?(?P<han_unit>{_LONGEST_FIRST})(?P<more>[一二三四五六七八九](?![\u4e00-\u9fff])|半)?"
    rf"|(?<![第\u4e00十几数])(?P<mixed>{numerals.HAN})\s?(?P<mixed_unit>(?:{_LONGEST_ASCII})(?![A-Za-z0-9]))",
    re.IGNORECASE,
)
# 七成羊毛 is 70 per cent; 两分四十秒 are two minutes, and seconds that are read by themselves.
# “One” is a number before a measure; a day or a piece may be a manner of speaking.
_ONE = re.compile(
    r"\bone[ -](?P<unit>per cent|percent|lit(?:re|er)|kilo(?:gram)?|gram|met(?:re|er)|centimet(?:re|er)|millimet(?:re|er)|inch"
    r"|watt|gallon|pint)\b",
    re.IGNORECASE,
)
_TENTHS = re.compile(
    rf"(?<![第十几数完])(?:(?P<tenths>[一二三四五六七八九])(?P<share>成)(?![员为分品功就立长熟绩本套交型人])"
    rf"|百分之(?P<percent>{numerals.HAN})"
    rf"|(?P<before>{numerals.HAN})\s?(?P<minutes>分)(?=\s?[零〇一二两三四五六七八九十\d]+\s?秒))"
)
_AGES = frozenset(
    [
        "age",
        "ages",
        "aged",
        "children",
        "kids",
        "riders",
        "players",
        "puzzlers",
        "infants",
        "toddlers",
        "babies",
        "boys",
        "girls",
        "dogs",
        "cats",
    ]
)
_FIRST = frozenset(numerals.WORDS) - {"one", "hundred", "thousand"} | {"half", "three"} | _AGES
_A = frozenset({"a", "an", "one"})
_AFTER_A = (["hundred"], ["thousand"], ["quarter"], ["quarters"])
_BEGUN = numbered(dict.fromkeys(_FIRST | _A, ()))  # where a spelled number may begin
_HAN_DIGIT = re.compile(r"[零〇一二两三四五六七八九十百千半]")
_NO_SPELLED_UNITS = frozenset(
    {"in", "a", "s", "x", "set", "count", "v", "w", "c", "d", "m", "g", "h", "t", "l", "unit", "item"}
)
_LOOSE_UNITS = frozenset("天日周年月层次")  # 一天, 半年: a manner of speaking, unless there is more than one
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = Screened(rf"\b(?:{'|'.join(month for month in _MONTHS if month != 'May')}|(?<=in )May|(?<=, )May)\b")
_MONTH_UNIT = (Unit("month of the year", Decimal(1)),)


class Quantity(NamedTuple):
    """`units`: what the unit can mean, none for a bare number. `shared`: the unit of its chain (2 x 3 cm).

    `code`: the whole run of letters and digits when the number is part of a model name or the like, else "".
    `place`: in a chain, which of how many it is: (0, 3) for the 2 of 2 x 3 x 4 cm.
    """

    start: int
    end: int
    value: Decimal
    decimals: int = 0
    units: tuple[Unit, ...] = ()
    shared: tuple[Unit, ...] = ()
    code: str = ""
    spelled: bool = False
    place: tuple[int, int] = (0, 1)

    @property
    def counts(self) -> bool:
        return not self.units or any(unit.dimension in (COUNT, "picture") for unit in self.units)


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of `text`, in order; spelled ones only where a unit follows (“two litres”, “两升”)."""
    plain = half_width(text)
    dates = _dates(plain)
    digits = _numbers(plain, dates) if _DIGIT.search(plain) else []
    spelled = [
        item for item in _spelled(plain) if not any(item.start < one.end and one.start < item.end for one in digits)
    ]
    return tuple(sorted([*_with_shared_units(plain, digits), *dates, *spelled], key=lambda item: item.start))


def _numbers(text: str, dates: list[Quantity]) -> list[Quantity]:
    """Those in digits, but for the markers of a list and the dates."""
    first = _NUMBERED_LIST.match(text)  # the others follow a line end, which most texts have none of
    listed = _NUMBERED_LIST.finditer(text) if "\n" in text else [first] if first else []
    markers = _numbering(text, [found.end() for found in listed])
    taken = [(date.start, date.end) for date in dates]
    return [
        item
        for item in _digits(text)
        if item.end not in markers and not any(item.start < end and start < item.end for start, end in taken)
    ]


def _dates(text: str) -> list[Quantity]:
    """Years and months: “2025年10月”, “October”. A year is a bare number."""
    found: list[Quantity] = []
    for date in _YEAR.finditer(text) if "年" in text else ():
        found.append(Quantity(date.start(), date.end(1) + 1, Decimal(date[1])))
        if date[2]:
            found.append(Quantity(date.start(2), date.end(), Decimal(date[2]), units=_MONTH_UNIT))
    for month in _MONTH.finditer(text):
        number = Decimal(_MONTHS.index(month.group()) + 1)
        found.append(Quantity(*month.span(), number, units=_MONTH_UNIT, spelled=True))
    return found


def _numbering(text: str, list_ends: Iterable[int]) -> set[int]:
    """Where the numbers of list markers (“1. ”, “2、”) end."""
    return {len(text[:end].rstrip(" \t\n.)、")) for end in list_ends}


def _digits(text: str) -> Iterator[Quantity]:
    position = 0
    while digit := _DIGIT.search(text, position):
        found = _NUMBER.match(text, digit.start())
        assert found is not None  # a digit is a number
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
    if _STEEL_GRADE.match(text, end):
        return _coded(text, start, end, value)
    unit = _AFTER.match(text, end)
    if unit and (named := _units_here(text, unit)):
        value *= MULTIPLIERS.get(unit["times"] or "", 1)
        return Quantity(start, unit.end(), value, decimals, named)
    if end < len(text) and _is_letter(text[end]) and not _TIMES_NUMBER.match(text, end):
        return _coded(text, start, end, value)
    if end < len(text) and text[end] in MULTIPLIERS:
        return Quantity(start, end + 1, value * MULTIPLIERS[text[end]], decimals)
    return Quantity(start, end, value, decimals)


def _units_here(text: str, unit: re.Match[str]) -> tuple[Unit, ...]:
    name, gap = unit["unit"], unit["gap"]
    if (
        name.lower() == "in"
        and "/" not in text[max(0, unit.start() - 3) : unit.start()]
        and not _INCH_GOES_ON.match(text, unit.end())
    ):
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


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Of spelled numbers with their units, tried only where one can begin."""
    low = narrow(text)
    words = words_of(low)
    halved = "and a half" in low
    starts = [
        words.starts[place]
        for place in words.begun.get(_BEGUN, ())
        if words.words[place] not in _A or halved or words.words[place + 1 : place + 2] in _AFTER_A
    ]
    if not text.isascii():
        starts = sorted([*starts, *(found.start() for found in _HAN_DIGIT.finditer(text))])
    end = 0
    for start in starts:
        found = _WORD_NUMBER.match(text, start) if start >= end else None
        if found:
            end = found.end()
            yield found


def _unit_name(said: str) -> str:
    return "%" if said.lower().startswith("per") else said


def _spelled(text: str) -> Iterator[Quantity]:
    for found in _TENTHS.finditer(text) if "成" in text or "分" in text else ():
        number, unit = (found["before"], "分钟") if found["minutes"] else (found["tenths"] or found["percent"], "%")
        value = numerals.han(number) * (10 if found["share"] else 1)
        yield Quantity(*found.span(), value, units=units_of(unit), spelled=True)
    for found in _ONE.finditer(text) if "ne" in text else ():
        yield Quantity(*found.span(), Decimal(1), units=units_of(_unit_name(found["unit"])), spelled=True)
    for found in _matches(text):
        if found["age"]:
            yield Quantity(*found.span("age"), numerals.english(found["age"]), units=units_of("years"), spelled=True)
            continue
        name = found["en_unit"] or found["one_unit"] or found["han_unit"] or found["mixed_unit"]
        units = units_of(name)
        if not units or (found["en_unit"] or "").lower() in _NO_SPELLED_UNITS:
            continue
        if found["en"]:
            value = numerals.english(found["en"])
        elif found["one_unit"]:
            value = Decimal("1.5")
        else:
            value = numerals.han(found["han"] or found["mixed"])
            if found["half"] or found["more"] == "半":
                value += Decimal("0.5")
            elif found["more"]:
                value += numerals.han(found["more"]) / 10  # 两米四
            if value <= 1 and (name in _LOOSE_UNITS or units[0].dimension == COUNT) and not found["more"]:
                continue
            if value == 1 and not found["more"]:
                continue
        yield Quantity(found.start(), found.end(), value, int(value != int(value)), units=units, spelled=True)


def _with_shared_units(text: str, items: list[Quantity]) -> list[Quantity]:
    """In “30 x 20 x 10 cm” all three are centimetres."""
    chains: list[list[Quantity]] = []
    for item in items:
        if chains and _CHAIN.fullmatch(text, chains[-1][-1].end, item.start):
            chains[-1].append(item)
        else:
            chains.append([item])
    return [item for chain in chains for item in (_shared(chain) if len(chain) > 1 else chain)]


def _shared(chain: list[Quantity]) -> Iterator[Quantity]:
    for place, item in enumerate(chain):
        following = next((other.units for other in chain[place:] if other.units), ())
        shared = following if not item.units and not item.code else ()
        yield item._replace(shared=shared, place=(place, len(chain)))


def _decimal(text: str) -> tuple[Decimal, int]:
    """(value, decimals shown). “1,200” is twelve hundred, “1,5” one and a half, “1/2” a half, “1-9/16” and “1 9/16” mixed."""
    if "/" in text:
        whole, _, fraction = text.replace("-", " ").rpartition(" ")
        top, bottom = fraction.split("/")
        part = Decimal(top) / Decimal(bottom) if int(bottom) else Decimal(top)
        return part + Decimal(whole or 0), 3
    if text.isdigit():
        return Decimal(text), 0
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    try:
        return Decimal(text), len(text.partition(".")[2])
    except InvalidOperation:  # 1.2.3
        return Decimal(text.partition(".")[0]), 0


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
