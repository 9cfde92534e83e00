"""What photos show reaches the texts that were written before: found, taken back, waived once."""

from __future__ import annotations

from typing import Any

import pytest

from shop_content.audit.models import Event
from shop_content.catalogue.actions import add_photos, remove_photo
from shop_content.catalogue.looking.work import look_off
from shop_content.catalogue.models import Product
from shop_content.drafts.actions import approve, compare_sights_all, save_edit
from shop_content.drafts.errors import BlockedByFindings
from shop_content.drafts.models import Draft, Finding
from shop_content.shops.models import Member
from tests.factories import DraftFactory, MemberFactory, ProductFactory, VersionFactory
from tests.generation.scenes import mug, png

pytestmark = pytest.mark.django_db
BLUE, RED = png(mug(size=320, product=(40, 80, 170)).rgb), png(mug(size=320, product=(170, 30, 35)).rgb)
FACTS = [{"id": "f1", "key": "colour", "value": "red", "unit": "", "source": "import"}]


@pytest.fixture(autouse=True)
def _no_reader(settings: Any) -> None:
    settings.LABEL_READER = ""


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def product(member: Member) -> Product:
    return ProductFactory(shop=member.shop, facts=FACTS, next_fact=2)


@pytest.fixture
def draft(product: Product) -> Draft:
    draft = DraftFactory(product=product)
    draft.newest = VersionFactory(draft=draft, fields={"title": "Norra Stoneware Mug in Red"})
    draft.save()
    return draft


def photographed(member: Member, product: Product, data: bytes) -> None:
    add_photos(member, product.pk, [("mug.png", data)])
    look_off(60)


def rules(draft: Draft) -> list[tuple[str, str]]:
    return list(Finding.objects.filter(version__draft=draft).values_list("rule", "severity"))


def test_a_photo_of_another_colour_stops_the_text_that_waits(member: Member, product: Product, draft: Draft) -> None:
    photographed(member, product, BLUE)
    assert compare_sights_all() == 1
    assert rules(draft) == [("sights.colour_of_fact", "error")]
    draft.refresh_from_db()
    assert draft.errors == 1
    assert Event.objects.filter(verb="draft.sights").count() == 1
    with pytest.raises(BlockedByFindings):
        approve(member, draft.pk, draft.newest_id)
    assert compare_sights_all() == 0


def test_a_photo_that_fits_stops_nothing(member: Member, product: Product, draft: Draft) -> None:
    photographed(member, product, RED)
    compare_sights_all()
    assert rules(draft) == []


def test_the_finding_goes_with_the_photo(member: Member, product: Product, draft: Draft) -> None:
    photographed(member, product, BLUE)
    compare_sights_all()
    remove_photo(member, product.pk, product.photos.get().pk)
    compare_sights_all()
    assert rules(draft) == []
    draft.refresh_from_db()
    assert draft.errors == 0


def test_what_a_person_waived_stays_waived(member: Member, product: Product, draft: Draft) -> None:
    photographed(member, product, BLUE)
    compare_sights_all()
    from django.utils import timezone

    Finding.objects.update(waived_at=timezone.now())
    Product.objects.update(sights_due=True)
    compare_sights_all()
    assert Finding.objects.filter(waived_at=None).count() == 0
    assert Finding.objects.count() == 1


def test_people_s_edits_are_judged_by_the_photos_too(member: Member, product: Product, draft: Draft) -> None:
    photographed(member, product, BLUE)
    version = save_edit(member, draft.pk, draft.newest_id, {"title": "Norra red stoneware mug"})
    assert "sights.colour_of_fact" in {rule for rule, _ in rules(draft)}
    assert version.findings.filter(rule="sights.colour_of_fact").exists()
