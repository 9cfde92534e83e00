"""Opening a shop, its settings, the way in, the first steps."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from shop_content.audit.actions import record
from shop_content.audit.models import Event
from shop_content.shops import actions, activity
from shop_content.shops.activity import first_steps, latest
from shop_content.shops.errors import AlreadySo, BadValue, ReasonNeeded
from shop_content.shops.models import Shop
from tests.factories import MemberFactory, ProductFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MemberFactory()


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"name": "x" * 121}, {"currency": "XXX"}, {"website": "javascript:alert(1)"}, {"website": "shop"}],
)
def test_values_that_make_no_sense_are_refused_at_the_field(client, wrong):
    user = UserFactory()
    with pytest.raises(BadValue) as caught:
        actions.create_shop(user, **{"name": "Pots", "currency": "EUR", "website": "", **wrong})
    assert caught.value.field in wrong
    client.force_login(user)
    page = client.post(reverse("shop_create"), {"name": "Pots", "currency": "EUR", "website": "", **wrong})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == list(wrong)
    assert not Shop.objects.exists()


def test_the_settings_are_kept_and_recorded_with_old_and_new(client, owner):
    client.force_login(owner.user)
    values = {"name": "Pots & Pans", "currency": "CNY", "website": "https://pots.example.com"}
    client.post(reverse("shop_settings", args=[owner.shop_id]), values)
    owner.shop.refresh_from_db()
    assert (owner.shop.name, owner.shop.currency, owner.shop.website) == tuple(values.values())
    event = Event.objects.get(verb="shop.change")
    assert event.detail["changed"]["currency"] == ["USD", "CNY"]
    client.post(reverse("shop_settings", args=[owner.shop_id]), values)
    assert Event.objects.filter(verb="shop.change").count() == 1


def test_home_leads_to_the_shop_that_was_open_last(client, owner):
    second = MemberFactory(user=owner.user)
    client.force_login(owner.user)
    for member in (second, owner):
        client.get(reverse("shop_dashboard", args=[member.shop_id]))
        assert client.get(reverse("home")).url == reverse("shop_dashboard", args=[member.shop_id])
    page = client.get(reverse("home") + "?choose=1").content.decode()
    assert owner.shop.name in page
    assert second.shop.name in page


def test_home_leads_a_new_person_to_opening_a_shop_and_a_moderator_to_moderation(client):
    client.force_login(UserFactory())
    assert client.get(reverse("home")).url == reverse("shop_create")
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("home")).url == reverse("admin:index")


def test_a_suspended_shop_is_closed_to_its_people_until_it_is_reopened(client, owner):
    client.force_login(owner.user)
    with pytest.raises(ReasonNeeded):
        actions.suspend(owner.shop_id, " ")
    actions.suspend(owner.shop_id, "counterfeit goods")
    with pytest.raises(AlreadySo):
        actions.suspend(owner.shop_id, "again")
    assert client.get(reverse("shop_dashboard", args=[owner.shop_id])).status_code == 404
    assert "Closed by the moderators" in client.get(reverse("home")).content.decode()
    actions.unsuspend(owner.shop_id, "it was a mistake")
    assert client.get(reverse("shop_dashboard", args=[owner.shop_id])).status_code == 200
    assert list(Event.objects.order_by("pk").values_list("verb", "detail__reason")) == [
        ("shop.suspend", "counterfeit goods"),
        ("shop.unsuspend", "it was a mistake"),
    ]


def test_the_first_steps_tick_themselves_off(client, owner):
    shop = owner.shop
    assert [(step.done, step.next) for step in first_steps(shop.pk)] == [(False, True)] + [(False, False)] * 3
    product = ProductFactory(shop=shop, title="Blue mug")
    record("product.create", product, shop.pk, sku=product.sku, title="Blue mug")
    record("draft.approve", product, shop.pk)
    assert [(step.done, step.next) for step in first_steps(shop.pk)] == [
        (True, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    client.force_login(owner.user)
    page = client.get(reverse("shop_dashboard", args=[shop.pk])).content.decode()
    assert "added a product" in page
    assert f'href="{reverse("product_detail", args=[shop.pk, product.pk])}">Blue mug</a>' in page
    record("run.request", product, shop.pk, jobs=3, products=1)
    record("storefront.create", product, shop.pk)
    assert "Getting started" not in client.get(reverse("shop_dashboard", args=[shop.pk])).content.decode()


def test_the_activity_is_the_shop_s_own_and_never_breaks_on_missing_detail(owner):
    other = MemberFactory().shop
    record("shop.create", other, other.pk)
    record("member.role", owner, owner.shop_id)
    record("machine.heartbeat", owner, owner.shop_id)
    assert [line.words for line in latest(owner.shop_id)] == ["changed the role of "]


def test_what_one_person_does_several_times_in_a_row_is_one_line(owner):
    products = [ProductFactory.create(shop=owner.shop, title=title) for title in ("Mug", "Lamp", "Stool")]
    for product in products:
        record("product.update", product, owner.shop_id)
    record("voice.change", owner.shop, owner.shop_id)
    record("product.update", products[0], owner.shop_id)
    with override("en"):
        lines = [(line.words, line.subject) for line in latest(owner.shop_id)]
    assert lines == [
        ("changed a product", "Mug"),
        ("changed the brand voice", ""),
        ("changed products, 3 times", ""),
    ]


def test_more_of_the_same_than_is_read_is_not_counted_short(owner, monkeypatch):
    monkeypatch.setattr(activity, "_READ", 3)
    for _ in range(5):
        record("draft.approve", owner.shop, owner.shop_id)
    with override("en"):
        assert [line.words for line in latest(owner.shop_id)] == ["approved 3+ drafts"]


def test_the_activity_names_nothing_of_another_shop(owner):
    foreign = ProductFactory.create(title="Secret")
    record("product.update", foreign, owner.shop_id)
    assert [(line.subject, line.href) for line in latest(owner.shop_id)] == [("", "")]
