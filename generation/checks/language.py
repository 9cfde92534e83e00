"""Whether a text is in the language that was asked for, judged by its script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generation.checks.evidence import evidence_of, narrow
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Finding, Severity

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_FOREIGN = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\uac00-\ud7af]{2,}"
)
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z'’]+(?![\w-])")
_HAN_PER_WORD = 2  # a Latin word weighs as much as two Chinese characters


def _simpler() -> dict[str, str]:
    lines = (Path(__file__).parent / "words" / "traditional.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


SIMPLER = _simpler()


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        found = list(_wrong_script(brief, piece))
        if not found:
            found = list((_chinese if brief.locale == "zh-Hans" else _english)(brief, piece))
        yield from found


def _wrong_script(brief: Brief, piece: Piece) -> Iterator[Finding]:
    for found in _FOREIGN.finditer(piece.text) if not piece.text.isascii() else ():
        if not evidence_of(brief.facts).says(found.group()):
            yield piece.finding("language.wrong", found.start(), found.end(), locale=brief.locale)


def _english(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """A Chinese name may stand in an English text; a Chinese fact that was not translated is worth a look."""
    if not _HAN.search(piece.text):
        return
    named = (fact.value for fact in brief.facts.citable() if fact.id.rpartition("/")[2] in ("title", "brand"))
    names, evidence = " ".join(named), evidence_of(brief.facts)  # of the product and of those that are recommended
    for found in _HAN.finditer(piece.text):
        if found.group() not in names:
            severity: Severity = "warning" if evidence.says(found.group()) else "error"
            yield piece.finding("language.wrong", found.start(), found.end(), severity=severity, locale=brief.locale)


def _chinese(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """Brands, models and acronyms stay Latin in Chinese; running text does not."""
    han = sum(len(found.group()) for found in _HAN.finditer(piece.text))
    brand = {
        *narrow(brief.facts.brand).split(),
        re.sub(r"[\W_]+", "", narrow(brief.facts.brand)),
    }  # as a hashtag: one word
    words = [
        word.group()
        for word in _WORD.finditer(piece.text)
        if not word.group().isupper() and narrow(word.group()) not in brand
    ]
    evidence = evidence_of(brief.facts)
    unknown = [word for word in words if not evidence.says(word)]
    if (han == 0 and len(words) > 1) or len(unknown) * _HAN_PER_WORD > han:
        yield piece.finding("language.wrong", 0, len(piece.text), locale=brief.locale)
        return
    for place, character in enumerate(piece.text):
        if character in SIMPLER and not evidence.says(character):
            yield piece.finding(
                "language.traditional", place, place + 1, character=character, simplified=SIMPLER[character]
            )
