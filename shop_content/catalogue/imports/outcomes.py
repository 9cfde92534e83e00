"""What the worker reports, each in one transaction that first proves that the import is still this worker's and not cancelled."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from shop_content.audit.actions import record
from shop_content.catalogue.imports.errors import ImportCancelled
from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.models import Import
from shop_content.leases import LeaseLost, owned

_FREE: dict[str, Any] = {"lease_token": None, "lease_until": None, "step": "", "attempts": 0}


@transaction.atomic
def ask_for_mapping(row: Import, found: dict[str, Any]) -> None:
    """Nobody knows these columns: a person maps them."""
    _leave(row, status=Import.Status.MAPPING, **found)


@transaction.atomic
def checked(
    row: Import, counts: dict[str, int], issues: Issues, found: dict[str, Any] | None = None, error: str = ""
) -> None:
    """The dry run is done; a person decides."""
    _leave(
        row,
        status=Import.Status.READY,
        phase=Import.Phase.CHECK,
        counts=counts,
        error_code=error,
        error_params={},
        **(found or {}),
    )
    _keep(row, issues)
    record("import.check", row, row.shop_id, **counts)


@transaction.atomic
def written(row: Import, counts: dict[str, int], issues: Issues) -> None:
    """Called inside the transaction that writes the products: both or neither."""
    _leave(row, status=Import.Status.DONE, counts=counts, finished_at=timezone.now())
    _keep(row, issues)
    record("import.write", row, row.shop_id, **counts)


@transaction.atomic
def failed(row: Import, code: str, params: dict[str, Any]) -> None:
    _leave(row, status=Import.Status.FAILED, error_code=code, error_params=params, finished_at=timezone.now())
    record("import.fail", row, row.shop_id, code=code)


@transaction.atomic
def cancelled(row: Import) -> None:
    if owned([row]).update(status=Import.Status.CANCELLED, finished_at=timezone.now(), **_FREE):
        record("import.stop", row, row.shop_id)


def _leave(row: Import, **values: Any) -> None:
    """Raises ImportCancelled or LeaseLost: whatever was done in this transaction is undone."""
    mine = owned([row]).select_for_update()
    current = mine.values_list("cancel_requested", flat=True).first()
    if current is None:
        raise LeaseLost
    if current:
        raise ImportCancelled
    owned([row]).update(**_FREE, **values)


def _keep(row: Import, issues: Issues) -> None:
    row.issues.all().delete()
    columns = 'of_id, "row", "column", value, code, params, warning'
    with connection.cursor() as cursor, cursor.copy(f"COPY catalogue_importissue ({columns}) FROM STDIN") as out:
        for issue in issues.kept:
            out.write_row(
                (row.pk, issue.row, issue.column, issue.value, issue.code, Jsonb(issue.params), issue.warning)
            )
