"""Numbers written as words: “twenty-seven”, “a hundred”, “two and a half”, “三百五十”, “两万”, “半”."""

from __future__ import annotations

import re
from decimal import Decimal

from generation.alternation import any_of

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_GREAT = {"hundred": 100, "thousand": 1000}
WORDS = _ONES | _TEENS | _TENS | _GREAT
_ones, _teens, _tens = (any_of(words, cased=False) for words in (_ONES, _TEENS, _TENS))
_more = any_of((one for one in _ONES if one != "one"), cased=False)
_UNDER_HUNDRED = rf"(?:{_tens}(?:[ -]{_ones})?|{_teens}|{_ones})"
_WITHIN = re.compile(any_of(WORDS))

# One alone is seldom a number: “one”, “a”.
ENGLISH = (
    rf"(?:(?:{_UNDER_HUNDRED}|an?)[ -](?:hundred|thousand)(?: (?:and )?{_UNDER_HUNDRED})?"
    rf"|{_tens}(?:[ -]{_ones})?|{_teens}|{_more}|one(?= and a half))"
    r"(?: and (?:a half|a quarter|three[ -]quarters))?"
    r"|half(?: an?)?|(?:a|one|three)[ -]quarters?(?: of an?)?"
)
HAN = r"[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?|半"

_HAN_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def english(text: str) -> Decimal:
    """The value of what `ENGLISH` matched."""
    low = text.lower()
    whole, _, _part = low.partition(" and a half") if " and a half" in low else (low, "", "")
    extra = Decimal("0.5") if " and a half" in low else Decimal(0)
    for words, share in ((" and a quarter", "0.25"), (" and three quarters", "0.75"), (" and three-quarters", "0.75")):
        if low.endswith(words):
            whole, extra = low.removesuffix(words), Decimal(share)
    if whole.startswith("half"):
        return Decimal("0.5")
    if "quarter" in whole:
        return Decimal("0.75") if whole.startswith("three") else Decimal("0.25")
    total, group = 0, 0
    for found in _WITHIN.finditer(whole):
        value = WORDS[found.group()]
        if value in (100, 1000):
            total, group = total + max(group, 1) * value, 0
        else:
            group += value
    return Decimal(total + group) + extra


def han(text: str) -> Decimal:
    """The value of what `HAN` matched."""
    if text == "半":
        return Decimal("0.5")
    whole, _, decimals = text.partition("点")
    value = Decimal(_han_whole(whole))
    return value + Decimal("0." + "".join(str(_HAN_DIGITS[digit]) for digit in decimals)) if decimals else value


def _han_whole(text: str) -> int:
    if not any(character in MULTIPLIERS for character in text):  # digit by digit: 二〇二五
        return int("".join(str(_HAN_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character == "万":
            total, section, digit = (total + section + digit or 1) * 10_000, 0, 0
        elif character in MULTIPLIERS:
            section, digit = section + max(digit, 1) * MULTIPLIERS[character], 0
        else:
            digit = _HAN_DIGITS[character]
    last = text[-2:-1]
    if digit and last in ("百", "千", "万"):  # 一万五 is 15,000
        digit *= MULTIPLIERS[last] // 10
    return total + section + digit
