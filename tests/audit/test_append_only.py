"""The trail is written by every action and changed by nobody: the database refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from shop_content.audit.actions import record, record_all
from shop_content.audit.actor import Actor, acting, current
from shop_content.audit.models import Event
from tests.factories import ShopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return record("shop.create", ShopFactory(), None, name="Pots")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'nobody'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "TRUNCATE audit_event CASCADE",
    ],
)
def test_the_database_refuses_to_change_it(event, statement):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get(pk=event.pk).actor == "system"


def test_the_orm_is_refused_too(event):
    event.actor = "nobody"
    for change in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(verb="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Event.objects.get().verb == "shop.create"


def test_an_event_says_who_what_which_row_and_from_where():
    shop = ShopFactory()
    with acting(Actor(7, "lin@example.com", "192.0.2.7")):
        event = record("shop.change", shop, shop.pk, changed={"name": ["a", "b"]})
    event.refresh_from_db()
    assert (event.actor_id, event.actor, event.address, event.shop_id) == (7, "lin@example.com", "192.0.2.7", shop.pk)
    assert (event.verb, event.target_type, event.target_id) == ("shop.change", "shops.shop", str(shop.pk))
    assert event.detail == {"changed": {"name": ["a", "b"]}}
    assert current().name == "system"


def test_it_commits_with_the_action_or_not_at_all():
    with pytest.raises(RuntimeError), transaction.atomic():
        record("shop.create", ShopFactory(), None)
        raise RuntimeError
    assert not Event.objects.exists()


def test_many_at_once_take_one_statement(django_assert_num_queries):
    shops = ShopFactory.create_batch(3)
    with django_assert_num_queries(1):
        record_all(("shop.create", shop, shop.pk, {}) for shop in shops)
    assert Event.objects.count() == 3
