"""Storing what engines wrote, with what the checks said of it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from generation.contract import Asset, Claim, Fact, Facts, Finding, Provenance, flat
from shop_content import rows
from shop_content.audit.actions import record_all
from shop_content.drafts import models
from shop_content.drafts.consistency.actions import ask
from shop_content.drafts.likeness import near_duplicates
from shop_content.drafts.models import Draft, DraftVersion, Status

MOVED = ("newest_id", "approved_id", "errors", "warnings", "status", "held_from", "updated_at")
_SAVE = """
UPDATE drafts_draft AS draft
   SET newest_id = moved.newest_id, approved_id = moved.approved_id, errors = moved.errors, warnings = moved.warnings,
       status = moved.status, held_from = moved.held_from, updated_at = moved.updated_at
  FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::smallint[], %s::smallint[], %s::text[], %s::text[], %s::timestamptz[])
       AS moved(id, newest_id, approved_id, errors, warnings, status, held_from, updated_at)
 WHERE draft.id = moved.id
"""


@dataclass(frozen=True, slots=True)
class Writing:
    """One engine's answer on its way into a draft. A picture has `image_id` (a stored `catalogue.Image`) and `asset`."""

    draft_id: int
    fields: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    claims: Sequence[Claim] = ()
    findings: Sequence[Finding] = ()
    provenance: Provenance | None = None
    scores: Mapping[str, float] = dataclasses.field(default_factory=dict)
    facts: Facts | None = None
    beside: Sequence[Fact] = ()  # what else the snapshot keeps: `ground.kept`
    source_hash: str = ""
    job_id: int | None = None
    variant: int = 0
    base_id: int | None = None  # the version of which it writes one passage anew
    image_id: int | None = None
    original_id: int | None = None
    copied: Sequence[int] = ()  # of a poster, the versions whose words stand on it
    asset: Asset | None = None
    overlay_id: int | None = None  # like `image_id`
    editable_id: int | None = None
    cutout_id: int | None = None

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def total(self) -> float:
        """The whole score; 0 for pictures, which have none."""
        return self.scores.get("total", 0.0)


def add_version(draft_id: int, **parts: Any) -> DraftVersion:
    """One `Writing` by its parts: `add_version(draft.pk, fields={"title": "…"}, findings=outcome.findings, …)`."""
    return add_versions([Writing(draft_id, **parts)])[0]


@transaction.atomic(savepoint=False)
def add_versions(writings: Iterable[Writing]) -> list[DraftVersion]:
    """Store answers, in order, within the caller's transaction if there is one; seven statements however many.

    Of the variants of one job, the draft shows the one with the fewest errors, among those the one with the highest score. A held draft
    stays held; any other goes into review. An approved version stays approved, and live, beside the new one; not so
    after a rejection, which stands against everything older. Raises Draft.DoesNotExist for an unknown draft.
    """
    batch = list(writings)
    drafts = _locked({writing.draft_id for writing in batch})
    versions = _numbered(batch, drafts)
    rows.number(versions)
    rows.store(versions)
    alike = near_duplicates([(drafts[version.draft_id], version) for version in versions])
    batch = [
        replace(writing, findings=[*writing.findings, *alike.get(version.pk, ())])
        for writing, version in zip(batch, versions, strict=True)
    ]
    rows.store(_findings(batch, versions))
    ask((drafts[version.draft_id].kind, version.pk) for version in versions)
    _advance(batch, versions, drafts)
    record_all(
        ("draft.write", drafts[writing.draft_id], drafts[writing.draft_id].shop_id, _trail(writing, version))
        for writing, version in zip(batch, versions, strict=True)
    )
    return versions


def _locked(ids: set[int]) -> dict[int, Draft]:
    drafts = {draft.pk: draft for draft in Draft.objects.filter(pk__in=ids).order_by("pk").select_for_update()}
    if missing := ids - drafts.keys():
        raise Draft.DoesNotExist(f"no draft {sorted(missing)}")
    return drafts


def _numbered(batch: Sequence[Writing], drafts: Mapping[int, Draft]) -> list[DraftVersion]:
    last: dict[int, int] = defaultdict(int)
    counted = DraftVersion.objects.filter(draft_id__in=drafts.keys()).values_list("draft_id").annotate(Max("number"))
    last.update(dict(counted))
    facts = {id(writing.facts): snapshot(writing.facts) for writing in batch if writing.facts}  # of a product once
    bases = {
        writing.base_id for writing in batch if writing.base_id
    }  # a translation of which a passage is new stays one
    translated = dict(DraftVersion.objects.filter(pk__in=bases).values_list("pk", "original_id")) if bases else {}
    versions = []
    for writing in batch:
        last[writing.draft_id] += 1
        version = _row(writing, last[writing.draft_id], facts.get(id(writing.facts), []))
        version.original_id = version.original_id or translated.get(writing.base_id or 0)
        versions.append(version)
    return versions


