"""XLSX: looked at from outside first, then read by a process of its own under limits on memory, time and output."""

from __future__ import annotations

import csv
import json
import logging
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shop_content.catalogue.imports import limits
from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.readers.table import Row, Table

log = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("sheet.py")


def read_workbook(path: Path, folder: Path) -> Table:
    """`folder` takes the sheet as CSV; it must outlive the table."""
    weigh(path)
    target = Path(tempfile.mkstemp(dir=folder, suffix=".csv")[1])
    answer = _convert(path, target)
    if code := answer.get("error"):
        params = {"too_many_rows": {"limit": limits.MAX_ROWS}, "too_many_columns": {"limit": limits.MAX_COLUMNS}}
        raise ImportRefused(code, **params.get(code, {}))
    rows = _rows(target)
    _number, header = next(rows)
    return Table(header, rows, estimate=max(answer["rows"] - 1, 1), details={"sheet": answer["sheet"]})


def weigh(path: Path) -> None:
    """Refuse a ZIP bomb by what its directory declares, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise ImportRefused("damaged_file") from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise ImportRefused("encrypted_sheet")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    far_apart = unpacked > limits.SHEET_RATIO_FROM and unpacked / packed > limits.SHEET_RATIO
    if len(entries) > limits.SHEET_ENTRIES or unpacked > limits.SHEET_UNPACKED_BYTES or far_apart:
        raise ImportRefused("zip_bomb", size=unpacked // limits.MEGABYTE)


def _convert(source: Path, target: Path) -> dict[str, Any]:
    bounds = (
        limits.MAX_ROWS,
        limits.MAX_COLUMNS,
        limits.SHEET_MEMORY,
        limits.SHEET_SECONDS,
        limits.SHEET_UNPACKED_BYTES,
    )
    command = [sys.executable, "-I", str(PROGRAM), str(source), str(target), *map(str, bounds)]
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=limits.SHEET_SECONDS
        )
    except subprocess.TimeoutExpired:
        return {"error": "sheet_too_large"}
    if done.returncode:  # an allocation beyond the limit aborts the process
        log.warning("The sheet reader ended with %s: %s", done.returncode, done.stderr[-500:].decode(errors="replace"))
        return {"error": "sheet_too_large"}
    answer: dict[str, Any] = json.loads(done.stdout)
    if "detail" in answer:
        log.warning("A workbook could not be read: %s", answer["detail"])
    return answer


def _rows(path: Path) -> Iterator[Row]:
    number = 0
    with path.open(encoding="utf-8", newline="") as file:
        try:
            for number, row in enumerate(csv.reader(file), start=1):
                if any(cell.strip() for cell in row):
                    yield number, row
        except csv.Error:
            raise ImportRefused("cell_too_long", row=number + 1, limit=limits.MAX_CELL) from None
