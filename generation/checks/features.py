"""What a product has, does or comes with: functions, parts, things in the box, cuts, flavours, for whom it is.

The vocabulary stands in `words/features.tsv`. What it names must be affirmed by a fact; what a fact affirms must not be denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks import attestations
from generation.checks.evidence import Evidence, evidence_of, of_facts
from generation.checks.grounds import grounds
from generation.checks.lexicon import Lexicon, Mention
from generation.checks.pieces import ASKING, Piece, pieces
from generation.contract import Brief, Claim, Content, Facts, Finding

LEXICON = Lexicon.read("features", unless_before=re.compile(r"[\s-]free\b"))
_OF_IT = re.compile(r"['’]s\b|的?(?:电池|配件|滤芯|底座|外壳|盖)")
RECIPE = "recipe"  # the class of names that say what is in a product, where a product is made by a recipe
_BY_RECIPE = re.compile(
    r"food|beverage|grocer|tea\b|coffee|oil|\bpets?\b|dog|cat\b|beauty|skin|hair|personal care|cosmetic|fragrance|perfume"
    r"|candle|soap|食品|饮料|茶叶|咖啡|零食|宠物|美妆|护肤|个护|香薰|香水|蜡烛",
    re.IGNORECASE,
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    evidence = evidence_of(facts)
    for piece in pieces(content):
        for mention in LEXICON.named(piece.text):
            if mention.denied:
                yield from _denied(piece, mention, LEXICON, evidence)
            elif piece.field in ASKING:
                continue
            elif not LEXICON.supported(mention, evidence) and _matters(mention, facts):
                text = piece.text[mention.start : mention.end]
                yield piece.finding("features.unsupported", mention.start, mention.end, text=text)
        for mention in attestations.LEXICON.named(piece.text):
            if mention.denied:
                yield from _denied(piece, mention, attestations.LEXICON, evidence)


def _denied(piece: Piece, mention: Mention, lexicon: Lexicon, evidence: Evidence) -> Iterator[Finding]:
    if _OF_IT.match(piece.text, mention.end) or piece.text[: mention.end].endswith(
        ("'s", "’s")
    ):  # the remote's batteries are not included; the remote is
        return
    ids = {concept.id for concept in mention.concepts}
    if ids <= lexicon.stated(evidence) and ids.isdisjoint(lexicon.denied(evidence)):
        text = piece.text[mention.start : mention.end]
        yield piece.finding("claims.contradicted", mention.start, mention.end, text=text)


def _matters(mention: Mention, facts: Facts) -> bool:
    return mention.concepts[0].topic != RECIPE or made_by_recipe(facts)


@of_facts
def made_by_recipe(facts: Facts) -> bool:
    return bool(_BY_RECIPE.search(f"{facts.category} {facts.title}"))
