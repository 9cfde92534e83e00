"""Ten thousand approvals, 37 of which must fail, by a worker that is killed with SIGKILL in the middle and by the next one."""

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
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.drafts import actions
from shop_content.drafts.bulk.actions import Wish, request_bulk
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.models import Bulk, BulkItem, Decision, Draft, DraftVersion, Finding, Status
from shop_content.drafts.queue import Filter
from tests.drafts import many
from tests.factories import MemberFactory, UserFactory

COUNT = 10_000
WORKER = """
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
from shop_content.drafts.bulk.work import work_off
work_off("review")
"""


def until(true: Callable[[], bool], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def done() -> int:
    return BulkItem.objects.exclude(state="waiting").count()


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_approvals_survive_a_kill(settings: Any) -> None:
    member = MemberFactory()
    pairs = many.drafts(member.shop_id, COUNT)
    spoiled = pairs[:: COUNT // 37][:37]
    with_errors, rejected, held = spoiled[:20], spoiled[20:27], spoiled[27:32]
    for _draft, version in with_errors:
        Finding.objects.create(version_id=version, rule="characters.emoji", severity="error")
    Draft.objects.filter(pk__in=[draft for draft, _version in with_errors]).update(errors=1)
    moderator = UserFactory(is_staff=True)

    bulk = request_bulk(member, Selection(Filter()), Wish("approve"), "key")
    assert bulk.total == COUNT
    assert request_bulk(member, Selection(Filter()), Wish("approve"), "key").pk == bulk.pk  # a double click
    for draft, version in rejected:  # by a colleague, after the choice
        actions.reject(member, draft, version, "Not our style")
    for draft, _version in held:
        actions.hold(moderator, draft, "Complaint")
    for draft, _version in spoiled[32:]:
        newer = DraftVersion.objects.create(draft_id=draft, number=2, fields={"title": "Newer"}, source_hash="")
        Draft.objects.filter(pk=draft).update(newest=newer)

    code = WORKER.format(name=connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop_content.settings"}
    worker = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        until(lambda: done() > 1_000)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    killed_at = done()
    assert 1_000 < killed_at < COUNT
    assert Bulk.objects.get().status == "running"
    assert Decision.objects.filter(verb="approve").count() == BulkItem.objects.filter(state="done").count()
    assert work_off("review") == 0, "its lease still holds"

    Bulk.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    while Bulk.objects.get().status != "done":
        assert work_off("review"), Bulk.objects.get().status
    assert Draft.objects.filter(status=Status.APPROVED).count() == 9_963
    assert Decision.objects.filter(verb="approve").values("draft").distinct().count() == 9_963
    assert Decision.objects.filter(verb="approve").count() == 9_963
    assert Event.objects.filter(verb="draft.approve", actor=member.user.email).count() == 9_963
    assert Event.objects.filter(verb="bulk.finish").count() == 1
    refused = BulkItem.objects.filter(state="refused")
    assert set(refused.values_list("draft", flat=True)) == {draft for draft, _version in spoiled}
    codes = list(refused.values_list("code", flat=True))
    assert {code: codes.count(code) for code in codes} == {"findings": 20, "decided": 7, "held": 5, "newer": 5}

    client = Client()
    client.force_login(member.user)
    for language, count, reason in (("en", "9,963", "1 error is open."), ("zh-hans", "9963", "有 1 个错误未解决")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get(reverse("bulk_detail", args=[member.shop_id, bulk.pk])).content.decode()
        assert f"<b data-done>{count}</b>" in page and "<b data-refused>37</b>" in page
        assert reason in page and page.count('class="refusals"') == 1
        assert all(f"/drafts/{draft}/" in page for draft, _version in spoiled)
