"""Letting a finding pass, with a reason and a name."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from generation.checks.rules import final
from shop_content.audit.actions import record
from shop_content.drafts.actions.decisions import counts
from shop_content.drafts.actions.guards import may, reason_given
from shop_content.drafts.errors import AlreadyWaived, NotWaivable
from shop_content.drafts.models import Decision, Draft, Finding
from shop_content.shops.models import Member


@transaction.atomic
def waive(member: Member, finding_id: int, reason: str) -> Finding:
    """An error that is waived no longer blocks approval. Raises ReasonNeeded, ReasonTooLong, AlreadyWaived, NotWaivable."""
    reason = reason_given(reason)
    finding = Finding.objects.select_related("version__draft").get(pk=finding_id)
    version, draft = finding.version, finding.version.draft
    may(member, "decide", draft)
    if final(finding.rule):
        raise NotWaivable
    Draft.objects.select_for_update().get(pk=draft.pk)  # two waivers at once would both count the other's as open
    open_still = Finding.objects.filter(pk=finding.pk, waived_at=None)
    if not open_still.update(waived_at=timezone.now(), waived_by=member.user, waived_reason=reason):
        raise AlreadyWaived(Finding.objects.select_related("waived_by").get(pk=finding.pk).waived_by)
    errors, warnings = counts(version)
    Draft.objects.filter(pk=draft.pk, newest=version).update(errors=errors, warnings=warnings)
    Decision.objects.create(draft=draft, version=version, by=member.user, verb=Decision.Verb.WAIVE, reason=reason)
    record(
        "draft.waive", draft, draft.shop_id, version=version.pk, finding=finding.pk, rule=finding.rule, reason=reason
    )
    finding.refresh_from_db()
    return finding
