"""The digest: once a day or week of the shop, only with something new, in the reader's language, and easily ended."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from shop_content.drafts import actions
from shop_content.notices import actions as notices
from shop_content.notices.models import DigestMail, NoticeSetting
from shop_content.shops.models import Shop
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def assigned(write, owner, approver):
    version = write()
    actions.assign(owner, version.draft_id, approver.user_id)
    return version


def test_what_waits_is_told_once_a_day_and_not_again_until_something_is_new(assigned, write, owner, approver):
    assert notices.send_due(MONDAY) == 1
    assert notices.send_due(MONDAY + timedelta(hours=3)) == 0
    assert notices.send_due(MONDAY + timedelta(days=1)) == 0
    other = write(of=ProductFactory(shop=owner.shop))
    actions.assign(owner, other.draft_id, approver.user_id)
    assert notices.send_due(MONDAY + timedelta(days=2)) == 1
    assert [message.to for message in mail.outbox] == [[approver.user.email]] * 2
    states = DigestMail.objects.filter(member=approver).order_by("day").values_list("state", flat=True)
    assert list(states) == ["sent", "nothing", "sent"]


def test_nobody_is_written_to_for_whom_nothing_waits(write, owner, approver, editor):
    write()
    assert notices.send_due(MONDAY) == 0
    assert mail.outbox == []


def test_it_goes_out_in_the_shop_s_morning(assigned):
    Shop.objects.update(time_zone="America/Los_Angeles")
    assert notices.send_due(MONDAY) == 0  # one in the night there
    assert notices.send_due(MONDAY + timedelta(hours=7)) == 1
    assert DigestMail.objects.filter(state="sent").get().day.isoformat() == "2026-11-23"


def test_a_weekly_one_comes_once_a_week_and_late_rather_than_not_at_all(assigned, write, owner, approver):
    notices.set_digest(approver, "weekly")
    assert notices.send_due(MONDAY + timedelta(days=2)) == 1
    other = write(of=ProductFactory(shop=owner.shop))
    actions.assign(owner, other.draft_id, approver.user_id)
    assert notices.send_due(MONDAY + timedelta(days=4)) == 0
    assert notices.send_due(MONDAY + timedelta(days=7)) == 1


def test_whoever_wants_none_gets_none(assigned, approver):
    notices.set_digest(approver, "off")
    assert notices.send_due(MONDAY) == 0
    assert not DigestMail.objects.filter(member=approver).exists()


def test_a_worker_that_died_in_the_middle_sends_nothing_twice(assigned, approver):
    DigestMail.objects.create(member=approver, day=MONDAY.date(), tries=1)
    assert notices.send_due(MONDAY) == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_asked_again_three_times_in_all(assigned, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _try in range(5):
        assert notices.send_due(MONDAY) == 0
    row = DigestMail.objects.get(member__notice_setting=None, state="failed")
    assert row.tries == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notices.send_due(MONDAY + timedelta(days=1)) == 1


def test_it_speaks_the_reader_s_language_as_text_and_as_html(assigned, approver):
    approver.user.language = "zh-hans"
    approver.user.save()
    notices.send_due(MONDAY)
    (message,) = mail.outbox
    assert "待您处理" in message.subject
    assert "分配给您" in message.body
    (html, kind), *_others = message.alternatives
    assert kind == "text/html"
    assert 'lang="zh-Hans"' in html
    address = f"/shops/{approver.shop_id}/drafts/{assigned.draft_id}/"
    assert address in message.body
    assert address in html


def test_one_click_of_the_mail_program_ends_it_and_a_scanner_s_look_does_not(assigned, approver):
    notices.send_due(MONDAY)
    (message,) = mail.outbox
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not NoticeSetting.objects.filter(member=approver, digest="off").exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert NoticeSetting.objects.get(member=approver).digest == "off"
    assert client.post(path[:-7] + "x/stop/").status_code == 404


def test_old_rows_are_forgotten(assigned, approver):
    DigestMail.objects.create(member=approver, day=(MONDAY - timedelta(days=61)).date(), state="sent")
    notices.send_due(MONDAY)
    assert [row.day for row in DigestMail.objects.filter(member=approver)] == [MONDAY.date()]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_send_one_mail(assigned, approver):
    barrier, sent = threading.Barrier(2), []

    def tick() -> None:
        barrier.wait(10)
        try:
            sent.append(notices.send_due(MONDAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(sent) == [0, 1]
    assert len(mail.outbox) == 1
