"""A version laid out for the review desk: its text in segments, its facts, its findings, what each has to do with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from generation.checks.rules import final
from generation.contract import Brief
from generation.kinds import KINDS
from generation.kinds.base import FieldSpec
from shop_content.drafts.ground import COUNT, beside
from shop_content.drafts.kits import outdated_kits
from shop_content.drafts.messages import Message, message
from shop_content.drafts.models import Draft, DraftVersion, Finding
from shop_content.drafts.originals import overtaken_copies
from shop_content.drafts.panel import Panel, panel_of
from shop_content.drafts.provenance import Row, asked_rows, sampling_rows
from shop_content.drafts.scores import ScoreLine, consistency_line, level_of, lines_of
from shop_content.drafts.spans import Segment, paragraphs
from shop_content.drafts.staleness import outdated_claims, words_of
from shop_content.policy.actions import reasons

FIELD_NAMES = {
    "title": _("Title"),
    "description": _("Description"),
    "bullets": _("Bullet points"),
    "seo_title": _("SEO title"),
    "meta_description": _("Meta description"),
    "keywords": _("Keywords"),
    "short_description": _("Short description"),
    "alt_texts": _("Alt texts"),
    "headlines": _("Headlines"),
    "descriptions": _("Descriptions"),
    "primary_text": _("Primary text"),
    "headline": _("Headline"),
    "link_description": _("Link description"),
    "campaign_title": _("Campaign title"),
    "slogan": _("Slogan"),
    "post": _("Post"),
    "hashtags": _("Hashtags"),
    "subject": _("Subject"),
    "preview": _("Preview text"),
    "body": _("Body"),
    "questions": _("Questions"),
    "answers": _("Answers"),
    "reply": _("Reply"),
    "heading": _("Heading"),
    "lines": _("Lines"),
    "summary": _("Summary"),
    "sub_line": _("Sub line"),
    "price": _("Price"),
    "legal": _("Small print"),
}
KIT_PARTS = {"colours": _("colours"), "logo": _("logo"), "legal": _("small print")}
FACT_NAMES = {"title": _("title"), "brand": _("brand"), "category": _("category"), "price": _("price")}
FACT_SOURCES = {
    "person": _("typed by a person"),
    "import": _("imported"),
    "text": _("read from the source text"),
    "review": _("written by a customer"),
}


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
    def final(self) -> bool:
        return final(self.row.rule)

    @property
    def other_draft(self) -> int | None:
        """The draft of another product that the finding is about."""
        return self.row.params.get("draft")

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
        together = _consistency(self.version)
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
        return Sheet(None, [_field(spec, "", [], []) for spec in KINDS[draft.kind].fields], facts=_today(brief))
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
        _findings(rows, specs),
        measures(version),
        number,
        panel_of(version),
    )


def facts_of_version(version: DraftVersion, brief: Brief) -> list[FactLine]:
    cited = Counter(pk for claim in version.claims for pk in dict.fromkeys(claim["fact_ids"]))
    today = {fact.id: fact for fact in (*brief.facts.citable(), *beside(brief))}
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


def _today(brief: Brief) -> list[FactLine]:
    return [
        _fact({"id": fact.id, "key": fact.key, "value": fact.value, "unit": fact.unit, "source": fact.source}, 0, None)
        for fact in (*brief.facts.citable(), *beside(brief))
    ]


def _fact(fact: Mapping[str, str], cited: int, now: str | None) -> FactLine:
    key = _key_of(fact)
    source = "" if fact["id"] in FACT_NAMES or fact["id"].startswith("option:") else fact.get("source", "person")
    return FactLine(fact["id"], key, fact["value"], fact["unit"], str(FACT_SOURCES.get(source, "")), cited, now)


def _key_of(fact: Mapping[str, str]) -> str:
    """What a fact is called; of a recommended product, after its SKU."""
    owner, _slash, name = fact["id"].rpartition("/")
    if owner and not fact["id"].startswith("option:"):
        return f"{owner} · {FACT_NAMES.get(name, fact['key'].replace('_', ' '))}"
    if fact["id"] == COUNT:
        return gettext("reviews")
    if fact["id"].startswith("review:"):
        return gettext("review")
    return str(FACT_NAMES.get(fact["id"], fact["key"].replace("_", " ")))


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


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """What stands on a poster, and the approved version that it was copied from; `source` says where else it is from."""

    label: str
    text: str
    source: str = ""
    draft: int = 0
    version: int = 0
    kind: str = ""
    number: int = 0


PRINTED_FROM = {"price": gettext_lazy("the product's price"), "legal": gettext_lazy("the brand kit")}


def printed_lines(version: DraftVersion) -> list[PrintedLine]:
    """Of a poster; one query."""
    named: dict[str, str] = version.provenance.get("sampling", {}).get("copy", {})
    rows = DraftVersion.objects.filter(pk__in=version.copied).select_related("draft")
    copied = {str(row.pk): row for row in rows}
    lines = []
    for name in (spec.name for spec in KINDS["poster"].fields if spec.name in version.fields):
        text = version.fields[name]
        label, source = str(FIELD_NAMES.get(name, name)), copied.get(named.get(name, ""))
        if source is None:
            lines.append(PrintedLine(label, text, str(PRINTED_FROM.get(name, ""))))
        else:
            kind = str(source.draft.get_kind_display())
            lines.append(PrintedLine(label, text, "", source.draft_id, source.pk, kind, source.number))
    return lines


SOURCE_TYPES = {
    "trainedAlgorithmicMedia": gettext_lazy("made by an algorithm"),
    "compositeWithTrainedAlgorithmicMedia": gettext_lazy("real product, generated surroundings"),
    "compositeCapture": gettext_lazy("composed of photographs"),
    "algorithmicMedia": gettext_lazy("drawn by an algorithm"),
    "digitalCapture": gettext_lazy("a photograph"),
}
MEASURES = {
    "fill": (gettext_lazy("Product in frame"), "{:.0%}"),
    "confidence": (gettext_lazy("Sureness of the outline"), "{:.0%}"),
    "colour_mean": (gettext_lazy("Colour difference from the photo, mean"), "{:.2f} ΔE"),
    "colour_worst": (gettext_lazy("The same, 99th percentile"), "{:.2f} ΔE"),
    "silhouette": (gettext_lazy("Silhouette shown"), "{:.1%}"),
    "structure": (gettext_lazy("Structure alike"), "{:.1%}"),
    "turned": (gettext_lazy("Set upright by"), "{:+.1f}°"),
    "upscaled": (gettext_lazy("Enlarged by a model"), "{:.0f} ×"),
    "label_text": (gettext_lazy("Label text alike"), "{:.0%}"),
}


def _consistency(version: DraftVersion) -> float | None:
    """Of words and picture, where a model has compared them."""
    kept = getattr(version, "consistency", None)
    return kept.score if kept else None


def measures(version: DraftVersion) -> list[tuple[str, str]]:
    """What is known of a picture, worded: size, shares as per cent, how it was made."""
    if version.image is None:
        return []
    found = [(gettext("Size"), f"{version.image.width} × {version.image.height} px")]
    for name, value in version.picture.get("measures", {}).items():
        if name in MEASURES:
            label, form = MEASURES[name]
            found.append((str(label), form.format(value)))
    if version.picture.get("measures", {}).get("by_person"):
        found.append((gettext("Outline"), gettext("drawn by a person")))
    if (together := _consistency(version)) is not None:
        found.append((gettext("Fits the approved title"), f"{together:.0%}"))
    if "seed" in version.provenance:
        found.append((gettext("Seed"), str(version.provenance["seed"])))
    source = version.picture.get("digital_source_type", "")
    if source:
        found.append((gettext("Declared as"), str(SOURCE_TYPES.get(source, source))))
    return found
