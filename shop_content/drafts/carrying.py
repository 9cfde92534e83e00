"""What an edit leaves as it was keeps what is known of it: the claims of unchanged sentences go with them to their new place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generation.contract import Claim, Fact, Facts
from shop_content.drafts.models import DraftVersion


def carried(
    version: DraftVersion | None, fields: Mapping[str, Any], facts: Facts, beside: Sequence[Fact] = ()
) -> tuple[Claim, ...]:
    """The claims of `version` whose words stand in `fields` too and whose facts still say what they said."""
    if version is None:
        return ()
    today = {fact.id: (fact.value, fact.unit) for fact in (*facts.citable(), *beside)}
    true_still = {fact["id"] for fact in version.facts if today.get(fact["id"]) == (fact["value"], fact["unit"])}
    known = [claim for claim in version.claims if claim["fact_ids"] and true_still.issuperset(claim["fact_ids"])]
    return tuple(moved for claim in known for moved in _moved(claim, version.fields, fields))


def _moved(claim: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Claim]:
    said = _pieces(before.get(claim["field"], ""))[claim["index"]][claim["start"] : claim["end"]]
    for index, text in enumerate(_pieces(after.get(claim["field"], ""))):
        start = text.find(said) if said else -1
        if start >= 0:
            yield Claim(claim["field"], index, start, start + len(said), tuple(claim["fact_ids"]))


def _pieces(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value
