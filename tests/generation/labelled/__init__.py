"""Sentences about products, each labelled true or wrong by a person, with the span that is wrong.

Half of the products are for tuning the checks (`tuned`); no rule was ever tuned on the other half (`held`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from generation import claims
from generation.checks import run_all
from generation.contract import Brief, Content, Fact, Facts, Finding

HERE = Path(__file__).parent
PARTS = ("tuned", "held")
LOCALES = ("en", "zh-Hans")
# A lone sentence is shorter than a description may be, and says nothing about its form.
_FORM = ("length.", "readability.", "repetition.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` to `end` is the part that is wrong; `type` says in which way. Neither when the sentence is true."""

    product: str
    locale: str
    text: str
    true: bool
    start: int = 0
    end: int = 0
    type: str = ""


def sentences(part: str) -> list[Sentence]:
    return [
        Sentence(
            row["product"],
            row["locale"],
            row["sentence"],
            row["label"] == "true",
            row.get("start", 0),
            row.get("end", 0),
            row.get("type", ""),
        )
        for row in _rows(f"{part}.jsonl")
    ]


def products(part: str) -> dict[str, Facts]:
    return {row["sku"]: _facts(row) for row in _rows(f"products_{part}.jsonl")}


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _facts(row: dict[str, Any]) -> Facts:
    return Facts(
        row["sku"],
        row["title"],
        row["brand"],
        row["category"],
        Decimal(row["price"]),
        row["currency"],
        tuple((name, tuple(values)) for name, values in row["options"]),
        row["source_text"],
        tuple(Fact(**fact) for fact in row["facts"]),
    )


def errors(sentence: Sentence, facts: Facts) -> list[Finding]:
    """What the checks call an error in a description that is this one sentence, whatever its form."""
    content = Content({"description": sentence.text})
    found = run_all(
        Brief("description", sentence.locale, facts),
        content,
        claims.attribute(content, facts, sentence.locale),
    )
    return [finding for finding in found if finding.severity == "error" and not finding.rule.startswith(_FORM)]


@dataclass(slots=True)
class Score:
    """Wrong sentences found by an error on their wrong span, and true sentences that were called wrong."""

    hits: int = 0
    missed: list[Sentence] = field(default_factory=list)
    alarms: list[tuple[Sentence, list[Finding]]] = field(default_factory=list)
    types: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))  # type: [found, all]

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + len(self.alarms))

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + len(self.missed))


def measure(part: str, locale: str) -> Score:
    score, known = Score(), products(part)
    for sentence in sentences(part):
        if sentence.locale != locale:
            continue
        found = errors(sentence, known[sentence.product])
        if sentence.true:
            if found:
                score.alarms.append((sentence, found))
            continue
        hit = any(one.start < sentence.end and sentence.start < one.end for one in found)
        score.types[sentence.type][1] += 1
        score.types[sentence.type][0] += hit
        if hit:
            score.hits += 1
        else:
            score.missed.append(sentence)
    return score


def table(score: Score) -> str:
    """One line a type: found of all."""
    return "\n".join(f"  {name:15}{found:4} of {count}" for name, (found, count) in sorted(score.types.items()))
