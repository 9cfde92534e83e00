"""Many new rows at once, by COPY: `bulk_create` spends most of a batch's time on quoting its parameters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

_RESERVE = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def number(rows: Sequence[models.Model]) -> None:
    """Give rows of one model their ids before they are stored, in one statement, so that others can refer to them."""
    if not rows:
        return
    meta = rows[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [connection.ops.quote_name(meta.db_table), meta.pk.column, len(rows)])
        for row, (pk,) in zip(rows, cursor, strict=True):
            row.pk = pk


def store(rows: Sequence[models.Model]) -> None:
    """Store new rows of one model in one statement. Every constraint and trigger applies; rows without an id do not learn it.

    `save()` and `pre_save` are not called, so that no column may be `auto_now`.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if field is not meta.pk or rows[0].pk is not None]
    values_of = attrgetter(*(field.attname for field in fields))
    documents = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    dumped = _Dumped()
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    statement = f"COPY {connection.ops.quote_name(meta.db_table)} ({columns}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as out:
        for row in rows:
            values = list(values_of(row))
            for place in documents:
                values[place] = dumped(values[place])
            out.write_row(values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


class _Dumped:
    """JSON of documents, made once for one that several rows share."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}  # by `id`: the rows keep their documents alive

    def __call__(self, document: Any) -> str | None:
        if document is None:
            return None
        known = self._known.get(id(document))
        if known is None:
            known = self._known[id(document)] = json.dumps(document)
        return known