def _row(writing: Writing, number: int, facts: list[dict[str, str]]) -> DraftVersion:
    return DraftVersion(
        draft_id=writing.draft_id,
        number=number,
        variant=writing.variant,
        base_id=writing.base_id,
        fields=plain(writing.fields),
        image_id=writing.image_id,
        original_id=writing.original_id,
        copied=list(writing.copied),
        overlay_id=writing.overlay_id,
        editable_id=writing.editable_id,
        cutout_id=writing.cutout_id,
        picture=_picture(writing.asset),
        claims=ledger_of(writing.claims),
        facts=[*facts, *(flat(fact) for fact in writing.beside)],
        source_hash=writing.source_hash,
        provenance=_provenance(writing.provenance),
        scores=dict(writing.scores),
        job_id=writing.job_id,
    )


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Tuples as lists, as JSON keeps them."""
    return {name: value if isinstance(value, str) else list(value) for name, value in fields.items()}


def ledger_of(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    return [{**flat(claim), "fact_ids": list(claim.fact_ids)} for claim in claims]


def snapshot(facts: Facts, beside: Iterable[Fact] = ()) -> list[dict[str, str]]:
    return [flat(fact) for fact in (*facts.citable(), *beside)]


def _picture(asset: Asset | None) -> dict[str, Any]:
    if asset is None:
        return {}
    kept: dict[str, Any] = {"digital_source_type": asset.digital_source_type, "measures": dict(asset.measures)}
    if place := asset.placement:
        kept["placement"] = {"photo": place.photo, "source": list(place.source), "target": list(place.target)}
    return kept


def _provenance(provenance: Provenance | None) -> dict[str, Any]:
    return {**flat(provenance), "sampling": dict(provenance.sampling)} if provenance else {}


def findings_of(version: DraftVersion, findings: Iterable[Finding]) -> list[models.Finding]:
    return [
        models.Finding(
            version=version,
            rule=finding.rule,
            severity=finding.severity,
            field=finding.field,
            index=finding.index,
            start=finding.start,
            end=finding.end,
            params=dict(finding.params),
        )
        for finding in findings
    ]


def _findings(batch: Sequence[Writing], versions: Sequence[DraftVersion]) -> list[models.Finding]:
    pairs = zip(batch, versions, strict=True)
    return [row for writing, version in pairs for row in findings_of(version, writing.findings)]


def _advance(batch: Sequence[Writing], versions: Sequence[DraftVersion], drafts: Mapping[int, Draft]) -> None:
    rows = DraftVersion.objects.filter(pk__in=[draft.newest_id for draft in drafts.values()])
    shown = {
        pk: (job_id, scores.get("total", 0.0)) for pk, job_id, scores in rows.values_list("pk", "job_id", "scores")
    }
    for writing, version in zip(batch, versions, strict=True):
        draft = drafts[writing.draft_id]
        job_id, total = shown.get(draft.newest_id or 0, (None, 0.0))
        sibling = writing.job_id is not None and job_id == writing.job_id
        shown[version.pk] = (writing.job_id, writing.total)
        if not sibling or (writing.errors, -writing.total) < (draft.errors, -total):
            draft.newest, draft.errors, draft.warnings = version, writing.errors, writing.warnings
        to_review(draft)
    _save(list(drafts.values()))


def _save(drafts: Sequence[Draft]) -> None:
    """One plain statement: `bulk_update` builds a CASE for every row and column, which took longer than all the rest."""
    columns = [[getattr(draft, name) for draft in drafts] for name in ("pk", *MOVED)]
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, columns)


def to_review(draft: Draft) -> None:
    """What a new version does to the status, on the locked row in memory."""
    before = draft.held_from if draft.status == Status.HELD else draft.status
    if before == Status.REJECTED:
        draft.approved = None
    if draft.status == Status.HELD:
        draft.held_from = Status.IN_REVIEW
    else:
        draft.status = Status.IN_REVIEW
    draft.updated_at = timezone.now()


def _trail(writing: Writing, version: DraftVersion) -> dict[str, Any]:
    engine = writing.provenance.engine if writing.provenance else ""
    return {
        "version": version.pk,
        "number": version.number,
        "job": writing.job_id,
        "engine": engine,
        "errors": writing.errors,
    }
