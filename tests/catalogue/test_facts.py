"""Facts: added, changed, removed, ordered by several people at once."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from shop_content.audit.models import Event
from shop_content.catalogue import actions
from shop_content.catalogue.actions.facts import MAX_FACTS, _text
from shop_content.catalogue.errors import FactError, ProductGone, Stale
from shop_content.catalogue.facts import facts_of, photos_of
from shop_content.shops.models import Member
from tests.catalogue import files
from tests.factories import MemberFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory()


def test_a_fact_gets_an_id_that_is_never_used_again(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    assert actions.add_fact(member, product.pk, " Height ", "9.5", "cm") == {
        "id": "f4", "key": "Height", "value": "9.5", "unit": "cm", "source": "person"
    }  # fmt: skip
    actions.remove_fact(member, product.pk, "f4")
    assert actions.add_fact(member, product.pk, "width", "8", "cm")["id"] == "f5"
    product.refresh_from_db()
    assert product.revision == 4
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == ["fact.add", "fact.remove", "fact.add"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "x", ""), "fact.empty"),
        (("x", " \n ", ""), "fact.empty"),
        (("Material", "STONEWARE", ""), "fact.twice"),
        (("k" * 81, "x", ""), "fact.too_long"),
        (("x", "v" * 2001, ""), "fact.too_long"),
    ],
)
def test_what_is_no_fact_is_refused_and_nothing_is_written(
    member: Member, typed: tuple[str, str, str], code: str
) -> None:
    product = ProductFactory(shop=member.shop)
    with pytest.raises(FactError) as refusal:
        actions.add_fact(member, product.pk, *typed)
    assert refusal.value.code == code
    assert "%(" not in str(refusal.value)
    product.refresh_from_db()
    assert (len(product.facts), product.revision) == (3, 1)
    assert not Event.objects.exists()


def test_there_is_an_end_to_facts(member: Member) -> None:
    many = [{"id": f"f{n}", "key": f"k{n}", "value": "v", "unit": "", "source": "import"} for n in range(MAX_FACTS)]
    product = ProductFactory(shop=member.shop, facts=many, next_fact=MAX_FACTS + 1)
    with pytest.raises(FactError, match="at most 200"):
        actions.add_fact(member, product.pk, "one", "more")


def test_a_change_is_a_persons_word_and_a_stale_one_shows_both(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    product.facts[0]["source"] = "import"
    product.save()
    base = {"key": "material", "value": "stoneware", "unit": ""}
    assert actions.edit_fact(member, product.pk, "f1", "material", "porcelain", base=base)["source"] == "person"
    with pytest.raises(Stale) as conflict:
        actions.edit_fact(member, product.pk, "f1", "material", "bone china", base=base)
    assert conflict.value.conflicts == {"value": ("porcelain", "bone china")}
    product.refresh_from_db()
    assert product.facts[0]["value"] == "porcelain"
    assert [fact["id"] for fact in product.facts] == ["f1", "f2", "f3"]


def test_saving_what_is_there_already_changes_nothing(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    actions.edit_fact(member, product.pk, "f1", "material", "stoneware ")
    product.refresh_from_db()
    assert product.revision == 1
    assert not Event.objects.exists()


def test_a_fact_that_was_removed_meanwhile_is_said_to_be_gone(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    actions.remove_fact(member, product.pk, "f2")
    with pytest.raises(FactError) as refusal:
        actions.edit_fact(member, product.pk, "f2", "capacity", "400", "ml")
    assert refusal.value.code == "fact.gone"


def test_a_removed_fact_comes_back_to_its_place_with_its_source(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    product.facts[1]["source"] = "import"
    product.save()
    actions.remove_fact(member, product.pk, "f2")
    assert actions.restore_fact(member, product.pk, "f2")["source"] == "import"
    product.refresh_from_db()
    assert [fact["id"] for fact in product.facts] == ["f1", "f2", "f3"]
    with pytest.raises(FactError):
        actions.restore_fact(member, product.pk, "f2")


def test_another_products_removal_brings_nothing_back(member: Member) -> None:
    product, other = ProductFactory(shop=member.shop), ProductFactory(shop=member.shop, facts=[])
    actions.remove_fact(member, product.pk, "f2")
    with pytest.raises(FactError):
        actions.restore_fact(member, other.pk, "f2")


def test_an_order_survives_what_others_added_and_removed(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    actions.add_fact(member, product.pk, "new", "one")
    ordered = actions.reorder_facts(member, product.pk, ["f3", "gone", "f1"])
    assert [fact["id"] for fact in ordered] == ["f3", "f1", "f2", "f4"]


def test_another_shops_product_does_not_exist(member: Member) -> None:
    with pytest.raises(ProductGone):
        actions.add_fact(member, ProductFactory().pk, "k", "v")


@pytest.mark.django_db(transaction=True)
def test_ten_people_add_facts_at_once_and_none_is_lost() -> None:
    member = MemberFactory()
    product = ProductFactory(shop=member.shop, facts=[], next_fact=1)
    start = threading.Barrier(10)

    def add(number: int) -> None:
        start.wait()
        try:
            actions.add_fact(member, product.pk, f"key {number}", "v")
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    product.refresh_from_db()
    assert sorted(fact["key"] for fact in product.facts) == sorted(f"key {number}" for number in range(10))
    assert len({fact["id"] for fact in product.facts}) == 10
    assert product.revision == 11


@given(st.text(max_size=200))
def test_a_cleaned_text_is_one_printable_line(text: str) -> None:
    cleaned = _text(text)
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & {"\n", "\r", "\t", "\0", "\u2028"}
    assert _text(cleaned) == cleaned


def test_facts_of_a_product_are_what_engines_read(member: Member) -> None:
    product = ProductFactory(shop=member.shop, price=Decimal("18.5"), currency="USD", source_text="From the studio.")
    VariantFactory(product=product, options={"Size": "M", "Colour": "red"}, position=0)
    VariantFactory(product=product, options={"Size": "L", "Colour": "red"}, position=1)
    product.refresh_from_db()
    facts = facts_of(product)
    assert str(facts.price) == "18.50"
    assert facts.options == (("Size", ("M", "L")), ("Colour", ("red",)))
    assert [(fact.id, fact.key, fact.value, fact.unit) for fact in facts.items] == [
        ("f1", "material", "stoneware", ""), ("f2", "capacity", "350", "ml"), ("f3", "colour", "sage green", "")
    ]  # fmt: skip
    assert facts.source_text == "From the studio."


def test_photos_of_a_product_come_with_their_bytes_the_hero_first(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    uploads = [(f"{n}.png", files.file("PNG", files.picture(seed=n))) for n in range(4)]
    added = actions.add_photos(member, product.pk, uploads)
    actions.reorder_photos(member, product.pk, [added.photos[2].pk])
    photos = photos_of(product)
    assert [photo.sha256 for photo in photos] == [added.photos[n].image.sha256 for n in (2, 0, 1)]
    assert all(photo.data.startswith(b"\x89PNG") and photo.media_type == "image/png" for photo in photos)


def test_a_source_that_a_person_states_stays_with_its_value(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    fact = actions.add_fact(member, product.pk, "weight", "340", "g", stated=" Measured\nby us ")
    assert fact["stated"] == "Measured by us"
    assert actions.edit_fact(member, product.pk, fact["id"], "net weight", "340", "g")["stated"] == "Measured by us"
    assert "stated" not in actions.edit_fact(member, product.pk, fact["id"], "net weight", "350", "g")
    with pytest.raises(FactError):
        actions.add_fact(member, product.pk, "height", "9", "cm", stated="x" * 201)
