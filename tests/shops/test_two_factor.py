"""An authenticator app and recovery codes protect an account; wrong codes lock it."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from shop_content.audit.models import Event
from tests.shops.people import PASSWORD, known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_old_counts():
    cache.clear()


def code(secret: str, steps: int = 0) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


@pytest.fixture
def protected(client, django_capture_on_commit_callbacks):
    """A person with an app; the secret and one recovery code."""
    user = known("lin@example.com")
    sign_in(client, user)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret, -1)})
    assert answer.status_code == 302
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    client.post(reverse("account_logout"))
    return user, secret, codes


def test_the_password_alone_no_longer_opens_the_account(client, protected):
    user, secret, _codes = protected
    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("home")).status_code == 302
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert page.context["form"].errors["code"]
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).url == "/"
    assert client.get(reverse("shop_create")).status_code == 200
    verbs = Event.objects.filter(actor_id=user.pk).values_list("verb", flat=True)
    assert {"account.totp_activated", "account.sign_in"} <= set(verbs)


def test_a_recovery_code_works_once(client, protected):
    user, _secret, codes = protected
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).url == "/"
    client.post(reverse("account_logout"))
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert client.get(reverse("home")).status_code == 302


def test_guessing_codes_locks(client, protected):
    user, secret, _codes = protected
    sign_in(client, user)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert re.search(r"locked for \d+ more minute", page.content.decode())


def test_turning_it_off_asks_who_you_are_once_some_time_has_passed(client, protected, monkeypatch):
    user, secret, _codes = protected
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Turn off two-factor sign-in?" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 302
    assert "reauthenticate" in answer.url
    assert "Confirm that it is you" in client.get(answer.url).content.decode()
