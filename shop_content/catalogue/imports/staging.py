"""The file's rows in a temporary table of the worker's own connection: fast to fill, seen by nobody else, gone with its worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection

from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.imports.readers.table import Row

if TYPE_CHECKING:
    from shop_content.catalogue.imports.nouns.noun import Noun, Plan

CHUNK = 5_000  # rows between two looks at the clock and the cancel flag
TABLES = (
    "staged",
    "staged_photo",
    "refused",
    "existing",
    "target",
    "grouped",
    "variant_row",
    "merged_facts",
    "photo_file",
    "changed",
    "aimed",
)


def fill(rows: Iterator[Row], plan: Plan, noun: Noun, issues: Issues, step: Callable[[int], None]) -> int:
    """COPY the good rows; `step(rows read)` is called after every chunk. Returns the number of rows, refused ones too."""
    drop()
    run(f"CREATE TEMP TABLE staged ({noun.table})")
    read = 0
    while chunk := list(islice(rows, CHUNK)):
        staged = [good for row in chunk if (good := plan.read(row, issues))]
        copy("staged", staged, noun.columns)
        read += len(chunk)
        step(read)
    count = issues.refused + int(value_of("SELECT count(*) FROM staged"))
    if not count:
        raise ImportRefused("no_rows")
    keys = [name for name in ("n", "key", "sku", "handle", "external_id") if name in noun.columns]
    run(f"ANALYZE staged ({', '.join(keys)})")
    return count


def drop() -> None:
    """A table of a try before must not stand in the way."""
    run(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{table}' for table in TABLES)}")


def copy(table: str, rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY pg_temp.{table} ({', '.join(columns)}) FROM STDIN") as out:
        for row in rows:
            out.write_row(row)


def run(sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> int:
    """Returns the number of rows that the statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def rows_of(sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def value_of(sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> Any:
    return rows_of(sql, params)[0][0]


def stream(sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """Rows through a server-side cursor: memory stays flat. Needs a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(2_000):
            yield from rows
