"""Open a stored file as a table, whatever its kind and wherever it is stored."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models.fields.files import FieldFile

from shop_content.catalogue.imports import limits
from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.headers import clean
from shop_content.catalogue.imports.readers.kinds import kind_of
from shop_content.catalogue.imports.readers.table import Row, Table
from shop_content.catalogue.imports.readers.text import read_text
from shop_content.catalogue.imports.readers.workbook import read_workbook


@contextmanager
def local(file: FieldFile) -> Iterator[Path]:
    """The stored file as a path on this machine: itself, or a copy that is deleted afterwards."""
    try:
        path = Path(file.path)
    except NotImplementedError:  # a bucket
        path = None
    if path is not None:
        if not path.exists():
            raise ImportRefused("file_missing")
        yield path
        return
    with tempfile.NamedTemporaryFile(suffix=Path(file.name or "").suffix) as copy, file.open("rb") as source:
        shutil.copyfileobj(source, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """The table in a file, its header cleaned, its size limits watched while the rows are read."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        kind = kind_of(path)
        table = read_workbook(path, Path(folder)) if kind == "xlsx" else read_text(path)
        table.header = clean(table.header)
        if len(table.header) > limits.MAX_COLUMNS:
            raise ImportRefused("too_many_columns", limit=limits.MAX_COLUMNS, columns=len(table.header))
        if len(table.header) < 2:
            raise ImportRefused("one_column")
        table.rows = _counted(table.rows)
        try:
            yield table
        finally:
            table.rows.close()  # type: ignore[attr-defined]  # a generator: closes its file


def _counted(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > limits.MAX_ROWS:
            raise ImportRefused("too_many_rows", limit=limits.MAX_ROWS)
        yield row
