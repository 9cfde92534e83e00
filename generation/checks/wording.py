"""Signs of careless or machine-made wording: repetition, capitals, heaped punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import eq

from generation.checks.evidence import evidence_of, narrow
from generation.checks.names import words_of
from generation.checks.pieces import Piece, pieces, sentences, shortened
from generation.contract import Brief, Claim, Content, Finding, Severity

_LETTERS = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"\b([^\W\d_]+)[ \t\u00a0]+\1\b|([\u4e00-\u9fff]{3,8})\2|([\u4e00-\u9fff])\3{2,}", re.IGNORECASE)
_NATURAL = {"had", "that", "bye", "cha", "bon"}  # doubled in good English
_CAPITALS = re.compile(r"[A-Z](?<![\w-][A-Z])[A-Z]{3,}(?:[ \t]+[A-Z]{2,})*(?![\w-])")
_ACRONYMS = frozenset(
    re.findall(
        r"\w+",
        """
        AMOLED ANC ANSI ARGB ASTM BSCI CMOS DDR DSLR DVGW EAN EPDM FDA FSC GOTS GPS GTIN HDMI HDPE HDR HEPA HIFI IPS IPX
        ISBN ISO LDPE LEED MIPS NFC NVME OEKO OLED PEVA PFAS PFOA PMMA PTFE QLED REACH RFID RGB ROHS SATA SDHC SDXC SKU
        SPF SSD TEX TPE TPU UHD UPF USDA WEEE WLAN WPA
        """,
    )
)
_HEAPED = re.compile(  # begun by a set, which is looked for quickly
    r"[!?！？.…,，;；。](?:(?<=[!?！？])[!?！？]+|(?<=\.)\.{3,}|(?<=…)…+|(?<=[,，;；])[,，;；]+|(?<=。)。+)"
)
_SMALL = frozenset(
    {"a", "an", "the", "of", "for", "with", "in", "on", "and", "or", "to", "by", "from", "at", "as", "is"}
)
_AMAZON_REPEATS = 2  # "a word at most twice" in a title
_SENTENCE_LENGTH = 8  # characters from which a repeated sentence is no accident


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        yield from _twice(brief, piece)
        yield from _shouting(brief, piece)
        yield from _overused(brief, piece)
        for found in _HEAPED.finditer(piece.text):
            yield piece.finding("wording.punctuation", found.start(), found.end(), text=found.group())
    yield from _said_before(content)


def _twice(brief: Brief, piece: Piece) -> Iterator[Finding]:
    if piece.text.isascii():
        words = words_of(narrow(piece.text)).words
        if not any(map(eq, words, words[1:])):
            return
    evidence = evidence_of(brief.facts)
    for found in _TWICE.finditer(piece.text):
        word = found[1] or found[2] or found[3]
        if word.lower() not in _NATURAL and not evidence.says(found.group()):
            yield piece.finding("wording.repeated_word", found.start(), found.end(), word=word)


def _shouting(brief: Brief, piece: Piece) -> Iterator[Finding]:
    known = evidence_of(brief.facts).capitals
    for found in _CAPITALS.finditer(piece.text):
        if not set(re.findall(r"[A-Z]+", found.group())) - _ACRONYMS <= known:
            yield piece.finding("wording.shouting", found.start(), found.end(), text=found.group())


def _overused(brief: Brief, piece: Piece) -> Iterator[Finding]:
    if piece.field != "title" or brief.channel not in ("", "amazon"):
        return
    words = list(re.finditer(r"[^\W\d_][^\W_]+(?:['’-][^\W_]+)*", piece.text))
    counts = Counter(found.group().lower() for found in words if found.group().lower() not in _SMALL)
    for word, count in counts.items():
        if count > _AMAZON_REPEATS:
            last = [found for found in words if found.group().lower() == word][-1]
            severity: Severity = "error" if brief.channel == "amazon" else "warning"
            yield piece.finding(
                "wording.overused_word",
                last.start(),
                last.end(),
                severity=severity,
                word=last.group(),
                count=count,
                limit=_AMAZON_REPEATS,
            )


def _said_before(content: Content) -> Iterator[Finding]:
    """Within one field: the search result may repeat the title, a bullet may not repeat a bullet."""
    said: set[tuple[str, str]] = set()
    for piece in pieces(content):
        plain = narrow(piece.text)
        for start, end in sentences(piece.text):
            key = (piece.field, "".join(_LETTERS.findall(plain, start, end)))
            if len(key[1]) >= _SENTENCE_LENGTH and key in said:
                yield piece.finding("wording.repeated_sentence", start, end, text=shortened(piece.text[start:end]))
            said.add(key)
