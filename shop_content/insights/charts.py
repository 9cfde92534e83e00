"""Geometry of the charts, in the units of their SVG; words and colours are the template's and the style sheet's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shop_content.insights.figures import Day
from shop_content.insights.figures.outcomes import Counts
from shop_content.insights.period import Period

WIDTH, HEIGHT = 1_000, 200
MOST_COLUMNS = 100  # days; a longer period is drawn week by week
GAP = 0.2  # of a column's place
SERIES = ("untouched", "edited", "changes_requested", "rejected")  # from the ground up


@dataclass(frozen=True, slots=True)
class Part:
    series: str
    y: float
    height: float
    value: int


@dataclass(frozen=True, slots=True)
class Column:
    """One day, or one week from `first` to `last`."""

    first: date
    last: date
    x: float
    width: float
    parts: Sequence[Part]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Columns:
    """`top`: what the upper edge stands for, a round number; `highest`: the column with the most, None when all are empty."""

    columns: Sequence[Column]
    top: int
    highest: Column | None
    weekly: bool

    @property
    def half(self) -> int:
        return self.top // 2


def columns(days: Sequence[Day], period: Period) -> Columns:
    """A column for every day of the period, empty ones too."""
    by_day = {row.day: row.counts for row in days}
    length = (period.last - period.first).days + 1
    step = 1 if length <= MOST_COLUMNS else 7
    spans = [
        (first, min(first + timedelta(days=step - 1), period.last))
        for first in (period.first + timedelta(days=offset) for offset in range(0, length, step))
    ]
    values = [[_sum(by_day, first, last, name) for name in SERIES] for first, last in spans]
    top = round_up(max(map(sum, values)))
    place = WIDTH / len(spans)
    drawn = [
        Column(first, last, place * (number + GAP / 2), place * (1 - GAP), _stacked(each, top))
        for number, ((first, last), each) in enumerate(zip(spans, values, strict=True))
    ]
    highest = max(drawn, key=lambda column: column.total)
    return Columns(drawn, top, highest if highest.total else None, step > 1)


def _sum(by_day: dict[date, Counts], first: date, last: date, name: str) -> int:
    span = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return sum(getattr(by_day[day], name) for day in span if day in by_day)


def _stacked(values: Sequence[int], top: int) -> list[Part]:
    parts, height = [], 0.0
    for series, value in zip(SERIES, values, strict=True):
        if value:
            part = HEIGHT * value / top
            height += part
            parts.append(Part(series, HEIGHT - height, part, value))
    return parts


def round_up(value: int) -> int:
    """The next of 2, 4, 10, 20, 40, 100 …, all of which have a whole half."""
    power = 1
    while True:
        for digit in (2, 4, 10):
            if digit * power >= value:
                return digit * power
        power *= 10
