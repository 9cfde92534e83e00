"""Search result: the SEO title, a meta description of whole sentences within what a result page shows, and keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import lexicon, titles
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.words import lower_words
from generation.engines.composer.keywords import carried
from generation.engines.composer.plans.plan import HINT, Answer, Script, Writer, by_length, distinct, fewer, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, length, listed, paragraphs
from generation.engines.composer.titles.extras import extras_of
from generation.errors import Refused

SHORT = 110  # characters of a short meta description: a result page on a telephone shows about so many
_PARTED = re.compile(r"[,，;；&]")
_MODEL = re.compile(r"[A-Z]\d|\d[A-Z]")
_SPARE = 0.5  # of a meta description that is empty when the shelf is worth a sentence
_SPECIFIED = 5  # facts that a keyword puts beside the noun
_SEARCHED = ("model", "processor", "compatible", "sport", "plant_type")


def search_result(request: Request, product: Product, chooser: Chooser) -> Answer:
    """A SEO title and a meta description within what a result page shows, and what shoppers would type to get there."""
    script = Script(request, product, chooser)
    title = titles.seo_title(script.product, chooser, script.limit("seo_title"), request.brief.tone)
    limit = script.limit("meta_description")
    room = by_length(request.brief, SHORT, limit.max_chars or 155, limit.max_chars or 155)
    text, claims = paragraphs([_meta(script.writer, script.product, room)], "meta_description", script.joint)
    if len(text) < limit.min_chars:
        raise Refused("facts.thin", HINT)
    words = keywords_of(script)
    if len(words) < script.limit("keywords").min_items:
        raise Refused("facts.thin", HINT)
    keywords, word_claims = listed(words, "keywords")
    fields: dict[str, FieldValue] = {"seo_title": title.text, "meta_description": text, "keywords": keywords}
    return fields, (Claim("seo_title", 0, 0, len(title.text), title.ids), *claims, *word_claims)


def keywords_of(script: Script) -> list[Sentence]:
    """What was asked for and the facts carry; then noun and name, and the noun with a fact: as shoppers search, lower case."""
    asked = [said for keyword in script.brief.keywords if (said := carried(keyword, script.product))]
    words = script.words
    found: list[Sentence | None] = [*asked, words["noun"], words["full"], *script.options("with_brand"), words["core"]]
    for value, attribute, place in extras_of(script.product, "", script.chooser, _SPECIFIED):
        if not _PARTED.search(value):
            slot = {"before": "before", "in": "before", "with": "with"}.get(place, "after")
            found += script.options(slot, value=Sentence(value, attribute.ids))[:1]
    found += [
        Sentence(a.value.text, a.ids) for a in script.points() if a.key.id in _SEARCHED and len(a.value.items) == 1
    ]
    shelves = [part for part in reversed(script.product.category[-2:]) if not _PARTED.search(part)]
    found += [Sentence(part, ("category",)) for part in shelves if _is_own(script, part)]
    found.append(words["brand"])
    noun = words["noun"]
    if (
        noun and script.english and " " in noun.text
    ):  # "skateboard" beside "cruiser skateboard", the last that is searched
        found.append(Sentence(noun.text.rpartition(" ")[2], noun.ids))
    limit = script.limit("keywords")
    cased = [Sentence(_searched(said.text, script), said.ids) for said in found if said]
    return [said for said in distinct(cased) if fits(said.text, limit)][
        : by_length(script.brief, 5, 8, limit.max_items)
    ]


def _is_own(script: Script, part: str) -> bool:
    """Whether the shelf's name is in the text's language."""
    return not lexicon.is_chinese(part) if script.english else not re.search(r"[a-z]{3}", part)


def _searched(text: str, script: Script) -> str:
    """Lower case but for the brand and for words with a shape of their own."""
    if not script.english:
        return text
    names = set(script.product.facts.brand.lower().split())
    return " ".join(
        word if word.lower() in names or word.isupper() or _MODEL.search(word) else _lower(word)
        for word in text.split()
    )


def _lower(word: str) -> str:
    return word.lower() if "-" in word and word.istitle() else lower_words(word)


def _meta(writer: Writer, product: Product, most: int) -> list[Sentence]:
    """The opener and then whole sentences, the most important first, as long as they fit."""
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
        if not rest
        and not product.choices
        and "category" not in (chosen[0].ids if chosen else ())
        and length([chosen], writer.joint) < _SPARE * most
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
