"""A policy term that was saved is put to the texts that were written before."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from shop_content.audit.actions import record, record_all
from shop_content.drafts.actions.decisions import counts
from shop_content.drafts.actions.versions import findings_of
from shop_content.drafts.models import Draft, Finding
from shop_content.drafts.policing import AT_ONCE, Hit, hits, standing, versions_of
from shop_content.policy.actions import plain
from shop_content.policy.models import PolicyTerm

RULES = ("policy.term", "policy.term_in_fact", "policy.unusable")


def police_all() -> int:
    """Put every term that is due to the drafts that it has not seen; answers how many drafts were looked at."""
    looked_at = 0
    while (count := police()) is not None:
        looked_at += count
    return looked_at


@transaction.atomic
def police() -> int | None:
    """The next `AT_ONCE` drafts of a term that no other worker has in hand; None when no term is due.

    Their versions get the findings that a new text would get, and lose the open ones that it would not: a term that was narrowed or retired
    blocks nobody. What is published stays so, and shows as flagged: taking it down is a moderator's word. The term remembers how far it
    came, so that a killed worker costs one batch at most.
    """
    due = PolicyTerm.objects.exclude(reached=None)
    term = due.order_by("pk").select_for_update(skip_locked=True).first()
    if term is None:
        return None
    ahead = standing(Draft.objects.filter(pk__gt=term.reached), term.locale)
    drafts = list(ahead.order_by("pk").select_for_update(of=("self",))[:AT_ONCE])
    _flag(term, drafts, hits(plain(term), drafts) if term.active else [])
    term.reached = drafts[-1].pk if len(drafts) == AT_ONCE else None
    term.save(update_fields=["reached"])
    if term.reached is None:
        record("policy.term.applied", term, None)
    return len(drafts)


def _flag(term: PolicyTerm, drafts: Sequence[Draft], found: Sequence[Hit]) -> None:
    versions = {version.pk: (draft, version) for draft in drafts for version in versions_of(draft)}
    known = Finding.objects.filter(version__in=versions, rule__in=RULES, params__term_id=str(term.pk))
    wanted = {_place(row): row for hit in found for row in findings_of(hit.version, hit.findings)}
    gone = [row for row in known if row.waived_at is None and _place(row) not in wanted]
    for row in known:
        wanted.pop(_place(row), None)
    Finding.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Finding.objects.bulk_create(wanted.values())
    touched = {row.version_id for row in (*gone, *wanted.values())}
    moved = [draft for draft in drafts if draft.newest_id in touched]
    for draft in moved:
        draft.errors, draft.warnings = counts(versions[draft.newest_id or 0][1])
    Draft.objects.bulk_update(moved, ["errors", "warnings"])
    flagged = {row.version_id for row in wanted.values()}
    record_all(
        ("draft.flag", draft, draft.shop_id, {"version": version.pk, "term": term.pk})
        for draft, version in (versions[pk] for pk in sorted(flagged))
    )


def _place(row: Finding) -> tuple[int, str, str, int, int, int]:
    return row.version_id, row.severity, row.field, row.index, row.start, row.end
