"""A worker is killed with SIGKILL at the worst moment: everything written, nothing committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.catalogue.imports import actions
from shop_content.catalogue.imports.work import work_off
from shop_content.catalogue.models import Import, Product
from tests.catalogue.imports.conftest import csv_bytes
from tests.factories import MemberFactory

WORKER = """
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
settings.MEDIA_ROOT = {media!r}
from shop_content.catalogue.imports.work import work_off
work_off("imports")
"""
ROWS = [["SKU", "Title"], *([f"s{number}", f"Mug {number}"] for number in range(500))]


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def waiting_for_the_trail() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = 'audit_event'::regclass AND NOT granted")
        return cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_sigkill_before_the_commit(settings: Any) -> None:
    member = MemberFactory()
    row = actions.create(member, "p.csv", SimpleUploadedFile("p.csv", csv_bytes(ROWS)), None)
    work_off("imports")
    actions.confirm(member, row.pk, only_good_rows=False)
    code = WORKER.format(name=connection.settings_dict["NAME"], media=str(settings.MEDIA_ROOT))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_event IN SHARE MODE")  # the worker's last step before its commit
        worker = subprocess.Popen(
            [sys.executable, "-c", code], env={**os.environ, "DJANGO_SETTINGS_MODULE": "shop_content.settings"}
        )
        try:
            until(waiting_for_the_trail)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    until(lambda: _free(row.pk))
    row.refresh_from_db()
    assert (row.status, Product.objects.count()) == ("running", 0)

    Import.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work_off("imports") == 1
    row.refresh_from_db()
    assert (row.status, Product.objects.count()) == ("done", 500)
    assert Event.objects.filter(verb="import.write", target_id=str(row.pk)).count() == 1


def _free(pk: int) -> bool:
    """The dead worker's session has let go of the row."""
    with transaction.atomic():
        return Import.objects.select_for_update(skip_locked=True).filter(pk=pk).exists()
