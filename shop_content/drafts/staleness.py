"""Which sentences of a version rest on facts that have changed since it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Func, IntegerField, Q
from django.db.models.lookups import IsNull

from generation.claims import supports
from generation.contract import Facts
from shop_content.drafts.models import DraftVersion


def changed_facts(version: DraftVersion, facts: Facts) -> frozenset[str]:
    """Ids of the facts that the product no longer states as it did when `version` was written."""
    today = {fact.id: (fact.value, fact.unit) for fact in facts.citable()}
    return frozenset(fact["id"] for fact in version.facts if today.get(fact["id"]) != (fact["value"], fact["unit"]))


def outdated_claims(version: DraftVersion, facts: Facts) -> list[int]:
    """Places in `version.claims` of the sentences that cite a changed fact and that today's facts do not bear out.

    A fact that says the same in other words (350 ml, 0.35 l) leaves its sentences standing.
    """
    changed = changed_facts(version, facts)
    if not changed:
        return []
    return [place for place, claim in enumerate(version.claims) if _fails(version, claim, changed, facts)]


def _fails(version: DraftVersion, claim: Mapping[str, Any], changed: frozenset[str], facts: Facts) -> bool:
    doubtful = changed.intersection(claim["fact_ids"])
    if not doubtful:
        return False
    return not doubtful.issubset(supports(words_of(version.fields, claim), facts))


def words_of(fields: Mapping[str, str | Sequence[str]], claim: Mapping[str, Any]) -> str:
    """What a claim covers; "" where its span does not fit its field."""
    value = fields.get(claim["field"], "")
    texts = [value] if isinstance(value, str) else value
    return texts[claim["index"]][claim["start"] : claim["end"]] if claim["index"] < len(texts) else ""


def _named(column: str) -> Func:
    return Func(F("stale"), F(column), function="array_position", output_field=IntegerField())


# Drafts whose version under review, or whose published one, says what is no longer a fact.
OUTDATED = ~Q(stale=[]) & (Q(IsNull(_named("newest_id"), False)) | Q(IsNull(_named("approved_id"), False)))
