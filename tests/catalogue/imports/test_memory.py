"""Ten times the rows, the same memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.imports.layouts import recognise
from shop_content.catalogue.imports.readers import encodings
from shop_content.catalogue.imports.readers.reading import opened
from shop_content.catalogue.imports.rows import Plan

HEADER = "Handle,SKU,Title,Description,Price,Option,Facts\n"


def lines(count: int) -> Iterator[str]:
    for number in range(count):
        yield f'h{number},s{number},Mug {number},"{"Thrown by hand. " * 12}",{number}.90,size=S,material=stoneware|capacity={number} ml\n'


def peak(path: Path) -> int:
    """Bytes held at most while a file is read in chunks and turned into rows to stage."""
    tracemalloc.start()
    try:
        with opened(path) as table:
            layout = recognise(table.header)
            plan = Plan(table.header, layout.mapping, layout.name)
            issues = Issues()
            while chunk := list(islice(table.rows, 500)):
                assert all(plan.read(row, issues) for row in chunk)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "CHUNK", 32 * 1024)  # else its buffer is what is measured
    sizes = {}
    for count in (1_000, 6_000):
        path = tmp_path / f"{count}.csv"
        with path.open("w") as file:
            file.write(HEADER)
            file.writelines(lines(count))
        sizes[count] = peak(path)
    assert path.stat().st_size > 1_500_000
    assert sizes[6_000] < 1.25 * sizes[1_000]


def test_many_broken_rows_do_not_fill_the_memory(tmp_path: Path) -> None:
    issues = Issues()
    plan = Plan(["SKU", "Title", "Price"], {"SKU": "sku", "Title": "title", "Price": "price"})
    for number in range(20_000):
        plan.read((number, ["a", "Mug", "x"]), issues)
    assert (issues.refused, len(issues.kept)) == (20_000, 5_000)
