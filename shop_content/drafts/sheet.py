"""A version laid out for the review desk: its text in segments, its facts, its findings, what each has to do with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from generation.contract import Facts
from generation.kinds import KINDS
from generation.kinds.base import FieldSpec
from shop_content.drafts.messages import Message, message
from shop_content.drafts.models import Draft, DraftVersion, Finding
from shop_content.drafts.spans import Segment, paragraphs
from shop_content.drafts.staleness import outdated_claims, words_of
from shop_content.policy.actions import reasons

FIELD_NAMES = {
    "title": _("Title"),
    "description": _("Description"),
    "bullets": _("Bullet points"),
    "seo_title": _("SEO title"),
    "meta_description": _("Meta description"),
}
FACT_NAMES = {"title": _("title"), "brand": _("brand"), "category": _("category"), "price": _("price")}
FACT_SOURCES = {"person": _("typed by a person"), "import": _("imported"), "text": _("read from the source text")}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as the version was written from it, and what the product says today where that differs."""

    id: str
    key: str
    value: str
    unit: str
    source: str
    cited: int  # how many claims rest on it
    now: str | None = None  # "" when it is gone

    @property
    def said(self) -> str:
        return f"{self.value} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class FindingLine:
    row: Finding
    place: int  # within the version
    said: Message
    where: str

    @property
    def blocks(self) -> bool:
        return self.row.severity == Finding.Severity.ERROR and self.row.waived_at is None


@dataclass(frozen=True, slots=True)
class Piece:
    """A plain field's text, or one item of a list."""

    index: int
    text: str
    paragraphs: Sequence[Sequence[Segment]]

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    label: str
    is_list: bool
    long: bool
    limit: int  # characters; 0: none
    max_items: int
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    place: int
    facts: Sequence[FactLine]
    words: str = ""
    outdated: bool = False  # a fact that it cites has changed, and today's facts do not bear it out

    @property
    def ids(self) -> str:
        return " ".join(fact.id for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Sheet:
    version: DraftVersion | None
    fields: Sequence[FieldLine]
    claims: Sequence[ClaimLine] = ()
    facts: Sequence[FactLine] = ()
    findings: Sequence[FindingLine] = ()
    measures: Sequence[tuple[str, str]] = ()
    number: int = 0  # 1-based place among the variants, for the keys

    @property
    def errors(self) -> int:
        return sum(line.blocks for line in self.findings)

    @property
    def warnings(self) -> int:
        return sum(line.row.waived_at is None for line in self.findings) - self.errors

    @property
    def outdated(self) -> Sequence[ClaimLine]:
        return [claim for claim in self.claims if claim.outdated]

    @property
    def unsupported(self) -> int:
        return sum(not claim.facts for claim in self.claims)


def sheet_of(draft: Draft, version: DraftVersion | None, facts: Facts, number: int = 0) -> Sheet:
    """`facts`: the product's today. Reads the version's findings (prefetch them for several)."""
    if version is None:
        return Sheet(None, [_field(spec, "", [], []) for spec in KINDS[draft.kind].fields], facts=_today(facts))
    rows = sorted(version.findings.all(), key=lambda row: (row.severity != Finding.Severity.ERROR, row.pk))
    lines = facts_of_version(version, facts)
    by_id = {line.id: line for line in lines}
    outdated = set(outdated_claims(version, facts))
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
        _findings(rows, specs),
        measures(version),
        number,
    )


def facts_of_version(version: DraftVersion, facts: Facts) -> list[FactLine]:
    cited = Counter(pk for claim in version.claims for pk in dict.fromkeys(claim["fact_ids"]))
    today = {fact.id: fact for fact in facts.citable()}
    lines = []
    for fact in version.facts:
        current = today.get(fact["id"])
        now = None
        if current is None:
            now = ""
        elif (current.value, current.unit) != (fact["value"], fact["unit"]):
            now = f"{current.value} {current.unit}".strip()
        lines.append(_fact(fact, cited[fact["id"]], now))
    return lines


def _today(facts: Facts) -> list[FactLine]:
    return [
        _fact({"id": fact.id, "key": fact.key, "value": fact.value, "unit": fact.unit, "source": fact.source}, 0, None)
        for fact in facts.citable()
    ]


def _fact(fact: Mapping[str, str], cited: int, now: str | None) -> FactLine:
    key = str(FACT_NAMES.get(fact["id"], fact["key"].replace("_", " ")))
    source = "" if fact["id"] in FACT_NAMES or fact["id"].startswith("option:") else fact.get("source", "person")
    return FactLine(fact["id"], key, fact["value"], fact["unit"], str(FACT_SOURCES.get(source, "")), cited, now)


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
            )
            for segment in paragraph
        ]
        for paragraph in cut
    ]
    return Piece(index, text, placed)


def _findings(rows: Sequence[Finding], specs: Sequence[FieldSpec]) -> list[FindingLine]:
    terms = {str(row.params["term_id"]) for row in rows if "term_id" in row.params}
    why = reasons(terms) if terms else {}
    lists = {spec.name for spec in specs if spec.is_list}
    lines = []
    for place, row in enumerate(rows):
        where = str(FIELD_NAMES.get(row.field, "")) if len(specs) > 1 else ""
        if row.field in lists and row.end:
            where = gettext("Point %(number)s") % {"number": row.index + 1}
        lines.append(FindingLine(row, place, message(row, why), where))
    return lines


SOURCE_TYPES = {
    "trainedAlgorithmicMedia": gettext_lazy("made by an algorithm"),
    "compositeWithTrainedAlgorithmicMedia": gettext_lazy("real product, generated surroundings"),
    "compositeCapture": gettext_lazy("composed of photographs"),
    "algorithmicMedia": gettext_lazy("drawn by an algorithm"),
    "digitalCapture": gettext_lazy("a photograph"),
}
MEASURES = {"fill": gettext_lazy("Product in frame"), "confidence": gettext_lazy("Sureness of the outline")}


def measures(version: DraftVersion) -> list[tuple[str, str]]:
    """What is known of a picture, worded: size, shares as per cent, how it was made."""
    if version.image is None:
        return []
    found = [(gettext("Size"), f"{version.image.width} × {version.image.height} px")]
    for name, value in version.picture.get("measures", {}).items():
        if name in MEASURES:
            found.append((str(MEASURES[name]), f"{value:.0%}"))
    source = version.picture.get("digital_source_type", "")
    if source:
        found.append((gettext("Declared as"), str(SOURCE_TYPES.get(source, source))))
    return found
