"""Cancelled, killed, overtaken, without Redis: an import is there as a whole or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import Celery
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from shop_content.catalogue import tasks
from shop_content.catalogue.imports import actions, apply, outcomes, staging, wake
from shop_content.catalogue.imports.errors import WrongState
from shop_content.catalogue.imports.work import work, work_off
from shop_content.catalogue.models import Import, Product
from shop_content.leases import MAX_TAKEOVERS, claim
from shop_content.shops.models import Member
from tests.catalogue.imports.conftest import Check, csv_bytes
from tests.factories import ProductFactory

ROWS = [["SKU", "Title"], *([f"s{number}", f"Mug {number}"] for number in range(20))]
BAD = [["SKU", "Title", "Price"], ["a", "Mug", "1"], ["b", "Cup", "x"]]


def state(row: Import) -> tuple[str, str, int]:
    row.refresh_from_db()
    return row.status, row.error_code, Product.objects.count()


def test_rows_that_were_refused_need_a_word_to_be_left_out(check: Check, member: Member) -> None:
    row = check(BAD)
    with pytest.raises(WrongState):
        actions.confirm(member, row.pk, only_good_rows=False)
    assert state(row) == ("ready", "", 0)
    actions.confirm(member, row.pk, only_good_rows=True)
    work_off("imports")
    assert state(row) == ("done", "", 1)
    assert list(row.issues.values_list("row", "code")) == [(3, "price_invalid")]


def test_confirming_twice_imports_once(check: Check, member: Member) -> None:
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    with pytest.raises(WrongState):
        actions.confirm(member, row.pk, only_good_rows=False)
    work_off("imports")
    with pytest.raises(WrongState):
        actions.confirm(member, row.pk, only_good_rows=False)
    assert state(row) == ("done", "", 20)


def test_another_shops_member_cannot_touch_it(check: Check) -> None:
    from tests.factories import MemberFactory

    row = check(ROWS)
    for action in (
        lambda: actions.confirm(MemberFactory(), row.pk, only_good_rows=True),
        lambda: actions.cancel(MemberFactory(), row.pk),
    ):
        with pytest.raises(WrongState):
            action()
    assert state(row)[0] == "ready"


def test_cancelled_while_it_waits(check: Check, member: Member) -> None:
    row = check(ROWS)
    actions.cancel(member, row.pk)
    assert state(row) == ("cancelled", "", 0)
    with pytest.raises(WrongState):
        actions.confirm(member, row.pk, only_good_rows=False)


def test_cancelled_after_everything_was_written_but_the_last_word(
    check: Check, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The latest moment there is: the products stand in the open transaction."""
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    real = apply.apply

    def apply_then_cancel(*args: Any) -> None:
        real(*args)
        assert Product.objects.count() == 20
        Import.objects.filter(pk=row.pk).update(cancel_requested=True)

    monkeypatch.setattr(apply, "apply", apply_then_cancel)
    # The transaction that wrote the flag is the one that is undone, so the flag is set again outside of it.
    monkeypatch.setattr(outcomes, "cancelled", lambda row: Import.objects.filter(pk=row.pk).update(status="cancelled"))
    work_off("imports")
    assert state(row) == ("cancelled", "", 0)


