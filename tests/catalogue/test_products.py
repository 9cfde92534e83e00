"""Products: created, changed by two people, deleted and brought back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from shop_content.audit.models import Event
from shop_content.catalogue import actions
from shop_content.catalogue.errors import ProductGone, Stale
from shop_content.catalogue.gtin import check_digit, validate_gtin
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import canonical, parse_amount
from shop_content.shops.models import Member
from tests.catalogue import files
from tests.factories import DraftFactory, MemberFactory, ProductFactory, VersionFactory


@pytest.fixture
def member(db: None) -> Member:
    return MemberFactory()


def test_a_product_needs_a_title_only(member: Member) -> None:
    product = actions.create_product(member, {"title": "Mug", "sku": "", "price": Decimal(5)})
    assert product.sku.startswith("P-")
    assert (product.currency, product.revision) == (member.shop.currency, 1)
    event = Event.objects.get()
    assert (event.verb, event.shop_id, event.target_id) == ("product.create", member.shop_id, str(product.pk))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "t" * 501}, "title"),
        ({"title": "Mug", "gtin": "4006381333930"}, "gtin"),
        ({"title": "Mug", "currency": "XXY"}, "currency"),
        ({"title": "Mug", "link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_is_wrong_is_named_by_field(member: Member, values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        actions.create_product(member, values)
    assert list(refusal.value.error_dict) == [field]
    assert not Product.objects.exists()


def test_an_sku_stands_once_in_a_shop_and_its_holder_is_named(member: Member) -> None:
    ProductFactory(shop=member.shop, sku="A-1", title="Red mug")
    ProductFactory(sku="A-2")
    actions.create_product(member, {"title": "Mug", "sku": "A-2"})
    with pytest.raises(ValidationError) as refusal:
        actions.create_product(member, {"title": "Mug", "sku": "A-1"})
    assert refusal.value.error_dict["sku"][0].code == "sku_taken"
    assert "Red mug" in str(refusal.value.messages)


def test_two_people_who_change_different_fields_both_win(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    base = {"title": product.title, "brand": product.brand}
    actions.update_product(member, product.pk, {"title": "New title"}, revision=1, base=base)
    actions.update_product(member, product.pk, {"brand": "New brand"}, revision=1, base=base)
    product.refresh_from_db()
    assert (product.title, product.brand, product.revision) == ("New title", "New brand", 3)
    assert Event.objects.filter(verb="product.update").count() == 2


def test_the_second_of_two_who_change_the_same_field_gets_both_texts(member: Member) -> None:
    product = ProductFactory(shop=member.shop, title="Old")
    actions.update_product(member, product.pk, {"title": "First"}, revision=1, base={"title": "Old"})
    with pytest.raises(Stale) as conflict:
        actions.update_product(member, product.pk, {"title": "Second"}, revision=1, base={"title": "Old"})
    assert conflict.value.conflicts == {"title": ("First", "Second")}
    product.refresh_from_db()
    assert product.title == "First"
    actions.update_product(member, product.pk, {"title": "Second"}, revision=2, base={"title": "First"})
    product.refresh_from_db()
    assert product.title == "Second"


def test_the_same_change_twice_is_no_conflict_and_no_event(member: Member) -> None:
    product = ProductFactory(shop=member.shop, title="Old")
    for _time in range(2):
        actions.update_product(member, product.pk, {"title": "New"}, revision=1, base={"title": "Old"})
    assert Event.objects.count() == 1


def test_another_shops_product_does_not_exist(member: Member) -> None:
    with pytest.raises(ProductGone):
        actions.update_product(member, ProductFactory().pk, {"title": "Mine"}, revision=1, base={})


def test_a_deleted_product_steps_aside_with_its_drafts_and_frees_its_sku(member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="A-1", handle="mug")
    VersionFactory(draft=DraftFactory(product=product))
    foreign = ProductFactory()
    archived = actions.archive_products(member, Product.objects.filter(pk__in=[product.pk, foreign.pk]))
    assert archived.count == 1
    assert list(Product.objects.all()) == [foreign]
    with pytest.raises(ProductGone):
        actions.update_product(member, product.pk, {"title": "x"}, revision=1, base={})
    other = actions.create_product(member, {"title": "Other", "sku": "A-1", "handle": "mug"})
    restored = actions.restore_products(member, archived.at)
    assert (restored.count, restored.blocked) == (0, ("A-1",))
    actions.archive_products(member, Product.objects.filter(pk=other.pk))
    assert actions.restore_products(member, archived.at).count == 1
    assert Product.objects.get(shop=member.shop).pk == product.pk
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == [
        "product.archive", "product.create", "product.archive", "product.restore"
    ]  # fmt: skip


def test_a_bad_photo_among_good_ones_is_refused_alone(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    good = files.file("PNG")
    added = actions.add_photos(member, product.pk, [("a.png", good), ("evil.jpg", b"#!/bin/sh"), ("again.png", good)])
    assert [photo.name for photo in added.photos] == ["a.png"]
    assert added.already == ["again.png"]
    assert [error.code for error in added.refused] == ["image.not_an_image"]
    assert Event.objects.get().verb == "photo.add"


def test_a_removed_photo_comes_back_to_its_place(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    uploads = [(f"{n}.png", files.file("PNG", files.picture(seed=n))) for n in range(3)]
    photos = actions.add_photos(member, product.pk, uploads).photos
    actions.remove_photo(member, product.pk, photos[1].pk)
    assert actions.remove_photo(member, product.pk, photos[1].pk) is None
    assert [photo.name for photo in product.photos.all()] == ["0.png", "2.png"]
    actions.restore_photo(member, product.pk, photos[1].image_id)
    assert [photo.name for photo in product.photos.all()] == ["0.png", "1.png", "2.png"]
    assert actions.restore_photo(member, product.pk, photos[1].image_id) is None


def test_variants_are_one_table(member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    row = actions.VariantRow
    small, large = actions.set_variants(
        member, product.pk, [row(sku="S", options={"Size": "S"}), row(sku="L", options={"Size": "L"})]
    )
    swapped = [row(large.pk, "S", "", {"Size": "L"}, Decimal(9)), row(small.pk, "L", "", {"Size": "S"})]
    actions.set_variants(member, product.pk, swapped)
    assert [(v.pk, v.sku, v.price) for v in product.variants.all()] == [(large.pk, "S", 9), (small.pk, "L", None)]
    actions.set_variants(member, product.pk, [row(small.pk, "L", "", {"Size": "S"})])
    assert [v.pk for v in product.variants.all()] == [small.pk]


@pytest.mark.parametrize(
    "rows",
    [
        [actions.VariantRow(sku="A")],
        [actions.VariantRow(sku="A", options={"Size": "S"}), actions.VariantRow(sku="A", options={"Size": "M"})],
        [actions.VariantRow(options={"Size": "S"}), actions.VariantRow(options={"Size": "S"})],
        [actions.VariantRow(options={"Size": "S"}, gtin="123")],
        [actions.VariantRow(options={"a": "1", "b": "2", "c": "3", "d": "4"})],
    ],
    ids=["no option", "same sku", "same options", "bad gtin", "four options"],
)
def test_a_wrong_row_refuses_the_whole_table(member: Member, rows: list[actions.VariantRow]) -> None:
    product = ProductFactory(shop=member.shop)
    with pytest.raises(ValidationError) as refusal:
        actions.set_variants(member, product.pk, rows)
    assert refusal.value.messages[0].startswith("Row ")
    assert not product.variants.exists()


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("1,299.00", "en", "1299.00"),
        ("1.299,00", "en", "1299.00"),
        ("1,299", "en", "1299"),
        ("1,299", "de", "1.299"),
        ("1.299", "de", "1299"),
        ("12,50", "en", "12.50"),
        ("¥1299", "zh-hans", "1299"),
        ("１２９９元", "zh-hans", "1299"),
        ("USD 12.5", "en", "12.5"),
        ("1 299,5", "fr", "1299.5"),
        ("1'299.00", "de", "1299.00"),
        ("1,23,456.00", "en", "123456.00"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, language: str, amount: str) -> None:
    assert parse_amount(text, language) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "nan", "inf", "-1", "1,2,3", "1.2.3,4", "99999999999", "1.23456", "0x10"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse_amount(text)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        assert parse_amount(text) >= 0
    except ValidationError as error:
        assert error.messages


def test_amounts_have_their_currencys_decimals() -> None:
    shown = [
        str(canonical(Decimal(a), c))
        for a, c in [("18.0000", "USD"), ("1800.0000", "JPY"), ("1.2345", "USD"), ("18.5", "")]
    ]
    assert shown == ["18.00", "1800", "1.2345", "18.50"]


@pytest.mark.parametrize("gtin", ["4006381333931", "73513537", "036000291452", "10012345678902"])
def test_good_gtins(gtin: str) -> None:
    validate_gtin(gtin)


@pytest.mark.parametrize(
    ("gtin", "code"),
    [
        ("4006381333932", "gtin_checksum"),
        ("123", "gtin_length"),
        ("400638133393X", "gtin_digits"),
        ("４００６３８１３３３９３１", "gtin_digits"),
    ],
)
def test_bad_gtins(gtin: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_gtin(gtin)
    assert refusal.value.code == code


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(digits: str, place: int, by: int) -> None:
    gtin = f"{digits}{check_digit(digits)}"
    wrong = gtin[:place] + str((int(gtin[place]) + by) % 10) + gtin[place + 1 :]
    validate_gtin(gtin)
    with pytest.raises(ValidationError):
        validate_gtin(wrong)
