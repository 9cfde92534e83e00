"""The catalogue's pages: who sees what, what is saved, what is said when it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shop_content.catalogue import actions
from shop_content.catalogue.models import Image, Product
from shop_content.shops.models import Member, Role
from tests.catalogue import files
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def client(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def address(name: str, member: Member, *args: Any) -> str:
    return reverse(name, args=[member.shop_id, *args])


def upload(name: str = "mug.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.file("PNG") if data is None else data)


def test_an_empty_shop_says_what_to_do(client: Client, member: Member) -> None:
    response = client.get(address("product_list", member))
    assert "Bring your first products" in response.content.decode()


def test_the_list_answers_htmx_with_the_results_alone_and_a_clean_address(client: Client, member: Member) -> None:
    ProductFactory(shop=member.shop, title="Oak stool")
    ProductFactory(shop=member.shop, title="Brass lamp")
    ProductFactory(title="Foreign stool")
    response = client.get(address("product_list", member) + "?q=stool&brand=&photo=", headers=HTMX)
    text = response.content.decode()
    assert "Oak stool" in text
    assert "Brass lamp" not in text
    assert "Foreign" not in text
    assert "<html" not in text
    assert response["HX-Push-Url"] == address("product_list", member) + "?q=stool"
    assert "HX-Request" in response["Vary"]


def test_the_list_takes_a_fixed_number_of_queries(
    client: Client, member: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        product = ProductFactory(shop=member.shop)
        actions.add_photos(member, product.pk, [("a.png", files.file("PNG", files.picture(seed=number)))])
    with django_assert_max_num_queries(10):
        response = client.get(address("product_list", member))
    assert response.content.count(b'loading="lazy"') == 20


def test_quick_add_keeps_the_line_ready_and_says_what_is_wrong(client: Client, member: Member) -> None:
    ProductFactory(shop=member.shop, sku="A-1", title="Red mug")
    good = client.post(address("product_create", member), {"quick": "1", "title": "Blue mug"}, headers=HTMX)
    assert "Blue mug" in good.content.decode()
    assert good["HX-Trigger"] == "products-changed"
    bad = client.post(address("product_create", member), {"quick": "1", "title": "Mug", "sku": "A-1"}, headers=HTMX)
    assert "Another product of this shop has this SKU: Red mug" in bad.content.decode()
    assert 'value="A-1"' in bad.content.decode()
    assert Product.objects.count() == 2


def test_a_product_is_added_with_its_photos(client: Client, member: Member) -> None:
    data = {"title": "Mug", "price": "1,299.50", "currency": "eur", "gtin": "4 006381-333931", "category": "Home>Mugs"}
    photos = [upload(), upload("evil.jpg", b"#!/bin/sh")]
    response = client.post(address("product_create", member), {**data, "photos": photos}, follow=True)
    product = Product.objects.get()
    assert (str(product.price), product.currency, product.gtin) == ("1299.5000", "EUR", "4006381333931")
    assert product.category == "Home > Mugs"
    assert product.photos.count() == 1
    assert "“evil.jpg” is not a picture" in response.content.decode()


def test_a_refused_product_keeps_what_was_typed(client: Client, member: Member) -> None:
    response = client.post(address("product_create", member), {"title": "Mug", "price": "cheap", "gtin": "123"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "“cheap” is not an amount" in text
    assert 'value="cheap"' in text
    assert "this one has 3" in text
    assert not Product.objects.exists()


def test_a_field_is_saved_in_place(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop, brand="Old")
    data = {"revision": 1, "base_brand": "Old", "brand": "New"}
    response = client.post(address("product_field", member, product.pk, "brand"), data, headers=HTMX)
    product.refresh_from_db()
    assert product.brand == "New"
    assert "Saved" in response.content.decode()
    assert 'name="revision" value="2"' in response.content.decode()


def test_a_stale_field_shows_both_and_loses_nothing(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop, title="Old")
    actions.update_product(member, product.pk, {"title": "Theirs"}, revision=1, base={"title": "Old"})
    data = {"revision": 1, "base_title": "Old", "title": "Mine"}
    url = address("product_field", member, product.pk, "title")
    text = client.post(url, data, headers=HTMX).content.decode()
    product.refresh_from_db()
    assert product.title == "Theirs"
    assert "Nothing was overwritten" in text
    assert text.count("Theirs") >= 2
    assert "Mine" in text
    client.post(url, {"revision": 2, "base_title": "Theirs", "title": "Mine"}, headers=HTMX)
    product.refresh_from_db()
    assert product.title == "Mine"


def test_a_price_with_its_currency_conflicts_only_with_another_price(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop, price="18.00", currency="USD")
    product.refresh_from_db()
    actions.add_fact(member, product.pk, "a", "b")
    url = address("product_field", member, product.pk, "price")
    data = {"revision": 1, "base_price": "18.0000", "base_currency": "USD", "price": "19,50", "currency": "EUR"}
    assert "Saved" in client.post(url, data, headers=HTMX).content.decode()
    text = client.post(url, data | {"price": "21"}, headers=HTMX).content.decode()
    assert "Nothing was overwritten" in text


def test_source_text_keeps_its_lines_and_browsers_line_ends_are_no_conflict(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop, source_text="One\nTwo")
    actions.add_fact(member, product.pk, "a", "b")
    url = address("product_field", member, product.pk, "source_text")
    data = {"revision": 1, "base_source_text": "One\r\nTwo", "source_text": "One\r\nThree"}
    assert "Saved" in client.post(url, data, headers=HTMX).content.decode()
    product.refresh_from_db()
    assert product.source_text == "One\nThree"


def test_numbers_above_a_thousand_stay_bare_in_forms(client: Client, member: Member) -> None:
    product = ProductFactory(pk=123_456, shop=member.shop, revision=7_890)
    text = client.get(address("product_detail", member, product.pk)).content.decode()
    assert 'name="revision" value="7890"' in text
    assert 'name="id" value="123456"' in text
    assert 'maxlength="2000"' in text
    listed = client.get(address("product_list", member)).content.decode()
    assert 'name="id" value="123456"' in listed


def test_facts_are_edited_row_by_row(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    added = client.post(address("fact_add", member, product.pk), {"key": "height", "value": "9", "unit": "cm"})
    assert 'hx-swap-oob="beforeend:#facts"' in added.content.decode()
    twice = client.post(address("fact_add", member, product.pk), {"key": "height", "value": "9", "unit": "cm"})
    assert "already says" in twice.content.decode()
    assert 'value="height"' in twice.content.decode()
    one = address("fact_edit", member, product.pk, "f4")
    base = {"base_key": "height", "base_value": "9", "base_unit": "cm"}
    assert ">10<" in client.post(one, {**base, "key": "height", "value": "10", "unit": "cm"}).content.decode()
    stale = client.post(one, {**base, "key": "height", "value": "11", "unit": "cm"}).content.decode()
    assert "Nothing was overwritten" in stale
    assert "height: 10 cm" in stale
    assert "height: 11 cm" in stale
    removed = client.post(address("fact_remove", member, product.pk, "f4")).content.decode()
    assert "Undo" in removed
    assert client.post(address("fact_remove", member, product.pk, "f4")).content == b""
    assert ">10<" in client.post(address("fact_restore", member, product.pk, "f4")).content.decode()
    client.post(address("fact_reorder", member, product.pk), {"id": ["f4", "f1"]})
    product.refresh_from_db()
    assert [fact["id"] for fact in product.facts] == ["f4", "f1", "f2", "f3"]


def test_photos_arrive_move_and_leave(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    url = address("photo_add", member, product.pk)
    text = client.post(url, {"photos": [upload("<b>.png"), upload("x.gif", files.file("GIF"))]}).content.decode()
    assert "GIF file, which cannot be used" in text
    assert "<b>" not in text
    client.post(url, {"photos": upload("second.png", files.file("PNG", files.picture(seed=9)))})
    assert "is here already" in client.post(url, {"photos": upload("again.png")}).content.decode()
    first, second = product.photos.all()
    client.post(address("photo_reorder", member, product.pk), {"id": [second.pk, first.pk, "x", 999]})
    assert list(product.photos.all()) == [second, first]
    assert "Undo" in client.post(address("photo_remove", member, product.pk, second.pk)).content.decode()
    assert client.post(address("photo_remove", member, product.pk, second.pk)).content == b""
    client.post(address("photo_restore", member, product.pk, second.image_id))
    assert [photo.name for photo in product.photos.all()] == ["second.png", "<b>.png"]


def test_variants_are_saved_as_a_table_and_a_stale_table_waits(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    url = address("variant_table", member, product.pk)
    form = client.get(url + "?edit").content.decode()
    base = form.split('name="base" value="')[1].split('"')[0]
    rows = {
        "base": base,
        "name": ["Size", "Colour"],
        "id": ["", "", ""],
        "value": ["S", "red", "M", "red", "", ""],
        "sku": ["A", "B", ""],
        "gtin": ["", "", ""],
        "price": ["", "1.299,00", ""],
    }
    assert "Saved" in client.post(url, rows).content.decode()
    assert [(v.options, v.price) for v in product.variants.all()] == [
        ({"Size": "S", "Colour": "red"}, None),
        ({"Size": "M", "Colour": "red"}, 1299),
    ]
    assert "Someone else changed the variants" in client.post(url, rows).content.decode()
    fresh = client.get(url + "?edit").content.decode().split('name="base" value="')[1].split('"')[0]
    bad = client.post(url, rows | {"base": fresh, "price": ["x", "", ""]}).content.decode()
    assert "Row 1: “x” is not an amount" in bad
    assert product.variants.count() == 2


def test_a_selection_is_deleted_and_brought_back(client: Client, member: Member) -> None:
    kept = ProductFactory(shop=member.shop, title="Stool")
    mugs = [ProductFactory(shop=member.shop, title="Mug") for _number in range(2)]
    foreign = ProductFactory(title="Mug")
    response = client.post(address("product_archive", member), {"selection": "filter", "query": "q=mug"}, follow=True)
    assert "2 products were deleted" in response.content.decode()
    assert set(Product.objects.all()) == {kept, foreign}
    deleted = response.context["undo"]["at"]
    response = client.post(address("product_restore", member), {"deleted": deleted}, follow=True)
    assert "2 products are back" in response.content.decode()
    data = {"selection": "ids", "id": [mugs[0].pk, foreign.pk, "x", "9" * 30]}
    client.post(address("product_archive", member), data)
    assert set(Product.objects.all()) == {kept, mugs[1], foreign}
    response = client.post(address("product_archive", member), {"selection": "ids"}, follow=True)
    assert "Nothing was deleted" in response.content.decode()
    for nonsense in ("x", "2026-99-99T00:00:00", ""):
        assert client.post(address("product_restore", member), {"deleted": nonsense}).status_code == 302


def test_a_deleted_products_page_is_gone(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    client.post(address("product_archive", member), {"selection": "ids", "id": product.pk})
    assert client.get(address("product_detail", member, product.pk)).status_code == 404


def test_pictures_are_served_for_ever_to_members_only(client: Client, member: Member, settings: Any) -> None:
    product = ProductFactory(shop=member.shop)
    image = actions.add_photos(member, product.pk, [("a.png", files.file("PNG"))]).photos[0].image
    for name, media_type in (("photo_file", "image/png"), ("photo_thumbnail", "image/webp")):
        url = address(name, member, image.pk)
        response = client.get(url)
        assert response.status_code == 200
        assert len(b"".join(response.streaming_content)) > 100  # type: ignore[attr-defined]
        assert response["Content-Type"] == media_type
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, max-age=31536000, immutable"
        assert response["Content-Disposition"].startswith("inline")
        again = client.get(url, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        stranger = Client()
        stranger.force_login(MemberFactory().user)
        assert stranger.get(url).status_code == 404
        assert Client().get(url).status_code == 302
    Path(image.file.path).unlink()
    assert client.get(address("photo_file", member, image.pk)).status_code == 404


def addresses(member: Member, product: Product, image: Image) -> list[tuple[str, str]]:
    photo = product.photos.get()
    return [
        ("GET", address("product_detail", member, product.pk)),
        ("GET", address("product_field", member, product.pk, "title")),
        ("POST", address("product_field", member, product.pk, "title")),
        ("POST", address("fact_add", member, product.pk)),
        ("GET", address("fact_edit", member, product.pk, "f1")),
        ("POST", address("fact_edit", member, product.pk, "f1")),
        ("POST", address("fact_remove", member, product.pk, "f1")),
        ("POST", address("fact_restore", member, product.pk, "f1")),
        ("POST", address("fact_reorder", member, product.pk)),
        ("POST", address("photo_add", member, product.pk)),
        ("POST", address("photo_reorder", member, product.pk)),
        ("POST", address("photo_remove", member, product.pk, photo.pk)),
        ("POST", address("photo_restore", member, product.pk, image.pk)),
        ("GET", address("variant_table", member, product.pk)),
        ("POST", address("variant_table", member, product.pk)),
        ("GET", address("photo_file", member, image.pk)),
        ("GET", address("photo_thumbnail", member, image.pk)),
    ]


def test_another_shops_rows_do_not_exist(client: Client, member: Member) -> None:
    """Neither below the other shop's address nor below one's own."""
    other = MemberFactory()
    product = ProductFactory(shop=other.shop)
    image = actions.add_photos(other, product.pk, [("a.png", files.file("PNG"))]).photos[0].image
    data = {"title": "x", "key": "k", "value": "v", "id": "f3"}
    for seen_from in (member, other):
        for method, url in addresses(seen_from, product, image):
            answer = client.get(url) if method == "GET" else client.post(url, data)
            assert answer.status_code == 404, url
    before = Product.objects.get(pk=product.pk)
    assert (before.title, before.facts, before.photos.count()) == (product.title, product.facts, 1)


def test_an_approver_reads_and_changes_nothing(member: Member) -> None:
    approver = MemberFactory(shop=member.shop, role=Role.APPROVER)
    product = ProductFactory(shop=member.shop)
    image = actions.add_photos(member, product.pk, [("a.png", files.file("PNG"))]).photos[0].image
    client = Client()
    client.force_login(approver.user)
    text = client.get(address("product_detail", member, product.pk)).content.decode()
    assert "data-pick" not in text
    assert "readonly" in text
    assert 'id="quick-add"' not in client.get(address("product_list", member)).content.decode()
    for method, url in addresses(member, product, image):
        if method == "POST":
            assert client.post(url).status_code == 403, url
    for name in ("product_create", "product_archive", "product_restore"):
        assert client.post(address(name, member)).status_code == 403


def test_the_facts_stand_on_the_page_once(client: Client, member: Member) -> None:
    product = ProductFactory(shop=member.shop)
    page = client.get(reverse("product_detail", args=[member.shop_id, product.pk])).content.decode()
    assert page.count('id="fact-f1-key"') == 1
