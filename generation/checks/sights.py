"""What the text says against what the photos show: a colour that no photo can be said to have, an amount that the label denies.

It would rather say nothing than be wrong. A photo counts as far as its product could be told from its surroundings; a colour of a
part, of another variant or of another product is no contradiction; a metal's colour is whatever it reflects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from generation.checks.colours import LEXICON
from generation.checks.grounds import grounds
from generation.checks.lexicon import Concept, Mention
from generation.checks.measures import Measures, measures_of
from generation.checks.pieces import ASKING, Piece, pieces
from generation.checks.quantities import Quantity, quantities
from generation.contract import Brief, Claim, Content, Fact, Finding, Severity
from generation.kinds import KINDS
from generation.looking.contract import Look, Shade
from generation.looking.shades import table

SURE = 0.75  # certainty from which a photo speaks for itself
COUNTS = 0.4  # certainty from which a photo counts at all
TRACE = 0.02  # share of the product below which a colour is not there
SHOWN = 0.15  # share from which a colour is named in the message
LEGIBLE = 0.9  # confidence from which a line of a label is believed
CHROMATIC, GREYISH = (
    0.06,
    0.035,
)  # OKLCh chroma from which a product surely has a colour; up to which it surely has none
MOSTLY = 0.7  # share of the product
OFF = 0.05  # by which an amount differs
METALS = frozenset({"gold", "silver", "bronze", "rose gold"})
NEUTRAL = frozenset({"white", "ivory", "cream", "beige", "black", "grey", "charcoal"})
_COLOUR_KEY = re.compile(
    r"(?:main |product |body )?colou?rs?(?: names?| famil(?:y|ies))?|shades?|(?:主|产品|商品)?(?:颜色|色彩|色系)(?:分类)?"
)
_ELSEWHERE = re.compile(r"[ -]?(?:back(?:ground|drop)|wall|table|surface|ground)\b|(?:的)?(?:背景|墙|桌面|台面|底)")


def check(brief: Brief, content: Content, claims: Sequence[Claim] = ()) -> Iterator[Finding]:
    seen = [look for look in brief.seen if look.certainty >= COUNTS and look.colours]
    if not brief.seen or KINDS[brief.kind].medium != "text" or "reviews" in KINDS[brief.kind].reads:
        return
    labels = list(_on_labels(brief))
    for piece in pieces(content):
        if piece.field in ASKING:
            continue
        if seen:
            yield from _colours(brief, piece, seen)
        if labels:
            yield from _amounts(brief, piece, labels)


def _colours(brief: Brief, piece: Piece, seen: Sequence[Look]) -> Iterator[Finding]:
    for mention in LEXICON.mentions(piece.text):
        if _ELSEWHERE.match(piece.text.lower(), mention.end) or _may_be_seen(mention.concepts, seen):
            continue
        saying = [fact for fact in grounds(brief).citable() if _says(fact, mention)]
        if not all(_of_the_whole(fact) for fact in saying) or any(_fits(fact, seen) for fact in saying):
            continue
        rule = "sights.colour_of_fact" if saying else "sights.colour"
        severity = _severity(brief, mention, seen)
        surface = piece.text[mention.start : mention.end]
        shown = _shown(seen, brief.locale)
        yield piece.finding(rule, mention.start, mention.end, severity=severity, colour=surface, seen=shown)


def _severity(brief: Brief, mention: Mention, seen: Sequence[Look]) -> Severity:
    """An error where every photo was seen for sure, and all of them are as far from the colour as can be."""
    whole = len(seen) == len(brief.seen) and all(look.certainty >= SURE for look in seen)
    ids = {concept.id for concept in mention.concepts}
    if not whole or ids & METALS:
        return "warning"
    plain = all(_share(look, lambda shade: shade.mean[1] >= CHROMATIC) >= MOSTLY for look in seen)
    grey = all(_share(look, lambda shade: shade.mean[1] <= GREYISH) >= MOSTLY for look in seen)
    return "error" if plain or (grey and not ids & NEUTRAL) else "warning"


def _share(look: Look, holds: Callable[[Shade], bool]) -> float:
    return sum(shade.share for shade in look.colours if holds(shade))


def _may_be_seen(concepts: Sequence[Concept], seen: Sequence[Look]) -> bool:
    """Whether any photo shows what could be called so; a name that is in no table could be anything."""
    known = table()
    ids = {name for concept in concepts for name in LEXICON.with_broader(concept)}
    named = [known[name] for name in ids if name in known]
    if not named:
        return True
    return any(
        sum(shade.share for shade in look.colours if any(one.may_be(shade.mean) for one in named)) >= TRACE
        for look in seen
    )


def _says(fact: Fact, mention: Mention) -> bool:
    """Whether the fact names that colour, or one that is a kind of it."""
    wanted = {concept.id for concept in mention.concepts}
    text = f"{fact.key}: {fact.value}"
    return any(
        wanted & LEXICON.with_broader(concept) for _s, _e, concepts in LEXICON.concepts_in(text) for concept in concepts
    )


def _of_the_whole(fact: Fact) -> bool:
    """Whether it tells the product's own colour: one of a part, of its light or of what is beside it may be out of the picture."""
    key = fact.key.strip().lower().replace("_", " ")
    return fact.id == "title" or fact.id.startswith("option:") or _COLOUR_KEY.fullmatch(key) is not None


