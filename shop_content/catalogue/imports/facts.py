"""Facts from a file meet the facts of a product that exists. What a person typed is never overwritten silently."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from shop_content.catalogue.imports.staging import copy, rows_of, run, stream

Fact = dict[str, Any]  # as in Product.facts
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Merged:
    facts: list[Fact]
    next_fact: int
    kept: int  # facts of people (or read from their text) that say otherwise than the file


def merge(existing: list[Fact], incoming: list[Fact], next_fact: int) -> Merged:
    """By key: imported values replace imported ones, in place; other keys stay as they are; new keys come last."""
    said: dict[str, list[Fact]] = {}
    for fact in incoming:
        said.setdefault(_key(fact), []).append(fact)
    result: list[Fact] = []
    kept = 0
    guarded = {_key(fact) for fact in existing if fact.get("source") != "import"}
    for fact in existing:
        key = _key(fact)
        if key not in said or key in guarded:
            result.append(fact)
        elif said[key]:
            fresh = said[key].pop(0)
            result.append({**fact, "value": fresh["value"], "unit": fresh["unit"]})
        # else: the file says fewer values for this key than the file before
    for key, facts in said.items():
        if key in guarded:
            known = {(fact["value"], fact.get("unit", "")) for fact in existing if _key(fact) == key}
            kept += any((fact["value"], fact["unit"]) not in known for fact in facts)
            continue
        for fact in facts:
            result.append({**fact, "id": f"f{next_fact}"})
            next_fact += 1
    return Merged(result, next_fact, kept)


def _key(fact: Fact) -> str:
    return " ".join(str(fact["key"]).casefold().split())


def merge_all() -> int:
    """Fill `merged_facts` for the products whose facts change. Returns how many facts of people were kept against the file."""
    run("CREATE TEMP TABLE merged_facts (gid integer, facts jsonb, next_fact integer)")
    kept = 0
    batch: list[tuple[int, str, int]] = []
    candidates = """
        SELECT g.gid, p.facts::text, g.facts::text, p.next_fact FROM grouped g JOIN catalogue_product p ON p.id = g.pid
        WHERE g.facts IS NOT NULL AND g.facts <> p.facts
    """
    for gid, existing_json, incoming_json, next_fact in stream(candidates):
        existing = json.loads(existing_json)
        merged = merge(existing, json.loads(incoming_json), next_fact)
        kept += merged.kept
        if merged.facts != existing:
            batch.append((gid, json.dumps(merged.facts, ensure_ascii=False), merged.next_fact))
        if len(batch) >= BATCH:
            copy("merged_facts", batch, ("gid", "facts", "next_fact"))
            batch = []
    copy("merged_facts", batch, ("gid", "facts", "next_fact"))
    return kept


def said_otherwise() -> list[tuple[int, str]]:
    """(row, facts) of later rows that state facts which their product's first row does not: variants have no facts of their own."""
    return rows_of(
        """
        SELECT s.n, s.facts::text FROM staged s JOIN target t USING (key) JOIN grouped g USING (gid)
        WHERE t.size > 1 AND s.facts IS NOT NULL AND s.n <> g.facts_n AND EXISTS (
            SELECT FROM jsonb_array_elements(s.facts) mine WHERE NOT g.facts @> jsonb_build_array(mine - 'id')
        )
        ORDER BY s.n
        """
    )
