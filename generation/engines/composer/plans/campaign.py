"""Campaign: a title that names the occasion (or the product), and a slogan made of facts."""

from __future__ import annotations

from generation.contract import FieldValue, Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import Answer, Script, distinct, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, plain
from generation.errors import Refused

_THEMES = ("make", "perform", "detail", "use", "content")
_FIGURES = (
    "capacity",
    "battery_life",
    "screen_size",
    "net_weight",
    "volume",
    "seats",
    "persons",
    "load",
    "pieces",
    "ram",
    "warranty",
)


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    title = (
        script.say("occasion_title", script.limit("campaign_title"), must=True) if script.words["occasion"] else None
    )
    title = title or script.say("title", script.limit("campaign_title"), must=True)
    slogan = _slogan(script)
    if title is None or slogan is None:
        raise Refused("limits.too_tight", "shorten the product's title")
    made = {"campaign_title": plain(title, "campaign_title"), "slogan": plain(slogan, "slogan")}
    fields: dict[str, FieldValue] = {name: text for name, (text, _) in made.items()}
    return fields, tuple(claim for _, claims in made.values() for claim in claims)


def _slogan(script: Script) -> Sentence | None:
    limit = script.limit("slogan")
    facts = [script.spoken(a) for a in script.points() if _sings(a) and not _named(a, script)]
    facts = [fact for fact in facts if ":" not in fact.text and "：" not in fact.text][:5]
    found: list[Sentence] = []
    slots = ["occasion_slogan"] if script.words["occasion"] else []
    for slot in [*slots, "slogan"]:
        for first, second in [(one, two) for one in facts for two in facts if one is not two][:6]:
            found += script.options(slot, fact=first, other=second)
        for first in facts[:3]:
            found += script.options(slot, fact=first, other=None)
        found = [said for said in distinct(found) if fits(said.text, limit)]
        if found:
            return script.chooser.pick(found[:12])
    return script.say("bare", limit, must=True)


def _named(attribute: Attribute, script: Script) -> bool:
    """Whether the product's name says it already: a rattan armchair made of rattan."""
    value, name = attribute.value.text.lower(), script.product.name.lower()
    return value in name or any(word in value for word in _words_of(name, script.english))


def _words_of(name: str, english: bool) -> set[str]:
    words = set(name.split()) if english else {name[place : place + 2] for place in range(len(name) - 1)}
    return {word for word in words if len(word) > (2 if english else 1)}


def _sings(attribute: Attribute) -> bool:
    """A slogan names what the product is and does, not its care label, its box, its plug or its model number."""
    key = attribute.key
    if attribute.value.polarity == "no" or key.id in ("colour", "model", "finish"):
        return False
    return key.theme in _THEMES or key.id in _FIGURES
