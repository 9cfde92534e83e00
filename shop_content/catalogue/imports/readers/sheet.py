"""A workbook's first filled sheet, written out as CSV. Runs as a program of its own, under limits set by its caller.

`python sheet.py WORKBOOK OUTPUT MAX_ROWS MAX_COLUMNS MEMORY SECONDS FILE_SIZE` (bytes) prints one line of JSON:
`{"sheet": name, "others": n, "rows": n}` or `{"error": code}`. It imports nothing of the project, so that it starts at once
and can be given little memory.
"""

from __future__ import annotations

import csv
import datetime
import json
import resource
import sys
from typing import Any


def text_of(value: Any) -> str:
    """A cell as a person reads it: 123, not 123.0; 2026-11-30, not a serial number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    return str(value)


def number_text(value: float) -> str:
    """Fifteen significant digits, as spreadsheets show, without an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    digits = f"{value:.15g}"
    if "e" in digits:
        digits = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return digits


def confine(memory: int, seconds: int, file_size: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def convert(source: str, target: str, max_rows: int, max_columns: int) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(source)
    except calamine.PasswordError:
        return {"error": "encrypted_sheet"}
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible]
    for name in visible:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height == 0:
            continue
        if sheet.width > max_columns:
            return {"error": "too_many_columns"}
        rows = 0
        with open(target, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for cells in sheet.iter_rows():
                texts = [text_of(cell) for cell in cells]
                rows += any(texts)
                if rows > max_rows + 1:
                    return {"error": "too_many_rows"}
                writer.writerow(texts)
        if rows:
            return {"sheet": name, "others": len(visible) - 1, "rows": rows}
    return {"error": "empty_file"}


if __name__ == "__main__":
    rows_limit, columns_limit, *bounds = (int(argument) for argument in sys.argv[3:])
    confine(*bounds)
    try:
        answer = convert(sys.argv[1], sys.argv[2], rows_limit, columns_limit)
    except MemoryError:
        answer = {"error": "sheet_too_large"}
    except Exception as error:  # a damaged workbook fails in many ways; the caller says one thing
        answer = {"error": "damaged_file", "detail": repr(error)[:500]}
    sys.stdout.write(json.dumps(answer) + "\n")
