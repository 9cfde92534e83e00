"""A person's word on a version: approve, request changes, reject, reopen."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import STATUS_VERBS, last_decision, may, reason_given, why_not
from shop_content.drafts.actions.rules import demanded
from shop_content.drafts.actions.samples import judge
from shop_content.drafts.approvals import standing
from shop_content.drafts.consistency.actions import ask_of_pictures
from shop_content.drafts.errors import (
    AlreadyDecided,
    BlockedByFindings,
    CopyChanged,
    FactsChanged,
    KitChanged,
    NotWritten,
    OriginalChanged,
    RuledOut,
    StaleVersion,
)
from shop_content.drafts.ground import beside, brief_of
from shop_content.drafts.kits import outdated_kits
from shop_content.drafts.marks import Mark
from shop_content.drafts.models import Comment, ContentKind, Decision, Draft, DraftVersion, Finding, Status
from shop_content.drafts.originals import newer_original, overtaken_copies
from shop_content.drafts.reasons import MODERATED
from shop_content.drafts.siblings import are_siblings
from shop_content.drafts.staleness import outdated_claims
from shop_content.drafts.workflow import Verdict
from shop_content.shops import access
from shop_content.shops.models import Member

OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED)
HEAVY = (
    "newest__fields",
    "newest__claims",
    "newest__facts",
    "newest__provenance",
    "product__facts",
    "product__source_text",
)
CLOSED = (Status.APPROVED, Status.CHANGES_REQUESTED, Status.REJECTED)


@transaction.atomic
def approve(member: Member, draft_id: int, version_id: int, together: Mapping[str, int] | None = None) -> Decision:
    """Let this version, the newest or a variant that came with it, out of the house.

    The same person's second click is answered with the first one's decision. Raises BlockedByFindings, StaleVersion,
    FactsChanged, CopyChanged, KitChanged, OriginalChanged, HeldByModerator, AlreadyDecided, RuledOut.
    Where the shop's rules want two people, the first one's is kept as SECOND; where they want a moderator
    to see it, it is held once it is approved.
    `together`: the bulk or the sample through which it is approved without being opened by a person, for the trail.
    """
    draft, version = _pair(member, draft_id, version_id)
    if again := _same_again(draft, version, Decision.Verb.APPROVE, member):
        return again
    if not _known_true(draft, version):
        brief = brief_of(draft, version)
        if count := len(outdated_claims(version, brief.facts, beside(brief))):
            raise FactsChanged(count)
    if draft.kind == ContentKind.POSTER:
        if overtaken_copies([version]):
            raise CopyChanged
        if outdated_kits([version]):
            raise KitChanged
    if newer := newer_original(version):
        raise OriginalChanged(newer.number)
    blocking = Finding.objects.filter(version=version, severity=Finding.Severity.ERROR, waived_at=None)
    judged = demanded(member, draft, version)
    if judged in (Verdict.OWNERS_ONLY, Verdict.PEOPLE_ONLY, Verdict.AGAIN):
        raise RuledOut(judged.value)
    if judged is Verdict.SECOND:
        return _seconded(member, draft, version, blocking)
    moved = _reviewable(draft, OPEN).filter(~Exists(blocking))
    warnings = draft.warnings if version.pk == draft.newest_id else counts(version)[1]
    changed = moved.update(
        status=Status.APPROVED, approved=version, newest=version, errors=0, warnings=warnings, updated_at=timezone.now()
    )
    if not changed and (count := blocking.count()):
        raise BlockedByFindings(count)
    decision = _decided(changed, member, draft, version, Decision.Verb.APPROVE, together=together)
    if draft.kind == "title":
        ask_of_pictures(draft.product_id)
    if judged is Verdict.HOLD:
        _await_moderator(member, draft, version)
    return decision


def _seconded(member: Member, draft: Draft, version: DraftVersion, blocking: QuerySet[Finding]) -> Decision:
    """The first of two people's approvals: it is kept, and the draft goes on waiting for the second."""
    if count := blocking.count():
        raise BlockedByFindings(count)
    waiting = _reviewable(draft, OPEN).update(status=Status.IN_REVIEW, updated_at=timezone.now())
    return _decided(waiting, member, draft, version, Decision.Verb.SECOND)


def _await_moderator(member: Member, draft: Draft, version: DraftVersion) -> None:
    """What the shop wants moderated is held from the moment of its approval; a moderator's release lets it out."""
    Draft.objects.filter(pk=draft.pk, status=Status.APPROVED, approved=version).update(
        status=Status.HELD, held_from=Status.APPROVED, held_by_shop=False
    )
    Decision.objects.create(draft=draft, version=version, by=member.user, verb=Decision.Verb.HOLD, reason=MODERATED)
    record("draft.hold", draft, draft.shop_id, version=version.pk, reason=MODERATED, by_rule=True)


def _known_true(draft: Draft, version: DraftVersion) -> bool:
    """Whether the newest version was compared with today's facts already: triggers mark the draft whenever they change."""
    return version.pk == draft.newest_id and not draft.recheck and version.pk not in draft.stale


