"""What every part of the score looks at: an answer, what was asked, what the checks said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generation.contract import Brief, Claim, Content, Finding
from generation.kinds import KINDS
from generation.scores.known import Known

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
PROSE_WORDS = 15  # English words from which a text is prose, with a style to judge; a title is none
PROSE_CHARACTERS = 20  # Chinese ones


@dataclass(frozen=True, slots=True)
class Judged:
    """`prose`: the fields that hold sentences, joined by line ends; "" where there is too little of it to have a style."""

    brief: Brief
    content: Content
    claims: Sequence[Claim]
    findings: Sequence[Finding]
    known: Known
    text: str
    prose: str

    @classmethod
    def of(
        cls,
        brief: Brief,
        content: Content,
        claims: Sequence[Claim],
        findings: Sequence[Finding],
        known: Known,
    ) -> Judged:
        spans = content.spans()
        long = {spec.name for spec in KINDS[brief.kind].fields if _holds_sentences(spec.name, spec.paragraphs)}
        prose = "\n".join(text for name, _, text in spans if name in long)
        text = "\n".join(text for _, _, text in spans)
        return cls(brief, content, claims, findings, known, text, prose if _has_a_style(prose, brief.locale) else "")

    @property
    def chinese(self) -> bool:
        return self.brief.locale == "zh-Hans"


def _holds_sentences(name: str, paragraphs: bool) -> bool:
    return paragraphs or "description" in name or name in ("answers", "primary_text", "reply", "lines")


def _has_a_style(prose: str, locale: str) -> bool:
    if locale == "zh-Hans":
        return len(_HAN.findall(prose)) >= PROSE_CHARACTERS
    return len(_WORD.findall(prose)) >= PROSE_WORDS


def words_of(text: str) -> list[str]:
    """The Latin words of a text, as they are written."""
    return _WORD.findall(text)


def characters_of(text: str) -> int:
    """How many Chinese characters a text holds."""
    return len(_HAN.findall(text))
