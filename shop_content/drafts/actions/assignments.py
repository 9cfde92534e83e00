"""Who is to review a draft, by when, and who has it open."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import may
from shop_content.drafts.errors import NotAMember
from shop_content.drafts.models import Claim, Draft
from shop_content.shops.models import Member

CLAIM = timedelta(seconds=45)  # an open desk extends it about every 15


@transaction.atomic
def assign(member: Member, draft_id: int, user_id: int | None, due_on: date | None = None) -> bool:
    """Give the draft to one of the shop's people, or to nobody, until a day; False where it is so already. Raises NotAMember."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    may(member, "view", draft)
    if user_id is not None and not Member.objects.filter(shop_id=draft.shop_id, user_id=user_id).exists():
        raise NotAMember
    if (draft.assignee_id, draft.due_on) == (user_id, due_on):
        return False
    assigned_at = draft.assigned_at if draft.assignee_id == user_id else timezone.now() if user_id else None
    Draft.objects.filter(pk=draft.pk).update(assignee_id=user_id, due_on=due_on, assigned_at=assigned_at)
    due = due_on.isoformat() if due_on else None
    record("draft.assign", draft, draft.shop_id, assignee=user_id, before=draft.assignee_id, due=due)
    return True


def claim(member: Member, draft_id: int, *, over: bool = False) -> Claim:
    """Have the draft for oneself for `CLAIM`, unless somebody else has it; with `over`, all the same. Answers whoever has it now.

    It is told to whoever comes, and nobody is shut out; so it leaves no event in the trail, but taking over does.
    """
    draft = Draft.objects.get(pk=draft_id)
    may(member, "decide", draft)
    now = timezone.now()
    free = Q(until__lt=now) | Q(by=member.user)
    with transaction.atomic():
        mine = Claim.objects.filter(draft=draft) if over else Claim.objects.filter(free, draft=draft)
        before = Claim.objects.filter(draft=draft).select_related("by").first()
        since = before.since if before and before.by_id == member.user_id and before.until > now else now
        if mine.update(by=member.user, since=since, until=now + CLAIM):
            if over and before and before.by_id != member.user_id and before.until > now:
                record("draft.take_over", draft, draft.shop_id, before=before.by_id)
        elif before is None:  # somebody else may be first all the same: the answer says who
            claim = Claim(draft=draft, by=member.user, since=now, until=now + CLAIM)
            Claim.objects.bulk_create([claim], ignore_conflicts=True)
        return Claim.objects.select_related("by").get(draft=draft)


def let_go(member: Member, draft_id: int) -> bool:
    """The member has left the draft."""
    return bool(Claim.objects.filter(draft_id=draft_id, by=member.user).delete()[0])
