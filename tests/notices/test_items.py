"""What waits for whom, when it is new, and when it is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop_content.drafts import actions
from shop_content.drafts.bulk.actions import Wish, request_bulk
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.queue import Filter
from shop_content.jobs.models import Run
from shop_content.notices.actions import look
from shop_content.notices.items import count_new, waiting_for
from shop_content.shops.models import Member
from tests.drafts.conftest import ERROR
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def keys(member: Member) -> list[str]:
    return [item.key for item in waiting_for(member)]


def called(member: Member) -> str:
    return member.user.email.partition("@")[0]


def test_nothing_waits_for_whoever_is_new(write, owner, approver):
    write()
    assert keys(approver) == []
    assert count_new(approver) == 0


def test_a_call_waits_until_it_is_seen(write, owner, approver):
    version = write()
    actions.comment(owner, version.draft_id, version.pk, f"@{called(approver)} please look", "")
    (item,) = waiting_for(approver)
    assert (item.sort, item.new) == ("called", True)
    assert item.words.endswith("please look")
    assert count_new(approver) == 1
    actions.see(approver, version.draft_id)
    assert keys(approver) == []
    assert keys(owner) == []


def test_an_assignment_is_new_until_one_looked_and_stays_until_it_is_done(write, owner, approver):
    version = write()
    actions.assign(owner, version.draft_id, approver.user_id)
    assert (keys(approver), count_new(approver)) == ([f"assigned:{version.draft_id}"], 1)
    look(approver)
    assert (keys(approver), count_new(approver)) == ([f"assigned:{version.draft_id}"], 0)
    actions.approve(approver, version.draft_id, version.pk)
    assert keys(approver) == []


def test_what_falls_due_is_new_again(write, owner, approver):
    version = write()
    look(approver)
    approver.notice_setting.looked_at = timezone.now() - timedelta(days=3)
    approver.notice_setting.save()
    actions.assign(owner, version.draft_id, approver.user_id, timezone.localdate())
    type(version.draft).objects.update(assigned_at=timezone.now() - timedelta(days=5))
    assert keys(approver) == [f"assigned:{version.draft_id}:{timezone.localdate()}"]
    assert count_new(approver) == 1


def test_an_edit_that_was_sent_back_waits_for_who_made_it(write, editor, approver):
    version = write()
    edited = actions.save_edit(editor, version.draft_id, version.pk, {"title": "Norra Mug"})
    actions.request_changes(approver, version.draft_id, edited.pk, "Say how much it holds")
    (item,) = waiting_for(editor)
    assert (item.key, item.sort) == (f"returned:{edited.pk}", "returned")
    assert "Say how much it holds" in item.words
    assert keys(approver) == []


def test_runs_and_bulks_are_told_of_where_something_failed(write, owner, editor, product):
    for status in ("done", "failed"):
        run = Run.objects.create(
            shop=owner.shop, requested_by=owner.user, request_key=status, kinds=["title"], finished_at=timezone.now()
        )
        run.jobs.create(product=product, kind="title", locale="en", queue="text", status=status)
    write(findings=[ERROR])
    bulk = request_bulk(owner, Selection(Filter()), Wish("approve"), "key")
    work_off("review")
    assert keys(owner) == [f"run:{run.pk}", f"bulk:{bulk.pk}"]
    assert keys(editor) == []
    assert count_new(owner) == 2
    look(owner)
    assert count_new(owner) == 0
    Run.objects.update(finished_at=timezone.now() - timedelta(days=15))
    assert keys(owner) == [f"bulk:{bulk.pk}"]


def test_nothing_of_another_shop_is_in_it(write, owner, approver):
    elsewhere = MemberFactory(user=approver.user)
    version = write()
    actions.assign(owner, version.draft_id, approver.user_id)
    assert keys(elsewhere) == []
    assert count_new(elsewhere) == 0


def test_the_page_lists_and_the_bell_counts_until_the_page_was_open(write, owner, approver):
    version = write()
    actions.assign(owner, version.draft_id, approver.user_id, timezone.localdate())
    client = Client()
    client.force_login(approver.user)
    bell = reverse("inbox_count", args=[owner.shop_id])
    assert ">1<" in client.get(bell).content.decode()
    page = client.get(reverse("inbox", args=[owner.shop_id])).content.decode()
    assert "Assigned to you" in page
    assert str(version.draft) in page
    assert "badge" not in client.get(bell).content.decode()
