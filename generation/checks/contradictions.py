"""What a fact says no to must not be affirmed, whatever it is: “Casters: no”, “Glue: not included”, “血压测量：否”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.checks.denial import denied
from generation.checks.evidence import NO, citable_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Facts, Finding
from generation.engines.composer import lexicon

# Words of a key that do not tell what the fact is about.
_EMPTY = frozenset(
    [
        "is",
        "are",
        "has",
        "have",
        "with",
        "the",
        "a",
        "an",
        "of",
        "for",
        "included",
        "include",
        "includes",
        "required",
        "needed",
        "available",
        "supported",
        "support",
        "function",
        "mode",
        "feature",
        "option",
        "compatible",
        "safe",
        "proof",
        "resistant",
        "friendly",
        "free",
        "suitable",
        "use",
        "can",
        "be",
        "comes",
        "contains",
        "possible",
        "system",
        "type",
        "built",
        "in",
        "extra",
    ]
)
_EMPTY_HAN = re.compile(
    r"是否|需要|支持|可用|可以|可带上|可装|可|能否|有无|含有|包含|附带|功能|测量|监测|模式|不含|无|带|含|有|用于|适用"
)
_AMBIGUOUS = frozenset(
    [
        "light",
        "lights",
        "back",
        "top",
        "base",
        "stand",
        "case",
        "fit",
        "set",
        "cover",
        "lock",
        "key",
        "keys",
        "play",
        "handle",
        "right",
        "left",
        "back",
        "open",
        "close",
        "well",
    ]
)
_BETWEEN = r"[\s-](?:[a-z]+[\s-]){0,2}"  # “sensor for motion” is too far, “motion and light sensor” is not


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """Patterns by which a text names what a fact says no to."""

    patterns: tuple[re.Pattern[str], ...]


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    refused = _refused(grounds(brief))
    if not refused.patterns:
        return
    for piece in pieces(content):
        yield from _affirmed(piece, refused)


def _affirmed(piece: Piece, refused: Refused) -> Iterator[Finding]:
    plain = narrow(piece.text)
    for pattern in refused.patterns:
        for found in pattern.finditer(plain):
            if not denied(plain, *found.span()):
                yield piece.finding("claims.contradicted", *found.span(), text=piece.text[found.start() : found.end()])


@of_facts
def _refused(facts: Facts) -> Refused:
    keys = [narrow(fact.key.replace("_", " ")) for fact in citable_of(facts) if NO.fullmatch(fact.value.strip())]
    return Refused(tuple(pattern for key in keys for pattern in _patterns_of(key)))


@lru_cache(maxsize=2048)
def _patterns_of(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_patterns(key))


def _patterns(key: str) -> Iterator[re.Pattern[str]]:
    """The key's own words, in order and close together, and their translation. “X-free: no” refuses nothing."""
    if key.endswith("free") or key.startswith(("不含", "无")):
        return
    words = [word for word in re.findall(r"[a-z0-9]+", key) if word not in _EMPTY]
    if words and key.isascii():
        if len(words) > 1 or (len(words[0]) > 2 and (words[0] not in _AMBIGUOUS or words[0].endswith("s"))):
            yield re.compile(r"(?<![a-z0-9])" + _BETWEEN.join(map(_forms, words)) + r"(?![a-z0-9])")
        chinese = lexicon.to_zh(" ".join(words))
        if chinese and len(chinese) > 1 and lexicon.is_chinese(chinese):
            yield re.compile(re.escape(narrow(chinese)))
    elif not key.isascii():
        name = _EMPTY_HAN.sub("", key).strip()
        if len(name) > 1:
            yield re.compile(r"\s?".join(map(re.escape, re.findall(r"[a-z0-9]+|[^\sa-z0-9]", name))))
            english = lexicon.to_en(name)
            if english and english.isascii() and len(english) > 2 and english.lower() not in _AMBIGUOUS:
                yield re.compile(
                    r"(?<![a-z0-9])" + _BETWEEN.join(map(_forms, english.lower().split())) + r"(?![a-z0-9])"
                )


def _forms(word: str) -> str:
    """Singular or plural; a doubtful word only as it stands: “lights: no” says nothing of a light frame."""
    if word in _AMBIGUOUS:
        return re.escape(word)
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
    return re.escape(stem) + "(?:e?s)?"
