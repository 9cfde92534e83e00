"""A policy term is tried before it is in force: what it would find is shown, and nothing is saved."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shop_content.drafts.models import Draft, Finding
from shop_content.policy.models import PolicyTerm
from tests.factories import DraftFactory, UserFactory, VersionFactory

pytestmark = pytest.mark.django_db

VALUES = {
    "locale": "en",
    "pattern": r"\bpeerless\b",
    "severity": "error",
    "reason": "Nobody can prove it.",
    "reason_zh": "",
    "active": "on",
}


@pytest.fixture
def moderator(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    PolicyTerm.objects.all().delete()
    user = UserFactory(is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def draft():
    draft = DraftFactory(product__title="Copper Kettle")
    version = VersionFactory(draft=draft, fields={"title": "A peerless <b>kettle</b>"})
    Draft.objects.filter(pk=draft.pk).update(newest=version)
    return draft


def test_trying_a_new_term(client, moderator, draft):
    page = client.post(reverse("admin:policy_policyterm_add"), {**VALUES, "_try": "Try", "sample": "Peerless & cheap"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "<mark>Peerless</mark> &amp; cheap" in text
    assert "would flag 1 text" in text
    assert "Copper Kettle" in text
    assert "A <mark>peerless</mark> &lt;b&gt;kettle" in text
    assert r"\bpeerless\b" in text  # the form keeps what was typed
    assert "Nobody can prove it." in text
    assert not PolicyTerm.objects.exists()
    assert not Finding.objects.exists()


def test_trying_a_change_of_a_term_leaves_the_term_as_it_is(client, moderator, draft):
    term = PolicyTerm.objects.create(locale="en", pattern="zzyzx", reason="x")
    address = reverse("admin:policy_policyterm_change", args=[term.pk])
    text = client.post(address, {**VALUES, "_try": "Try"}).content.decode()
    assert "would flag 1 text" in text
    assert r"\bpeerless\b" in text
    term.refresh_from_db()
    assert term.pattern == "zzyzx"


def test_a_pattern_that_cannot_be_used_is_refused_beside_its_field(client, moderator):
    text = client.post(
        reverse("admin:policy_policyterm_add"), {**VALUES, "pattern": "(a+)+", "_try": "Try"}
    ).content.decode()
    assert "repetition inside a repetition" in text
    assert not PolicyTerm.objects.exists()


def test_a_claim_rule_is_tried_with_the_facts_that_exempt_from_it(client, moderator, draft):
    """The fact, or the evidence, is looked for in each product, by the dry run as by the checks that follow."""
    address = reverse("admin:policy_policyterm_add")
    answer = client.post(address, {**VALUES, "unless": "Award， evidence", "_try": "1"})
    assert answer.context["shown"].trial.found == 1
    draft.product.facts = [{"id": "f1", "key": "award", "value": "Kettle of the year"}]
    draft.product.save()
    answer = client.post(address, {**VALUES, "unless": "Award， evidence", "_try": "1"})
    assert answer.context["shown"].trial.found == 0
    assert not PolicyTerm.objects.exists()
    client.post(address, {**VALUES, "unless": "Award， evidence"})
    term = PolicyTerm.objects.get()
    assert (term.unless, term.reached) == ("Award, evidence", 0)
    too_many = client.post(address, {**VALUES, "pattern": "another", "unless": ",".join("abcdefghijk")})
    assert "at most 10 facts" in too_many.content.decode()


def test_the_fact_that_lets_the_words_stand_is_offered_on_the_desk(client, moderator, draft):
    from shop_content.drafts.stating import statement_of

    term = PolicyTerm.objects.create(
        locale="en", pattern="peerless", reason="Nobody can prove it.", unless="evidence, award"
    )
    finding = Finding.objects.create(
        version=draft.newest or draft.versions.get(), rule="policy.term", severity="error", field="title", start=2, end=10,
        params={"term_id": str(term.pk), "text": "peerless", "reason": "Nobody can prove it."},
    )  # fmt: skip
    assert statement_of(finding, draft.product).key == "award"
