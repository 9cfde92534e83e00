"""What moderators stop is neither offered nor made, for any shop; what waits is kept and made afterwards."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.catalogue.models import Product
from shop_content.drafts.models import DraftVersion
from shop_content.jobs import actions, work
from shop_content.jobs.actions import Wish
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job
from shop_content.shops.errors import AlreadySo, ReasonNeeded
from tests.factories import MemberFactory, ProductFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def moderator():
    return UserFactory(is_staff=True)


def ask(member, *kinds: str):
    return actions.request_run(
        member, Product.objects.filter(shop=member.shop), Wish(kinds, ("en",)), "key" + "".join(kinds)
    )


def test_a_kind_that_is_stopped_waits_while_others_are_made(member, moderator):
    ProductFactory(shop=member.shop)
    run = ask(member, "title", "bullets")
    row = actions.suspend(moderator, "kind", "title", "It shouts.")
    work.work_off("text", 30)
    assert set(run.jobs.values_list("kind", "status")) == {("title", "queued"), ("bullets", "done")}

    actions.lift(row.pk, "It has stopped shouting.")
    work.work_off("text", 30)
    assert set(run.jobs.values_list("status", flat=True)) == {"done"}
    assert DraftVersion.objects.count() == 2


def test_an_engine_that_is_stopped_takes_all_its_kinds_with_it(member, moderator, settings):
    ProductFactory(shop=member.shop)
    run = ask(member, "title")
    actions.suspend(moderator, "engine", settings.TEXT_ENGINE, "It writes nonsense.")
    work.work_off("text", 5)
    assert run.jobs.get().status == "queued"
    with pytest.raises(RunError, match="suspended"):
        ask(member, "bullets")
    assert Job.objects.count() == 1


def test_it_takes_a_reason_and_is_done_once(moderator):
    with pytest.raises(ReasonNeeded):
        actions.suspend(moderator, "kind", "title", " ")
    row = actions.suspend(moderator, "kind", "title", "It shouts.")
    with pytest.raises(AlreadySo), transaction.atomic():
        actions.suspend(moderator, "kind", "title", "It shouts.")
    actions.lift(row.pk, "All is well.")
    with pytest.raises(AlreadySo):
        actions.lift(row.pk, "All is well.")
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["suspension.begin", "suspension.lift"]


def test_merchants_read_why_at_the_form_and_at_the_run(client, member, moderator):
    product = ProductFactory(shop=member.shop)
    run = ask(member, "title")
    actions.suspend(moderator, "kind", "title", "It <b>shouts</b>.")
    client.force_login(member.user)
    form = client.get(reverse("run_create", args=[member.shop_id]), {"product": product.pk}).content.decode()
    assert "Moderators have stopped it: It &lt;b&gt;shouts&lt;/b&gt;." in form
    page = client.get(reverse("run_detail", args=[member.shop_id, run.pk])).content.decode()
    assert "its jobs wait and lose nothing" in page
    assert "It &lt;b&gt;shouts" in page
