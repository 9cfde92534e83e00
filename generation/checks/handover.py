"""Replies that a person must follow up: the text promises one, or the question or review is of health, safety or a complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding
from generation.engines.composer import questions

_PROMISED = re.compile(
    r"\b(?:colleagues?|team members?|member of (?:our|the) team|someone from (?:our|the) (?:team|shop))\b"
    r"|\b(?:get|come) back to you\b|\breply to you personally\b|\bhear from us\b"
    r"|同事|专人|人工客服|确认后(?:会)?回复|核实后(?:会)?回复",
    re.IGNORECASE,
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.kind not in ("answer", "review_reply"):
        return
    for piece in pieces(content):
        found = _PROMISED.search(piece.text)
        if found:
            yield piece.finding("answer.handover", found.start(), found.end())
        elif _asks_for_a_person(brief):
            yield piece.finding("answer.handover", 0, len(piece.text))


def _asks_for_a_person(brief: Brief) -> bool:
    if brief.kind == "review_reply":
        return any(questions.speaks_of_harm(f"{review.title} {review.text}") for review in brief.reviews)
    return brief.question is not None and questions.needs_a_person(brief.question.text)
