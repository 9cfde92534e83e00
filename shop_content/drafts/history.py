"""A draft's versions and decisions as one story, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shop_content.drafts.models import Decision, Draft, DraftVersion

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """Either a version that arrived or a decision that was taken."""

    at: datetime
    version: DraftVersion | None = None
    decision: Decision | None = None


def history(draft: Draft) -> list[Moment]:
    versions = draft.versions.select_related("author", "base").defer("claims", "facts", "base__claims", "base__facts")
    decisions = draft.decisions.select_related("by", "version").defer("version__claims", "version__facts")
    decisions = decisions.prefetch_related("marks")
    moments = [Moment(version.created_at, version=version) for version in versions.order_by("-number")[:SHOWN]]
    moments += [Moment(decision.at, decision=decision) for decision in decisions.order_by("-id")[:SHOWN]]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)[:SHOWN]
