"""Files in, rows out: imports are run as a worker runs them, against real Postgres."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from shop_content.catalogue.imports import actions
from shop_content.catalogue.imports.work import work_off
from shop_content.catalogue.models import Import
from shop_content.shops.models import Member
from tests.factories import MemberFactory


def csv_bytes(rows: Iterable[Iterable[Any]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def picture_bytes(colour: str = "teal", side: int = 32, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", (side, side), colour).save(out, kind)
    return out.getvalue()


def zip_bytes(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def member(db: None) -> Member:
    return MemberFactory(shop__currency="EUR")


Check = Callable[..., Import]


@pytest.fixture
def check(member: Member, settings: Any) -> Check:
    """Upload a file (and photos) and let a worker do the dry run."""
    settings.HEARTBEAT_SECONDS = 600  # its thread sees nothing of a test's transaction, and would take the row for lost

    def run(
        data: bytes | list[list[Any]], name: str = "products.csv", photos: bytes | None = None, what: str = "products"
    ) -> Import:
        table = data if isinstance(data, bytes) else csv_bytes(data)
        zipped = None if photos is None else SimpleUploadedFile("photos.zip", photos)
        row = actions.create(member, name, SimpleUploadedFile(name, table), zipped, what)
        work_off("imports")
        row.refresh_from_db()
        return row

    return run


@pytest.fixture
def bring(check: Check, member: Member) -> Check:
    """Upload, check, confirm, write."""

    def run(*args: Any, only_good_rows: bool = False, **kwargs: Any) -> Import:
        row = check(*args, **kwargs)
        assert row.status == "ready", (row.status, row.error_code, row.error_params)
        actions.confirm(member, row.pk, only_good_rows=only_good_rows)
        work_off("imports")
        row.refresh_from_db()
        return row

    return run


def issues(row: Import, *, warning: bool = False) -> list[tuple[int, str, str]]:
    return list(row.issues.filter(warning=warning).order_by("row", "id").values_list("row", "column", "code"))
