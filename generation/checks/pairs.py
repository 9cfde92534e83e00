"""Lists that answer to something else: answers to questions, lines to the products recommended, alternative texts to photos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content, Finding


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for field, rule, wanted in _wanted(brief, content):
        made = content.fields.get(field)
        if isinstance(made, tuple) and wanted and len(made) != wanted:
            yield finding(rule, field, min(len(made), wanted), count=len(made), wanted=wanted)


def _wanted(brief: Brief, content: Content) -> Iterator[tuple[str, str, int]]:
    if brief.kind == "qa":
        yield "answers", "pairs.answers", len(content.fields.get("questions", ()))
    elif brief.kind == "recommendation":
        yield "lines", "pairs.offers", min(len(brief.offers), 6)
    elif brief.kind == "alt_text":
        yield "alt_texts", "pairs.photos", min(len(brief.photos), 20)
