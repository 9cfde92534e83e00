"""Meta ad: a primary text that leads with a fact, a headline, a line under the link."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import HINT, Answer, Script, by_length, fits
from generation.engines.composer.plans.search_ad import headlines_of
from generation.engines.composer.plans.short_description import sentences_of
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, paragraphs, plain
from generation.errors import Refused


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    primary = _primary(script)
    text, claims = paragraphs([primary], "primary_text", script.joint)
    headline = _headline(script)
    said = {set_of(item) for item in (headline,)}
    link = _link(script, said)
    if not fits(text, script.limit("primary_text")):
        raise Refused("facts.thin", HINT)
    made = [plain(headline, "headline"), plain(link, "link_description")]
    fields = {"primary_text": text, "headline": made[0][0], "link_description": made[1][0]}
    return dict(fields), (*claims, *made[0][1], *made[1][1])


def set_of(said: Sentence) -> frozenset[str]:
    return frozenset(said.ids)


def _primary(script: Script) -> list[Sentence]:
    """A first line for the occasion or the reader, where it fits, and then who the product is."""
    room = script.limit("primary_text").max_chars
    most = by_length(script.brief, 1, 1, 2)
    for lead in [*script.options("lead"), None]:
        left = room - (len(lead.text) + len(script.joint) if lead else 0)
        said = sentences_of(script, most, left) if left > 30 else []
        if said:
            return [*([lead] if lead else []), *said]
    return []


def _headline(script: Script) -> Sentence:
    limit = script.limit("headline")
    slots = (script.options("headline"), script.options("headline_short"))
    found = next((fitting for slot in slots if (fitting := [said for said in slot if fits(said.text, limit)])), [])
    found = found or headlines_of(script, "headline")[:2]
    if not found:
        raise Refused("limits.too_tight", "shorten the product's title")
    return script.chooser.pick(found)


def _link(script: Script, said: set[frozenset[str]]) -> Sentence:
    """A fact in a few words, another than the headline's; else a plain invitation."""
    limit = script.limit("link_description")
    facts = script.facts(a for a in script.points() if a.value.polarity != "no" and a.key.id != "assembly")
    fitting = [fact for fact in facts if fits(fact.text, limit) and set_of(fact) not in said][:4]
    calls = [call for call in script.options("call") if fits(call.text, limit)]
    return script.chooser.pick(fitting or calls)
