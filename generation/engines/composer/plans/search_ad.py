"""Responsive search ad: as many different headlines as the facts carry, and descriptions that stand alone."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.phrases import plural_label
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.keywords import carried
from generation.engines.composer.naming import title_case
from generation.engines.composer.plans.plan import Answer, Script, by_length, distinct, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed
from generation.engines.composer.titles import core_of
from generation.engines.composer.titles.extras import already_said, extras_of
from generation.errors import Refused

_CALLS = 4  # headlines that claim nothing
_SPECIFIED = 6  # facts that a headline puts beside the noun: "Stoneware Mug", "Mug, 350 ml"


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    headlines, descriptions = headlines_of(script, "headlines"), _descriptions(script)
    limits = script.limit("headlines"), script.limit("descriptions")
    if len(headlines) < limits[0].min_items or len(descriptions) < limits[1].min_items:
        raise Refused("limits.too_tight", "the title is too long for an ad; add facts of few words")
    heads, head_claims = listed(
        headlines[: by_length(request.brief, 6, limits[0].max_items, limits[0].max_items)], "headlines"
    )
    texts, claims = listed(
        descriptions[: by_length(request.brief, 2, limits[1].max_items, limits[1].max_items)], "descriptions"
    )
    return {"headlines": heads, "descriptions": texts}, (*head_claims, *claims)


def headlines_of(script: Script, field: str) -> list[Sentence]:
    """Everything short enough to head an ad: names first, then a fact each, then what claims nothing; no two alike."""
    limit = script.limit(field)
    found = [said for keyword in script.brief.keywords if (said := carried(keyword, script.product))]
    found += script.options("name")
    if script.words["on"]:
        found += script.chooser.rank(script.options("occasion"))[:2]
    beside = extras_of(script.product, "", script.chooser, _SPECIFIED)
    for value, attribute, place in beside:
        if place == "before" and already_said(value, core_of(script.product), script.locale):
            continue
        slot = {"before": "specified", "in": "coloured", "with": "with"}.get(place, "measured")
        made = script.say(slot, limit, value=Sentence(value, attribute.ids))
        found += [made] if made else []
    used = [attribute.key.id for _, attribute, place in beside if place == "in"]
    for attribute in [*script.points(), *script.product.choices]:
        if attribute.key.id not in used:
            found += _of_fact(script, attribute)
    found += script.chooser.rank(script.options("call"))[:_CALLS]
    cased = [_cased(script, said) for said in found]
    return [said for said in distinct(cased) if fits(said.text, limit)]


def _of_fact(script: Script, attribute: Attribute) -> list[Sentence]:
    """ "Holds 350 ml", "Height: 9.2 cm", "3 Colours to Choose From"."""
    fact = script.fragment(attribute)
    if ":" not in fact.text and "：" not in fact.text:
        return [fact]
    label = plural_label(attribute.label) if script.english and attribute.choice else attribute.label
    words = {"label": Sentence(label, attribute.ids), "value": Sentence(attribute.value.text, attribute.ids)}
    count = Sentence(str(len(attribute.value.items)))
    return script.options("choice", **words, count=count) if attribute.choice else script.options("figure", **words)


def _cased(script: Script, said: Sentence) -> Sentence:
    """English headlines in title case, as search ads are set."""
    writer = script.writer
    return Sentence(title_case(writer.say.spelled(said.text)), said.ids) if isinstance(writer, EnglishWriter) else said


def _descriptions(script: Script) -> list[Sentence]:
    limit = script.limit("descriptions")
    points = script.points()
    opener, used = script.writer.opener(points)
    rest = [a for a in points if a not in used]
    pairs = [
        said
        for place in range(0, len(rest), 2)
        for said in script.writer.about(rest[place : place + 2], subject=_subject(script))
    ]
    singles = [said for a in points for said in script.writer.about([a], subject=_subject(script))]
    if "category" in opener.ids:
        opener = script.intro(limit.max_chars) or opener
    short = script.intro(limit.max_chars) or script.writer.opener(())[0]
    pairs, singles = _naming(script, pairs), _naming(script, singles)
    found = [opener, *pairs, *script.options("occasion_line"), *singles, *script.writer.choices(), short]
    fitting = [said for said in distinct([*found, *script.options("invitation")]) if fits(said.text, limit)]
    chosen: list[Sentence] = []
    for said in fitting:
        if not any(said.ids and set(said.ids) <= set(other.ids) for other in chosen):
            chosen.append(said)
    more = [said for said in fitting if said not in chosen]
    more.sort(key=lambda said: any(said.text in other.text for other in chosen))  # the name alone, once more, last
    chosen += more[: max(0, limit.min_items - len(chosen))]
    return chosen[: limit.max_items]


def _naming(script: Script, said: list[Sentence]) -> list[Sentence]:
    """Those that name their product first: a description may stand alone."""
    names = [word.text.lower() for name in ("brand", "noun", "core") if (word := script.words[name])]
    return [each for each in said if any(name in each.text.lower() for name in names)]


def _subject(script: Script) -> str | None:
    """Each stands alone, so each names its product: "the Norra kettle", not "it"."""
    name = script.words["name"]
    return name.text if name else None
