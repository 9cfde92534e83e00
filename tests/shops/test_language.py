"""The interface speaks the person's language, signed in or not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from shop_content.audit.models import Event
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


def lang(client, address):
    page = client.get(address)
    return page.content.decode().split('<html lang="')[1].split('"')[0], page["Content-Language"]


def test_signed_out_the_cookie_remembers(client):
    assert lang(client, reverse("account_login")) == ("en", "en")
    answer = client.post(reverse("set_language"), {"language": "zh-hans", "next": reverse("account_login")})
    assert answer.url == reverse("account_login")
    assert lang(client, reverse("account_login")) == ("zh-Hans", "zh-hans")


def test_signed_in_the_choice_follows_the_person_to_another_machine(client):
    member = MemberFactory()
    client.force_login(member.user)
    client.post(reverse("set_language"), {"language": "zh-hans"})
    elsewhere = Client()
    elsewhere.force_login(member.user)
    assert lang(elsewhere, reverse("shop_dashboard", args=[member.shop_id]))[0] == "zh-Hans"
    event = Event.objects.get(verb="user.language")
    assert (event.actor_id, event.detail) == (member.user_id, {"language": "zh-hans"})


def test_the_browser_s_language_counts_where_nothing_was_chosen(client):
    assert client.get(reverse("account_login"), HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9")["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("target", ["https://evil.example.com/", "//evil.example.com", "javascript:alert(1)", ""])
def test_it_sends_nobody_to_another_site(client, target):
    assert client.post(reverse("set_language"), {"language": "en", "next": target}).url == reverse("home")


def test_an_unknown_language_changes_nothing_and_get_is_refused(client):
    answer = client.post(reverse("set_language"), {"language": "tlh"})
    assert answer.status_code == 302
    assert "django_language" not in answer.cookies
    assert client.get(reverse("set_language")).status_code == 405
