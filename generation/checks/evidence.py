"""What the facts say, made searchable once for all checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, TypeVar

from generation.contract import Fact, Facts

# Full-width ASCII to ASCII, one character for one, so that offsets stay true.
# The full-width comma stays: it parts Chinese clauses, never a number.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x202F: 0x20,
}
NO = re.compile(
    r"no|none|not|false|never|without|n/a|n|0|not (?:included|supported|supplied|available|suitable|possible|needed|required"
    r"|necessary)|excluded|unnecessary"
    r"|(?:sold|available) separately|not for .{1,30}|否|无|不|没有|不是|不可|不可以"
    r"|不能|不需要|不需|无需|不必|不支持|不适用|不含|不带|不附|不包含|需?另购|需?另行购买|另售",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z]{2,}")
_BLANKS = re.compile(r"\s+")
_WITHIN_LEFT = re.compile(r"(?:[a-z0-9]|\d[.,])$")  # before the phrase: it goes on to the left
_WITHIN_FRACTION = re.compile(r"\d[\s-]$")  # before 9/16: it is 1-9/16
_SHORT, _WORDS = 60, 2  # characters of a value, and words of what it lists, that prose puts before its key
YES = re.compile(r"yes|true|y|suitable|compatible|supported|适用|适合|兼容|是|有|支持|可以|可", re.IGNORECASE)

Known = TypeVar("Known")


@lru_cache(maxsize=256)
def half_width(text: str) -> str:
    """`text` in half-width characters, of the same length."""
    return text if text.isascii() else text.translate(_NARROW)


@lru_cache(maxsize=256)
def narrow(text: str) -> str:
    """`text` in half-width characters and lower case, of the same length."""
    plain = half_width(text)
    low = plain.lower()
    if len(low) == len(plain) and "Σ" not in plain:  # the one letter whose lower case depends on its neighbours
        return low
    return "".join(low if len(low := character.lower()) == 1 else character for character in plain)


@dataclass(frozen=True, slots=True, eq=False)  # one object for equal facts (`evidence_of`), so identity is enough
class Evidence:
    """`text` holds every affirmed fact on a line of its own, narrowed; `denied` the keys of facts whose value is no.

    `flat` is `text` with one space for every white space, `capitals` the runs of capital letters, the SKU's included.
    """

    text: str
    facts: tuple[Fact, ...]
    denied: str
    flat: str
    capitals: frozenset[str]
    in_chinese: bool = False  # whether most keys of the added facts are Chinese

    def says(self, phrase: str) -> bool:
        """Whether `phrase` stands in the facts verbatim, not inside a longer word or number. Case is ignored."""
        wanted = _BLANKS.sub(" ", narrow(phrase).strip())
        if not wanted:
            return False
        place = self.flat.find(wanted)
        while place >= 0:
            if self._stands_alone(place, place + len(wanted)):
                return True
            place = self.flat.find(wanted, place + 1)
        return False

    def _stands_alone(self, start: int, end: int) -> bool:
        left = not _is_ascii_word(self.flat[start]) or not _WITHIN_LEFT.search(self.flat, max(0, start - 2), start)
        if left and "/" in self.flat[start:end] and _WITHIN_FRACTION.search(self.flat, max(0, start - 2), start):
            return False
        right = not _is_ascii_word(self.flat[end - 1]) or not _is_ascii_word(self.flat[end : end + 1])
        return left and right


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


@lru_cache(maxsize=512)
def _read_of(facts: Facts) -> dict[Callable[[Facts], Any], Any]:
    """What was read of equal facts, by who read it; nothing yet."""
    return {}


_latest: tuple[Facts, dict[Callable[[Facts], Any], Any]] | None = None


def of_facts(read: Callable[[Facts], Known]) -> Callable[[Facts], Known]:
    """Read equal facts once. The very object asked for last is not even hashed: that takes longer than many a check."""

    @wraps(read)
    def remembered(facts: Facts) -> Known:
        global _latest
        seen = _latest
        if seen is None or seen[0] is not facts:
            seen = _latest = (facts, _read_of(facts))
        known: Known | None = seen[1].get(read)
        if known is None:
            known = seen[1][read] = read(facts)
        return known

    return remembered


@of_facts
def citable_of(facts: Facts) -> tuple[Fact, ...]:
    """`Facts.citable()`, made once."""
    return facts.citable()


def _turned(key: str, value: str) -> str:
    """As prose has it: “long sleeves” of “sleeves: long, ribbed cuffs”. On the fact's own line, so that it stays one of its key."""
    said = [item.strip() for item in value.split(",")] if key.isascii() and len(value) <= _SHORT else []
    plain = [item for item in said if item.isascii() and item.replace(" ", "").replace("-", "").isalpha()]
    return "".join(f" | {item} {key}" for item in plain if len(item.split()) <= _WORDS)


@of_facts
def evidence_of(facts: Facts) -> Evidence:
    """Reserved facts, added facts and the source text; a fact whose value is "no" counts against its key."""
    lines, denied = [], []
    for fact in citable_of(facts):
        key = fact.key.replace("_", " ")
        if NO.fullmatch(fact.value.strip()):
            denied.append(key)
        elif YES.fullmatch(fact.value.strip()):
            lines.append(key)
        else:
            lines.append(f"{key}: {fact.value} {fact.unit}{_turned(key, fact.value)}".rstrip())
    lines.append(facts.source_text)
    text = narrow("\n".join(lines))
    everything = [facts.sku, facts.source_text, *(f"{fact.key} {fact.value} {fact.unit}" for fact in citable_of(facts))]
    capitals = frozenset(_CAPITALS.findall(" ".join(everything)))
    in_chinese = sum(not fact.key.isascii() for fact in facts.items) * 2 > len(facts.items)
    return Evidence(text, citable_of(facts), narrow("\n".join(denied)), _BLANKS.sub(" ", text), capitals, in_chinese)
