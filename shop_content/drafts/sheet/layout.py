"""A version laid out: its text in segments, its facts, its findings, what each has to do with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext

from generation.contract import Brief
from generation.kinds import KINDS
from generation.kinds.base import FieldSpec
from shop_content.drafts.ground import beside
from shop_content.drafts.kits import outdated_kits
from shop_content.drafts.messages import message
from shop_content.drafts.models import Draft, DraftVersion, Finding
from shop_content.drafts.originals import overtaken_copies
from shop_content.drafts.panel import Panel, panel_of
from shop_content.drafts.provenance import Row, asked_rows, sampling_rows
from shop_content.drafts.scores import ScoreLine, consistency_line, level_of, lines_of
from shop_content.drafts.sheet.facts import facts_of_today, facts_of_version
from shop_content.drafts.sheet.lines import ClaimLine, FactLine, FieldLine, FindingLine, Piece
from shop_content.drafts.sheet.names import FIELD_NAMES, KIT_PARTS
from shop_content.drafts.sheet.pictures import PrintedLine, consistency, measures, printed_lines
from shop_content.drafts.spans import Segment, paragraphs
from shop_content.drafts.staleness import outdated_claims, words_of
from shop_content.drafts.stating import text_of
from shop_content.policy.actions import letting, reasons


@dataclass(frozen=True, slots=True)
class Sheet:
    version: DraftVersion | None
    fields: Sequence[FieldLine]
    claims: Sequence[ClaimLine] = ()
    facts: Sequence[FactLine] = ()
    findings: Sequence[FindingLine] = ()
    measures: Sequence[tuple[str, str]] = ()
    number: int = 0  # 1-based place among the variants, for the keys
    original: Panel | None = None  # what it translates

    @property
    def placement(self) -> dict[str, Any]:
        """Where the photo's product stands in the picture, as the page's script takes it; empty where it is not known."""
        found: dict[str, Any] = self.version.picture.get("placement", {}) if self.version else {}
        return (
            {"photo": found["photo"], **{name: " ".join(map(str, found[name])) for name in ("source", "target")}}
            if found
            else {}
        )

    @property
    def printed(self) -> list[PrintedLine]:
        return printed_lines(self.version) if self.version else []

    @property
    def copy_gone(self) -> bool:
        """Whether what a poster says is no longer what is approved."""
        return self.version is not None and bool(overtaken_copies([self.version]))

    @property
    def kit_gone(self) -> str:
        """Of a poster, which parts of the brand kit have changed since it was made, worded; "" when none has."""
        parts = outdated_kits([self.version]).get(self.version.pk, ()) if self.version else ()
        return gettext(", ").join(str(KIT_PARTS[part]) for part in parts)

    @property
    def late(self) -> bool:
        """Whether a poster cannot be approved any more: its words or the brand kit have changed."""
        return self.copy_gone or bool(self.kit_gone)

    @property
    def file_name(self) -> str:
        """Of a download, without its ending."""
        if self.version is None:
            return ""
        draft = self.version.draft
        place = draft.subject.removeprefix("placement:").replace(":", "-")
        return slugify("-".join((draft.product.sku, place, draft.locale))) or f"poster-{self.version.pk}"

    @property
    def errors(self) -> int:
        return sum(line.blocks for line in self.findings)

    @property
    def warnings(self) -> int:
        return sum(line.row.waived_at is None for line in self.findings) - self.errors

    @property
    def scores(self) -> list[ScoreLine]:
        if self.version is None or not self.version.scores:
            return []
        together = consistency(self.version)
        return [*lines_of(self.version.scores), *([] if together is None else [consistency_line(together)])]

    @property
    def total(self) -> int | None:
        """The whole score in per cent; None for a version that has none."""
        total = self.version.scores.get("total") if self.version else None
        return None if total is None else round(100 * total)

    @property
    def level(self) -> str:
        return level_of((self.total or 0) / 100)

    @property
    def asked(self) -> list[Row]:
        return asked_rows(self.version.provenance.get("asked", {})) if self.version else []

    @property
    def sampling(self) -> list[Row]:
        return sampling_rows(self.version.provenance.get("sampling", {})) if self.version else []

    @property
    def plan(self) -> list[tuple[str, ClaimLine]]:
        """Each sentence with the facts that it was made from, in the order of the text."""
        if self.version is None:
            return []
        return [
            (words_of(self.version.fields, claim), line)
            for claim, line in zip(self.version.claims, self.claims, strict=True)
        ]

    @property
    def outdated(self) -> Sequence[ClaimLine]:
        return [claim for claim in self.claims if claim.outdated]

    @property
    def unsupported(self) -> int:
        return sum(not claim.facts for claim in self.claims)


def sheet_of(draft: Draft, version: DraftVersion | None, brief: Brief, number: int = 0) -> Sheet:
    """`brief`: what it would rest on today (`ground.brief_of`). Reads the version's findings (prefetch them for several)."""
    if version is None:
        return Sheet(None, [_field(spec, "", [], []) for spec in KINDS[draft.kind].fields], facts=facts_of_today(brief))
    rows = sorted(version.findings.all(), key=lambda row: (row.severity != Finding.Severity.ERROR, row.pk))
    lines = facts_of_version(version, brief)
    by_id = {line.id: line for line in lines}
    outdated = set(outdated_claims(version, brief.facts, beside(brief)))
    claims = [
        ClaimLine(
            place,
            [by_id[pk] for pk in claim["fact_ids"] if pk in by_id],
            words_of(version.fields, claim),
            place in outdated,
        )
        for place, claim in enumerate(version.claims)
    ]
    specs = KINDS[draft.kind].fields
    return Sheet(
        version,
        [_field(spec, version.fields.get(spec.name, ""), version.claims, rows) for spec in specs],
        claims,
        lines,
        _findings(version, rows, specs),
        measures(version),
        number,
        panel_of(version),
    )


