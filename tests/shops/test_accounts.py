"""Signing up, verifying, signing in and out, resetting a password: as a person does it, page by page."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.shops.models import Member, Shop, User
from tests.factories import UserFactory
from tests.shops.people import PASSWORD, known

pytestmark = pytest.mark.django_db


def link(message: mail.EmailMessage) -> str:
    return re.search(r"https?://testserver(/\S+)", message.body)[1]


def trail(user: User) -> list[str]:
    return list(Event.objects.filter(actor_id=user.pk).order_by("pk").values_list("verb", flat=True))


def test_a_new_person_signs_up_verifies_and_opens_a_shop(client):
    details = {"email": "Lin@Example.com", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), details)
    assert answer.url == reverse("account_email_verification_sent")
    assert client.get(reverse("home")).status_code == 302  # not signed in yet
    (message,) = mail.outbox
    assert message.to == ["lin@example.com"]
    assert message.subject == "Verify your e-mail address"

    page = client.get(link(message))
    assert "Is lin@example.com your address?" in page.content.decode()
    answer = client.post(link(message), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("shop_create")

    answer = client.post(reverse("shop_create"), {"name": " Lin's  Pots ", "currency": "EUR", "website": ""})
    shop = Shop.objects.get()
    assert (shop.name, shop.currency) == ("Lin's Pots", "EUR")
    assert answer.url == reverse("shop_dashboard", args=[shop.pk])
    assert client.get(answer.url).status_code == 200
    user = User.objects.get(email="lin@example.com")
    assert Member.objects.get(shop=shop).user == user
    assert trail(user) == ["account.sign_up", "account.email_confirmed", "account.sign_in", "shop.create"]


def test_an_address_that_has_an_account_gets_a_mail_that_says_so_and_the_page_does_not(client):
    known("lin@example.com")
    details = {"email": "lin@example.com", "password1": PASSWORD + "x", "password2": PASSWORD + "x"}
    answer = client.post(reverse("account_signup"), details)
    assert answer.url == reverse("account_email_verification_sent")
    assert [message.subject for message in mail.outbox] == ["You have an account already"]
    assert User.objects.count() == 1


def test_an_unverified_person_cannot_sign_in_and_is_told_to_look_into_the_mail(client):
    client.post(reverse("account_signup"), {"email": "a@example.com", "password1": PASSWORD, "password2": PASSWORD})
    answer = client.post(reverse("account_login"), {"login": "a@example.com", "password": PASSWORD}, follow=True)
    assert "Look into your mail" in answer.content.decode()
    assert answer.context["user"].is_anonymous


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "lin@example.com"])
def test_weak_passwords_are_refused_with_a_word(client, password):
    details = {"email": "lin@example.com", "password1": password, "password2": password}
    page = client.post(reverse("account_signup"), details)
    assert page.status_code == 200
    assert page.context["form"].errors["password1"]
    assert not User.objects.exists()


def test_sign_out_needs_a_post_and_lands_on_the_sign_in_page(client):
    user = known("lin@example.com")
    client.force_login(user)
    assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert client.get(reverse("home")).url.startswith(reverse("account_login"))
    assert trail(user) == ["account.sign_out"]


def test_a_forgotten_password_is_reset_by_mail_and_opens_a_locked_account(client):
    user = known("lin@example.com")
    for _ in range(6):
        page = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"})
    assert "locked" in page.content.decode()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (message,) = mail.outbox
    form = client.get(link(message), follow=True)
    new = {"password1": "another horse battery", "password2": "another horse battery"}
    answer = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "Password changed" in answer.content.decode()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": "another horse battery"})
    assert answer.url == "/"
    assert "account.password_reset" in trail(user)
    used = client.get(link(message), follow=True)
    assert "This link is used up" in used.content.decode()


def test_the_address_changes_only_once_the_new_one_is_verified(client):
    user = known("old@example.com")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "new@example.com"})
    assert "Confirm that it is you" in client.get(answer.url).content.decode()
    client.post(answer.url, {"password": PASSWORD, "next": reverse("account_email")})
    assert "Waiting for new@example.com" in client.get(reverse("account_email")).content.decode()
    user.refresh_from_db()
    assert user.email == "old@example.com"
    confirmation = next(message for message in mail.outbox if message.to == ["new@example.com"])
    client.post(link(confirmation))
    user.refresh_from_db()
    assert user.email == "new@example.com"


def test_a_closed_account_cannot_sign_in_and_is_told_why(client):
    user = known("lin@example.com", is_active=False)
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert "The moderators closed this account" in answer.content.decode()


def test_no_one_signs_up_twice_in_other_capitals(client):
    UserFactory(email="lin@example.com")
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="LIN@example.com")


class Away(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError(111, "Connection refused")


def test_a_mail_server_that_is_away_costs_no_page(client, settings):
    settings.EMAIL_BACKEND = "tests.shops.test_accounts.Away"
    details = {"email": "lin@example.com", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post(reverse("account_signup"), details, follow=True)
    assert page.status_code == 200
    assert "could not be sent" in page.content.decode()
    assert User.objects.filter(email="lin@example.com").exists()
