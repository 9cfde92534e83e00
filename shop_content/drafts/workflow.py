"""What a shop's rules demand of one approval. Plain data in, plain data out: the table of the rules is the test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from shop_content.drafts.models import ReviewRule
from shop_content.shops.models import Role

Who = ReviewRule.Who


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose approval of what. `author`: the person who wrote the version, None for an engine. `seconded`: who approved it before.

    `flagged`: it has a warning, or an error that was waived.
    """

    kind: str
    category: str
    price: Decimal
    user_id: int
    role: str
    author: int | None = None
    seconded: frozenset[int] = frozenset()
    flagged: bool = False


class Verdict(Enum):
    APPROVE = "approve"
    SECOND = "second"  # it counts as the first of two
    HOLD = "hold"  # approved, but a moderator lets it out
    OWNERS_ONLY = "owners_only"
    PEOPLE_ONLY = "people_only"
    AGAIN = "again"  # the same person cannot be both of two


def matches(rule: ReviewRule, asked: Asked) -> bool:
    if rule.kind and rule.kind != asked.kind:
        return False
    if rule.category and not _within(asked.category, rule.category):
        return False
    return rule.min_price is None or asked.price >= rule.min_price


def _within(category: str, above: str) -> bool:
    return category == above or category.startswith(above.rstrip("> ") + " >")


def verdict(rules: Sequence[ReviewRule], asked: Asked) -> Verdict:
    """Of all rules that match: who may at all comes first, then whether a second person is needed, then moderation."""
    matching = [rule for rule in rules if matches(rule, asked)]
    if any(rule.who == Who.OWNERS for rule in matching) and asked.role != Role.OWNER:
        return Verdict.OWNERS_ONLY
    if any(rule.who == Who.PEOPLE and asked.user_id not in rule.people for rule in matching):
        return Verdict.PEOPLE_ONLY
    if any(rule.four_eyes for rule in matching) and not _others(asked):
        return Verdict.AGAIN if asked.user_id in asked.seconded else Verdict.SECOND
    if asked.flagged and any(rule.moderated for rule in matching):
        return Verdict.HOLD
    return Verdict.APPROVE


def _others(asked: Asked) -> Iterable[int]:
    """People beside the one who approves now who stand for the version: who wrote it, who approved it before."""
    return (asked.seconded | ({asked.author} if asked.author else set())) - {asked.user_id}
