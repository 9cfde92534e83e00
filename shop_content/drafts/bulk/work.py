"""What a worker does with a bulk: draft by draft, each in a transaction of its own that also ends the draft's item.

A worker that dies between two drafts leaves nothing half done, and the next one goes on with the first item that still waits.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.audit.actor import Actor, acting
from shop_content.drafts import actions
from shop_content.drafts.bulk.refusals import OTHER, refusal_of
from shop_content.drafts.errors import NotWritten
from shop_content.drafts.fixes import Fix
from shop_content.drafts.models import Bulk, BulkItem, Decision, DraftVersion
from shop_content.leases import Heartbeat, claim, heartbeat, owned, sweep
from shop_content.shops.models import Member

log = logging.getLogger(__name__)

AT_ONCE = 100  # items read at once; between two of them a stop is heard
TURN_SECONDS = 20.0  # then another shop's bulk has its turn
PATIENCE = timedelta(seconds=2)
DEADLINE = 3600.0  # seconds of one turn, far more than it takes

Act, State = Bulk.Act, BulkItem.State


def _version(item: BulkItem) -> int:
    if item.version_id is None:
        raise NotWritten
    return item.version_id


def _take_back(member: Member, bulk: Bulk, item: BulkItem) -> Decision | DraftVersion:
    taken = BulkItem.objects.filter(bulk_id=bulk.takes_back_id, draft_id=item.draft_id).first()
    if taken and taken.made_id and taken.version_id:
        return actions.restore(member, item.draft_id, taken.made_id, taken.version_id)
    return actions.reopen(member, item.draft_id, taken.decision_id if taken else None)


def _assign(member: Member, bulk: Bulk, item: BulkItem) -> None:
    actions.assign(member, item.draft_id, bulk.assignee_id, bulk.due_on)


def _together(bulk: Bulk) -> dict[str, int]:
    return {"bulk": bulk.pk, **({"sample": bulk.sample_id} if bulk.sample_id else {})}


def _fix(member: Member, bulk: Bulk, item: BulkItem) -> DraftVersion:
    version = DraftVersion.objects.only("fields").get(pk=_version(item))
    fields = Fix(bulk.old, bulk.new).applied(version.fields)
    return actions.save_edit(member, item.draft_id, version.pk, fields)


ACTS: dict[str, Callable[[Member, Bulk, BulkItem], Decision | DraftVersion | None]] = {
    Act.FIX: _fix,
    Act.APPROVE: lambda member, bulk, item: actions.approve(member, item.draft_id, _version(item), _together(bulk)),
    Act.REQUEST_CHANGES: lambda member, bulk, item: actions.request_changes(
        member, item.draft_id, _version(item), bulk.reason, _together(bulk)
    ),
    Act.REJECT: lambda member, bulk, item: actions.reject(
        member, item.draft_id, _version(item), bulk.reason, _together(bulk)
    ),
    Act.HOLD: lambda member, bulk, item: actions.hold_in_shop(member, item.draft_id, bulk.reason),
    Act.ASSIGN: _assign,
    Act.REOPEN: _take_back,
}


class _AlreadyEnded(Exception):
    """Another worker was faster: what was just done again is rolled back."""


def work_off(queue: str) -> int:
    """Carry out every bulk that waits, in turns. Returns how many turns there were."""
    sweep(Bulk)
    count = 0
    while rows := claim(Bulk, queue, order=("run_after", "id")):
        work(rows[0])
        count += 1
    return count


def now(bulk: Bulk) -> bool:
    """Carry this one out at once, in the caller's process; False where a worker has it already."""
    rows = claim(Bulk, bulk.queue, where=Q(pk=bulk.pk))
    for row in rows:
        work(row)
    return bool(rows)


def work(bulk: Bulk) -> None:
    """One turn."""
    person = bulk.requested_by
    with acting(Actor(person.pk, person.get_username())), heartbeat([bulk], DEADLINE) as beat:
        try:
            with _unhurried():
                _turn(bulk, beat)
        except (OperationalError, InterfaceError):  # Postgres went away: the lease runs out and another turn goes on
            log.warning("bulk %s: the database went away", bulk.pk, exc_info=True)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Commits that do not wait for the disk, which takes longer than all the rest of a draft.

    Should Postgres crash, the last of them are gone with their items, which wait again: nothing is half done, nothing is lost.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")


def _turn(bulk: Bulk, beat: Heartbeat) -> None:
    end = time.monotonic() + TURN_SECONDS
    if _waits_for_another(bulk):
        _give_back(bulk, PATIENCE)
        return
    actions.take_in(bulk)
    while items := list(bulk.items.filter(state=State.WAITING).order_by("id")[:AT_ONCE]):
        member = Member.objects.select_related("user", "shop").filter(
            shop_id=bulk.shop_id, user_id=bulk.requested_by_id, shop__suspended_at=None
        )
        if _stopped(bulk, beat):
            return
        found = member.first()
        for item in items:
            if beat.lost():
                return
            carry_out(bulk, found, item)
        if time.monotonic() > end:
            _give_back(bulk)
            return
    _finish(bulk)


def carry_out(bulk: Bulk, member: Member | None, item: BulkItem) -> None:
    """One draft: changed and ended together, or not changed and the reason kept."""
    try:
        with transaction.atomic():
            if member is None:
                raise PermissionDenied(bulk.act)
            outcome = ACTS[bulk.act](member, bulk, item)
            came = {"decision": outcome} if isinstance(outcome, Decision) else {"made": outcome}
            waiting = BulkItem.objects.filter(pk=item.pk, state=State.WAITING)
            if not waiting.update(state=State.DONE, **came):
                raise _AlreadyEnded
    except _AlreadyEnded:
        return
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        try:
            code, params = refusal_of(error)
        except Exception:
            log.exception("bulk %s, draft %s", bulk.pk, item.draft_id)
            code, params = OTHER, {}
        BulkItem.objects.filter(pk=item.pk, state=State.WAITING).update(state=State.REFUSED, code=code, params=params)


def _stopped(bulk: Bulk, beat: Heartbeat) -> bool:
    """Whether somebody asked to stop; then the bulk ends here, with what it has left still waiting."""
    with transaction.atomic():
        asked = owned([bulk]).filter(cancel_requested=True)
        if not asked.update(status=Bulk.State.CANCELLED, finished_at=timezone.now(), lease_token=None):
            return beat.lost()
        record("bulk.stopped", bulk, bulk.shop_id, **_counts(bulk))
    return True


def _waits_for_another(bulk: Bulk) -> bool:
    """What is to be taken back must have come to rest."""
    open_states = (Bulk.State.QUEUED, Bulk.State.RUNNING)
    return Bulk.objects.filter(pk=bulk.takes_back_id or 0, status__in=open_states).exists()


def _give_back(bulk: Bulk, delay: timedelta = timedelta()) -> None:
    owned([bulk]).update(status=Bulk.State.QUEUED, lease_token=None, attempts=0, run_after=timezone.now() + delay)


def _finish(bulk: Bulk) -> None:
    with transaction.atomic():
        if owned([bulk]).update(status=Bulk.State.DONE, finished_at=timezone.now(), lease_token=None):
            record("bulk.finish", bulk, bulk.shop_id, act=bulk.act, **_counts(bulk))


def _counts(bulk: Bulk) -> dict[str, int]:
    return {state: bulk.items.filter(state=state).count() for state in (State.DONE, State.REFUSED, State.WAITING)}
