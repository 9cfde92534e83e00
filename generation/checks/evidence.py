"""What the facts say, made searchable once for all checks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generation.contract import Fact, Facts

# Full-width ASCII to ASCII, one character for one, so that offsets stay true.
# The full-width comma stays: it parts Chinese clauses, never a number.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x202F: 0x20,
}
_NO = re.compile(
    r"no|none|not|false|never|without|n/a|n|0|否|无|不|没有|不是|不可|不能|不支持|不适用|不含", re.IGNORECASE
)
_YES = re.compile(r"yes|true|y|是|有|支持|可以|可", re.IGNORECASE)


def half_width(text: str) -> str:
    """`text` in half-width characters, of the same length."""
    return text.translate(_NARROW)


def narrow(text: str) -> str:
    """`text` in half-width characters and lower case, of the same length."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in half_width(text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text` holds every affirmed fact on a line of its own, narrowed; `denied` the keys of facts whose value is no."""

    text: str
    facts: tuple[Fact, ...]
    denied: str

    def says(self, phrase: str) -> bool:
        """Whether `phrase` stands in the facts verbatim, not inside a longer word or number. Case is ignored."""
        wanted = re.sub(r"\s+", " ", narrow(phrase).strip())
        if not wanted:
            return False
        left = r"(?<![a-z0-9])(?<!\d[.,])" if wanted[0].isascii() and wanted[0].isalnum() else ""
        right = r"(?![a-z0-9])" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
        body = re.escape(wanted).replace(r"\ ", r"\s+")
        return re.search(left + body + right, self.text) is not None


@lru_cache(maxsize=512)
def evidence_of(facts: Facts) -> Evidence:
    """Reserved facts, added facts and the source text; a fact whose value is "no" counts against its key."""
    lines, denied = [], []
    for fact in facts.citable():
        key = fact.key.replace("_", " ")
        if _NO.fullmatch(fact.value.strip()):
            denied.append(key)
        elif _YES.fullmatch(fact.value.strip()):
            lines.append(key)
        else:
            lines.append(f"{key}: {fact.value} {fact.unit}".rstrip())
    lines.append(facts.source_text)
    return Evidence(narrow("\n".join(lines)), facts.citable(), narrow("\n".join(denied)))
