"""From a photo to measured attributes: asked for by a trigger, seen once a file by a worker, made a fact by a person."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.catalogue.actions import add_photos, remove_photo
from shop_content.catalogue.looking import actions
from shop_content.catalogue.looking.errors import NothingMeasured
from shop_content.catalogue.looking.panel import sights_of
from shop_content.catalogue.looking.work import look_off
from shop_content.catalogue.models import FactProposal, PictureLook, Product
from shop_content.shops.models import Member, Role
from tests.factories import MemberFactory, ProductFactory
from tests.generation.scenes import mug, png

pytestmark = pytest.mark.django_db
BLUE, RED = png(mug(size=320, product=(40, 80, 170)).rgb), png(mug(size=320, product=(170, 30, 35)).rgb)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _no_reader(settings: Any) -> None:
    settings.LABEL_READER = ""


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def product(member: Member) -> Product:
    return ProductFactory(shop=member.shop, facts=[], next_fact=1)


@pytest.fixture
def client(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def photographed(member: Member, product: Product, data: bytes = BLUE) -> PictureLook:
    add_photos(member, product.pk, [("mug.png", data)])
    assert look_off(60) == 1
    return PictureLook.objects.get()


def facts(product: Product) -> list[tuple[str, str, str]]:
    product.refresh_from_db()
    return [(fact["key"], fact["value"], fact["source"]) for fact in product.facts]


def test_a_photo_is_looked_at_once_by_a_worker_however_many_products_show_it(member: Member, product: Product) -> None:
    row = photographed(member, product)
    assert (row.status, row.error_code) == ("done", "")
    assert row.seen["colours"][0]["name"] == "blue"
    add_photos(member, ProductFactory(shop=member.shop).pk, [("again.png", BLUE)])
    assert look_off(60) == 0
    assert PictureLook.objects.count() == 1
    assert Event.objects.filter(verb="photo.look").count() == 1


def test_photos_that_come_and_go_mark_their_product(member: Member, product: Product) -> None:
    photographed(member, product)
    Product.objects.update(sights_due=False)
    photo = product.photos.get()
    remove_photo(member, product.pk, photo.pk)
    product.refresh_from_db()
    assert product.sights_due


def test_what_was_seen_marks_every_product_that_shows_it(member: Member, product: Product) -> None:
    add_photos(member, product.pk, [("mug.png", BLUE)])
    Product.objects.update(sights_due=False)
    look_off(60)
    product.refresh_from_db()
    assert product.sights_due


def test_a_photo_whose_file_is_gone_says_so_and_can_be_looked_at_again(member: Member, product: Product) -> None:
    add_photos(member, product.pk, [("mug.png", BLUE)])
    image = product.photos.get().image
    with default_storage.open(image.file.name) as file:
        kept = file.read()
    default_storage.delete(image.file.name)
    look_off(60)
    assert PictureLook.objects.get().error_code == "photo.unreadable"
    (row,) = sights_of(product).rows
    assert "upload it anew" in row.failure
    from django.core.files.base import ContentFile

    default_storage.save(image.file.name, ContentFile(kept))
    assert actions.look_again(member, product.pk) == 1
    look_off(60)
    assert PictureLook.objects.get().status == "done"


def test_a_look_of_a_worker_that_lost_its_lease_is_not_kept(member: Member, product: Product) -> None:
    from generation.looking.contract import Look
    from shop_content.leases import claim

    add_photos(member, product.pk, [("mug.png", BLUE)])
    (row,) = claim(PictureLook, "image")
    PictureLook.objects.update(lease_token="00000000-0000-0000-0000-000000000001")
    assert not actions.keep(row, Look(ground="busy"))
    assert PictureLook.objects.get().seen == {}


def test_a_model_that_is_missing_is_said_to_whoever_looks(member: Member, product: Product, settings: Any) -> None:
    settings.PICTURE_CLASSIFIER = "transformers:/nowhere/at/all"
    add_photos(member, product.pk, [("mug.png", BLUE)])
    look_off(60)
    row = PictureLook.objects.get()
    assert (row.status, row.error_code) == ("failed", "engine.model_unusable")
    assert "PICTURE_CLASSIFIER" in sights_of(product).rows[0].failure


def test_the_measured_colour_becomes_a_fact_once_and_says_where_it_is_from(member: Member, product: Product) -> None:
    photographed(member, product)
    photo = product.photos.get()
    decided = actions.propose_colour(member, product.pk, photo.pk)
    assert decided.changed
    assert facts(product) == [("colour", "blue", "photo")]
    assert not actions.propose_colour(member, product.pk, photo.pk).changed
    assert facts(product) == [("colour", "blue", "photo")]
    assert FactProposal.objects.get().state == "accepted"


def test_products_that_speak_chinese_get_a_chinese_fact(member: Member) -> None:
    product = ProductFactory(shop=member.shop, title="马克杯", facts=[], next_fact=1)
    photographed(member, product)
    actions.propose_colour(member, product.pk, product.photos.get().pk)
    assert facts(product) == [("颜色", "蓝色", "photo")]


def test_a_colour_that_contradicts_a_fact_waits_for_a_decision(member: Member) -> None:
    product = ProductFactory(shop=member.shop)  # whose colour is sage green
    photographed(member, product, RED)
    decided = actions.propose_colour(member, product.pk, product.photos.get().pk)
    assert not decided.changed
    assert ("colour", "red", "photo") not in facts(product)
    assert FactProposal.objects.get().state == "proposed"


def test_what_nobody_has_looked_at_is_proposed_by_nobody(member: Member, product: Product) -> None:
    add_photos(member, product.pk, [("mug.png", BLUE)])
    with pytest.raises(NothingMeasured):
        actions.propose_colour(member, product.pk, product.photos.get().pk)
    assert not FactProposal.objects.exists()


def test_the_page_shows_what_was_measured_and_waits_for_what_was_not(
    client: Client, member: Member, product: Product
) -> None:
    address = reverse("product_detail", args=[member.shop_id, product.pk])
    add_photos(member, product.pk, [("mug.png", BLUE)])
    assert "is being looked at" in client.get(address).content.decode()
    look_off(60)
    page = client.get(reverse("sights", args=[member.shop_id, product.pk]), headers=HTMX).content.decode()
    assert "Make “blue” a fact" in page
    assert "plain background" in page
    assert "every 3s" not in page


def test_the_button_makes_the_fact_and_shows_it(client: Client, member: Member, product: Product) -> None:
    photographed(member, product)
    address = reverse("sights_colour", args=[member.shop_id, product.pk, product.photos.get().pk])
    page = client.post(address, headers=HTMX).content.decode()
    assert "“colour: blue” is a fact now." in page
    assert "hx-swap-oob" in page
    assert client.post(address).status_code == 302


def test_who_may_only_look_gets_no_buttons(member: Member, product: Product) -> None:
    photographed(member, product)
    approver = MemberFactory(shop=member.shop, role=Role.APPROVER)
    client = Client()
    client.force_login(approver.user)
    page = client.get(reverse("sights", args=[member.shop_id, product.pk]), headers=HTMX).content.decode()
    assert "blue" in page
    assert "<button" not in page
