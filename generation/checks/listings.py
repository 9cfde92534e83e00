"""Lists that follow a list of the facts must not go on with something else: “Black, Ice Blue or Olive”, “红轴、茶轴和青轴”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.checks import colours, features, materials
from generation.checks.evidence import Evidence, citable_of, evidence_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Fact, Facts, Finding
from generation.engines.composer import lexicon

_PARTS = re.compile(r"\s*(?:[,;、，；/|]|\band\b|\bor\b|和|及|或)\s*", re.IGNORECASE)
_NO_LIST = frozenset({"title", "brand", "category", "price", "source_text"})  # ids of facts
_CHOSEN = re.compile(r"colou?r|颜色|finish|switch|轴|flavou?r|口味|scent|style|款", re.I)
_LONGEST = 24  # characters of a member
_JOINT = re.compile(
    r"\s*(?:,\s*(?:and|or|&)\s|,\s|\band\s|\bor\s|&\s|、|和|或|以及|及|与)\s*(?:(?:an?|the)\s)?", re.IGNORECASE
)
_NEXT = re.compile(
    r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}|[a-z][a-z-]{2,}(?: [a-z][a-z-]{2,})?(?=\s*(?:[.,;:!?]|$))|[a-z][a-z-]{2,}(?=,? (?:and|or) )"
)
_NEXT_HAN = re.compile(
    r"[\u4e00-\u9fff]{1,5}?(?=[、，。；！]|和|或|以及|$|[两三四五六七八]?[色款种味]|可选|任选|等|的)"
)
_VOCABULARIES = (colours.LEXICON, materials.LEXICON, features.LEXICON)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The members of one fact or option, as one pattern; `few`: how many must be named before the list is known for it."""

    pattern: re.Pattern[str]
    few: int


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    lists, evidence = _lists(facts), evidence_of(facts)
    for piece in pieces(content):
        plain = narrow(piece.text)
        for listed in lists:
            yield from _strangers(piece, plain, listed, evidence)


def _strangers(piece: Piece, plain: str, listed: Listed, evidence: Evidence) -> Iterator[Finding]:
    named, end = 0, -1
    for found in listed.pattern.finditer(plain):
        joint = _JOINT.fullmatch(plain, end, found.start()) if end >= 0 else None
        named = named + 1 if joint else 1
        end = found.end()
        if named >= listed.few and (after := _JOINT.match(plain, end)):
            start = after.end()
            following = (_NEXT_HAN if plain[start : start + 1] > "\u3400" else _NEXT).match(piece.text, start)
            if following and not listed.pattern.match(plain, start) and _strange(following.group(), evidence):
                yield piece.finding("features.unsupported", *following.span(), text=following.group())


def _strange(name: str, evidence: Evidence) -> bool:
    """Whether no fact names it, in either language. What cannot be translated is not strange."""
    words = [word for word in re.findall(r"[a-z]+", narrow(name)) if len(word) > 2]
    if words:
        if any(evidence.says(form) for word in words for form in (word, word.removesuffix("s"), word + "s")):
            return False
        return not _supported(name, evidence) and not evidence.in_chinese
    if _supported(name, evidence) or evidence.says(name) or (len(name) > 2 and evidence.says(name[:2])):
        return False
    english = lexicon.to_en(name)
    return evidence.in_chinese or bool(english and not evidence.says(english) and english.isascii())


def _supported(name: str, evidence: Evidence) -> bool:
    ids = [
        (one, {concept.id for concept in concepts}) for one in _VOCABULARIES for _, _, concepts in one.concepts_in(name)
    ]
    return any(named & one.affirmed(evidence) for one, named in ids)


@of_facts
def _lists(facts: Facts) -> tuple[Listed, ...]:
    return tuple(listed for fact in citable_of(facts) if fact.id not in _NO_LIST and (listed := _list(fact)))


@lru_cache(maxsize=4096)
def _list(fact: Fact) -> Listed | None:
    """The list that a fact is, if it is one; read once for all products that have the same."""
    members = {narrow(member).strip() for member in _PARTS.split(fact.value)}
    short = {
        member
        for member in members
        if 1 < len(member) <= _LONGEST and len(member.split()) <= 3 and not member[0].isdigit()
    }
    if len(short) < 2 or len(short) < len(members):
        return None
    option = fact.id.startswith("option:") and _CHOSEN.search(fact.key)
    said = sorted(
        {*short, *(narrow(translated) for member in short if (translated := _other(member)))}, key=len, reverse=True
    )
    pattern = "|".join(
        rf"(?<![a-z0-9]){re.escape(one)}(?![a-z0-9])" if one.isascii() else re.escape(one) for one in said
    )
    return Listed(re.compile(pattern), 1 if option else 2)


def _other(member: str) -> str | None:
    return lexicon.to_en(member) if lexicon.is_chinese(member) else lexicon.to_zh(member)
