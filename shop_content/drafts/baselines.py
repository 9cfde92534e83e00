"""What a draft's newest version is compared with: the version before, the one approved last, the one that is live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop_content.drafts.actions.guards import STATUS_VERBS
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Decision, Draft, DraftVersion, Status

Verb = Decision.Verb


@dataclass(frozen=True, slots=True)
class Baseline:
    """`version` None: there is none, and `why` says why not."""

    name: str  # "before", "approved", "live"
    label: str
    version: DraftVersion | None
    why: str = ""


def last_approved(decisions: Iterable[Decision]) -> Decision | None:
    """The last approval that was not taken back, whatever was decided since; `decisions` oldest first.

    Unlike `approvals.standing`: asking for changes, a rejection and a hold end an approval, but do not make it undone.
    """
    approvals: list[Decision] = []
    last = ""
    for decision in decisions:
        if decision.verb == Verb.APPROVE:
            approvals.append(decision)
        elif decision.verb == Verb.REOPEN and last == Verb.APPROVE:
            approvals.pop()
        if decision.verb not in (Verb.HOLD, Verb.RELEASE):
            last = decision.verb
    return approvals[-1] if approvals else None


def baselines_of(draft: Draft) -> Sequence[Baseline]:
    """In the order in which they are offered. Three queries."""
    versions = DraftVersion.objects.filter(draft=draft).select_related("image", "author")
    newest = draft.newest
    before = versions.filter(pk=newest.base_id).first() if newest and newest.base_id else None
    if before is None and newest:
        before = versions.filter(number__lt=newest.number).order_by("-number").first()
    decisions = draft.decisions.filter(verb__in=STATUS_VERBS).order_by("id")
    decided = last_approved(decisions)
    approved = versions.filter(pk=decided.version_id).first() if decided else None
    live = live_versions().filter(draft=draft).select_related("image", "author").first()
    return (
        Baseline("approved", _("Last approved"), approved, _("No version of this draft was ever approved.")),
        Baseline("live", _("Live"), live, _why_not_live(draft, approved)),
        Baseline("before", _("Version before"), before, _("This is the first version.")),
    )


def _why_not_live(draft: Draft, approved: DraftVersion | None) -> str:
    if draft.archived:
        return _("Nothing of it is live: the product was deleted.")
    if draft.status == Status.HELD:
        return _("Nothing of it is live: the draft is held.")
    if draft.status == Status.REJECTED:
        return _("Nothing of it is live: the draft was rejected.")
    if approved is None:
        return _("Nothing of it is live: no version was approved yet.")
    return _("Nothing of it is live: changes were requested on the version that was approved.")