@transaction.atomic
def request_changes(
    member: Member,
    draft_id: int,
    version_id: int,
    reason: str,
    together: Mapping[str, int] | None = None,
    mark: Mark | None = None,
    seen: str = "",
) -> Decision:
    """Send this version back. If it was the approved one, it is no longer live. `mark` is where on its picture, kept as a comment.

    `seen` is the status that the person had before their eyes: who did not know of a colleague's decision is told of it first.
    Raises ReasonNeeded, ReasonTooLong, StaleVersion, HeldByModerator, AlreadyDecided.
    """
    draft, version = _pair(member, draft_id, version_id)
    reason = reason_given(reason)
    verb = Decision.Verb.REQUEST_CHANGES
    if again := _same_again(draft, version, verb, member):
        return again
    _still(seen, draft)
    kept = None if draft.approved_id == version.pk else draft.approved_id
    moved = _reviewable(draft, (Status.IN_REVIEW, Status.APPROVED))
    changed = moved.update(status=Status.CHANGES_REQUESTED, approved=kept, updated_at=timezone.now())
    decision = _decided(changed, member, draft, version, verb, reason, together)
    if mark and version.image_id:
        said = {"draft": draft, "version": version, "author": member.user, "text": reason}
        Comment.objects.create(**said, mark=mark.stored, decision=decision)
    return decision


@transaction.atomic
def reject(
    member: Member,
    draft_id: int,
    version_id: int,
    reason: str,
    together: Mapping[str, int] | None = None,
    seen: str = "",
) -> Decision:
    """Nothing of this draft is live until a newer version is approved, or the rejection taken back. `seen`: as in `request_changes`.

    Raises ReasonNeeded, ReasonTooLong, StaleVersion, HeldByModerator, AlreadyDecided.
    """
    draft, version = _pair(member, draft_id, version_id)
    reason = reason_given(reason)
    if again := _same_again(draft, version, Decision.Verb.REJECT, member):
        return again
    _still(seen, draft)
    moved = _reviewable(draft, (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED))
    changed = moved.update(status=Status.REJECTED, updated_at=timezone.now())
    return _decided(changed, member, draft, version, Decision.Verb.REJECT, reason, together)


@transaction.atomic
def reopen(member: Member, draft_id: int, decision_id: int | None = None) -> Decision:
    """Take the last word back: the draft is in review again, and the approval before it, if any, stands again.

    A draft that the shop itself holds goes back to where it was held from. With `decision_id`, only while that decision is the
    last one. Raises AlreadyDecided, HeldByModerator, NotWritten.
    """
    draft = _draft(member, draft_id)
    if draft.newest is None:
        raise NotWritten
    last = last_decision(draft)
    if decision_id is not None and (last is None or last.pk != decision_id):
        raise AlreadyDecided(draft, last)
    if draft.status == Status.HELD and draft.held_by_shop:
        back = {"status": draft.held_from or Status.IN_REVIEW, "held_from": "", "held_by_shop": False}
        held = Draft.objects.filter(pk=draft.pk, status=Status.HELD, held_by_shop=True, held_from=draft.held_from)
        return _decided(
            held.update(**back, updated_at=timezone.now()), member, draft, draft.newest, Decision.Verb.RELEASE
        )
    moved = _reviewable(draft, CLOSED).update(status=Status.IN_REVIEW, updated_at=timezone.now())
    decision = _decided(moved, member, draft, draft.newest, Decision.Verb.REOPEN)
    history = draft.decisions.filter(verb__in=STATUS_VERBS).order_by("id")
    Draft.objects.filter(pk=draft.pk).update(approved=standing(history))
    return decision


def _draft(member: Member, draft_id: int) -> Draft:
    """Raises Http404 for a draft of another shop."""
    draft = access.get(member, Draft, draft_id, "newest", "product", defer=HEAVY)
    may(member, "decide", draft)
    return draft


def _pair(member: Member, draft_id: int, version_id: int) -> tuple[Draft, DraftVersion]:
    draft = _draft(member, draft_id)
    newest = draft.newest
    same = newest is not None and newest.pk == version_id
    version = newest if same else DraftVersion.objects.filter(draft=draft, pk=version_id).first()
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


def _still(seen: str, draft: Draft) -> None:
    if seen and draft.status != seen and draft.status != Status.HELD:
        raise AlreadyDecided(draft, last_decision(draft))


def _same_again(draft: Draft, version: DraftVersion, verb: Decision.Verb, member: Member) -> Decision | None:
    last = last_decision(draft) if draft.status in CLOSED else None
    if last and (last.verb, last.version_id, last.by_id) == (verb, version.pk, member.user_id):
        return last
    return None


def _decided(
    changed: int,
    member: Member,
    draft: Draft,
    version: DraftVersion,
    verb: Decision.Verb,
    reason: str = "",
    together: Mapping[str, int] | None = None,
) -> Decision:
    if not changed:
        if again := _same_again(Draft.objects.get(pk=draft.pk), version, verb, member):
            return again
        raise why_not(draft.pk, version)
    seen = together is None
    decision = Decision.objects.create(
        draft=draft, version=version, by=member.user, verb=verb, reason=reason, seen=seen
    )
    detail = {"version": version.pk, "number": version.number, "reason": reason, "seen": seen, **(together or {})}
    record(f"draft.{verb.value}", draft, draft.shop_id, **detail)
    if seen:
        judge(member.user, draft, version, verb)
    return decision


def counts(version: DraftVersion) -> tuple[int, int]:
    """Open errors and warnings of a version."""
    error = Q(severity=Finding.Severity.ERROR)
    found = version.findings.filter(waived_at=None).aggregate(
        errors=Count("id", filter=error), warnings=Count("id", filter=~error)
    )
    return found["errors"], found["warnings"]
