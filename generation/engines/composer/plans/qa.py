"""Question-and-answer pairs: what shoppers of this kind of product ask first, and only what the facts answer."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer import asking, phrases
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import HINT, Answer, Script, by_length, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed
from generation.errors import Refused

_ASKED_MOST = ("size", "dimensions", "material", "care", "compatible", "colour", "capacity", "contents", "warranty")


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    limits = script.limit("questions"), script.limit("answers")
    most = by_length(request.brief, 3, 5, limits[0].max_items)
    pairs: list[tuple[Sentence, Sentence]] = []
    for attribute in _in_order(script):
        pair = _pair(script, attribute)
        known = {text for question, answer in pairs for text in (question.text, answer.text)}
        if (
            pair
            and fits(pair[0].text, limits[0])
            and fits(pair[1].text, limits[1])
            and not known & {pair[0].text, pair[1].text}
        ):
            pairs.append(pair)
        if len(pairs) == most:
            break
    if len(pairs) < most and (brand := _brand(script)):
        pairs.append(brand)
    if len(pairs) < limits[0].min_items:
        raise Refused("facts.thin", HINT)
    questions, asked = listed([question for question, _ in pairs], "questions")
    answers, told = listed([answer for _, answer in pairs], "answers")
    return {"questions": questions, "answers": answers}, (*asked, *told)


def _in_order(script: Script) -> list[Attribute]:
    """What shoppers ask most, then by importance; variants' choices among the first."""
    product = script.product
    every = [a for a in (*product.choices, *product.attributes) if not a.foreign]
    ranks = {id(a): (0 if a.key.id in product.lifted else 1, _place(a), place) for place, a in enumerate(every)}
    return sorted(every, key=lambda a: ranks[id(a)])


def _place(attribute: Attribute) -> int:
    if attribute.key.theme == "other":
        return 3
    return 0 if attribute.choice else 1 if attribute.key.id in _ASKED_MOST else 2


def _pair(script: Script, attribute: Attribute) -> tuple[Sentence, Sentence] | None:
    question = asking.question(attribute, script.writer, script.chooser, script.words)
    writer = script.plain if attribute.choice else script.writer  # "choose your colour" answers no question
    return (question, asking.answer(attribute, writer)) if question else None


def _brand(script: Script) -> tuple[Sentence, Sentence] | None:
    def said(slot: str) -> Sentence | None:
        frames = phrases.frames("qa", script.locale, slot, script.tone)
        found = phrases.filled(frames, script.words, many=script.product.many, locale=script.locale)
        return script.chooser.pick(found) if found and script.words["brand"] else None

    question, answer = said("brand"), said("brand_answer")
    return (Sentence(question.text, ("brand",)), answer) if question and answer else None
