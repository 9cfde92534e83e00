"""Words that a translation must not translate, or must translate in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.contract import Brief

_MODEL_KEYS = re.compile(
    r"(?:model|part|article|item|style)(?: ?(?:no\.?|number|name|code))?|mpn|sku|series|型号|货号|款号|编号|系列", re.I
)
# A run of capitals and digits that names a model: WH-1000XM5, M6X2. A number with its unit (500GB, 4K) is none.
_CODE = re.compile(r"(?<![A-Za-z0-9-])(?=[A-Za-z0-9-]*\d)[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9])")
_SHORTEST_CODE = 3  # characters


@dataclass(frozen=True, slots=True)
class Term:
    """`said` as the original may write it, `written` as the translation must."""

    said: str
    written: str


@dataclass(frozen=True, slots=True)
class Found:
    """A term in the original, with its place there."""

    start: int
    end: int
    term: Term


def terms_of(brief: Brief) -> tuple[Term, ...]:
    """The glossary of the voice, the brand, the SKU, and what the facts call the model; each expression once."""
    return _terms(
        brief.voice.glossary,
        (brief.facts.brand, brief.facts.sku),
        tuple(fact.value for fact in brief.facts.items if _MODEL_KEYS.fullmatch(fact.key.replace("_", " ").strip())),
    )


@lru_cache(maxsize=256)
def _terms(glossary: tuple[tuple[str, str], ...], names: tuple[str, ...], models: tuple[str, ...]) -> tuple[Term, ...]:
    known = {said.casefold(): Term(said, written) for said, written in glossary if said.strip() and written.strip()}
    for name in (*names, *models):
        if len(name.strip()) > 1:
            known.setdefault(name.strip().casefold(), Term(name.strip(), name.strip()))
    return tuple(known.values())


def terms_in(text: str, terms: Sequence[Term]) -> list[Found]:
    """Where `text` says a term, in order, the longest at each place; model codes are terms wherever they stand."""
    return list(_found(text, terms))


def _found(text: str, terms: Sequence[Term]) -> Iterator[Found]:
    pattern, by_name = _searchable(tuple(terms))
    for match in pattern.finditer(text):
        named = by_name.get(match.group().casefold())
        if named is None and len(match.group()) < _SHORTEST_CODE:
            continue
        yield Found(*match.span(), named or Term(match.group(), match.group()))


@lru_cache(maxsize=256)
def _searchable(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    names = sorted({term.said for term in terms}, key=len, reverse=True)
    alternatives = "|".join(f"(?i:{_whole(name)})" for name in names)
    pattern = f"{alternatives}|{_CODE.pattern}" if names else _CODE.pattern
    return re.compile(pattern), {term.said.casefold(): term for term in terms}


def _whole(name: str) -> str:
    """A name that begins or ends with a Latin letter or digit stands alone there."""
    left = r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return left + re.escape(name) + right
