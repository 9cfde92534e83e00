"""A shop's rules of review: kept as data, applied by `decisions.approve`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import ContentKind, Decision, Draft, DraftVersion, Finding, ReviewRule
from shop_content.drafts.workflow import Asked, Verdict, verdict
from shop_content.shops.models import Member

MOST_RULES = 50  # of a shop


@dataclass(frozen=True, slots=True)
class RuleWish:
    kind: str = ""
    category: str = ""
    min_price: Decimal | None = None
    who: str = ""
    people: tuple[int, ...] = ()
    four_eyes: bool = False
    moderated: bool = False


@transaction.atomic
def add_rule(member: Member, wish: RuleWish) -> ReviewRule:
    """Raises PermissionDenied, BadField."""
    _may_manage(member)
    if wish.kind not in ("", *ContentKind.values) or wish.who not in ReviewRule.Who.values:
        raise BadField("kind", _("Choose from the lists."))
    if wish.min_price is not None and not 0 <= wish.min_price < 10**10:
        raise BadField("min_price", _("The price must be a number from 0 on."))
    known = set(Member.objects.filter(shop_id=member.shop_id).values_list("user_id", flat=True))
    people = sorted(known.intersection(wish.people)) if wish.who == ReviewRule.Who.PEOPLE else []
    if wish.who == ReviewRule.Who.PEOPLE and not people:
        raise BadField("people", _("Choose at least one person, or let owners approve."))
    if not (wish.who or wish.four_eyes or wish.moderated):
        raise BadField("who", _("The rule demands nothing. Say who may approve, or tick one of the boxes."))
    if ReviewRule.objects.filter(shop_id=member.shop_id).count() >= MOST_RULES:
        raise BadField("who", _("A shop has at most %(limit)s rules. Delete one first.") % {"limit": MOST_RULES})
    rule = ReviewRule.objects.create(
        shop_id=member.shop_id,
        kind=wish.kind,
        category=wish.category.replace("\x00", "").strip()[:250],
        min_price=wish.min_price,
        who=wish.who,
        people=people,
        four_eyes=wish.four_eyes,
        moderated=wish.moderated,
    )
    record("rule.add", rule, rule.shop_id, **_told(rule))
    return rule


@transaction.atomic
def remove_rule(member: Member, rule_id: int) -> None:
    _may_manage(member)
    rule = ReviewRule.objects.get(pk=rule_id, shop_id=member.shop_id)
    record("rule.remove", rule, rule.shop_id, **_told(rule))
    rule.delete()


def demanded(member: Member, draft: Draft, version: DraftVersion) -> Verdict:
    """What the shop's rules say of this member's approval of this version."""
    rules = list(ReviewRule.objects.filter(shop_id=draft.shop_id))
    if not rules:
        return Verdict.APPROVE
    seconds = Decision.objects.filter(draft=draft, version=version, verb=Decision.Verb.SECOND)
    asked = Asked(
        draft.kind,
        draft.category,
        draft.price,
        member.user_id,
        member.role,
        version.author_id,
        frozenset(seconds.values_list("by_id", flat=True)),
        any(rule.moderated for rule in rules) and flagged(version),
    )
    return verdict(rules, asked)


def flagged(version: DraftVersion) -> bool:
    """Whether a moderator should see it where the shop wants that: it has an open warning, or an error that was waived."""
    found = Finding.objects.filter(version=version)
    return found.filter(severity=Finding.Severity.ERROR).exists() or found.filter(waived_at=None).exists()


def _told(rule: ReviewRule) -> dict[str, object]:
    named: Iterable[str] = ("kind", "category", "who", "people", "four_eyes", "moderated")
    price = str(rule.min_price) if rule.min_price is not None else None
    return {**{name: getattr(rule, name) for name in named}, "min_price": price}


def _may_manage(member: Member) -> None:
    if not member.may("manage"):
        raise PermissionDenied("manage")
