"""A material that the text names must be one that the facts name, and of the part that they name it of.

A fact may be the more exact of the two: oak supports wood, not the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.alternation import any_of, quick
from generation.checks import parts
from generation.checks.evidence import evidence_of, of_facts
from generation.checks.grounds import grounds
from generation.checks.lexicon import IMITATED, Lexicon
from generation.checks.parts import Bond, Bound
from generation.checks.pieces import pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Facts, Finding

_WARES = (*"椅凳桌灯箱柜架床门锅壶杯碗盘勺叉锤框盒筐篮瓶罐管链环扣", "工具箱", "书架", "花盆", "茶几", "置物架")
# What one character before it is the material of: 铜壶身, 木椅, 钢工具箱. Gold and silver are colours of most things.
_THINGS = any_of(
    [
        *(name for concept in parts.PARTS.concepts for name in concept.chinese if len(name) > 1),
        *_WARES,
    ]
)
LEXICON = Lexicon.read(
    "materials",
    unless_before=IMITATED,
    unless_after=re.compile(r"\b(?:notes?|scents?|aromas?|hints?|smells?|tastes?|flavou?rs?) of [^.;!?]*$"),
    sure_after=Screened(
        r"\b(?:made|cut|carved|crafted|turned|forged|built|woven|knitted|poured|pressed|spun|moulded|molded|milled|cast|fired)"
        rf"(?: \w+)? (?:of|from|in|out of) |\b(?:{parts.NOUNS}) (?:of|from|in) |\b(?:{parts.NOUNS}) (?:is|are) "
        r"|\b(?:pure|solid|genuine|real|cast|forged|end[- ]grain|100%) |采用|选用|由|面料[为是]|材质[为是]|材料[为是]|100%\s?"
    ),
    sure_before=quick(
        rf"[ -](?:{parts.NOUNS})\b|\s?(?:制成|混纺|材质|材料|制作|打造|面料|编织|织成|质地)"
        rf"|(?<![金银])(?:{_THINGS})|(?<=[金银])(?:项链|手链|链|戒|镯|耳)"
    ),
    not_in=re.compile(
        r"(?:[a-z ]*colou?rs?|颜色|[a-z ]*(?:notes|scents?|flavou?rs?|aroma|fragrance)|香调|香型|口味|风味)[^:]*:"
    ),
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    evidence, bound = evidence_of(facts), _bound(facts)
    for piece in pieces(content):
        doubtful = []
        for mention in LEXICON.mentions(piece.text):
            if not LEXICON.supported(mention, evidence):
                doubtful.append(mention.end)
                surface = piece.text[mention.start : mention.end]
                yield piece.finding("materials.unsupported", mention.start, mention.end, material=surface)
        for bond in parts.bonds(piece.text, LEXICON) if bound.materials else ():
            if bond.end not in doubtful and _misplaced(bond, bound):
                surface = piece.text[bond.start : bond.end]
                yield piece.finding("materials.wrong_part", bond.start, bond.end, material=surface)


@of_facts
def _bound(facts: Facts) -> Bound:
    return parts.read(facts, LEXICON)


def _misplaced(bond: Bond, bound: Bound) -> bool:
    """Whether the facts speak of the part, but of another material, or of another grade of it."""
    known = [part for part in bond.parts if part in bound.materials]
    if not known:
        return False
    fitting = [part for part in known if bond.materials & bound.materials[part]]
    if not fitting:
        return True
    grades = [bound.grades[part] for part in fitting if part in bound.grades]
    return bool(bond.grade and grades) and not any(bond.grade in one for one in grades)
