"""The trail as CSV, streamed: memory stays flat at any size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.spreadsheets import MARK, line

COLUMNS = ["at", "actor_id", "actor", "address", "shop_id", "verb", "target_type", "target_id", "detail"]
CHUNK = 2000  # rows read at once


def csv_of(events: QuerySet[Event]) -> StreamingHttpResponse:
    name = f"audit-{timezone.now():%Y%m%d-%H%M%S}.csv"
    response = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(events: QuerySet[Event]) -> Iterator[bytes]:
    yield MARK + line(COLUMNS)
    for event in events.iterator(chunk_size=CHUNK):
        yield line(_cell(event, column) for column in COLUMNS)


def _cell(event: Event, column: str) -> str:
    value: Any = getattr(event, column)
    if value is None:
        return ""
    if column == "at":
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False) if column == "detail" else str(value)
