"""Guessing passwords gets slower and stops. The count lives in Postgres: flushing Redis opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from redis import Redis

from shop_content.audit.models import Event
from tests.shops.people import PASSWORD, known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_old_counts():
    cache.clear()


def try_password(client, password, email="lin@example.com", **headers):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **headers)


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one_and_after_redis_is_flushed(client):
    user = known("lin@example.com")
    for _ in range(5):
        assert "is not right" in try_password(client, "wrong").content.decode()
    Redis.from_url(settings.REDIS_URL).flushall()
    page = try_password(client, PASSWORD)
    assert page.status_code == 200
    text = page.content.decode()
    assert re.search(r"locked for [45] more minutes", text), text
    assert "reset the password" in text
    assert client.get(reverse("home")).status_code == 302
    failed = Event.objects.filter(verb="account.sign_in_failed", target_id=str(user.pk))
    assert failed.count() == 5
    assert {event.actor for event in failed} == {"anonymous"}


def test_another_address_and_another_host_name_bring_no_fresh_tries(client):
    known("lin@example.com")
    for number in range(5):
        try_password(
            client, "wrong", REMOTE_ADDR=f"192.0.2.{number}", HTTP_HOST="localhost" if number % 2 else "127.0.0.1"
        )
    page = try_password(client, PASSWORD, REMOTE_ADDR="192.0.2.99", HTTP_HOST="localhost")
    assert "locked" in page.content.decode()


def test_the_lock_opens_by_itself_and_lasts_longer_the_longer_it_goes_on(client, monkeypatch):
    import time

    known("lin@example.com")
    now = time.time()
    for round_ in range(3):
        monkeypatch.setattr(time, "time", lambda moment=now + round_ * 301: moment)
        for number in range(5):
            page = try_password(client, "wrong", REMOTE_ADDR=f"192.0.{round_}.{number}")
            assert "is not right" in page.content.decode()
    monkeypatch.setattr(time, "time", lambda: now + 3 * 301)
    page = try_password(client, PASSWORD)
    minutes = int(re.search(r"locked for (\d+) more minutes", page.content.decode())[1])
    assert 40 <= minutes <= 60
    monkeypatch.setattr(time, "time", lambda: now + timedelta(hours=1, minutes=1).total_seconds())
    assert try_password(client, PASSWORD).url == "/"


def test_one_address_that_tries_many_accounts_is_stopped(client):
    for number in range(10):
        try_password(client, "wrong", email=f"person{number}@example.com")
    page = try_password(client, "wrong", email="person99@example.com")
    assert "locked" in page.content.decode()


def test_other_people_are_not_locked_out(client):
    known("lin@example.com")
    known("ada@example.com")
    for number in range(6):
        try_password(client, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert try_password(client, PASSWORD, email="ada@example.com", REMOTE_ADDR="192.0.2.77").url == "/"
