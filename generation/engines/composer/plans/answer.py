"""Reply to a shopper's question: from the facts, in the tone of service; what they do not hold is left to a person."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer import asking, questions
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import Answer, Script, by_length, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, paragraphs
from generation.errors import Refused

_MOST = 2  # attributes that one reply takes up


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    if request.brief.question is None or not request.brief.question.text.strip():
        raise Refused("question.missing", "there is no question to answer")
    script = Script(request, product, chooser)
    asked = questions.read(request.brief.question.text, [*product.attributes, *product.choices])
    told = [] if asked.person else _told(script, asked)
    if not told:
        told = [said for said in [_passed_on(script, asked)] if said]
        more = None
    else:
        more = script.say("more") if by_length(request.brief, 0, 0, 1) else None
    thanks = script.say("thanks") if by_length(request.brief, 0, 1, 1) else None
    said = [item for item in (thanks, *told, more) if item]
    text, claims = paragraphs([said], "reply", script.joint)
    limit = script.limit("reply")
    if len(text) < limit.min_chars and (thanks := script.say("thanks", must=True)):
        text, claims = paragraphs([[thanks, *told]], "reply", script.joint)
    elif not fits(text, limit):
        text, claims = paragraphs([told[:1]], "reply", script.joint)
    if not fits(text, script.limit("reply")):
        raise Refused("limits.too_tight", "shorten the longest facts")
    return {"reply": text}, tuple(claims)


def _told(script: Script, asked: questions.Asked) -> list[Sentence]:
    """The facts that were asked for, in full sentences; a yes only where the question names what the fact says."""
    found = [a for a in asked.found if not a.foreign][:_MOST]
    made: list[Sentence] = []
    for place, attribute in enumerate(found):
        said = asking.answer(attribute, script.plain if attribute.choice else script.writer)
        if place == 0 and not attribute.value.polarity and asked.yes_no and _confirms(attribute, asked):
            said = asking.confirmed(said, english=script.english)
        elif place > 0 and attribute.value.polarity:
            said = script.writer.about([attribute])[0]
        made.append(said)
    return made


def _confirms(attribute: Attribute, asked: questions.Asked) -> bool:
    return attribute in asked.named and (attribute.choice or len(attribute.value.items) == 1)


def _passed_on(script: Script, asked: questions.Asked) -> Sentence | None:
    if asked.person:
        return script.say("person", must=True)
    if asked.missing:
        label = asked.missing.label(script.locale)
        return (
            script.say("missing", must=True, label=Sentence(label))
            if asked.missing.kind not in ("flag", "flagtext")
            else script.say("unknown", must=True)
        )
    return script.say("unknown", must=True)
