"""What waits for one person in one shop: found in the rows themselves, so that it is gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_content.drafts.models import Bulk, BulkItem, Decision, Draft, Mention, Status
from shop_content.jobs.models import Job, Run
from shop_content.notices.models import NoticeSetting
from shop_content.shops import access
from shop_content.shops.models import Member

MOST = 50  # of each sort
REMEMBERED = timedelta(days=14)  # for so long what did not work in a run or a bulk change is told of


@dataclass(frozen=True, slots=True)
class Item:
    """`key` names it for ever; what falls due has another one from that day on. `new`: since the person last looked."""

    key: str
    sort: str  # called, assigned, returned, run or bulk
    title: str
    words: str
    address: str
    at: datetime
    new: bool = False
    due_on: date | None = None


def waiting_for(member: Member) -> list[Item]:
    """Whatever calls for this person, sort by sort, the latest first; what was assigned by its due date."""
    looked_at = last_look(member)
    return [
        *_called(member),
        *_assigned(member, looked_at),
        *_returned(member),
        *_runs(member, looked_at),
        *_bulks(member, looked_at),
    ]


def count_new(member: Member) -> int:
    """What the bell says, to `MOST` of each sort: calls that were not seen, and what is new since the last look."""
    looked_at = last_look(member)
    new = Q(assigned_at__gt=looked_at) | Q(due_on__lte=timezone.localdate(), due_on__gt=timezone.localdate(looked_at))
    since = max(looked_at, timezone.now() - REMEMBERED)
    rows: tuple[QuerySet[Mention] | QuerySet[Draft] | QuerySet[Run] | QuerySet[Bulk], ...] = (
        _unseen(member),
        _mine(member).filter(new),
        _sent_back(member).filter(updated_at__gt=looked_at),
        _failed_runs(member).filter(finished_at__gt=since),
        _refused_bulks(member).filter(finished_at__gt=since),
    )
    return sum(each.order_by()[:MOST].count() for each in rows)


def last_look(member: Member) -> datetime:
    found = NoticeSetting.objects.filter(member=member).values_list("looked_at", flat=True).first()
    return found or member.joined_at


def _unseen(member: Member) -> QuerySet[Mention]:
    return access.rows(member, Mention).filter(user=member.user_id, seen_at=None)


def _mine(member: Member) -> QuerySet[Draft]:
    return access.rows(member, Draft).filter(assignee=member.user_id, status=Status.IN_REVIEW, archived=False)


def _sent_back(member: Member) -> QuerySet[Draft]:
    rows = access.rows(member, Draft).filter(status=Status.CHANGES_REQUESTED, archived=False)
    return rows.filter(newest__author=member.user_id)


def _failed_runs(member: Member) -> QuerySet[Run]:
    failed = Exists(Job.objects.filter(run=OuterRef("pk"), status=Job.State.FAILED))
    return access.rows(member, Run).filter(failed, requested_by=member.user_id)


def _refused_bulks(member: Member) -> QuerySet[Bulk]:
    refused = Exists(BulkItem.objects.filter(bulk=OuterRef("pk"), state=BulkItem.State.REFUSED))
    return access.rows(member, Bulk).filter(refused, requested_by=member.user_id)


def _called(member: Member) -> Iterator[Item]:
    rows = _unseen(member).select_related("comment__author", "comment__draft__product").order_by("-pk")
    for mention in rows[:MOST]:
        comment = mention.comment
        said = _("%(person)s: %(text)s") % {"person": _name(comment.author), "text": comment.text}
        address = _draft(member, comment.draft_id) + "#comments"
        yield Item(f"called:{mention.pk}", "called", str(comment.draft), said, address, comment.created_at, new=True)


def _assigned(member: Member, looked_at: datetime) -> Iterator[Item]:
    today = timezone.localdate()
    rows = _mine(member).select_related("product").order_by(F("due_on").asc(nulls_last=True), "pk")
    for draft in rows[:MOST]:
        due = draft.due_on is not None and draft.due_on <= today
        key = f"assigned:{draft.pk}:{draft.due_on}" if due else f"assigned:{draft.pk}"
        at = draft.assigned_at or draft.arrived_at
        new = at > looked_at or (due and draft.due_on is not None and draft.due_on > timezone.localdate(looked_at))
        yield Item(key, "assigned", str(draft), "", _draft(member, draft.pk, "assignee=me"), at, new, draft.due_on)


def _returned(member: Member) -> Iterator[Item]:
    looked_at = last_look(member)
    for draft in _sent_back(member).select_related("product").order_by("-updated_at")[:MOST]:
        last = Decision.objects.filter(draft=draft, verb="request_changes").select_related("by").order_by("-pk").first()
        said = _("%(person)s: %(text)s") % {"person": _name(last.by), "text": last.reason} if last else ""
        address = _draft(member, draft.pk, "status=changes_requested")
        new = draft.updated_at > looked_at
        yield Item(f"returned:{draft.newest_id}", "returned", str(draft), said, address, draft.updated_at, new)


def _runs(member: Member, looked_at: datetime) -> Iterator[Item]:
    rows = _failed_runs(member).filter(finished_at__gt=timezone.now() - REMEMBERED).order_by("-pk")
    for run in rows[:MOST]:
        failed = run.jobs.filter(status=Job.State.FAILED).count()
        said = ngettext("%(count)s of its jobs failed.", "%(count)s of its jobs failed.", failed) % {
            "count": f"{failed:,}"
        }
        yield _ended(
            f"run:{run.pk}", "run", _("Run %(number)s") % {"number": run.pk}, said, "run_detail", run, looked_at
        )


def _bulks(member: Member, looked_at: datetime) -> Iterator[Item]:
    rows = _refused_bulks(member).filter(finished_at__gt=timezone.now() - REMEMBERED).order_by("-pk")
    for bulk in rows[:MOST]:
        refused = bulk.items.filter(state=BulkItem.State.REFUSED).count()
        said = ngettext("%(count)s draft could not be changed.", "%(count)s drafts could not be changed.", refused) % {
            "count": f"{refused:,}"
        }
        yield _ended(f"bulk:{bulk.pk}", "bulk", str(bulk.get_act_display()), said, "bulk_detail", bulk, looked_at)


def _ended(key: str, sort: str, title: str, said: str, page: str, row: Run | Bulk, looked_at: datetime) -> Item:
    at = row.finished_at or row.created_at
    return Item(key, sort, title, said, reverse(page, args=[row.shop_id, row.pk]), at, at > looked_at)


def _draft(member: Member, pk: int, query: str = "status=all") -> str:
    return f"{reverse('draft_detail', args=[member.shop_id, pk])}?{query}"


def _name(user: object) -> str:
    full = user.get_full_name()
    return full or str(user.email).partition("@")[0]
