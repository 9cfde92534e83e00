"""A shop's rules of review as a table, and what approvals do under them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.drafts import actions, queue
from shop_content.drafts.actions import RuleWish
from shop_content.drafts.bulk.actions import Wish, request_bulk
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.errors import BadField, RuledOut
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import ReviewRule, Status
from shop_content.drafts.queue import Filter
from shop_content.drafts.workflow import Asked, Verdict, verdict
from shop_content.shops.models import Role
from tests.drafts.conftest import ERROR, WARNING
from tests.factories import MemberFactory

ADA, BEN, CAT = 1, 2, 3


def rule(**demands: Any) -> ReviewRule:
    return ReviewRule(**demands)


def asked(**other: Any) -> Asked:
    return Asked(
        **{
            "kind": "description",
            "category": "Home > Mugs",
            "price": Decimal(100),
            "user_id": ADA,
            "role": Role.APPROVER,
            **other,
        }
    )


TABLE = [
    # no rule, and rules that are about something else
    ([], {}, Verdict.APPROVE),
    ([rule(kind="title", who="owners")], {}, Verdict.APPROVE),
    ([rule(category="Home > Mug", who="owners")], {}, Verdict.APPROVE),
    ([rule(category="Garden", who="owners")], {}, Verdict.APPROVE),
    ([rule(min_price=Decimal("100.01"), who="owners")], {}, Verdict.APPROVE),
    # who may: by kind, category and price
    ([rule(who="owners")], {}, Verdict.OWNERS_ONLY),
    ([rule(who="owners")], {"role": Role.OWNER}, Verdict.APPROVE),
    ([rule(kind="description", who="owners")], {}, Verdict.OWNERS_ONLY),
    ([rule(category="Home", who="owners")], {}, Verdict.OWNERS_ONLY),
    ([rule(category="Home > Mugs", who="owners")], {}, Verdict.OWNERS_ONLY),
    ([rule(min_price=Decimal(100), who="owners")], {}, Verdict.OWNERS_ONLY),
    ([rule(who="people", people=[BEN])], {}, Verdict.PEOPLE_ONLY),
    ([rule(who="people", people=[BEN])], {"role": Role.OWNER}, Verdict.PEOPLE_ONLY),
    ([rule(who="people", people=[ADA, BEN])], {}, Verdict.APPROVE),
    ([rule(who="people", people=[ADA]), rule(who="people", people=[BEN])], {}, Verdict.PEOPLE_ONLY),
    # two people
    ([rule(four_eyes=True)], {}, Verdict.SECOND),
    ([rule(four_eyes=True)], {"seconded": frozenset({ADA})}, Verdict.AGAIN),
    ([rule(four_eyes=True)], {"seconded": frozenset({BEN})}, Verdict.APPROVE),
    ([rule(four_eyes=True)], {"author": ADA}, Verdict.SECOND),
    ([rule(four_eyes=True)], {"author": BEN}, Verdict.APPROVE),
    ([rule(four_eyes=True)], {"author": ADA, "seconded": frozenset({CAT})}, Verdict.APPROVE),
    ([rule(four_eyes=True, kind="title")], {}, Verdict.APPROVE),
    ([rule(four_eyes=True), rule(who="owners")], {"seconded": frozenset({BEN})}, Verdict.OWNERS_ONLY),
    # moderation
    ([rule(moderated=True)], {}, Verdict.APPROVE),
    ([rule(moderated=True)], {"flagged": True}, Verdict.HOLD),
    ([rule(moderated=True, kind="title")], {"flagged": True}, Verdict.APPROVE),
    ([rule(moderated=True, four_eyes=True)], {"flagged": True}, Verdict.SECOND),
    ([rule(moderated=True, four_eyes=True)], {"flagged": True, "author": BEN}, Verdict.HOLD),
    ([], {"flagged": True}, Verdict.APPROVE),
]


@pytest.mark.parametrize(("rules", "case", "expected"), TABLE)
def test_the_table(rules, case, expected):
    assert verdict(rules, asked(**case)) is expected


@pytest.mark.django_db
def test_only_owners_approve_what_a_rule_keeps_for_them(write, owner, approver, fresh):
    actions.add_rule(owner, RuleWish(kind="title", min_price=Decimal(10), who="owners"))
    title, seo = write(), write("seo")
    with pytest.raises(RuledOut) as refusal:
        actions.approve(approver, title.draft_id, title.pk)
    assert "only owners" in refusal.value.message
    actions.approve(approver, seo.draft_id, seo.pk)
    actions.approve(owner, title.draft_id, title.pk)
    assert fresh(title).status == Status.APPROVED


@pytest.mark.django_db
def test_two_people(write, owner, approver, fresh):
    actions.add_rule(owner, RuleWish(four_eyes=True))
    version = write()
    first = actions.approve(approver, version.draft_id, version.pk)
    assert (first.verb, fresh(version).status, fresh(version).approved) == ("second", Status.IN_REVIEW, None)
    assert Event.objects.filter(verb="draft.second").count() == 1
    with pytest.raises(RuledOut):
        actions.approve(approver, version.draft_id, version.pk)
    assert queue.to_review(approver, Filter()) is None and queue.to_review(owner, Filter()) == version.draft_id
    assert actions.approve(owner, version.draft_id, version.pk).verb == "approve"
    mine = actions.save_edit(
        owner, version.draft_id, version.pk, {"title": "Norra Stoneware Mug in sage green, 350 ml"}
    )
    assert actions.approve(owner, version.draft_id, mine.pk).verb == "second"
    assert actions.approve(approver, version.draft_id, mine.pk).verb == "approve"


@pytest.mark.django_db
def test_flagged_content_waits_for_a_moderator_and_leaves_no_door(write, owner, moderator, fresh):
    actions.add_rule(owner, RuleWish(moderated=True))
    plain, warned, waived = write(), write("seo", findings=[WARNING]), write("description", findings=[ERROR])
    actions.waive(owner, waived.findings.get().pk, "It is a name")
    for version in (plain, warned, waived):
        actions.approve(owner, version.draft_id, version.pk)
    assert (fresh(plain).status, fresh(warned).status, fresh(waived).status) == ("approved", "held", "held")
    assert list(live_versions()) == [plain]
    actions.release(moderator, warned.draft_id, "Fine")
    assert fresh(warned).status == Status.APPROVED and set(live_versions()) == {plain, warned}


@pytest.mark.django_db
def test_a_bulk_obeys_the_rules_and_says_so(write, owner, approver):
    actions.add_rule(owner, RuleWish(kind="title", who="owners"))
    write(), write("seo")
    bulk = request_bulk(approver, Selection(Filter()), Wish("approve"), "key")
    work_off("review")
    assert sorted(bulk.items.values_list("state", "code")) == [("done", ""), ("refused", "rule")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wish",
    [
        RuleWish(),
        RuleWish(kind="poem", four_eyes=True),
        RuleWish(who="anyone"),
        RuleWish(who="people"),
        RuleWish(four_eyes=True, min_price=Decimal(-1)),
    ],
)
def test_rules_that_mean_nothing_are_refused(owner, wish):
    with pytest.raises(BadField):
        actions.add_rule(owner, wish)


@pytest.mark.django_db
def test_owners_write_and_delete_rules_on_their_page(client, owner, approver, write):
    stranger = MemberFactory()
    with pytest.raises(PermissionDenied):
        actions.add_rule(approver, RuleWish(four_eyes=True))
    client.force_login(owner.user)
    page, add = (reverse(name, args=[owner.shop_id]) for name in ("review_settings", "rule_add"))
    assert "No rule yet" in client.get(page).content.decode()
    refused = client.post(add, {"kind": "seo", "min_price": "dear", "four_eyes": "on"})
    assert refused.status_code == 422 and "must be a number" in refused.content.decode()
    given = {"kind": "seo", "min_price": "1,200.50", "who": "people", "people": [approver.user_id, stranger.user_id]}
    client.post(add, {**given, "four_eyes": "on", "moderated": "on", "category": "Home"})
    rule = ReviewRule.objects.get()
    assert (rule.min_price, rule.people) == (Decimal("1200.50"), [approver.user_id])
    shown = client.get(page).content.decode()
    assert "SEO title and meta description · Home · price from 1,200.5" in shown
    assert f"Only these approve: {approver.user.email}. Two people are needed. Flagged content waits" in shown
    client.post(reverse("rule_remove", args=[owner.shop_id, rule.pk]))
    assert not ReviewRule.objects.exists()
    assert list(Event.objects.filter(verb__startswith="rule.").order_by("pk").values_list("verb", flat=True)) == [
        "rule.add",
        "rule.remove",
    ]
