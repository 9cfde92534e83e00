"""Separators, quotes, ragged rows, and files that are no tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.headers import clean, signature
from shop_content.catalogue.imports.limits import MAX_CELL, MAX_ROWS
from shop_content.catalogue.imports.readers import reading
from shop_content.catalogue.imports.readers.reading import opened
from tests.catalogue.imports.conftest import csv_bytes, picture_bytes, xlsx_bytes, zip_bytes


def read(tmp_path: Path, data: bytes, name: str = "file.csv") -> tuple[list[str], list[tuple[int, list[str]]]]:
    path = tmp_path / name
    path.write_bytes(data)
    with opened(path) as table:
        return table.header, list(table.rows)


def refusal(tmp_path: Path, data: bytes, name: str = "file.csv") -> str:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, data, name)
    return refused.value.code


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [["SKU", "Title", "Price", "Facts"], ["a", "Mug, large; blue", "1,50", "x=1"], ["b", "Lamp", "2.50", ""]]
    header, read_rows = read(tmp_path, csv_bytes(rows, separator))
    assert header == rows[0]
    assert [cells for _n, cells in read_rows] == rows[1:]


def test_excels_own_first_line_names_the_separator(tmp_path: Path) -> None:
    header, rows = read(tmp_path, b"sep=;\r\nSKU;Title\r\na;Mug, Lamp, Stool\r\n")
    assert header == ["SKU", "Title"]
    assert rows == [(3, ["a", "Mug, Lamp, Stool"])]


def test_quoted_line_breaks_stay_in_their_cell_and_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    _header, rows = read(tmp_path, b'SKU,Text\n"a","one\ntwo\r\nthree"\n\nb,"say ""hi"""\n')
    assert rows == [(2, ["a", "one\ntwo\r\nthree"]), (4, ["b", 'say "hi"'])]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_endings(tmp_path: Path, ending: bytes) -> None:
    _header, rows = read(tmp_path, ending.join([b"SKU,Title", b"a,Mug", b"b,Lamp"]))
    assert [cells for _n, cells in rows] == [["a", "Mug"], ["b", "Lamp"]]


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,,\n"])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) == "empty_file"


def test_one_column_is_no_table(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"Title\nMug\nLamp\n") == "one_column"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture_bytes(), "not_a_table"),
        (picture_bytes(kind="PNG"), "not_a_table"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_a_table"),
        (b"<!DOCTYPE html><table><tr><td>SKU</td></tr></table>", "not_a_table"),
        (b"\x1f\x8b\x08\x00" + b"x" * 50, "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "encrypted_sheet",
        ),
        (zip_bytes({"a.jpg": picture_bytes()}), "zip_as_table"),
        (zip_bytes({"word/document.xml": b"<x/>"}), "not_a_table"),
        (zip_bytes({"a.jpg": picture_bytes()})[:60], "damaged_file"),
    ],
    # A ZIP holds the time of day, and tests need the same name in every process.
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_what_a_file_really_is_counts_not_its_name(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(tmp_path, data, "products.csv") == code


def test_a_workbook_called_csv_and_a_csv_called_xlsx_are_read(tmp_path: Path) -> None:
    rows = [["SKU", "Title"], ["a", "Mug"]]
    assert read(tmp_path, xlsx_bytes(rows), "products.csv")[1] == [(2, ["a", "Mug"])]
    assert read(tmp_path, csv_bytes(rows), "products.xlsx")[1] == [(2, ["a", "Mug"])]


def test_a_thousand_columns_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    wide = [[f"Column {number}" for number in range(1_000)], [str(number) for number in range(1_000)]]
    header, rows = read(tmp_path, csv_bytes(wide))
    assert len(header) == len(rows[0][1]) == 1_000
    assert refusal(tmp_path, csv_bytes([[*row, "more"] for row in wide])) == "too_many_columns"


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_ROWS == 100_000
    monkeypatch.setattr(reading.limits, "MAX_ROWS", 3)
    rows = [["SKU", "Title"], *([str(number), "Mug"] for number in range(4))]
    assert refusal(tmp_path, csv_bytes(rows)) == "too_many_rows"
    assert refusal(tmp_path, xlsx_bytes(rows)) == "too_many_rows"
    assert len(read(tmp_path, csv_bytes(rows[:-1]))[1]) == 3


def test_an_unclosed_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    data = b'SKU,Title\na,"Mug\n' + b"b,Lamp and more text\n" * 10_000
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, data)
    assert refused.value.code == "cell_too_long"
    assert refused.value.params == {"row": 2, "limit": MAX_CELL}


def test_columns_without_a_name_or_with_the_same_get_one() -> None:
    assert clean(["SKU", "", "Size", "Size", " Size ", "", ""]) == ["SKU", "(2)", "Size", "Size (2)", "Size (3)"]


def test_a_header_is_known_again_whatever_its_case() -> None:
    assert signature(["SKU", "Product_Name"]) == signature(["sku", "product name"])
    assert signature(["SKU", "Title"]) != signature(["Title", "SKU"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path: Path, data: bytes) -> None:
    """Whatever comes in: a table, or a reason."""
    try:
        header, _rows = read(tmp_path, data)
    except ImportRefused as refused:
        assert refused.code
    else:
        assert len(header) >= 2
