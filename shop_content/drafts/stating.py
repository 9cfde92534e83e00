"""What a passage that no fact supports would be as a fact of the product: what a person is offered to add, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generation.checks.pieces import sentences
from generation.engines.composer import units
from generation.engines.composer.keys import KEYS
from generation.reading.contract import ReadFact, Source
from generation.reading.facts import quantities
from generation.reading.facts.reader import read
from generation.reading.facts.standing import standing
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Product
from shop_content.catalogue.reading.work import in_chinese
from shop_content.drafts.models import DraftVersion, Finding
from shop_content.policy.actions import letting

# Rules that a fact can content, with the key of the fact where the rule tells; "": a person names it.
RULES = {
    "awards.unsupported": "",
    "brands.unknown_name": "",
    "claims.uncited": "",
    "claims.unsupported": "",
    "colours.unsupported": "colour",
    "compatibility.unsupported": "compatible",
    "features.unsupported": "features",
    "materials.unsupported": "material",
    "numbers.unsupported": "",
    "numbers.wrong_thing": "",
    "origins.unsupported": "origin",
    "prices.discount": "",
}
_KEYS_OF = {"mass": "weight", "volume": "capacity"}  # of a bare quantity, by its dimension
_PARAMS = ("material", "colour", "quantity", "name", "text")  # of a finding: what the passage says


@dataclass(frozen=True, slots=True)
class Statement:
    """`known`: what the product says otherwise under the same key, "" where it says nothing."""

    key: str
    value: str
    unit: str
    known: str = ""


def statement_of(finding: Finding, product: Product) -> Statement:
    """What the finding's passage says, as the reader of facts reads its sentence; else as its rule names it."""
    text = text_of(finding.version, finding)
    start, end = _sentence(text, finding)
    chinese = in_chinese(product, text)
    found = read(Source(text[start:end], product.title, chinese))
    said = _said(found, finding.start - start, finding.end - start)
    key, value, unit = (said.key, said.value, said.unit) if said else _named(finding, text, chinese)
    if term := str(finding.params.get("term_id", "")):
        key = letting([term]).get(term, key)
    other = standing(key, value, unit, facts_of(product)) if key else None
    known = f"{other.fact.key}: {other.fact.value} {other.fact.unit}".strip() if other and other.fact else ""
    return Statement(key, value, unit, known)


def text_of(version: DraftVersion, finding: Finding) -> str:
    """Of the field, or of the point in it, that the finding is about."""
    value = version.fields.get(finding.field, "")
    if isinstance(value, str):
        return value
    return str(value[finding.index]) if finding.index < len(value) else ""


def _sentence(text: str, finding: Finding) -> tuple[int, int]:
    around = [span for span in sentences(text) if span[0] < finding.end and finding.start < span[1]]
    return (around[0][0], around[-1][1]) if around else (0, len(text))


def _said(found: Sequence[ReadFact], start: int, end: int) -> ReadFact | None:
    """The fact that lies closest around the passage."""
    there = [fact for fact in found if fact.start < end and start < fact.end]
    return min(there, key=lambda fact: (fact.end - fact.start, -fact.confidence), default=None)


def _named(finding: Finding, text: str, chinese: bool) -> tuple[str, str, str]:
    named = next((str(finding.params[name]) for name in _PARAMS if finding.params.get(name)), "")
    said = text[finding.start : finding.end] or named
    if finding.rule != "claims.uncited" and named and not named.endswith("…"):
        said = named
    value, unit = quantities.split(said)
    measure = units.parse(said)
    dimension = measure.unit.dimension if measure and measure.unit else ""
    key = KEYS.get(RULES.get(finding.rule, "") or _KEYS_OF.get(dimension, ""))
    return (key.label_zh if chinese else key.label_en) if key else "", value, unit
