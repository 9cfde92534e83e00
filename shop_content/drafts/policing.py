"""Which texts that are written already a policy term finds fault with. It only reads."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex
from django.db.models import QuerySet

from generation.checks import policy
from generation.checks.evidence import half_width
from generation.contract import Brief, Content, Facts, Finding, PolicyTerm, Severity
from shop_content.drafts.ground import briefs_of
from shop_content.drafts.likeness import content_of
from shop_content.drafts.models import Draft, DraftVersion, Status

AT_ONCE = 200  # drafts read together
TRIAL_SECONDS = 4.0
TRIAL_SHOWN = 50  # drafts


@dataclass(frozen=True, slots=True)
class Hit:
    """A standing version that the term finds fault with."""

    draft: Draft
    version: DraftVersion
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        return "error" if any(finding.severity == "error" for finding in self.findings) else "warning"

    @property
    def live(self) -> bool:
        return self.draft.approved_id == self.version.pk and self.draft.status != Status.HELD


@dataclass(frozen=True, slots=True)
class Trial:
    """What a term would find, were it in force. `looked_at` of `of` drafts, the newest first, until the time was up."""

    hits: tuple[Hit, ...]  # the first `TRIAL_SHOWN`
    found: int  # texts
    live: int  # of these, published
    looked_at: int
    of: int


def standing(drafts: QuerySet[Draft], locale: str) -> QuerySet[Draft]:
    """Those with a text in `locale` that is under review or published."""
    chosen = (
        drafts.filter(locale=locale, product__archived_at=None).exclude(status=Status.REJECTED).exclude(newest=None)
    )
    return chosen.select_related("product", "shop", "newest", "approved")


def hits(term: PolicyTerm, drafts: Sequence[Draft]) -> list[Hit]:
    """Of the versions under review and the published ones of `drafts`."""
    pattern = policy.compiled(term.pattern)
    pairs = [
        (draft, version)
        for draft in drafts
        for version in versions_of(draft)
        if _may_match(pattern, content_of(version.fields))
    ]
    briefs = briefs_of(pairs) if pairs else []
    found = []
    for (draft, version), brief in zip(pairs, briefs, strict=True):
        findings = tuple(policy.check(replace(brief, policy=(term,)), content_of(version.fields), ()))
        if findings:
            found.append(Hit(draft, version, findings))
    return found


def trial(term: PolicyTerm, drafts: QuerySet[Draft]) -> Trial:
    """Try `term` on the newest of `drafts` for some seconds; nothing is written."""
    chosen = standing(drafts, term.locale)
    end, looked_at, found = time.monotonic() + TRIAL_SECONDS, 0, []
    for batch in _batches(chosen):
        looked_at += len(batch)
        found += hits(term, batch)
        if time.monotonic() > end:
            break
    live = sum(hit.live for hit in found)
    return Trial(tuple(found[:TRIAL_SHOWN]), len(found), live, looked_at, chosen.count())


def spots(term: PolicyTerm, text: str) -> list[tuple[int, int]]:
    """(start, end) of what the term finds in any text, whatever stands in the facts; nothing where it takes too long."""
    brief = Brief("description", term.locale, Facts("", ""), policy=(term,))
    found = policy.check(brief, Content({"description": text}), ())
    return [(one.start, one.end) for one in found if one.rule == "policy.term"]


def _batches(drafts: QuerySet[Draft]) -> Iterator[list[Draft]]:
    last: int | None = None
    while batch := list((drafts if last is None else drafts.filter(pk__lt=last)).order_by("-pk")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def versions_of(draft: Draft) -> Sequence[DraftVersion]:
    both = {version.pk: version for version in (draft.newest, draft.approved) if version is not None}
    return list(both.values())


def _may_match(pattern: regex.Pattern[str], content: Content) -> bool:
    """Reading a product's facts costs far more than a look at the text."""
    try:
        return any(pattern.search(half_width(text), timeout=policy.TIME_LIMIT) for _f, _i, text in content.spans())
    except TimeoutError:
        return True
