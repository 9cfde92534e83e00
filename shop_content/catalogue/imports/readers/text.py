"""CSV and its relatives: any encoding, comma, semicolon, tab or pipe, quoted line breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.limits import MAX_CELL
from shop_content.catalogue.imports.readers.encodings import encoding_of, label
from shop_content.catalogue.imports.readers.table import Row, Table

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 64 * 1024  # characters
SAMPLE_ROWS = 30
MAX_LINE = 8 * 1024 * 1024  # characters

csv.field_size_limit(MAX_CELL)  # an unclosed quote must not swallow the rest of a 200 MB file


def read_text(path: Path) -> Table:
    encoding, breaks = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    if not sample.strip(' \t\r\n,;|"\ufeff'):
        raise ImportRefused("empty_file")
    declared = declared_separator(sample)
    separator = declared or separator_of(sample)
    rows = _rows(path, encoding, separator, skip=1 if declared else 0)
    try:
        _number, header = next(rows)
    except StopIteration:
        raise ImportRefused("empty_file") from None
    details = {"encoding": label(encoding), "separator": separator}
    return Table(header, rows, estimate=max(breaks, 1), details=details)


def declared_separator(sample: str) -> str:
    """Excel's own first line: `sep=;`."""
    first = sample.split("\n", 1)[0].rstrip("\r").lstrip("\ufeff")
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in SEPARATORS:
        return first[4]
    return ""


def separator_of(sample: str) -> str:
    """The separator that cuts most rows into as many cells as the header has. Raises ImportRefused when none cuts at all."""
    scores = {separator: _score(sample, separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    if scores[best] <= 0:
        raise ImportRefused("one_column")
    return best


def _score(sample: str, separator: str) -> float:
    lines = sample.splitlines(keepends=True)
    if len(sample) >= SAMPLE:
        lines = lines[:-1] or lines  # the last one may be cut
    widths: list[int] = []
    try:
        for row in csv.reader(lines, delimiter=separator):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= SAMPLE_ROWS:
                break
    except csv.Error:
        return 0
    if not widths or widths[0] < 2:
        return 0
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return alike * min(widths[0], 12) + widths[0] / 10_000


def _rows(path: Path, encoding: str, separator: str, skip: int) -> Iterator[Row]:
    """Rows that hold anything, with their numbers. The first is the header."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_records(file), delimiter=separator)
        number = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise ImportRefused("cell_too_long", row=number + 1, limit=MAX_CELL) from None
            number += 1
            if number > skip and any(row) and any(cell.strip() for cell in row):
                yield number, row


def _records(file: TextIO) -> Iterator[str]:
    """Lines of bounded length: a file that is one endless line must not be read into memory at once."""
    while line := file.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise csv.Error("line too long")
        yield line
