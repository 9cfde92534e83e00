"""Search result: the SEO title, and a meta description of whole sentences within what a result page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import lexicon, titles
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import HINT, Answer, Writer, fewer, limit_of, writer_for
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence, length, paragraphs
from generation.errors import Refused
from generation.kinds import Limit


def search_result(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A SEO title and a meta description within what a result page shows."""
    product = spoken(product)
    writer = writer_for(product, chooser, request.brief.tone)
    title = titles.seo_title(product, chooser, limit_of(request, "seo_title"), request.brief.tone)
    limit = limit_of(request, "meta_description")
    best = _meta(writer, product, limit)
    text, claims = paragraphs([best], "meta_description", writer.joint)
    if len(text) < limit.min_chars:
        raise Refused("facts.thin", HINT)
    fields: dict[str, FieldValue] = {"seo_title": title.text, "meta_description": text}
    return fields, (Claim("seo_title", 0, 0, len(title.text), title.ids), *claims)


def _meta(writer: Writer, product: Product, limit: Limit) -> list[Sentence]:
    """The opener and then whole sentences, the most important first, as long as they fit."""
    most = limit.max_chars or 155
    opener, used = writer.opener(product.attributes)
    if len(opener.text) > most:
        opener, used = writer.opener(tuple(fewer(a) for a in product.attributes))
    chosen = [opener] if len(opener.text) <= most else []
    pool = [a for a in product.attributes if not chosen or a not in used]
    if (not chosen and not pool) or len(opener.text) > most:
        short, used = writer.opener(())
        chosen = [short] if len(short.text) <= most else []
    rest = [fewer(a) for a in pool if a not in used and not a.value.long]
    rest = [a for a in rest if not a.foreign] or rest
    rest = [a for a in rest if a.key.kind != "care" and a.key.id != "storage_advice"] or rest
    candidates = [item for start in range(0, len(rest), 2) for item in writer.about(rest[start : start + 2])]
    singles = [item for a in rest for item in writer.about([a])]
    closing = writer.choices()
    category = (
        writer.category()
        if not rest and not product.choices and "category" not in (chosen[0].ids if chosen else ())
        else None
    )
    said: set[str] = set(chosen[0].ids) if chosen else set()
    for item in [*candidates[:1], *closing, *candidates[1:], *singles, *([category] if category else [])]:
        if set(item.ids) <= said and item.ids != ("source_text",):
            continue
        if length([[*chosen, item]], writer.joint) <= most and item.text not in {other.text for other in chosen}:
            if item.ids == ("source_text",) and _repeats(item.text, chosen):
                continue
            chosen.append(item)
            said |= set(item.ids)
    if not chosen:
        raise Refused("facts.thin", HINT)
    return chosen


def _repeats(text: str, chosen: Sequence[Sentence]) -> bool:
    """Whether most words of a sentence were said already."""
    held = " ".join(item.text for item in chosen).lower()
    if lexicon.is_chinese(text):
        pairs = [text[place : place + 2] for place in range(len(text) - 1)]
        return sum(pair in held for pair in pairs) > 0.5 * len(pairs)
    words = re.findall(r"[a-z0-9]{3,}", text.lower())
    return sum(word in held for word in words) > 0.5 * len(words)
