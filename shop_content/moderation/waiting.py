"""What the moderators' first page shows, the riskiest first, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.messages import message
from shop_content.drafts.models import Decision, Draft, Finding, Status
from shop_content.drafts.reasons import reason_words
from shop_content.jobs.models import Run
from shop_content.policy.actions import reasons
from shop_content.policy.models import PolicyTerm
from shop_content.shops.models import Shop

SHOWN = 10  # rows of each list
REASONS = 3  # of each row

# By the first part of a rule's name; a test asks for a place for every family that has errors.
LAW = ("attestations", "awards", "deeds", "policy", "promises", "proof", "reviews", "superlatives", "testimonials")
CLAIMS = (
    "brands", "claims", "colours", "compatibility", "contradictions", "counts", "features", "materials", "numbers",
    "origins", "picture", "prices", "sights", "translation",
)  # fmt: skip
FORM = ("characters", "hashtags", "headlines", "language", "leaks", "length", "pairs", "poster", "wording")
PUBLISHED, UNLAWFUL, UNPROVEN, UNFIT = 4, 3, 2, 1
LEVELS = {
    PUBLISHED: (_("published"), "bad"),
    UNLAWFUL: (_("law"), "bad"),
    UNPROVEN: (_("unproven claim"), "warn"),
    UNFIT: (_("form"), "info"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A draft with what is wrong with it. `tone` is a badge's."""

    draft: Draft
    level: Any
    tone: str
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    held: list[Row]
    held_count: int
    flagged: list[Row]
    flagged_count: int
    suspended_shops: int
    open_runs: int
    active_terms: int


def held() -> QuerySet[Draft]:
    """By a moderator, or for one by a rule of the shop; what a shop holds itself is its own matter."""
    return _drafts().filter(status=Status.HELD, held_by_shop=False)


def flagged() -> QuerySet[Draft]:
    """Drafts that wait for a decision, or are published, with error findings that nobody mended or waived."""
    waits = Q(status__in=[Status.IN_REVIEW, Status.CHANGES_REQUESTED], errors__gt=0)
    return _drafts().filter(waits | Q(Exists(_errors("approved_id")), status=Status.APPROVED))


def by_risk(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """Each with its `risk`, the greatest first: what is out already, then what the law forbids, then what no fact supports."""
    live = When(status=Status.APPROVED, then=Value(PUBLISHED))
    law = When(Exists(_errors("newest_id").filter(_of(LAW))), then=Value(UNLAWFUL))
    claims = When(Exists(_errors("newest_id").filter(_of(CLAIMS))), then=Value(UNPROVEN))
    return drafts.annotate(risk=Case(live, law, claims, default=Value(UNFIT))).order_by(
        "-risk", "-errors", "-updated_at"
    )


def rows(drafts: Sequence[Draft]) -> list[Row]:
    """What is wrong with each of `drafts`, which come from `by_risk`: its findings, or why it is held."""
    judged = {draft.pk: draft.approved_id if draft.status == Status.APPROVED else draft.newest_id for draft in drafts}
    found: dict[int, list[Finding]] = defaultdict(list)
    errors = Finding.objects.filter(version__in=judged.values(), severity=Finding.Severity.ERROR, waived_at=None)
    for finding in errors.order_by("pk"):
        found[finding.version_id].append(finding)
    why = reasons(str(one.params.get("term_id", "")) for several in found.values() for one in several)
    held_for = _reasons_of_holds([draft for draft in drafts if draft.status == Status.HELD])
    made = []
    for draft in drafts:
        said = [message(finding, why).found for finding in found[judged[draft.pk] or 0]]
        if draft.pk in held_for:
            said.insert(0, held_for[draft.pk])
        level, tone = LEVELS[draft.risk]  # type: ignore[attr-defined]
        made.append(Row(draft, level, tone, list(dict.fromkeys(said))[:REASONS]))
    return made


def _reasons_of_holds(drafts: Sequence[Draft]) -> dict[int, str]:
    holds = Decision.objects.filter(draft__in=drafts, verb=Decision.Verb.HOLD).order_by("pk")
    return {pk: reason_words(reason) for pk, reason in holds.values_list("draft_id", "reason")}  # the last one of each


def waiting() -> Waiting:
    return Waiting(
        held=rows(list(by_risk(held())[:SHOWN])),
        held_count=held().count(),
        flagged=rows(list(by_risk(flagged())[:SHOWN])),
        flagged_count=flagged().count(),
        suspended_shops=Shop.objects.exclude(suspended_at=None).count(),
        open_runs=Run.objects.filter(status__in=[Run.Status.RUNNING, Run.Status.PAUSED]).count(),
        active_terms=PolicyTerm.objects.filter(active=True).count(),
    )


def _errors(version: str) -> QuerySet[Finding]:
    return Finding.objects.filter(version=OuterRef(version), severity=Finding.Severity.ERROR, waived_at=None)


def _of(families: Sequence[str]) -> Q:
    chosen = Q()
    for family in families:
        chosen |= Q(rule__startswith=f"{family}.")
    return chosen


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("shop", "product")
