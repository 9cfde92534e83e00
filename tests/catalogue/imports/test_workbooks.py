"""XLSX as people see it on the screen, and workbooks that are weapons."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from shop_content.catalogue.imports import limits
from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.readers.reading import opened
from shop_content.catalogue.imports.readers.sheet import number_text
from tests.catalogue.imports.conftest import xlsx_bytes


def read(tmp_path: Path, data: bytes) -> list[list[str]]:
    path = tmp_path / "file.xlsx"
    path.write_bytes(data)
    with opened(path) as table:
        return [table.header, *(cells for _n, cells in table.rows)]


def refusal(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, data)
    return refused.value.code


def test_cells_read_as_they_look(tmp_path: Path) -> None:
    header = ["SKU", "GTIN", "Price", "Made", "Vegan", "Note"]
    rows = [
        header,
        [123, 4006381333931, 19.99, datetime.date(2026, 11, 2), True, "商品"],
        ["00123", None, 0.1 + 0.2, None, False, "a\nb"],
    ]
    assert read(tmp_path, xlsx_bytes(rows)) == [
        header,
        ["123", "4006381333931", "19.99", "2026-11-02", "TRUE", "商品"],
        ["00123", "", "0.3", "", "FALSE", "a\nb"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (123.0, "123"),
        (-5.0, "-5"),
        (1e14, "100000000000000"),
        (1e-7, "0.0000001"),
        (2.5e16, "25000000000000000"),
        (0.07, "0.07"),
    ],
)
def test_numbers_have_no_exponent_and_no_tail(value: float, text: str) -> None:
    assert number_text(value) == text


def test_formulas_count_by_their_last_result_only(tmp_path: Path) -> None:
    rows = [["SKU", "Title", "Price"], ["a", '=HYPERLINK("https://x.example","Mug")', "=1+2"], ["b", "Lamp", 3]]
    assert read(tmp_path, xlsx_bytes(rows)) == [["SKU", "Title", "Price"], ["a", "", ""], ["b", "Lamp", "3"]]


def test_the_first_visible_sheet_with_anything_on_it_is_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Cover"
    hidden = workbook.create_sheet("Hidden")
    hidden.append(["not", "this"])
    hidden.sheet_state = "hidden"
    products = workbook.create_sheet("Products")
    products.append([None, None])
    products.append(["SKU", "Title"])
    products.append(["a", "Mug"])
    out = io.BytesIO()
    workbook.save(out)
    path = tmp_path / "file.xlsx"
    path.write_bytes(out.getvalue())
    with opened(path) as table:
        assert table.header == ["SKU", "Title"]
        assert table.details == {"sheet": "Products"}
        assert list(table.rows) == [(3, ["a", "Mug"])]


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert refusal(tmp_path, xlsx_bytes([])) == "empty_file"


def rebuilt(data: bytes, changes: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    bomb = rebuilt(xlsx_bytes([["SKU", "Title"]]), {SHEET: b"<worksheet><sheetData>" + b" " * 40_000_000})
    assert len(bomb) < 100_000
    assert refusal(tmp_path, bomb) == "zip_bomb"


def test_two_cells_at_opposite_corners_do_not_take_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of a few bytes may span 17 billion cells; the reader's own process ends, nothing else."""
    monkeypatch.setattr(limits, "SHEET_MEMORY", 400 * limits.MEGABYTE)
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    far = rebuilt(xlsx_bytes([["SKU", "Title"]]), {SHEET: sheet.encode()})
    assert refusal(tmp_path, far) in {"sheet_too_large", "too_many_columns", "too_many_rows"}


def test_a_damaged_workbook(tmp_path: Path) -> None:
    good = xlsx_bytes([["SKU", "Title"], ["a", "Mug"]])
    assert refusal(tmp_path, rebuilt(good, {"xl/workbook.xml": b"<work"})) == "damaged_file"
    assert refusal(tmp_path, good[: len(good) // 2]) == "damaged_file"
