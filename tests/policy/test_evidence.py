"""Evidence supports what it states while it is valid; when it lapses, the versions that cite it are pointed out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from generation.contract import Claim
from shop_content.audit.models import Event
from shop_content.catalogue.facts import evidence_of, facts_of
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import Draft
from shop_content.policy import actions
from shop_content.policy.actions import BadEvidence
from shop_content.policy.models import Evidence
from shop_content.shops.models import Role
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db

GOTS = {"statement": "GOTS-certified organic cotton", "issuer": "Control Union", "reference": "CU 812345"}


@pytest.fixture
def owner():
    return MemberFactory()


def test_it_is_a_fact_of_the_products_that_it_covers(owner):
    shirt = ProductFactory(
        shop=owner.shop, brand="Norra", category="Apparel & Accessories > Clothing > Shirts", sku="S-1"
    )
    other = ProductFactory(shop=owner.shop, brand="Sund", category="Home & Garden", sku="S-2")
    evidence = actions.add_evidence(owner, **GOTS, brand="norra", category="apparel & accessories > clothing")
    [fact] = evidence_of(shirt)
    assert (fact.id, fact.key, fact.value) == (f"evidence:{evidence.pk}", "certificate", GOTS["statement"])
    assert fact in facts_of(shirt).citable()
    assert evidence_of(other) == ()
    by_sku = actions.add_evidence(owner, **GOTS, skus=["S-2", " S-2 ", ""])
    assert by_sku.skus == ["S-2"] and len(evidence_of(ProductFactory._meta.model.objects.get(pk=other.pk))) == 1


def test_another_shops_evidence_proves_nothing_here(owner):
    actions.add_evidence(MemberFactory(), **GOTS)
    assert evidence_of(ProductFactory(shop=owner.shop)) == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({**GOTS, "statement": " "}, "statement"),
        ({"statement": "GOTS-certified cotton"}, "issuer"),
        ({**GOTS, "issuer": "x" * 121}, "issuer"),
        ({**GOTS, "skus": [f"S-{n}" for n in range(501)]}, "skus"),
    ],
)
def test_what_cannot_be_kept_says_why(owner, values, field):
    with pytest.raises(BadEvidence) as refusal:
        actions.add_evidence(owner, **values)
    assert refusal.value.field == field and str(refusal.value)
    assert not Evidence.objects.exists()


def test_approvers_do_not_keep_evidence():
    with pytest.raises(PermissionDenied):
        actions.add_evidence(MemberFactory(role=Role.APPROVER), **GOTS)


def test_the_day_after_its_last_it_supports_nothing_and_its_versions_are_pointed_out(owner):
    product = ProductFactory(shop=owner.shop)
    today = timezone.localdate()
    evidence = actions.add_evidence(owner, **GOTS, expires_on=today)
    draft = drafts.open_draft(owner.shop_id, product.pk, "title", "en")
    title = "Mug, GOTS-certified organic cotton"
    claims = [Claim("title", 0, 0, len(title), (f"evidence:{evidence.pk}",))]
    version = drafts.add_version(draft.pk, fields={"title": title}, claims=claims, facts=facts_of(product))
    other = drafts.open_draft(owner.shop_id, product.pk, "seo", "en")
    drafts.add_version(
        other.pk, fields={"seo_title": "Mug", "meta_description": "A mug of stoneware."}, facts=facts_of(product)
    )
    drafts.compare_all()

    assert actions.lapse(today) == 0
    Evidence.objects.update(expires_on=today - timedelta(days=1))
    drafts.compare_all()
    assert actions.lapse(today) == 1 and actions.lapse(today) == 0
    assert Draft.objects.filter(recheck=True).count() <= 1
    drafts.compare_all()

    assert Draft.objects.get(pk=draft.pk).stale == [version.pk]
    assert Draft.objects.get(pk=other.pk).stale == []
    assert Event.objects.filter(verb="evidence.lapse").count() == 1
    actions.change_evidence(owner, evidence.pk, **GOTS, expires_on=today + timedelta(days=365))
    drafts.compare_all()
    assert Draft.objects.get(pk=draft.pk).stale == []


def test_withdrawn_evidence_is_kept_but_proves_nothing(owner):
    product = ProductFactory(shop=owner.shop)
    evidence = actions.add_evidence(owner, **GOTS)
    assert actions.retire_evidence(owner, evidence.pk) and not actions.retire_evidence(owner, evidence.pk)
    assert evidence_of(product) == () and Evidence.objects.filter(pk=evidence.pk).exists()


def test_the_page(client, owner):
    client.force_login(owner.user)
    address = reverse("evidence_list", args=[owner.shop_id])
    assert "No evidence yet" in client.get(address).content.decode()
    refused = client.post(address, {"statement": "GOTS-certified cotton"})
    assert refused.status_code == 422 and "Name who issued it" in refused.content.decode()
    client.post(address, {**GOTS, "expires_on": date(2020, 1, 31).isoformat(), "skus": "A-1, A-2\nA-3"})
    evidence = Evidence.objects.get()
    page = client.get(address).content.decode()
    assert evidence.skus == ["A-1", "A-2", "A-3"] and "Expired" in page and "3 SKUs" in page
    edit = reverse("evidence_edit", args=[owner.shop_id, evidence.pk])
    assert "A-1\nA-2\nA-3" in client.get(edit).content.decode().replace("\r\n", "\n")
    client.post(edit, {**GOTS, "expires_on": "2100-01-31"})
    assert "Expired" not in client.get(address).content.decode()
    client.post(reverse("evidence_retire", args=[owner.shop_id, evidence.pk]))
    assert client.get(edit).status_code == 404
