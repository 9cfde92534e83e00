"""Rows that are copied are the rows that were meant, and the database's rules hold for them too."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shop_content import rows
from shop_content.audit.models import Event
from shop_content.drafts.models import DraftVersion
from tests.factories import DraftFactory

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 1, 31, 23, 59, 59, 123456, datetime.UTC)
NASTY = 'tab\t line\n return\r back\\slash \\N \\. "quoted" 盖碗 ☕'


def event(detail: dict[str, Any], **columns: Any) -> Event:
    return Event(
        verb="draft.write", target_type="drafts.draft", target_id="7", actor=NASTY, at=AT, detail=detail, **columns
    )


def columns_of(found: Event) -> tuple[Any, ...]:
    return (found.actor, found.at, found.detail, found.shop_id, found.actor_id, found.address)


def test_what_is_copied_reads_as_what_is_saved() -> None:
    detail = {"text": NASTY, "none": None, "list": [1, 2.5, True, {"deep": "\\"}], "empty": ""}
    rows.store([event(detail, shop_id=3, address="2001:db8::1"), event({}, actor_id=2)])
    event(detail, shop_id=3, address="2001:db8::1").save()
    event({}, actor_id=2).save()

    found = [columns_of(each) for each in Event.objects.order_by("pk")]
    assert found[:2] == found[2:]
    assert found[0] == (NASTY, AT, detail, 3, None, "2001:db8::1")


def test_any_number_takes_one_statement_and_one_for_ids() -> None:
    draft = DraftFactory.create()
    versions = [DraftVersion(draft=draft, number=number, source_hash="0" * 64) for number in range(1, 41)]
    with CaptureQueriesContext(connection) as queries:
        rows.number(versions)
        rows.store(versions)
    assert len(queries) == 2
    stored = dict(DraftVersion.objects.values_list("pk", "number"))
    assert stored == {version.pk: version.number for version in versions}
    assert len(stored) == 40
    later = DraftVersion.objects.create(draft=draft, number=41, source_hash="0" * 64)
    assert later.pk > max(stored)


def test_nothing_is_no_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        rows.number([])
        rows.store([])
    assert len(queries) == 0


def test_a_broken_rule_is_told_as_django_tells_it_and_stores_none() -> None:
    draft = DraftFactory.create()
    twice = [DraftVersion(draft=draft, number=1, source_hash="0" * 64) for _ in range(2)]
    rows.number(twice)
    with pytest.raises(IntegrityError, match="version_number_once_a_draft"), transaction.atomic():
        rows.store(twice)
    assert not DraftVersion.objects.exists()
