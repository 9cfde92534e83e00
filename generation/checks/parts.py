"""Which part of a product a material belongs to: “the oak handle”, “a strap of calf leather”, “手柄采用橡木”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generation.alternation import any_of
from generation.checks.evidence import citable_of, narrow
from generation.checks.lexicon import Lexicon
from generation.contract import Fact, Facts

PARTS = Lexicon.read("parts")
NOUNS = any_of(name for concept in PARTS.concepts for name in concept.english if " " not in name)
_CLAUSE = re.compile(r"[,;.!?，；。！？、\n]|\band\b|\bwith\b|和|与|及|配")
_THEN_PART = re.compile(
    r"[\s-]+(?:(?!(?:and|with|of|in|for|to|from|on|is|are|that|which|or|at|as)\b)[a-z-]+\s)?|的?|制的?|材质的?|质的?"
)
_LINKED = re.compile(
    r"(?:[\s:]|[a-z-]+\s)*\b(?:is|are|was|were|of|from|in|made|wears?|uses?)\b[a-z0-9\s%-]{0,30}$|:\s?[a-z0-9\s-]{0,20}$"
)
_LINKED_HAN = re.compile(
    r"(?:的)?(?:材质|材料|面料)?\s?(?:则?[为是]|采用|选用|使用|由|用|以|：|:|都是|均为|包着|缠绕|涂|包|外?包裹?着?)?[^，。；、]{0,10}$"
)
_GRADE = re.compile(r"(\d{3}l?)[\s-]?$", re.IGNORECASE)
_REACH = 48  # characters between a part and its material


@dataclass(frozen=True, slots=True)
class Bond:
    """That `parts` (ids; one, unless a name is ambiguous) are of a material, named from `start` to `end`, of a `grade` like 316l."""

    parts: frozenset[str]
    materials: frozenset[str]
    start: int
    end: int
    grade: str = ""


def bonds(text: str, materials: Lexicon) -> Iterator[Bond]:
    """Every material that `text` says of a part. A text that names no part or no material costs nothing more."""
    plain = narrow(text)
    named = [mention for mention in materials.named(plain) if not mention.denied]
    parts = (
        [(one.start, one.end, frozenset(concept.id for concept in one.concepts)) for one in PARTS.named(plain)]
        if named
        else []
    )
    if not parts:
        return
    for mention in named:
        ids = frozenset(concept.id for concept in mention.concepts)
        grade = _GRADE.search(plain, max(0, mention.start - 6), mention.start)
        found = _after(plain, mention.end, parts) or _before(plain, grade.start() if grade else mention.start, parts)
        if found:
            start = grade.start() if grade else mention.start
            yield Bond(found, ids, start, mention.end, grade[1] if grade else "")


def _after(text: str, end: int, parts: list[tuple[int, int, frozenset[str]]]) -> frozenset[str] | None:
    for start, _, ids in parts:
        if start - end > _REACH:
            return None
        if start >= end and _THEN_PART.fullmatch(text, end, start):
            return ids
    return None


def _before(text: str, start: int, parts: list[tuple[int, int, frozenset[str]]]) -> frozenset[str] | None:
    for part_start, part_end, ids in reversed(parts):
        if part_end <= start:
            gap = text[part_end:start]
            linked = _LINKED_HAN if not text[part_start:part_end].isascii() else _LINKED
            close = len(gap) <= _REACH and not _CLAUSE.search(gap)
            return ids if close and linked.fullmatch(gap if gap else " ") else None
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """Materials and grades of each part that the facts speak of."""

    materials: Mapping[str, frozenset[str]]
    grades: Mapping[str, frozenset[str]]


def read(facts: Facts, materials: Lexicon) -> Bound:
    known: dict[str, set[str]] = {}
    grades: dict[str, set[str]] = {}
    for fact in citable_of(facts):
        if fact.id in ("price", "category", "title", "brand"):
            continue
        for part, ids, grade in _bound(fact, materials):
            known.setdefault(part, set()).update(ids)
            grades.setdefault(part, set()).update({grade} if grade else ())
    return Bound(
        {part: frozenset(ids) for part, ids in known.items()},
        {part: frozenset(ids) for part, ids in grades.items() if ids},
    )


@lru_cache(maxsize=4096)
def _bound(fact: Fact, materials: Lexicon) -> tuple[tuple[str, frozenset[str], str], ...]:
    """(part, what its material is, grade) of all that a fact says of parts; read once for all products that have the same."""
    value = narrow(fact.value)
    bound: list[tuple[str, frozenset[str], str]] = []
    in_key = {concept.id for mention in PARTS.named(fact.key) for concept in mention.concepts}
    for start, _, concepts in materials.concepts_in(value) if in_key else ():
        grade = _GRADE.search(value, max(0, start - 6), start)
        ids = frozenset().union(*(materials.with_broader(concept) for concept in concepts))
        bound += [(part, ids, grade[1] if grade else "") for part in in_key]
    for bond in bonds(value, materials):
        ids = frozenset().union(*(materials.with_broader(materials.concept(one)) for one in bond.materials))
        bound += [(part, ids, bond.grade) for part in bond.parts]
    return tuple(bound)