def _field(spec: FieldSpec, value: Any, claims: Sequence[Mapping[str, Any]], rows: Sequence[Finding]) -> FieldLine:
    texts = [value] if isinstance(value, str) else list(value)
    pieces = [_piece(spec.name, index, text, claims, rows) for index, text in enumerate(texts)]
    if spec.is_list and not texts:
        pieces = [Piece(0, "", [])]
    label = str(FIELD_NAMES.get(spec.name, spec.name.replace("_", " ").capitalize()))
    limit = spec.limit()
    long = spec.paragraphs or limit.max_chars > 200 or not limit.max_chars
    return FieldLine(spec.name, label, spec.is_list, long, limit.max_chars, limit.max_items, pieces)


def _piece(name: str, index: int, text: str, claims: Sequence[Mapping[str, Any]], rows: Sequence[Finding]) -> Piece:
    """Segments name claims and findings by their place in the whole version, not in this piece."""
    here = [place for place, claim in enumerate(claims) if (claim["field"], claim["index"]) == (name, index)]
    found = [place for place, row in enumerate(rows) if (row.field, row.index) == (name, index) and not row.waived_at]
    cut = paragraphs(text, [claims[place] for place in here], [rows[place] for place in found])
    placed = [
        [
            Segment(
                segment.text,
                tuple(here[claim] for claim in segment.claims),
                tuple(found[finding] for finding in segment.findings),
                None if segment.leads is None else here[segment.leads],
                segment.start,
            )
            for segment in paragraph
        ]
        for paragraph in cut
    ]
    return Piece(index, text, placed)


def _sentence(version: DraftVersion, row: Finding) -> tuple[int, int, str] | None:
    """The sentence of the claim ledger that a finding stands in; None where it is about more than one, or none."""
    if not row.end or row.waived_at:
        return None
    here = [claim for claim in version.claims if (claim["field"], claim["index"]) == (row.field, row.index)]
    spans = [(claim["start"], claim["end"]) for claim in here if claim["start"] < row.end and row.start < claim["end"]]
    if len(spans) != 1:
        return None
    start, end = spans[0]
    return start, end, text_of(version, row)[start:end]


def _findings(version: DraftVersion, rows: Sequence[Finding], specs: Sequence[FieldSpec]) -> list[FindingLine]:
    terms = {str(row.params["term_id"]) for row in rows if "term_id" in row.params}
    why, missing = (reasons(terms), letting(terms)) if terms else ({}, {})
    lists = {spec.name for spec in specs if spec.is_list}
    said = [message(row, why) for row in rows]
    often = Counter(one.found for one in said)
    lines = []
    for place, (row, told) in enumerate(zip(rows, said, strict=True)):
        where = str(FIELD_NAMES.get(row.field, "")) if len(specs) > 1 else ""
        if row.field in lists and row.end:
            where = gettext("Point %(number)s") % {"number": row.index + 1}
        passage = text_of(version, row)[row.start : row.end] if often[told.found] > 1 else ""
        lacks = missing.get(str(row.params.get("term_id")), "")
        lines.append(FindingLine(row, place, told, where, passage, lacks, _sentence(version, row)))
    return lines