def _fits(fact: Fact, seen: Sequence[Look]) -> bool:
    """Whether one of the colours that it names is seen: the photo shows another variant, or another part of the product."""
    named = [concepts for _start, _end, concepts in LEXICON.concepts_in(fact.value)]
    others = re.split(r"[,，、/;；&+]| and |和|与", fact.value)
    unnamed = len([word for word in others if word.strip()]) > len(named)
    return unnamed or any(_may_be_seen(concepts, seen) for concepts in named)


def _shown(seen: Sequence[Look], locale: str) -> str:
    """The colours that the photos show, in the text's language."""
    known = table()
    shown = dict.fromkeys(
        shade.name for look in seen for shade in look.colours if shade.share >= SHOWN and shade.name in known
    )
    names = [known[name].chinese if locale == "zh-Hans" else known[name].english for name in [*shown][:3]]
    return ("、" if locale == "zh-Hans" else ", ").join(names)


def _on_labels(brief: Brief) -> Iterator[tuple[str, Quantity]]:
    """What labels state of contents, where no fact says the same: the only volume on all of them, the only weight."""
    known = measures_of(grounds(brief))
    found: dict[str, list[tuple[str, Quantity]]] = {}
    for look in brief.seen:
        for line in look.texts:
            if line.confidence < LEGIBLE:
                continue
            for one in quantities(line.text):
                if dimension := _dimension(one):
                    found.setdefault(dimension, []).append((line.text[one.start : one.end], one))
    for dimension, several in found.items():
        values = {_value(one, dimension) for _, one in several}
        if len(values) == 1 and not known.like(several[0][1]):
            yield several[0]


def _dimension(said: Quantity) -> str:
    """ "volume" or "mass", where its unit can mean nothing else."""
    dimensions = {unit.dimension for unit in said.units}
    (only,) = dimensions if len(dimensions) == 1 else ("",)
    return only if only in ("volume", "mass") and not said.code else ""


def _value(said: Quantity, dimension: str) -> float:
    return next(float(said.value * unit.factor) for unit in said.units if unit.dimension == dimension)


def _amounts(brief: Brief, piece: Piece, labels: Sequence[tuple[str, Quantity]]) -> Iterator[Finding]:
    known: Measures = measures_of(grounds(brief))
    for said in quantities(piece.text):
        dimension = _dimension(said)
        for read, label in labels:
            if dimension and dimension == _dimension(label) and known.like(said):
                mine, theirs = _value(said, dimension), _value(label, dimension)
                if abs(mine - theirs) > OFF * max(mine, theirs):
                    surface = piece.text[said.start : said.end]
                    yield piece.finding("sights.amount", said.start, said.end, quantity=surface, read=read)
