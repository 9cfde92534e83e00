"""Numbers with their units, with their places. The grammar and the units are the composer's: what is read here can be said there.

quantulum3 0.10 was tried in its place: it knows no Chinese, gives 35 x 20 x 10 cm three different units, and takes 4K for kelvins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generation.engines.composer import units
from generation.engines.composer.units import NUMBER, SPELLINGS, Measure

_JOIN = r"\s*(?:-|–|—|~|～|to|至|到|x|×|\*|X|by)\s*"
_PREFIX = "|".join(f"(?:{pattern})" for pattern, _, _ in units.PREFIXES.values())
_ALIAS = "|".join(re.escape(alias) for alias in sorted(SPELLINGS, key=len, reverse=True))
_UNIT = rf"(?:{_ALIAS})(?![A-Za-z²0-9])"
_REACH = 60  # characters in which a quantity must end
QUANTITY = re.compile(
    rf"(?:(?<![A-Za-z])(?:{_PREFIX}|长达|可达|高达|达)\s*)?(?<![A-Za-z\d.,/])"
    rf"{NUMBER}(?:\s?-?\s?(?:{_UNIT}))?(?:{_JOIN}{NUMBER}(?:\s?-?\s?(?:{_UNIT}))?)*\+?(?:\s*\([LWHDBT](?:\s*[x×]\s*[LWHDBT])*\))?",
    re.IGNORECASE,
)
_REACHES = re.compile(r"^(?:长达|可达|高达|达)\s*")
_BODY = re.compile(rf"({NUMBER}(?:{_JOIN}{NUMBER})*)\s?-?\s?({_UNIT})", re.IGNORECASE)
_NO_GAP = re.compile(r"(?<=\d)-(?=[A-Za-z])")
_REPEATED = re.compile(rf"({NUMBER})\s?({_UNIT})(?={_JOIN})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` as a value and its unit."""

    value: str
    unit: str
    measure: Measure
    start: int
    end: int

    @property
    def dimension(self) -> str:
        return self.measure.unit.dimension if self.measure.unit else ""


def at(text: str, start: int) -> Found | None:
    """The quantity with a unit that begins here."""
    match = QUANTITY.match(text, start, min(len(text), start + _REACH))
    return _read(match) if match else None


def every(text: str) -> list[Found]:
    """All quantities with a unit, in order."""
    return [found for match in QUANTITY.finditer(text) if (found := _read(match))]


def _read(match: re.Match[str]) -> Found | None:
    said = match[0].rstrip()
    written = _NO_GAP.sub(" ", _REACHES.sub("最多", said))
    measure = units.parse(written)
    if measure is None or measure.unit is None:
        return None
    value, unit = split(written)
    return Found(value, unit, measure, match.start(), match.start() + len(said))


@lru_cache(maxsize=4096)
def split(said: str) -> tuple[str, str]:
    """("35 x 20 x 10", "cm") for a bare quantity; ("up to 10 hours", "") where more is said than numbers and a unit."""
    plain = said.strip()
    given = {unit for _, spelling in _REPEATED.findall(plain) if (unit := units.unit_of(spelling))}
    match = _BODY.fullmatch(_REPEATED.sub(r"\1", plain) if len(given) == 1 else plain)
    if not match or (given and units.unit_of(match[2]) not in given):
        return plain, ""
    return (match[1].strip(), match[2]) if units.parse(plain) else (plain, "")


__all__ = ["QUANTITY", "Found", "at", "every", "split"]
