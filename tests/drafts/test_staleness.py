"""A changed fact marks just the versions that cite it, says which sentence, and keeps them from being approved."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generation.contract import Claim
from shop_content.audit.models import Event
from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.models import Product
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import FactsChanged, NothingChanged
from shop_content.drafts.models import Draft, Status
from shop_content.drafts.queue import Filter
from shop_content.drafts.staleness import outdated_claims
from tests.factories import VariantFactory

pytestmark = pytest.mark.django_db

TEXT = "A mug made of stoneware. It holds 350 ml. It comes in sage green."
CLAIMS = [
    Claim("description", 0, 0, 24, ("f1",)),
    Claim("description", 0, 25, 41, ("f2",)),
    Claim("description", 0, 42, 65, ("f3",)),
]


@pytest.fixture
def described(write):
    return write("description", fields={"description": TEXT}, claims=CLAIMS)


@pytest.fixture
def change(owner, product):
    """`change("f2", "400", "ml")`: a person edits a fact, and a worker looks at what rests on it."""

    def edit(fact_id: str, value: str, unit: str = "") -> None:
        key = next(fact["key"] for fact in Product.objects.get(pk=product.pk).facts if fact["id"] == fact_id)
        catalogue.edit_fact(owner, product.pk, fact_id, key, value, unit)
        actions.compare_all()

    return edit


def test_just_the_drafts_that_cite_the_fact_are_marked(described, write, change, fresh):
    other = write("title", fields={"title": "Norra Mug"}, claims=[Claim("title", 0, 0, 9, ("brand", "title"))])

    change("f2", "400", "ml")

    assert fresh(described).stale == [described.pk] and fresh(described).outdated
    assert fresh(other).stale == [] and not fresh(other).outdated
    [event] = Event.objects.filter(verb="draft.outdated")
    assert (event.target_id, event.detail) == (str(described.draft_id), {"versions": [described.pk]})


def test_the_sentence_is_named(described, change, product):
    change("f2", "400", "ml")
    product.refresh_from_db()
    from shop_content.catalogue.facts import facts_of

    assert outdated_claims(described, facts_of(product)) == [1]


def test_a_fact_that_says_the_same_in_other_units_leaves_its_sentences_standing(described, change, fresh):
    change("f2", "0.35", "l")
    assert not fresh(described).outdated


def test_a_removed_fact_takes_its_sentence_with_it(described, owner, product, fresh):
    catalogue.remove_fact(owner, product.pk, "f3")
    actions.compare_all()
    assert fresh(described).outdated
    catalogue.restore_fact(owner, product.pk, "f3")
    actions.compare_all()
    assert not fresh(described).outdated


def test_whoever_changes_the_row_past_every_action_is_noticed_too(described, product, fresh):
    """As an import's single statement does."""
    Product.objects.filter(pk=product.pk).update(facts=[])
    assert fresh(described).recheck
    actions.compare_all()
    assert fresh(described).outdated and not fresh(described).recheck


def test_what_says_nothing_of_the_product_marks_nothing(described, product, fresh):
    Product.objects.filter(pk=product.pk).update(link="https://shop.example/mug", gtin="")
    assert not fresh(described).recheck


def test_variants_are_facts_too(write, product, fresh):
    VariantFactory(product=product, options={"Size": "S"})
    title = "Mug in S"
    version = write("title", fields={"title": title}, claims=[Claim("title", 0, 0, 8, ("option:Size",))])
    actions.compare_all()
    assert not fresh(version).outdated
    product.variants.all().delete()
    assert fresh(version).recheck
    actions.compare_all()
    assert fresh(version).outdated


def test_it_cannot_be_approved_even_before_a_worker_has_looked(described, owner, product):
    catalogue.edit_fact(owner, product.pk, "f2", "capacity", "400", "ml")
    with pytest.raises(FactsChanged) as refusal:
        actions.approve(owner, described.draft_id, described.pk)
    assert "1 sentence rests on a fact that has changed" in refusal.value.message
    assert Draft.objects.get(pk=described.draft_id).status == Status.IN_REVIEW


def test_a_published_version_stays_and_is_pointed_out(described, owner, change, fresh):
    actions.approve(owner, described.draft_id, described.pk)
    change("f1", "porcelain")
    draft = fresh(described)
    assert draft.status == Status.APPROVED and draft.outdated
    assert list(queue.drafts(owner, Filter(status="", findings="outdated"))) == [draft]


def test_a_new_text_ends_it(described, owner, change, fresh):
    change("f2", "400", "ml")
    actions.save_edit(owner, described.draft_id, described.pk, {"description": TEXT.replace("350", "400")})
    assert not fresh(described).outdated
    assert not queue.drafts(owner, Filter(status="", findings="outdated")).exists()


def test_the_same_text_can_be_checked_by_todays_facts(described, owner, change, fresh):
    with pytest.raises(NothingChanged):
        actions.check_again(owner, described.draft_id, described.pk)
    change("f2", "400", "ml")
    version = actions.check_again(owner, described.draft_id, described.pk)
    assert version.fields == described.fields and version.number == described.number + 1
    assert {fact["value"] for fact in version.facts if fact["id"] == "f2"} == {"400"}
    assert fresh(described).errors  # 350 ml is no fact any more


def test_the_desk_names_the_sentences_and_offers_what_to_do(client, described, owner, change):
    change("f2", "400", "ml")
    client.force_login(owner.user)
    page = client.get(reverse("draft_detail", args=[owner.shop_id, described.draft_id])).content.decode()
    assert "1 sentence rests on it" in page and ">It holds 350 ml.</span>" in page and "seg-outdated" in page
    queue_page = client.get(reverse("draft_list", args=[owner.shop_id])).content.decode()
    assert "Out of date" in queue_page
    answer = client.post(
        reverse("draft_check_again", args=[owner.shop_id, described.draft_id]), {"version": described.pk}
    )
    assert answer.status_code == 302


def test_an_import_of_many_marks_in_one_statement(owner, product, write, django_assert_num_queries):
    write()
    with django_assert_num_queries(1):
        Product.objects.filter(shop=owner.shop).update(brand="Sund")
    assert Draft.objects.filter(recheck=True).count() == 1
