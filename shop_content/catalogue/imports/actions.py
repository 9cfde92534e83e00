"""What people do with imports. Each is one transaction, one event, and a nudge for the workers once it is committed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.catalogue.imports.errors import WrongState
from shop_content.catalogue.imports.headers import signature
from shop_content.catalogue.imports.layouts import MAPPED
from shop_content.catalogue.imports.wake import QUEUE, wake
from shop_content.catalogue.models import Import, ImportMapping
from shop_content.shops.models import Member

KEEP_WAITING = timedelta(days=14)  # for a person's word; then an import is cancelled
OPEN = (Import.Status.UPLOADED, Import.Status.MAPPING, Import.Status.QUEUED, Import.Status.READY)
ENDED = (Import.Status.DONE, Import.Status.FAILED, Import.Status.CANCELLED)


@transaction.atomic
def create(
    member: Member, name: str, file: File[Any], photos: File[Any] | None, what: str = Import.What.PRODUCTS
) -> Import:
    """Keep the files and have them checked. `what` a row of the file becomes."""
    row = Import(shop=member.shop, requested_by=member.user, name=name[:255], queue=QUEUE, status=Import.Status.QUEUED)
    row.what = what
    row.file.save(f"{member.shop_id}.table", file, save=False)
    if photos is not None:
        row.photos.save(f"{member.shop_id}.zip", photos, save=False)
    row.save()
    record("import.create", row, row.shop_id, name=row.name, what=row.what, size=row.file.size)
    transaction.on_commit(wake, robust=True)
    return row


@transaction.atomic
def map_columns(member: Member, import_id: int, mapping: dict[str, str]) -> None:
    """Check the file again under a person's mapping, and remember it for files with the same header. Raises WrongState."""
    row = _mine(member, import_id, (Import.Status.MAPPING, Import.Status.READY))
    _queue(row, Import.Phase.CHECK, layout=MAPPED, mapping=mapping)
    ImportMapping.objects.update_or_create(
        shop_id=row.shop_id, signature=signature(row.columns, row.what), defaults={"mapping": mapping}
    )
    record("import.map", row, row.shop_id, mapping=mapping)


@transaction.atomic
def confirm(member: Member, import_id: int, *, only_good_rows: bool) -> None:
    """Write what the dry run showed. Raises WrongState, also when rows were refused and nobody agreed to leave them out."""
    row = _mine(member, import_id, (Import.Status.READY,))
    if row.counts.get("refused") and not only_good_rows:
        raise WrongState
    _queue(row, Import.Phase.WRITE, only_good_rows=only_good_rows)
    record("import.confirm", row, row.shop_id, only_good_rows=only_good_rows)


@transaction.atomic
def cancel(member: Member, import_id: int) -> None:
    """At once where nobody works on it, else at the worker's next step; nothing of it stays. Raises WrongState when it has ended."""
    row = _mine(member, import_id, (*OPEN, Import.Status.RUNNING))
    if row.status == Import.Status.RUNNING:
        Import.objects.filter(pk=row.pk).update(cancel_requested=True)
    else:
        Import.objects.filter(pk=row.pk).update(status=Import.Status.CANCELLED, finished_at=timezone.now())
    record("import.cancel", row, row.shop_id)


@transaction.atomic
def expire() -> int:
    """Cancel what waited too long for a person's word. Returns how many."""
    old = timezone.now() - KEEP_WAITING
    waiting = Import.objects.filter(status__in=[Import.Status.MAPPING, Import.Status.READY], created_at__lt=old)
    rows = list(waiting.select_for_update(skip_locked=True)[:100])
    for row in rows:
        Import.objects.filter(pk=row.pk).update(status=Import.Status.CANCELLED, finished_at=timezone.now())
        record("import.expire", row, row.shop_id)
    return len(rows)


def tidy() -> int:
    """Delete the uploaded files of imports that have ended. Returns how many imports."""
    rows = list(Import.objects.filter(status__in=ENDED).exclude(file="").order_by("pk")[:100])
    for row in rows:
        for file in (row.file, row.photos):
            if file.name:
                file.storage.delete(file.name)
        Import.objects.filter(pk=row.pk).update(file="", photos="")
    return len(rows)


def _mine(member: Member, import_id: int, states: tuple[str, ...]) -> Import:
    row = Import.objects.select_for_update().filter(shop_id=member.shop_id, pk=import_id).first()
    if row is None or row.status not in states:
        raise WrongState
    return row


def _queue(row: Import, phase: str, **values: Any) -> None:
    Import.objects.filter(pk=row.pk).update(
        status=Import.Status.QUEUED,
        phase=phase,
        rows_done=0,
        rows_total=0,
        attempts=0,
        run_after=timezone.now(),
        error_code="",
        **values,
    )
    transaction.on_commit(wake, robust=True)
