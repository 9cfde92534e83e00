"""Where a line may end, and which endings look best.

Latin text breaks between words, never within one. Chinese breaks between characters, by the usual prohibitions (kinsoku;
W3C, "Requirements for Chinese Text Layout"): no closing mark begins a line, no opening mark ends one, numbers, Latin
words and doubled marks stay whole. Endings after punctuation cost least; particles at a line's start, a number torn from
its unit and a cut through a known word cost most. Few lines and little
raggedness come next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NO_START = frozenset("，。、；：？！）》」』】〕〉”’…—～·%％‰℃°,.;:?!)]}")
NO_END = frozenset("（《「『【〔〈“‘([{¥￥$€£#@")
PARTICLES = frozenset("的了着过们地得吗呢吧啊与和及或")
PAUSES = frozenset("，。、；：？！,.;:?!—…")
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "to",
        "and",
        "or",
        "with",
        "in",
        "on",
        "at",
        "by",
        "your",
        "our",
        "from",
        "as",
        "is",
    ]
)
_UNITS = "厘米|毫米|千克|公斤|毫升|英寸|小时|分钟|件套|平方|[升克米寸秒层片件支个只色岁年]"
MEASURE = re.compile(rf"\d\s?(?:[A-Za-z°℃%]{{1,4}}(?![A-Za-z])|{_UNITS})")  # a number's last digit with its unit
CUT = 0.5  # what cutting a known word costs
TORN = 1.5  # what tearing one apart costs
MORE = 0.4  # what one more line costs
HARD = 9.0  # of an ending that only a text without any other would take


@dataclass(frozen=True, slots=True)
class Ending:
    """A line may end before `end`; the next one begins at `begin`. `cost`: 0 is best, 1 is poor."""

    end: int
    begin: int
    cost: float


@lru_cache(maxsize=512)
def endings(text: str, whole: tuple[str, ...] = ()) -> tuple[Ending, ...]:
    """Every place where a line may end, the end of the text the last. `whole`: words that should not be cut."""
    inside = {
        place
        for word in whole
        for found in re.finditer(re.escape(word), text)
        for place in range(found.start() + 1, found.end())
    }
    torn = {place for measure in MEASURE.finditer(text) for place in range(measure.start() + 1, measure.end())}
    found = []
    place = 1
    while place < len(text):
        before, after = text[place - 1], text[place]
        if before.isspace() or not (cost := _cost(text, place, before, after)) < HARD:
            place += 1
            continue
        begin = place
        while begin < len(text) and text[begin].isspace():
            begin += 1
        found.append(Ending(place, begin, cost + CUT * (place in inside) + TORN * (place in torn)))
        place = begin + 1
    return (*found, Ending(len(text), len(text), 0.0))


def _cost(text: str, place: int, before: str, after: str) -> float:
    if after.isspace():
        return _between_words(text, place)
    if after in NO_START or before in NO_END or (before == after and before in "…—"):
        return HARD
    if before in "-–/" and after.isalnum() and place > 1 and text[place - 2].isalpha():
        return 0.15
    if not (wide(before) or wide(after)):
        return HARD
    if after in PARTICLES:
        return 0.7
    if before in PAUSES:
        return 0.0
    return 0.12 + (0.3 if _alone(text, place) else 0.0)


def _alone(text: str, place: int) -> bool:
    """Whether the break would leave a single character of a clause behind, or take a single one along."""
    first = place < 2 or text[place - 2] in PAUSES
    last = place + 1 == len(text) or text[place + 1] in PAUSES
    return (first and wide(text[place - 1])) or (last and wide(text[place]))


def _between_words(text: str, place: int) -> float:
    word, rest = text[:place].rsplit(maxsplit=1)[-1], text[place:].split(maxsplit=1)
    if not rest:
        return 0.0
    if rest[0][0] in NO_START and not wide(rest[0][0]):
        return HARD
    if word[-1] in PAUSES:
        return 0.0
    return 0.10 if word.lower() in SMALL_WORDS else 0.03


def wide(char: str) -> bool:
    """Whether it is set like a Chinese character."""
    return unicodedata.east_asian_width(char) in "WF"


def broken(text: str, most: int, limit: float, length: Callable[[str], float], whole: Sequence[str] = ()) -> list[str]:
    """The text in few lines of at most `limit`, ended where it looks best; [] where `most` lines do not hold it."""
    places = endings(text, tuple(whole))
    starts = [0, *(ending.begin for ending in places[:-1])]
    if not text:
        return []
    best: list[list[tuple[float, int] | None]] = [[None] * (len(places) + 1) for _ in range(most + 1)]
    best[0][0] = (0.0, -1)
    for lines in range(1, most + 1):
        for last, ending in enumerate(places, 1):
            for first in range(last):
                before = best[lines - 1][first]
                if before is None:
                    continue
                wanted = length(text[starts[first] : ending.end])
                if wanted > limit:
                    continue
                slack = (1 - wanted / limit) ** 2
                cost = before[0] + slack + ending.cost
                known = best[lines][last]
                if known is None or cost < known[0]:
                    best[lines][last] = (cost, first)
    ends = {
        lines: step[0] + MORE * lines for lines in range(1, most + 1) if (step := best[lines][len(places)]) is not None
    }
    return _lines(text, places, starts, best, min(ends, key=lambda lines: ends[lines])) if ends else []


def _lines(
    text: str,
    places: Sequence[Ending],
    starts: Sequence[int],
    best: Sequence[Sequence[tuple[float, int] | None]],
    lines: int,
) -> list[str]:
    found, last = [], len(places)
    for count in range(lines, 0, -1):
        step = best[count][last]
        assert step is not None
        found.append(text[starts[step[1]] : places[last - 1].end])
        last = step[1]
    return found[::-1]


def balanced(
    text: str, most: int, limit: float, length: Callable[[str], float], whole: Sequence[str] = ()
) -> list[str]:
    """As `broken`, in the narrowest measure that takes no more lines: all lines about as long as each other."""
    lines = broken(text, most, limit, length, whole)
    if len(lines) < 2:
        return lines
    low, high, kept = limit / len(lines), limit, lines
    for _ in range(7):
        middle = (low + high) / 2
        narrower = broken(text, len(lines), middle, length, whole)
        if narrower and ugliness(narrower, text, whole) <= ugliness(lines, text, whole) + 0.08:
            kept, high = narrower, middle
        else:
            low = middle
    return kept


def ugliness(lines: Sequence[str], text: str, whole: Sequence[str]) -> float:
    """What the endings cost together."""
    costs = {ending.end: ending.cost for ending in endings(text, tuple(whole))}
    place, total = 0, 0.0
    for line in lines:
        place = text.index(line, place) + len(line)
        total += costs.get(place, 0.0)
    return total
