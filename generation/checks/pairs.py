"""Lists that answer to something else: answers to questions, lines to the products recommended, alternative texts to photos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content, Finding

_CLAIMED = frozenset({"attestations.unsupported", "claims.contradicted"})
_ASKS = re.compile(r"(?:is|are|was|were|do|does|can|will|has|have)\b.*\?\s*|.*吗[?？]\s*", re.I | re.S)
_DENIES = re.compile(r"no\b|不|没|否|未|并非|无", re.I)


def only_asked(brief: Brief, content: Content, found: Finding) -> bool:
    """Whether a finding takes for a claim what a question asks and its answer denies: "Is it waterproof?" "No, it is not." """
    if brief.kind != "qa" or found.field != "questions" or found.rule not in _CLAIMED:
        return False
    questions, answers = content.fields["questions"], content.fields.get("answers", ())
    if found.index >= len(answers):
        return False
    return bool(_ASKS.fullmatch(questions[found.index].strip()) and _DENIES.match(answers[found.index].strip()))


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
