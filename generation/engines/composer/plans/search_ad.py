"""Responsive search ad: as many different headlines as the facts carry, and descriptions that stand alone."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer.choice import Chooser
from generation.engines.composer.keywords import carried
from generation.engines.composer.naming import title_case
from generation.engines.composer.plans.plan import Answer, Script, by_length, distinct, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed
from generation.errors import Refused


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    headlines, descriptions = headlines_of(script, "headlines"), _descriptions(script)
    limits = script.limit("headlines"), script.limit("descriptions")
    if len(headlines) < limits[0].min_items or len(descriptions) < limits[1].min_items:
        raise Refused("limits.too_tight", "the title is too long for an ad; add facts of few words")
    heads, head_claims = listed(headlines[: by_length(request.brief, 6, limits[0].max_items, limits[0].max_items)], "headlines")
    texts, claims = listed(descriptions[: by_length(request.brief, 2, limits[1].max_items, limits[1].max_items)], "descriptions")
    return {"headlines": heads, "descriptions": texts}, (*head_claims, *claims)


def headlines_of(script: Script, field: str) -> list[Sentence]:
    """Everything short enough to head an ad: names first, then a fact each, then what claims nothing; no two alike."""
    limit = script.limit(field)
    found = [said for keyword in script.brief.keywords if (said := carried(keyword, script.product))]
    found += script.options("name")
    if script.words["on"]:
        found += script.options("occasion")
    for attribute in [*script.points(), *script.product.choices]:
        fact = script.fragment(attribute)
        found += [*script.options("fact", fact=fact, value=_value(attribute.value.text, attribute.ids)), fact]
    found += script.chooser.rank(script.options("call"))
    cased = [_cased(script, said) for said in found]
    return [said for said in distinct(cased) if fits(said.text, limit)]


def _value(text: str, ids: tuple[str, ...]) -> Sentence:
    return Sentence(text, ids)


def _cased(script: Script, said: Sentence) -> Sentence:
    """English headlines in title case, as search ads are set."""
    return Sentence(title_case(said.text), said.ids) if script.english else said


def _descriptions(script: Script) -> list[Sentence]:
    limit = script.limit("descriptions")
    points = script.points()
    opener, used = script.writer.opener(points)
    rest = [a for a in points if a not in used]
    pairs = [said for place in range(0, len(rest), 2) for said in script.writer.about(rest[place : place + 2], subject=_subject(script))]
    singles = [said for a in points for said in script.writer.about([a], subject=_subject(script))]
    short, _ = script.writer.opener(())
    found = [opener, *pairs, *script.options("occasion_line"), *singles, *script.writer.choices(), short]
    chosen: list[Sentence] = []
    for said in distinct([*found, *script.options("invitation")]):
        if len(chosen) == limit.max_items:
            break
        if fits(said.text, limit) and not any(said.ids and set(said.ids) <= set(other.ids) for other in chosen):
            chosen.append(said)
    return chosen


def _subject(script: Script) -> str | None:
    """Each stands alone, so each names its product: "the Norra kettle", not "it"."""
    name = script.words["name"]
    return name.text if name else None
