"""What every action checks in the same way."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from shop_content.drafts.errors import (
    AlreadyDecided,
    DraftError,
    HeldByModerator,
    ReasonNeeded,
    ReasonTooLong,
    StaleVersion,
)
from shop_content.drafts.models import Decision, Draft, DraftVersion, Status
from shop_content.drafts.siblings import are_siblings
from shop_content.shops.models import Member

REASON_MIN, REASON_MAX = 3, 500  # characters
STATUS_VERBS = (
    Decision.Verb.APPROVE,
    Decision.Verb.REQUEST_CHANGES,
    Decision.Verb.REJECT,
    Decision.Verb.REOPEN,
    Decision.Verb.HOLD,
    Decision.Verb.RELEASE,
)


def may(member: Member, ability: str, draft: Draft) -> None:
    """The second wall behind `shops.access`. Raises PermissionDenied."""
    if member.shop_id != draft.shop_id or not member.may(ability):
        raise PermissionDenied(ability)


def reason_given(text: str) -> str:
    """Raises ReasonNeeded or ReasonTooLong."""
    reason = text.replace("\x00", "").strip()
    if len(reason) < REASON_MIN:
        raise ReasonNeeded
    if len(reason) > REASON_MAX:
        raise ReasonTooLong(REASON_MAX)
    return reason


def last_decision(draft: Draft) -> Decision | None:
    """The last word that moved the draft's status."""
    return draft.decisions.filter(verb__in=STATUS_VERBS).select_related("by").order_by("-id").first()


def why_not(draft_id: int, version: DraftVersion) -> DraftError:
    """A conditional UPDATE touched no row: what was in the way, by what the row says now."""
    draft = Draft.objects.select_related("newest").get(pk=draft_id)
    if draft.status == Status.HELD:
        return HeldByModerator(draft)
    if draft.newest is not None and not are_siblings(version, draft.newest):
        return StaleVersion(draft.newest)
    return AlreadyDecided(draft, last_decision(draft))
