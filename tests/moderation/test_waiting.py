"""What moderators see first: the riskiest, with its reasons."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generation.checks.rules import RULES
from shop_content.audit.models import Event
from shop_content.drafts import actions as drafts
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Draft, Finding, Status
from shop_content.moderation import waiting
from tests.factories import DraftFactory, MemberFactory, UserFactory, VersionFactory

pytestmark = pytest.mark.django_db


def flagged(rule: str, status: str = Status.IN_REVIEW, **params: str) -> Draft:
    draft = DraftFactory(errors=1)
    version = VersionFactory(draft=draft)
    Finding.objects.create(version=version, rule=rule, severity="error", params=params)
    approved = version if status == Status.APPROVED else None
    Draft.objects.filter(pk=draft.pk).update(newest=version, approved=approved, status=status)
    return draft


def test_every_family_of_errors_has_a_place():
    placed = {*waiting.LAW, *waiting.CLAIMS, *waiting.FORM}
    assert {rule.id.partition(".")[0] for rule in RULES.values() if rule.severity == "error"} <= placed


def test_what_is_out_comes_first_then_the_law_then_claims_then_form():
    form = flagged("wording.shouting", text="BEST")
    claim = flagged("numbers.unsupported", text="900 ml")
    law = flagged("policy.term", term_id="0", text="peerless", reason="")
    out = flagged("numbers.unsupported", Status.APPROVED, text="900 ml")
    rows = waiting.waiting().flagged
    assert [row.draft.pk for row in rows] == [out.pk, law.pk, claim.pk, form.pk]
    assert all(row.why for row in rows)


def test_a_moderators_look_at_a_row_is_in_the_trail(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(email="mod@example.com", is_staff=True))
    draft = flagged("wording.shouting", text="BEST")
    client.get(reverse("admin:drafts_draft_change", args=[draft.pk]))
    client.get(reverse("admin:shops_shop_change", args=[draft.shop_id]))
    looks = Event.objects.filter(verb="moderator.look").order_by("pk")
    assert [(event.target_type, event.shop_id, event.actor) for event in looks] == [
        ("drafts.draft", draft.shop_id, "mod@example.com"),
        ("shops.shop", draft.shop_id, "mod@example.com"),
    ]


def test_lists_of_what_shops_own_are_looks_too(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(email="mod@example.com", is_staff=True))
    client.get(reverse("admin:index"))
    client.get(reverse("admin:drafts_draft_changelist"), {"q": "mug", "published": "yes"})
    client.get(reverse("admin:policy_policyterm_changelist"))
    looks = (
        Event.objects.filter(verb="moderator.list").order_by("pk").values_list("target_type", "detail__query", "actor")
    )
    assert list(looks) == [
        ("drafts.draft", "waiting", "mod@example.com"),
        ("drafts.draft", "q=mug&published=yes", "mod@example.com"),
    ]


def test_what_is_published_is_taken_down_with_a_reason(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(is_staff=True))
    out = flagged("numbers.unsupported", Status.APPROVED, text="900 ml")
    waits = flagged("numbers.unsupported", text="900 ml")
    take_down = reverse("admin:drafts_draft_act", args=["take-down"])
    front = client.get(reverse("admin:index")).content.decode()
    assert f"{take_down}?id={out.pk}" in front and f"{take_down}?id={waits.pk}" not in front
    listed = client.get(reverse("admin:drafts_draft_changelist"), {"published": "yes"}).context["cl"].result_list
    assert [draft.pk for draft in listed] == [out.pk]
    assert live_versions().filter(draft=out).exists()
    client.post(take_down, {"id": [out.pk], "reason": "A wrong number"})
    assert not live_versions().exists()
    assert Event.objects.get(verb="draft.hold").detail["reason"] == "A wrong number"


def test_an_export_of_the_trail_is_in_the_trail(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(is_staff=True))
    client.get(reverse("admin:audit_event_export"), {"q": "draft"})
    assert Event.objects.get(verb="trail.export").detail == {"query": "q=draft"}


def test_a_held_draft_says_why_it_is_held():
    draft = DraftFactory()
    Draft.objects.filter(pk=draft.pk).update(newest=VersionFactory(draft=draft))
    drafts.hold(UserFactory(is_staff=True), draft.pk, "A complaint came in.")
    assert waiting.waiting().held[0].why == ["A complaint came in."]


def test_what_a_shop_holds_itself_waits_for_no_moderator(client, settings):
    draft = DraftFactory()
    Draft.objects.filter(pk=draft.pk).update(newest=VersionFactory(draft=draft))
    drafts.hold_in_shop(MemberFactory(shop=draft.shop), draft.pk, "Not before spring.")
    assert waiting.waiting().held_count == 0
    drafts.hold(UserFactory(is_staff=True), draft.pk, "A complaint came in.")
    assert waiting.waiting().held_count == 1
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(is_staff=True))
    index = client.get(reverse("admin:index")).content.decode()
    address = reverse("admin:drafts_draft_changelist") + "?status__exact=held&amp;held_by_shop__exact=0"
    assert address in index
    assert "Stoneware Mug" in client.get(address.replace("&amp;", "&")).content.decode()
