"""Description: who it is, what makes it, its figures, its care and its choices, in paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generation.contract import Request
from generation.engines.composer.attributes import Attribute, halves
from generation.engines.composer.choice import Chooser
from generation.engines.composer.families import theme_place
from generation.engines.composer.plans.grouping import Line, grouped, kin, paragraphed
from generation.engines.composer.plans.plan import HINT, Answer, Writer, limit_of, writer_for
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence, length, paragraphs
from generation.errors import Refused
from generation.kinds import Limit

_SHORT = 3  # sentences of a short description
_OPENER = 1000  # what the first sentence weighs: it always stays


def describe(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A description: who it is, what makes it, its figures, its care and its choices."""
    product = spoken(product)
    product = replace(product, attributes=tuple(part for a in product.attributes for part in halves(a)))
    writer = writer_for(product, chooser, request.brief.tone)
    if not product.sizes_up and not product.facts.source_text:
        raise Refused("facts.thin", HINT)
    limit = limit_of(request, "description")
    opener, used = writer.opener(product.attributes)
    rest = [attribute for attribute in product.attributes if attribute not in used]
    lines = _lines(writer, product, rest, opener, long=request.brief.length == "long")
    if request.brief.length == "short":
        lines = _shortened(lines)
    text, claims = paragraphs(paragraphed(_fit(lines, limit, writer.joint)), "description", writer.joint)
    if len(text) < limit.min_chars and (shelf := writer.category()):
        text, claims = paragraphs([[*(line.said for line in lines), shelf]], "description", writer.joint)
    if len(text) < limit.min_chars or (limit.max_chars and len(text) > limit.max_chars):
        raise Refused("facts.thin" if len(text) < limit.min_chars else "limits.too_tight", HINT)
    return {"description": text}, tuple(claims)


def _lines(
    writer: Writer, product: Product, rest: Sequence[Attribute], opener: Sentence, *, long: bool = False
) -> list[Line]:
    """The opener, the themes as the family orders them, then the choices."""
    by_theme = sorted(rest, key=lambda a: (theme_place(a.key.theme, product.family), -a.key.rank))
    lines = [Line(_OPENER, opener)]
    for group in grouped(by_theme, writer):
        weight = max(attribute.key.rank - (30 if attribute.value.long else 0) for attribute in group)
        lines += [Line(weight, said, kin(group[0])) for said in writer.about(group)]
    lines += [Line(80, said, "choice") for said in writer.choices()]
    category = writer.category() if long and "category" not in opener.ids else None
    if category:
        lines.append(Line(20, category, "choice"))
    seen: set[str] = set()
    return [line for line in lines if not (line.said.text in seen or seen.add(line.said.text))]  # type: ignore[func-returns-value]


def _shortened(lines: Sequence[Line]) -> list[Line]:
    """The most important sentences, in the order in which they stood."""
    kept = sorted(range(len(lines)), key=lambda place: -lines[place].weight)[:_SHORT]
    return [lines[place] for place in sorted(kept)]


def _fit(lines: Sequence[Line], limit: Limit, joint: str) -> list[Line]:
    """Whole sentences dropped, the least important first, until the text fits the limit."""
    kept = list(lines)
    while limit.max_chars and length(paragraphed(kept), joint) > limit.max_chars and len(kept) > 1:
        weakest = min(range(1, len(kept)), key=lambda place: (kept[place].weight, -place))
        del kept[weakest]
    return kept
