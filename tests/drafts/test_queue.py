"""What needs a person first: orders, filters, counts, pages by key, named views, arrivals."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.models import Product, ShopperEvent
from shop_content.catalogue.sales import LATELY, count_sales
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import Draft, Order, QueueView, Status, Tally
from shop_content.drafts.queue import Filter
from tests.drafts import many
from tests.drafts.conftest import ERROR, WARNING
from tests.factories import DraftFactory, EventFactory, MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db


def listed(member: Any, **wanted: str) -> list[int]:
    return list(queue.drafts(member, Filter(**wanted)).values_list("pk", flat=True))


def really(shop_id: int) -> dict[str, int]:
    """The counts, counted."""
    found = Counter(Draft.objects.filter(shop_id=shop_id, product__archived_at=None).values_list("status", flat=True))
    return {status: found[status] for status in Status.values}


def beside(member, pk, **wanted):
    return queue.beside(member, Filter(**wanted), Draft.objects.get(pk=pk))


def test_what_needs_a_person_most_comes_first(write, owner, fresh):
    fine = write(scores={"total": 0.97})
    poor = write("description", scores={"total": 0.41})
    warned = write("seo", findings=[WARNING], scores={"total": 0.9})
    broken = write("bullets", findings=[ERROR], scores={"total": 0.9})
    order = [version.draft_id for version in (broken, warned, poor, fine)]
    assert listed(owner) == order
    assert queue.to_review(owner, Filter()) == broken.draft_id
    for before, after in pairwise(order):
        assert beside(owner, before)[1] == after
        assert beside(owner, after)[0] == before
    assert beside(owner, fine.draft_id)[1] is None
    assert queue.to_review(owner, Filter(), fresh(fine)) == broken.draft_id, "it begins anew"
    assert queue.to_review(owner, Filter(), fresh(warned)) == poor.draft_id


def test_a_waived_finding_and_a_new_version_move_a_draft(write, owner):
    broken, warned = write(findings=[ERROR]), write("seo", findings=[WARNING])
    actions.waive(owner, broken.findings.get().pk, "It is a name")
    assert listed(owner) == [warned.draft_id, broken.draft_id]
    write(findings=[ERROR], job_id=9)
    assert listed(owner)[0] == broken.draft_id


def test_best_sellers_come_first_and_go_when_nobody_buys_any_more(write, owner, product):
    other = ProductFactory(shop=owner.shop)
    few, many_sold = write(), write("seo", of=other)
    now = timezone.now()
    EventFactory(product=product, verb="buy", at=now)
    EventFactory.create_batch(3, product=other, verb="buy", at=now)
    EventFactory.create_batch(5, product=product, verb="view", at=now)
    EventFactory.create_batch(5, product=product, verb="buy", at=now - LATELY - timedelta(days=1))
    assert count_sales() == 2
    assert count_sales() == 0
    assert listed(owner, order="sold") == [many_sold.draft_id, few.draft_id]
    later = write("description", of=other)
    assert listed(owner, order="sold") == [later.draft_id, many_sold.draft_id, few.draft_id]
    assert beside(owner, many_sold.draft_id, order="sold")[1] == few.draft_id
    ShopperEvent.objects.filter(product=other).delete()
    assert count_sales() == 1
    assert listed(owner, order="sold")[0] == few.draft_id


def test_the_shops_own_order_and_a_persons_choice(write, owner, approver, product):
    dear = ProductFactory(shop=owner.shop, price=Decimal(900))
    cheap, costly = write(), write("seo", of=dear)
    Draft.objects.filter(pk=costly.draft_id).update(arrived_at=timezone.now() - timedelta(days=2))
    with pytest.raises(PermissionDenied):
        actions.set_order(approver, "price")
    with pytest.raises(BadField):
        actions.set_order(owner, "beauty")
    actions.set_order(owner, "price")
    assert listed(approver) == [costly.draft_id, cheap.draft_id]
    assert listed(approver, order="product") == [cheap.draft_id, costly.draft_id]
    assert listed(approver, order="newest") == [cheap.draft_id, costly.draft_id]
    assert listed(approver, order="oldest") == [costly.draft_id, cheap.draft_id]
    Product.objects.filter(pk=product.pk).update(price=Decimal(1_000))
    assert listed(approver) == [cheap.draft_id, costly.draft_id], "a new price moves it"


@pytest.mark.parametrize("order", Order.values)
def test_pages_by_key_show_every_draft_once_in_every_order(client, owner, order):
    many.drafts(owner.shop_id, 120)
    client.force_login(owner.user)
    address, query, seen = reverse("draft_list", args=[owner.shop_id]), f"?order={order}", []
    pages = []
    while query:
        page = client.get(address + query).context
        pages.append([draft.pk for draft in page["rows"]])
        seen += pages[-1]
        query = f"?order={order}&after={page['later']}" if page["later"] else ""
    assert seen == listed(owner, order=order) and len(seen) == len(set(seen)) == 120
    back = client.get(f"{address}?order={order}&before={pages[1][0]}").context
    assert [draft.pk for draft in back["rows"]] == pages[0] and back["earlier"] is None
    assert [beside(owner, pk, order=order)[1] for pk in seen[:5]] == seen[1:6]


def test_counts_are_right_whatever_happens(owner, write, product, moderator):
    pairs = many.drafts(owner.shop_id, 30)
    other = MemberFactory()
    many.drafts(other.shop_id, 4)
    for draft, version in pairs[:7]:
        actions.approve(owner, draft, version)
    for draft, version in pairs[7:10]:
        actions.reject(owner, draft, version, "Not true")
    actions.hold(moderator, pairs[10][0], "Complaint")
    actions.reopen(owner, pairs[0][0])
    actions.open_draft(owner.shop_id, product.pk, "seo", "en")
    write("bullets")
    assert queue.counts(owner) == really(owner.shop_id)
    gone = list(Product.objects.filter(shop=owner.shop).order_by("pk")[2:6].values_list("pk", flat=True))
    catalogue.archive_products(owner, Product.objects.filter(pk__in=gone))
    assert queue.counts(owner) == really(owner.shop_id)
    assert set(listed(owner, status="")).isdisjoint(Draft.objects.filter(product__in=gone).values_list("pk", flat=True))
    actions.discard_unwritten([(product.pk, "seo", "en", "")])
    before = queue.counts(owner)
    assert before == really(owner.shop_id)
    assert Tally.objects.count() > len(Status)
    actions.sum_up()
    assert queue.counts(owner) == before and Tally.objects.filter(shop_id=owner.shop_id).count() <= len(Status)
    assert queue.counts(other) == really(other.shop_id) == {**dict.fromkeys(Status.values, 0), "in_review": 4}


def test_filters_by_assignee_category_and_finding(write, owner, editor):
    mine, theirs, free = write(), write("seo", findings=[ERROR]), write("bullets")
    actions.assign(owner, mine.draft_id, owner.user_id)
    actions.assign(owner, theirs.draft_id, editor.user_id)
    assert listed(owner, assignee="me") == [mine.draft_id]
    assert listed(owner, assignee=str(editor.user_id)) == [theirs.draft_id]
    assert listed(owner, assignee="none") == [free.draft_id]
    assert listed(owner, rule="characters") == [theirs.draft_id] and listed(owner, rule="numbers") == []
    assert len(listed(owner, category=mine.draft.product.category)) == 3 and listed(owner, category="Shoes") == []
    narrowed = Filter.read({"assignee": "me", "rule": "characters", "category": "Mugs", "order": "price"})
    assert Filter.read(dict(pair.split("=") for pair in narrowed.query.split("&"))) == narrowed
    assert Filter.read({"assignee": "x", "rule": "x", "order": "x"}) == Filter()


def test_named_views_are_ones_own_or_everybodys(client, owner, editor, write):
    write()
    client.force_login(editor.user)
    save, queue_page = reverse("view_save", args=[owner.shop_id]), reverse("draft_list", args=[owner.shop_id])
    client.post(save, {"name": " Titles  first ", "query": "kind=title&junk=1"})
    client.post(save, {"name": "Ours", "query": "kind=seo", "shared": "on"})
    private, shared = QueueView.objects.order_by("pk")
    assert (private.name, private.query, shared.shared) == ("Titles first", "kind=title", True)
    assert "Titles first" in client.get(queue_page + "?kind=title").content.decode()
    client.force_login(owner.user)
    page = client.get(queue_page).content.decode()
    assert "Ours" in page and "Titles first" not in page
    client.post(reverse("view_remove", args=[owner.shop_id, private.pk]))
    client.post(reverse("view_remove", args=[owner.shop_id, shared.pk]))
    assert list(QueueView.objects.all()) == [private]
    client.post(save, {"name": "", "query": ""})
    assert QueueView.objects.count() == 1


def test_an_open_list_hears_of_arrivals(client, owner, write):
    write()
    client.force_login(owner.user)
    since = client.get(reverse("draft_list", args=[owner.shop_id])).context["since"]
    ask = reverse("draft_arrivals", args=[owner.shop_id])
    Draft.objects.update(arrived_at=timezone.now() - timedelta(minutes=1))
    assert "queue-arrived" not in client.get(ask, {"since": since}).content.decode()
    version = write("seo")
    Draft.objects.filter(pk=version.draft_id).update(arrived_at=timezone.now())
    told = client.get(ask, {"since": since}).content.decode()
    assert "1 new: show it" in told and '<span class="number">2</span>' in told
    assert "queue-arrived" not in client.get(ask, {"since": since, "kind": "title"}).content.decode()
    for nonsense in ("", "x", "2026-13-45", "2026-01-01"):
        assert client.get(ask, {"since": nonsense}).status_code == 200


def test_the_owner_sets_the_order(client, owner, write):
    client.force_login(owner.user)
    address = reverse("review_settings", args=[owner.shop_id])
    assert "What needs you most" in client.get(address).content.decode()
    client.post(address, {"order": "oldest"})
    assert queue.order_of(owner.shop_id) == "oldest"
    assert "Choose one of the orders" in client.post(address, {"order": "x"}, follow=True).content.decode()


def test_another_shops_draft_marks_no_place_in_the_queue(client, owner, write):
    write()
    foreign = DraftFactory(status=Status.IN_REVIEW)
    client.force_login(owner.user)
    address = reverse("draft_list", args=[owner.shop_id])
    for side in ("after", "before"):
        page = client.get(address, {side: foreign.pk})
        assert [draft.shop_id for draft in page.context["rows"]] == [owner.shop_id]
