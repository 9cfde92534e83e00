"""A person's word on a version: approve, request changes, reject, reopen."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from shop_content.audit.actions import record, record_all
from shop_content.catalogue.facts import facts_of
from shop_content.drafts.actions.guards import STATUS_VERBS, last_decision, may, reason_given, why_not
from shop_content.drafts.actions.staleness import compare
from shop_content.drafts.approvals import standing
from shop_content.drafts.errors import AlreadyDecided, BlockedByFindings, FactsChanged, NotWritten, StaleVersion
from shop_content.drafts.models import Decision, Draft, DraftVersion, Finding, Status
from shop_content.drafts.siblings import are_siblings
from shop_content.drafts.staleness import OUTDATED, outdated_claims
from shop_content.shops.models import Member

OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED)
CLOSED = (Status.APPROVED, Status.CHANGES_REQUESTED, Status.REJECTED)


@transaction.atomic
def approve(member: Member, draft_id: int, version_id: int) -> Decision:
    """Let this version, the newest or a variant that came with it, out of the house.

    The same person's second click is answered with the first one's decision. Raises BlockedByFindings, StaleVersion,
    FactsChanged, HeldByModerator, AlreadyDecided.
    """
    draft, version = _pair(member, draft_id, version_id)
    if again := _same_again(draft, version, Decision.Verb.APPROVE, member):
        return again
    if count := len(outdated_claims(version, facts_of(draft.product))):
        raise FactsChanged(count)
    blocking = Finding.objects.filter(version=version, severity=Finding.Severity.ERROR, waived_at=None)
    if count := blocking.count():
        raise BlockedByFindings(count)
    moved = _reviewable(draft, OPEN).filter(~Exists(blocking))
    warnings = Finding.objects.filter(version=version, waived_at=None).count()
    changed = moved.update(
        status=Status.APPROVED, approved=version, newest=version, errors=0, warnings=warnings, updated_at=timezone.now()
    )
    return _decided(changed, member, draft, version, Decision.Verb.APPROVE)


@transaction.atomic
def approve_clean(member: Member, version_ids: Iterable[int]) -> list[int]:
    """Approve every named version that is its draft's newest, in review, and has no open finding; answers their drafts' ids.

    Drafts that have findings, rest on facts that changed, were decided or got a newer version meanwhile are left out.
    """
    rows = Draft.objects.filter(
        shop_id=member.shop_id, newest_id__in=list(version_ids), status=Status.IN_REVIEW, errors=0, warnings=0
    )
    while compare(rows.filter(recheck=True)):
        pass
    drafts = list(rows.exclude(OUTDATED).order_by("pk").select_for_update(of=("self",)))
    for draft in drafts:
        may(member, "decide", draft)
        draft.status, draft.approved_id, draft.updated_at = Status.APPROVED, draft.newest_id, timezone.now()
    Draft.objects.bulk_update(drafts, ["status", "approved", "updated_at"])
    verb = Decision.Verb.APPROVE
    Decision.objects.bulk_create(
        Decision(draft=draft, version_id=draft.newest_id, by=member.user, verb=verb) for draft in drafts
    )
    record_all(
        ("draft.approve", draft, draft.shop_id, {"version": draft.newest_id, "together": len(drafts)})
        for draft in drafts
    )
    return [draft.pk for draft in drafts]


@transaction.atomic
def request_changes(member: Member, draft_id: int, version_id: int, reason: str) -> Decision:
    """Send this version back. If it was the approved one, it is no longer live.

    Raises ReasonNeeded, ReasonTooLong, StaleVersion, HeldByModerator, AlreadyDecided.
    """
    reason = reason_given(reason)
    draft, version = _pair(member, draft_id, version_id)
    verb = Decision.Verb.REQUEST_CHANGES
    if again := _same_again(draft, version, verb, member):
        return again
    kept = None if draft.approved_id == version.pk else draft.approved_id
    moved = _reviewable(draft, (Status.IN_REVIEW, Status.APPROVED))
    changed = moved.update(status=Status.CHANGES_REQUESTED, approved=kept, updated_at=timezone.now())
    return _decided(changed, member, draft, version, verb, reason)


@transaction.atomic
def reject(member: Member, draft_id: int, version_id: int, reason: str) -> Decision:
    """Nothing of this draft is live until a newer version is approved, or the rejection taken back.

    Raises ReasonNeeded, ReasonTooLong, StaleVersion, HeldByModerator, AlreadyDecided.
    """
    reason = reason_given(reason)
    draft, version = _pair(member, draft_id, version_id)
    if again := _same_again(draft, version, Decision.Verb.REJECT, member):
        return again
    moved = _reviewable(draft, (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED))
    changed = moved.update(status=Status.REJECTED, updated_at=timezone.now())
    return _decided(changed, member, draft, version, Decision.Verb.REJECT, reason)


@transaction.atomic
def reopen(member: Member, draft_id: int, decision_id: int | None = None) -> Decision:
    """Take the last word back: the draft is in review again, and the approval before it, if any, stands again.

    With `decision_id`, only while that decision is the last one. Raises AlreadyDecided, HeldByModerator, NotWritten.
    """
    draft = _draft(member, draft_id)
    if draft.newest is None:
        raise NotWritten
    last = last_decision(draft)
    if decision_id is not None and (last is None or last.pk != decision_id):
        raise AlreadyDecided(draft, last)
    moved = _reviewable(draft, CLOSED).update(status=Status.IN_REVIEW, updated_at=timezone.now())
    decision = _decided(moved, member, draft, draft.newest, Decision.Verb.REOPEN)
    history = draft.decisions.filter(verb__in=STATUS_VERBS).order_by("id")
    Draft.objects.filter(pk=draft.pk).update(approved=standing(history))
    return decision


def _draft(member: Member, draft_id: int) -> Draft:
    draft = Draft.objects.select_related("newest", "product").get(pk=draft_id)
    may(member, "decide", draft)
    return draft


def _pair(member: Member, draft_id: int, version_id: int) -> tuple[Draft, DraftVersion]:
    draft = _draft(member, draft_id)
    version = DraftVersion.objects.filter(draft=draft, pk=version_id).first()
    if version is None or draft.newest is None:
        raise NotWritten
    if not are_siblings(version, draft.newest):
        raise StaleVersion(draft.newest)
    return draft, version


def _reviewable(draft: Draft, statuses: tuple[Status, ...]) -> QuerySet[Draft]:
    """The row, while it is still as it was read: someone else may decide, or a version arrive, at any moment."""
    return Draft.objects.filter(
        pk=draft.pk, status__in=statuses, newest_id=draft.newest_id, approved_id=draft.approved_id
    )


def _same_again(draft: Draft, version: DraftVersion, verb: Decision.Verb, member: Member) -> Decision | None:
    last = last_decision(draft)
    closed = draft.status in CLOSED
    if closed and last and (last.verb, last.version_id, last.by_id) == (verb, version.pk, member.user_id):
        return last
    return None


def _decided(
    changed: int, member: Member, draft: Draft, version: DraftVersion, verb: Decision.Verb, reason: str = ""
) -> Decision:
    if not changed:
        if again := _same_again(Draft.objects.get(pk=draft.pk), version, verb, member):
            return again
        raise why_not(draft.pk, version)
    decision = Decision.objects.create(draft=draft, version=version, by=member.user, verb=verb, reason=reason)
    record(f"draft.{verb.value}", draft, draft.shop_id, version=version.pk, number=version.number, reason=reason)
    return decision


def counts(version: DraftVersion) -> tuple[int, int]:
    """Open errors and warnings of a version."""
    error = Q(severity=Finding.Severity.ERROR)
    found = version.findings.filter(waived_at=None).aggregate(
        errors=Count("id", filter=error), warnings=Count("id", filter=~error)
    )
    return found["errors"], found["warnings"]
