"""What people do with bulks. Each is one transaction, one event, and a nudge for the worker once it is committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import reason_given
from shop_content.drafts.bulk.errors import BulkError
from shop_content.drafts.bulk.selection import MOST, Selection
from shop_content.drafts.bulk.wake import QUEUE, wake
from shop_content.drafts.errors import NotAMember
from shop_content.drafts.models import Bulk
from shop_content.shops.models import Member

Act, State = Bulk.Act, Bulk.State
REASONED = (Act.REQUEST_CHANGES, Act.REJECT, Act.HOLD)
ABILITY = {Act.ASSIGN: "view", Act.FIX: "write"}  # the others need "decide"

_COLUMNS = "INSERT INTO drafts_bulkitem (bulk_id, draft_id, version_id, state, code, params)"
_TICKED = f"""
{_COLUMNS}
SELECT %(bulk)s, draft.id, COALESCE(version.id, draft.newest_id), 'waiting', '', '{{}}'
  FROM unnest(%(drafts)s::bigint[], %(versions)s::bigint[]) AS seen(draft_id, version_id)
  JOIN drafts_draft AS draft ON draft.id = seen.draft_id AND draft.shop_id = %(shop)s
  LEFT JOIN drafts_draftversion AS version ON version.id = seen.version_id AND version.draft_id = draft.id
 ORDER BY draft.id
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done. `assignee`: a person's id, None for nobody."""

    act: str
    reason: str = ""
    assignee: int | None = None
    due_on: date | None = None
    old: str = ""
    new: str = ""


def may(member: Member, act: str) -> bool:
    return act in Act.values and member.may(ABILITY.get(Act(act), "decide"))


@transaction.atomic
def request_bulk(member: Member, selection: Selection, wish: Wish, request_key: str) -> Bulk:
    """Write down what is to be done to which version of which draft. The same `request_key` again answers the bulk that is there.

    Raises BulkError (none, too_many), ReasonNeeded, ReasonTooLong, NotAMember, PermissionDenied.
    """
    if not may(member, wish.act) or wish.act == Act.REOPEN:
        raise PermissionDenied(wish.act)
    reason = reason_given(wish.reason) if wish.act in REASONED else ""
    assigned = wish.assignee if wish.act == Act.ASSIGN else None
    if assigned and not Member.objects.filter(shop_id=member.shop_id, user_id=assigned).exists():
        raise NotAMember
    bulk, new = Bulk.objects.get_or_create(
        shop_id=member.shop_id,
        request_key=request_key,
        defaults={
            "requested_by": member.user,
            "act": wish.act,
            "reason": reason,
            "assignee_id": assigned,
            "due_on": wish.due_on if wish.act == Act.ASSIGN else None,
            "old": wish.old if wish.act == Act.FIX else "",
            "new": wish.new if wish.act == Act.FIX else "",
            "queue": QUEUE,
        },
    )
    if new:
        _begin(bulk, _insert(bulk, member, selection), "bulk.request", act=wish.act, reason=reason)
    return bulk


@transaction.atomic
def take_back(member: Member, bulk: Bulk, request_key: str) -> Bulk:
    """Reopen what this bulk decided, or restore what it corrected, where nobody has decided or written anew since.

    Raises BulkError (none, not_ended), PermissionDenied.
    """
    if not may(member, bulk.act) or bulk.act in (Act.ASSIGN, Act.REOPEN):
        raise PermissionDenied(Act.REOPEN)
    if bulk.open:
        raise BulkError("not_ended")
    back, new = Bulk.objects.get_or_create(
        shop_id=member.shop_id,
        request_key=request_key,
        defaults={"requested_by": member.user, "act": Act.REOPEN, "takes_back": bulk, "queue": QUEUE},
    )
    if new:
        statement = (
            f"{_COLUMNS} SELECT %s, draft_id, version_id, 'waiting', '', '{{}}' FROM drafts_bulkitem"
            " WHERE bulk_id = %s AND state = 'done' AND (decision_id IS NOT NULL OR made_id IS NOT NULL) ORDER BY id"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [back.pk, bulk.pk])
            _begin(back, cursor.rowcount, "bulk.take_back", of=bulk.pk)
    return back


@transaction.atomic
def stop(member: Member, bulk_id: int) -> bool:
    """At once where no worker has it in hand, else after the draft that it is at. What is done stays done."""
    bulk = _locked(member, bulk_id)
    if not bulk.open:
        return False
    if bulk.status == State.RUNNING:
        Bulk.objects.filter(pk=bulk.pk).update(cancel_requested=True)
    else:
        Bulk.objects.filter(pk=bulk.pk).update(status=State.CANCELLED, finished_at=timezone.now())
    record("bulk.stop", bulk, bulk.shop_id)
    return True


@transaction.atomic
def go_on(member: Member, bulk_id: int) -> bool:
    """With what a stopped bulk, or one that its workers gave up, has left."""
    bulk = _locked(member, bulk_id)
    if bulk.status not in (State.CANCELLED, State.FAILED):
        return False
    Bulk.objects.filter(pk=bulk.pk).update(
        status=State.QUEUED,
        cancel_requested=False,
        attempts=0,
        run_after=timezone.now(),
        finished_at=None,
        error_code="",
    )
    record("bulk.go_on", bulk, bulk.shop_id)
    transaction.on_commit(wake, robust=True)
    return True


def _locked(member: Member, bulk_id: int) -> Bulk:
    bulk = Bulk.objects.select_for_update().get(pk=bulk_id, shop_id=member.shop_id)
    if not may(member, bulk.act):
        raise PermissionDenied(bulk.act)
    return bulk


def _insert(bulk: Bulk, member: Member, selection: Selection) -> int:
    """One row a draft, in one statement; how many there are."""
    with connection.cursor() as cursor:
        if selection.seen is not None:
            seen = {"drafts": list(selection.seen), "versions": list(selection.seen.values())}
            cursor.execute(_TICKED, {"bulk": bulk.pk, "shop": member.shop_id, **seen})
        else:
            drafts = selection.drafts(member).order_by().values("id", "newest_id")[: MOST + 1]
            chosen, params = drafts.query.sql_with_params()
            cursor.execute(
                f"{_COLUMNS} SELECT %s, id, newest_id, 'waiting', '', '{{}}' FROM ({chosen}) AS draft ORDER BY id",
                [bulk.pk, *params],
            )
        return int(cursor.rowcount)


def _begin(bulk: Bulk, total: int, verb: str, **detail: object) -> None:
    if not total:
        raise BulkError("none")
    if total > MOST:
        raise BulkError("too_many")
    Bulk.objects.filter(pk=bulk.pk).update(total=total)
    bulk.total = total
    record(verb, bulk, bulk.shop_id, total=total, **detail)
    transaction.on_commit(wake, robust=True)
