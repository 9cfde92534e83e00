"""Files that people open in a spreadsheet: nothing in them is taken for a formula.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Such a cell gets an apostrophe before it, which
spreadsheets hide (OWASP, "CSV Injection"). Numbers and telephone numbers ("-5", "+49 30 1234") cannot do harm and stay as they are, so
that an import gets back what was exported.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

MARK = b"\xef\xbb\xbf"  # Excel takes UTF-8 only with it
HARMLESS = re.compile(r"[+-][\d\s().,/-]*\d%?")


def safe(value: str) -> str:
    """The cell as it may stand in a file."""
    if value and value[0] in "=+-@\t\r" and not HARMLESS.fullmatch(value):
        return "'" + value
    return value


def line(cells: Iterable[str]) -> bytes:
    """One line of CSV, its cells made safe."""
    out = io.StringIO()
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue().encode()