def test_cancelled_while_it_is_read(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    row = actions.create(member, "p.csv", SimpleUploadedFile("p.csv", csv_bytes(ROWS)), None)
    real = staging.copy

    def copy_then_cancel(*args: Any) -> None:
        real(*args)
        actions.cancel(member, row.pk)

    monkeypatch.setattr(staging, "copy", copy_then_cancel)
    monkeypatch.setattr("shop_content.catalogue.imports.progress.EVERY", 0)
    work_off("imports")
    assert state(row) == ("cancelled", "", 0)


def test_a_dead_workers_import_is_taken_over_and_redone(check: Check, member: Member) -> None:
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    dead = claim(Import, "imports")[0]
    assert work_off("imports") == 0  # its lease still runs
    Import.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work_off("imports") == 1
    assert state(row) == ("done", "", 20)
    work(dead)  # the dead one wakes up with its old token
    assert state(row) == ("done", "", 20)


def test_a_worker_that_lost_its_lease_writes_nothing(
    check: Check, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    slow = claim(Import, "imports")[0]
    Import.objects.filter(pk=row.pk).update(lease_token=None, status="queued")
    work(slow)
    assert state(row) == ("queued", "", 0)


def test_what_kills_every_worker_is_given_up(check: Check, member: Member) -> None:
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    Import.objects.filter(pk=row.pk).update(
        status="running", attempts=MAX_TAKEOVERS, lease_until=timezone.now() - timedelta(seconds=1)
    )
    work_off("imports")
    assert state(row) == ("failed", "worker_lost", 0)


def test_the_catalogue_changed_since_the_check(check: Check, member: Member) -> None:
    """A title that the file relies on is gone: nobody agreed to leave that row out."""
    product = ProductFactory(shop=member.shop, sku="a")
    row = check([["SKU", "Title", "Price"], ["a", "", "1"], ["b", "Cup", "2"]])
    assert row.counts["refused"] == 0
    actions.confirm(member, row.pk, only_good_rows=False)
    Product.objects.filter(pk=product.pk).update(archived_at=timezone.now())
    work_off("imports")
    assert state(row) == ("ready", "changed_since_check", 0)
    assert row.counts["refused"] == 1
    assert list(row.issues.values_list("row", "code")) == [(2, "title_missing")]


def test_a_product_that_comes_in_between_is_updated_at_the_second_try(
    check: Check, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = check([["SKU", "Title"], ["a", "Mug"]])
    actions.confirm(member, row.pk, only_good_rows=False)
    real, competitors = apply.apply, [1]

    def overtaken(*args: Any) -> None:
        if competitors:
            competitors.pop()
            Product.objects.create(shop=member.shop, sku="a", title="Theirs")
        real(*args)

    monkeypatch.setattr(apply, "apply", overtaken)
    work_off("imports")
    assert state(row) == ("done", "", 1)
    assert Product.objects.get().title == "Mug"


def test_a_catalogue_that_never_rests_leaves_nothing_behind(
    check: Check, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = check([["SKU", "Title"], ["a", "Mug"], ["b", "Cup"]])
    actions.confirm(member, row.pk, only_good_rows=False)
    real = apply.apply

    def overtaken(*args: Any) -> None:
        Product.objects.create(shop=member.shop, sku="b", title="Theirs")
        real(*args)

    monkeypatch.setattr(apply, "apply", overtaken)
    work_off("imports")
    assert state(row) == ("failed", "changed_meanwhile", 0)


def test_a_mistake_of_ours_is_told_and_leaves_nothing_behind(
    check: Check, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = check(ROWS)
    actions.confirm(member, row.pk, only_good_rows=False)
    real = apply.apply

    def broken(*args: Any) -> None:
        real(*args)
        raise RuntimeError("boom")

    monkeypatch.setattr(apply, "apply", broken)
    work_off("imports")
    assert state(row) == ("failed", "unexpected", 0)


def test_redis_is_down_and_the_tick_finds_it(
    member: Member, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    dead = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    dead.conf.broker_transport_options = {"max_retries": 1, "interval_start": 0, "socket_connect_timeout": 1}
    with pytest.raises(OperationalError):
        dead.send_task("catalogue.wake_imports", args=["imports"], queue="imports", retry=False)
    monkeypatch.setattr(wake, "current_app", dead)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        row = actions.create(member, "p.csv", SimpleUploadedFile("p.csv", csv_bytes(ROWS)), None)
    assert len(callbacks) == 1
    assert state(row)[0] == "queued"
    tasks.wake_imports("imports")
    assert state(row)[0] == "ready"


def test_files_go_when_the_import_has_ended(check: Check, member: Member) -> None:
    row = check(ROWS)
    name = row.file.name
    tasks.wake_imports("imports")
    assert default_storage.exists(name)  # a person may still confirm
    actions.cancel(member, row.pk)
    tasks.wake_imports("imports")
    assert not default_storage.exists(name)


def test_nobody_answers_for_two_weeks(check: Check) -> None:
    row = check(ROWS)
    Import.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=15))
    tasks.wake_imports("imports")
    assert state(row)[0] == "cancelled"


def test_no_table_of_ours_stays_behind(check: Check) -> None:
    check(ROWS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")
        assert cursor.fetchone() == (0,)
