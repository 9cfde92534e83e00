"""An invitation opens a shop to one address, for seven days, once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.shops import actions
from shop_content.shops.actions import invitations
from shop_content.shops.errors import (
    AlreadyInvited,
    AlreadyMember,
    BadValue,
    InvitationClosed,
    SentJustNow,
    TooManyInvitations,
    WrongAccount,
)
from shop_content.shops.models import Invitation, Member, Role
from tests.factories import MemberFactory
from tests.shops.people import PASSWORD, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MemberFactory()


def link(message: mail.EmailMessage) -> str:
    return re.search(r"(/invitations/[\w-]+/)", message.body)[1]


def invite(owner, email="ada@example.com", role="editor"):
    invitation = actions.invite(owner, email=email, role=role)
    return invitation, link(mail.outbox[-1])


def test_an_owner_invites_and_the_mail_holds_a_token_that_the_database_does_not(client, owner):
    client.force_login(owner.user)
    page = client.post(
        reverse("invitation_create", args=[owner.shop_id]),
        {"email": "Ada@Example.com", "role": "approver"},
        follow=True,
    )
    assert "ada@example.com is on its way" in page.content.decode()
    (message,) = mail.outbox
    assert message.to == ["ada@example.com"]
    assert owner.shop.name in message.subject
    invitation = Invitation.objects.get()
    token = link(message).split("/")[2]
    assert token not in invitation.token_hash
    assert token not in page.content.decode()
    assert (invitation.role, invitation.sent_at is not None) == ("approver", True)
    assert Event.objects.get().verb == "invitation.create"


def test_a_new_person_joins_without_a_second_mail(client, owner):
    _invitation, address = invite(owner)
    page = client.get(address)
    assert "Create an account to join" in page.content.decode()
    details = {"email": "ada@example.com", "password1": PASSWORD, "password2": PASSWORD, "next": address}
    answer = client.post(reverse("account_signup"), details)
    assert answer.url == address  # signed in at once: the link proved the address
    assert client.post(address).url == reverse("shop_dashboard", args=[owner.shop_id])
    member = Member.objects.get(user__email="ada@example.com")
    assert (member.shop, member.role) == (owner.shop, "editor")
    assert "invitation.accept" in Event.objects.values_list("verb", flat=True)


def test_another_address_still_has_to_be_verified(client, owner):
    _invitation, address = invite(owner)
    client.get(address)
    details = {"email": "eve@example.com", "password1": PASSWORD, "password2": PASSWORD, "next": address}
    answer = client.post(reverse("account_signup"), details)
    assert answer.url == reverse("account_email_verification_sent")


def test_the_wrong_account_is_told_so_and_joins_nothing(client, owner):
    invitation, address = invite(owner)
    eve = known("eve@example.com")
    client.force_login(eve)
    page = client.get(address).content.decode()
    assert "This invitation is for ada@example.com, but you are signed in as eve@example.com" in page
    client.post(address)
    assert not Member.objects.filter(user=eve).exists()
    with pytest.raises(WrongAccount):
        actions.accept(eve, invitation)
    assert client.post(reverse("invitation_take", args=[invitation.pk])).status_code == 404


def test_it_waits_on_the_front_page_of_the_invited_person(client, owner):
    invitation, _address = invite(owner)
    ada = known("ada@example.com")
    client.force_login(ada)
    assert owner.shop.name in client.get(reverse("home")).content.decode()
    answer = client.post(reverse("invitation_take", args=[invitation.pk]))
    assert answer.url == reverse("shop_dashboard", args=[owner.shop_id])


def test_a_link_works_once_only(client, owner):
    invitation, address = invite(owner)
    actions.accept(known("ada@example.com"), invitation)
    assert client.get(address).status_code == 410
    with pytest.raises(InvitationClosed):
        actions.accept(Member.objects.get(user__email="ada@example.com").user, invitation)
    assert Member.objects.filter(shop=owner.shop).count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "has expired"),
        ({"revoked_at": timezone.now()}, "was withdrawn"),
        ({"accepted_at": timezone.now()}, "accepted already"),
    ],
)
def test_a_closed_invitation_says_why(client, owner, change, words):
    _invitation, address = invite(owner)
    Invitation.objects.update(**change)
    page = client.get(address)
    assert page.status_code == 410
    assert words in page.content.decode()


def test_an_unknown_link_says_what_to_do(client):
    page = client.get(reverse("invitation_accept", args=["nonsense"]))
    assert page.status_code == 404
    assert "newer mail" in page.content.decode()


def test_sending_again_replaces_the_link(client, owner):
    invitation, old = invite(owner)
    with pytest.raises(SentJustNow):
        actions.resend(owner, invitation)
    Invitation.objects.update(
        sent_at=F("sent_at") - timedelta(minutes=2), expires_at=timezone.now() - timedelta(days=1)
    )
    actions.resend(owner, invitation)
    new = link(mail.outbox[-1])
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_a_withdrawn_address_can_be_invited_anew(owner):
    invitation, _address = invite(owner)
    with pytest.raises(AlreadyInvited):
        invite(owner, "ADA@example.com")
    actions.revoke(owner, invitation)
    again, _address = invite(owner)
    assert again.pk != invitation.pk


def test_an_expired_one_makes_room(owner):
    invite(owner)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    again, _address = invite(owner, role="owner")
    assert again.open


def test_members_and_nonsense_are_refused(owner, monkeypatch):
    with pytest.raises(AlreadyMember):
        invite(owner, owner.user.email.upper())
    with pytest.raises(BadValue):
        invite(owner, "not an address")
    with pytest.raises(BadValue):
        invite(owner, role="emperor")
    monkeypatch.setattr(invitations, "MOST_A_DAY", 1)
    invite(owner)
    with pytest.raises(TooManyInvitations):
        invite(owner, "bob@example.com")
    assert Invitation.objects.count() == 1


def test_a_member_who_accepts_again_keeps_the_role(owner):
    invitation, _address = invite(owner)
    ada = known("ada@example.com")
    MemberFactory(shop=owner.shop, user=ada, role=Role.APPROVER)
    assert actions.accept(ada, invitation).role == "approver"


def test_a_mail_server_that_is_away_leaves_the_invitation_to_be_sent_again(client, owner, settings):
    settings.EMAIL_BACKEND = "tests.shops.test_accounts.Away"
    client.force_login(owner.user)
    page = client.post(
        reverse("invitation_create", args=[owner.shop_id]), {"email": "ada@example.com", "role": "editor"}, follow=True
    )
    assert "did not take the mail" in page.content.decode()
    assert "Mail not sent" in page.content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    actions.resend(owner, Invitation.objects.get())
    assert Invitation.objects.get().sent_at
