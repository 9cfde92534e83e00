"""Roles change, people go, and a shop never loses its last owner."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.shops import actions
from shop_content.shops.errors import BadValue, LastOwner, NoMember
from shop_content.shops.models import Member, Role, Shop
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MemberFactory()


@pytest.fixture
def editor(owner):
    return MemberFactory(shop=owner.shop, role=Role.EDITOR)


def verbs(shop: Shop) -> list[str]:
    return list(Event.objects.filter(shop_id=shop.pk).order_by("pk").values_list("verb", flat=True))


def test_an_owner_changes_a_role_and_the_trail_says_from_what_to_what(client, owner, editor):
    client.force_login(owner.user)
    client.post(reverse("member_role", args=[owner.shop_id, editor.pk]), {"role": "approver"})
    editor.refresh_from_db()
    assert editor.role == Role.APPROVER
    event = Event.objects.get(verb="member.role")
    assert (event.actor, event.detail["role"]) == (owner.user.email, ["editor", "approver"])


def test_the_same_role_again_changes_nothing(owner, editor):
    assert not actions.change_role(owner, editor, "editor")
    assert verbs(owner.shop) == []


def test_an_unknown_role_is_refused(owner, editor):
    with pytest.raises(BadValue):
        actions.change_role(owner, editor, "emperor")


def test_the_last_owner_can_neither_leave_nor_step_down(client, owner, editor):
    with pytest.raises(LastOwner):
        actions.leave(owner)
    with pytest.raises(LastOwner):
        actions.change_role(owner, owner, "editor")
    client.force_login(owner.user)
    page = client.post(reverse("shop_leave", args=[owner.shop_id]), follow=True)
    assert "a shop needs one" in page.content.decode()
    assert verbs(owner.shop) == []


def test_an_owner_whose_account_is_closed_does_not_count(owner):
    MemberFactory(shop=owner.shop, user__is_active=False)
    with pytest.raises(LastOwner):
        actions.leave(owner)


def test_with_two_owners_one_may_leave(client, owner):
    MemberFactory(shop=owner.shop)
    client.force_login(owner.user)
    assert client.post(reverse("shop_leave", args=[owner.shop_id])).url == reverse("home")
    assert client.get(reverse("shop_dashboard", args=[owner.shop_id])).status_code == 404
    assert verbs(owner.shop) == ["member.leave"]


def test_a_removed_member_is_out_at_once(client, owner, editor):
    client.force_login(editor.user)
    assert client.get(reverse("shop_people", args=[owner.shop_id])).status_code == 200
    actions.remove(owner, editor)
    assert client.get(reverse("shop_people", args=[owner.shop_id])).status_code == 404
    assert verbs(owner.shop) == ["member.remove"]


def test_whoever_lost_the_owner_role_meanwhile_can_no_longer_use_it(owner, editor):
    Member.objects.filter(pk=owner.pk).update(role=Role.EDITOR)
    with pytest.raises(NoMember):
        actions.remove(owner, editor)
    assert Member.objects.filter(pk=editor.pk).exists()


def test_only_owners_see_the_controls(client, owner, editor):
    client.force_login(editor.user)
    page = client.get(reverse("shop_people", args=[owner.shop_id])).content.decode()
    assert owner.user.email in page
    assert reverse("invitation_create", args=[owner.shop_id]) not in page
    assert reverse("member_remove", args=[owner.shop_id, owner.pk]) not in page


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_the_same_moment_do_not_leave_the_shop_without_one():
    first = MemberFactory()
    second = MemberFactory(shop=first.shop)
    barrier, refused = threading.Barrier(2), []

    def go(member: Member) -> None:
        try:
            barrier.wait(10)
            actions.leave(member)
        except LastOwner:
            refused.append(member)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[member]) for member in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(refused) == 1
    assert list(Member.objects.filter(shop=first.shop)) == refused
