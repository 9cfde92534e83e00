"""Held drafts are edited by nobody's leave but decided by nobody, and never live. A moderator's hold outweighs the shop's own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import may, reason_given
from shop_content.drafts.actions.samples import judge
from shop_content.drafts.errors import HeldByModerator, NotHeld, NotWritten
from shop_content.drafts.models import Decision, Draft, Status
from shop_content.shops.models import Member, User


@transaction.atomic
def hold(user: User, draft_id: int, reason: str) -> Decision:
    """Stop a draft, whatever its status, until `release`. Raises HeldByModerator when a moderator holds it already."""
    reason = reason_given(reason)
    draft = _draft(user, draft_id)
    if draft.status == Status.HELD and not draft.held_by_shop:
        raise HeldByModerator(draft)
    _hold(draft, by_shop=False)
    judge(user, draft, draft.newest, Decision.Verb.HOLD)
    return _decided(user, draft, Decision.Verb.HOLD, reason)


@transaction.atomic
def hold_in_shop(member: Member, draft_id: int, reason: str) -> Decision:
    """The shop's own hold, which `reopen` ends.

    Raises ReasonNeeded, ReasonTooLong, NotWritten, HeldByModerator (also when the shop holds it already).
    """
    reason = reason_given(reason)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    may(member, "decide", draft)
    if draft.newest_id is None:
        raise NotWritten
    if draft.status == Status.HELD:
        raise HeldByModerator(draft)
    _hold(draft, by_shop=True)
    judge(member.user, draft, draft.newest, Decision.Verb.HOLD)
    return _decided(member.user, draft, Decision.Verb.HOLD, reason)


def _hold(draft: Draft, *, by_shop: bool) -> None:
    before = draft.held_from if draft.status == Status.HELD else draft.status
    Draft.objects.filter(pk=draft.pk).update(
        status=Status.HELD, held_from=before, held_by_shop=by_shop, updated_at=timezone.now()
    )


@transaction.atomic
def release(user: User, draft_id: int, reason: str) -> Decision:
    """Back to the status that it was held from, or that it would have reached meanwhile. Raises NotHeld."""
    reason = reason_given(reason)
    draft = _draft(user, draft_id)
    if draft.status != Status.HELD:
        raise NotHeld
    status = draft.held_from or Status.IN_REVIEW
    Draft.objects.filter(pk=draft.pk).update(status=status, held_from="", held_by_shop=False, updated_at=timezone.now())
    return _decided(user, draft, Decision.Verb.RELEASE, reason)


def _draft(user: User, draft_id: int) -> Draft:
    """Locked: the status to come back to must be the one that the hold replaces."""
    if not (user.is_staff and user.is_active):
        raise PermissionDenied("moderate")
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)


def _decided(user: User, draft: Draft, verb: Decision.Verb, reason: str) -> Decision:
    decision = Decision.objects.create(draft=draft, version_id=draft.newest_id, by=user, verb=verb, reason=reason)
    record(f"draft.{verb.value}", draft, draft.shop_id, version=draft.newest_id, reason=reason)
    return decision
