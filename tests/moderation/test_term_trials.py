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
