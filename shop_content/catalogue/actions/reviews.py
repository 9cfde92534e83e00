"""The one thing that people may do to a customer's review: take it out of sight, and bring it back."""

from __future__ import annotations

from django.db import transaction

from shop_content.audit.actions import record
from shop_content.catalogue.models import CustomerReview
from shop_content.shops.actions.reasons import reasoned
from shop_content.shops.models import Member

State = CustomerReview.State


def hide_review(member: Member, review_id: int, reason: str) -> bool:
    """Leave it out of summaries and replies; it stays in the table. False when somebody else was first.

    Raises `ReasonNeeded` or `BadValue`: what customers say is not put away without a word.
    """
    return _move(member, review_id, State.VISIBLE, State.HIDDEN, "review.hide", reason=reasoned(reason))


def show_review(member: Member, review_id: int) -> bool:
    return _move(member, review_id, State.HIDDEN, State.VISIBLE, "review.show")


@transaction.atomic
def _move(member: Member, review_id: int, old: str, new: str, verb: str, **detail: str) -> bool:
    mine = CustomerReview.objects.filter(shop_id=member.shop_id, pk=review_id)
    if not mine.filter(state=old).update(state=new):
        return False
    record(verb, mine.get(), member.shop_id, **detail)
    return True
