"""Description: who it is, what makes it, its figures, its care and its choices, in paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from generation.contract import Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.families import theme_place
from generation.engines.composer.plans.plan import HINT, Answer, Writer, limit_of, writer_for
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence, length, paragraphs
from generation.errors import Refused
from generation.kinds import Limit

_GROUP_SIZES = {"plain": (2, 3), "warm": (2, 1, 3), "premium": (2, 3), "playful": (1, 2), "technical": (3, 4, 2)}
_SHORT = 3  # sentences of a short description
_THIN = 2  # attributes below which the category is worth a sentence


def describe(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A description: who it is, what makes it, its figures, its care and its choices."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    if not product.sizes_up and not product.facts.source_text:
        raise Refused("facts.thin", HINT)
    limit = limit_of(request, "description")
    opener, used = writer.opener(product.attributes)
    rest = [attribute for attribute in product.attributes if attribute not in used]
    blocks = _blocks(writer, product, rest, opener, long=request.brief.length == "long")
    if request.brief.length == "short":
        blocks = _shortened(blocks)
    groups = _fit(blocks, limit, writer.joint, product)
    text, claims = paragraphs(groups, "description", writer.joint)
    if len(text) < limit.min_chars or (limit.max_chars and len(text) > limit.max_chars):
        raise Refused("facts.thin" if len(text) < limit.min_chars else "limits.too_tight", HINT)
    return {"description": text}, tuple(claims)


def _blocks(
    writer: Writer, product: Product, rest: Sequence[Attribute], opener: Sentence, *, long: bool = False
) -> list[list[tuple[int, Sentence]]]:
    """Paragraphs of (importance, sentence): the opener and the first themes, the figures and the care, the choices."""
    by_theme = sorted(rest, key=lambda a: (theme_place(a.key.theme, product.family), -a.key.rank))
    first: list[tuple[int, Sentence]] = [(1000, opener)]
    second: list[tuple[int, Sentence]] = []
    third: list[tuple[int, Sentence]] = []
    for group in grouped(by_theme, writer):
        importance = max(attribute.key.rank - (30 if attribute.value.long else 0) for attribute in group)
        target = third if group[0].key.theme in ("care", "supply", "other") else second if len(first) >= 3 else first
        target += [(importance, item) for item in writer.about(group)]
    closing = [(80, item) for item in writer.choices()]
    thin = len(product.attributes) + len(product.choices) < _THIN
    if (thin or long) and "category" not in opener.ids:
        category = writer.category()
        closing += [(20, category)] if category else []
    tail = second + third + closing
    if len(tail) + len(first) <= 3:
        return [first + tail]
    if len(second) + len(third) + len(closing) > 4 and second:
        return [first, second, third + closing]
    return [first, tail]


def _shortened(blocks: list[list[tuple[int, Sentence]]]) -> list[list[tuple[int, Sentence]]]:
    """One paragraph of the most important sentences, in the order in which they stood."""
    every = [item for block in blocks for item in block]
    kept = sorted(range(len(every)), key=lambda place: -every[place][0])[:_SHORT]
    return [[every[place] for place in sorted(kept)]]


def grouped(attributes: Sequence[Attribute], writer: Writer) -> list[list[Attribute]]:
    """Neighbours of one theme (or of kindred themes) together, as many as the tone likes in a sentence."""
    sizes = _GROUP_SIZES.get(writer.tone, (2, 3))
    if isinstance(writer, ChineseWriter):  # Chinese chains short clauses where English starts a new sentence
        sizes = tuple(size + 1 for size in sizes)
    groups: list[list[Attribute]] = []
    size = writer.chooser.pick(sizes)
    for attribute in attributes:
        last = groups[-1] if groups else None
        if last and len(last) < size and _joins(last, attribute):
            last.append(attribute)
            continue
        groups.append([attribute])
        size = writer.chooser.pick(sizes)
    return groups


def _joins(group: list[Attribute], attribute: Attribute) -> bool:
    """Whether the attribute belongs into the group's sentence and leaves it readable."""
    if attribute.value.long or group[-1].value.long or not _kindred(group[0], attribute):
        return False
    return sum(len(a.value.text) for a in group) + len(attribute.value.text) <= 110


_KIN = {
    "make": "make", "detail": "make", "perform": "perform", "energy": "perform", "connect": "perform", "measure": "measure",
    "content": "content", "use": "use", "care": "care", "supply": "supply", "other": "other", "choice": "choice",
}  # fmt: skip


def _kindred(first: Attribute, second: Attribute) -> bool:
    return _KIN[first.key.theme] == _KIN[second.key.theme]


def _fit(blocks: list[list[tuple[int, Sentence]]], limit: Limit, joint: str, product: Product) -> list[list[Sentence]]:
    """Whole sentences dropped, the least important first, until the text fits the limit."""
    blocks = [_distinct(block) for block in blocks]
    while limit.max_chars and length([[item for _, item in block] for block in blocks], joint) > limit.max_chars:
        weakest = min(
            ((score, -number, -place) for number, block in enumerate(blocks) for place, (score, _) in enumerate(block)),
            default=None,
        )
        if weakest is None or weakest[0] >= 1000:
            break
        del blocks[-weakest[1]][-weakest[2]]
    return [[item for _, item in block] for block in blocks]


def _distinct(block: list[tuple[int, Sentence]]) -> list[tuple[int, Sentence]]:
    seen: set[str] = set()
    return [(score, item) for score, item in block if not (item.text in seen or seen.add(item.text))]  # type: ignore[func-returns-value]
