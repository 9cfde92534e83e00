"""The facts that a version was written from, beside those of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext

from generation.contract import Brief
from shop_content.drafts.ground import COUNT, beside
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.sheet.lines import FactLine
from shop_content.drafts.sheet.names import FACT_NAMES, FACT_SOURCES


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


def facts_of_today(brief: Brief) -> list[FactLine]:
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
