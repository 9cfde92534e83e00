"""What every reader gives: a header, then rows of text with the numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Row = tuple[int, list[str]]  # (row number, counted from 1 as a spreadsheet does; cells)


@dataclass
class Table:
    header: list[str]
    rows: Iterator[Row]  # may be read once
    estimate: int  # rows, at most a little too many: for the progress bar
    details: dict[str, str] = field(
        default_factory=dict
    )  # {"encoding": "UTF-8", "separator": ","} or {"sheet": "Products"}
