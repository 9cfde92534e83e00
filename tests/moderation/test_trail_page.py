"""The trail can be searched, filtered and exported whole."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from shop_content.audit.actions import record
from shop_content.audit.actor import Actor, acting
from shop_content.audit.models import Event
from tests.factories import MemberFactory, ShopFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moderator(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(email="mod@example.com", is_staff=True))


@pytest.fixture
def events():
    shop = ShopFactory()
    with acting(Actor(7, "lin@example.com", "192.0.2.7")):
        record("shop.change", shop, shop.pk, changed={"name": ["旧", "陶器"]})
        record("member.remove", shop, shop.pk, email="=HYPERLINK(1)")
    with acting(Actor(8, "=cmd@example.com", None)):
        record("shop.create", shop, shop.pk)


def found(client, **query):
    return [
        event.verb for event in client.get(reverse("admin:audit_event_changelist"), query).context["cl"].result_list
    ]


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ({"q": "lin@"}, {"shop.change", "member.remove"}),
        ({"q": "HYPERLINK"}, {"member.remove"}),
        ({"q": "192.0.2.7 change"}, {"shop.change"}),
        ({"verb": "shop.create"}, {"shop.create"}),
        ({"q": "nothing like it"}, set()),
        ({"q": "'\";%_\\"}, set()),
    ],
)
def test_search_and_filters(client, events, query, verbs):
    assert set(found(client, **query)) == verbs


def test_chinese_detail_is_found_and_shown(client, events):
    assert found(client, q="陶器") == ["shop.change"]
    event = Event.objects.get(verb="shop.change")
    assert "陶器" in client.get(reverse("admin:audit_event_change", args=[event.pk])).content.decode()


def test_the_export_holds_what_the_list_shows_and_no_formula(client, events):
    answer = client.get(reverse("admin:audit_event_export"), {"q": "example.com"})
    assert answer.streaming
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["verb"] for row in rows] == ["shop.change", "member.remove", "shop.create"]
    assert rows[0]["detail"] == '{"changed": {"name": ["旧", "陶器"]}}'
    assert rows[2]["actor"] == "'=cmd@example.com"
    assert rows[2]["address"] == ""


def test_the_export_goes_past_one_page(client):
    shop = ShopFactory()
    Event.objects.bulk_create(
        [Event(actor="x", verb="x.y", target_type="t", target_id=str(n), shop_id=shop.pk) for n in range(130)]
    )
    answer = client.get(reverse("admin:audit_event_export"), {"verb": "x.y"})
    assert b"".join(answer.streaming_content).count(b"\n") == 131


def test_merchants_cannot_export(client):
    client.force_login(MemberFactory().user)
    assert client.get(reverse("admin:audit_event_export")).status_code in (302, 403)
