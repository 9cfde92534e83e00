"""Reply to one review: thanks, what it speaks of, a fact that answers it. It claims no action and leaves harm to a person."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer import reviews, values
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.phrases import lower_first
from generation.engines.composer.plans.plan import Answer, Script, by_length, fits
from generation.engines.composer.product import Product
from generation.engines.composer.questions import speaks_of_harm
from generation.engines.composer.reviews import Opinion
from generation.engines.composer.sentences import Sentence, paragraphs
from generation.errors import Refused

_MOST = 2  # topics that one reply takes up


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    if not request.brief.reviews:
        raise Refused("review.missing", "there is no review to reply to")
    review = request.brief.reviews[0]
    script = Script(request, product, chooser)
    opinion = reviews.read(review)
    if speaks_of_harm(f"{review.title} {review.text}"):
        said = [script.say("thanks_bad"), script.say("person", must=True)]
    elif opinion.critical or (not opinion.positive and opinion.criticised):
        said = _critical(script, opinion)
    elif not opinion.positive:
        said = [script.say("thanks_bad"), script.say("more")]
    else:
        said = _pleased(script, opinion)
    text, claims = paragraphs([[item for item in said if item]], "reply", script.joint)
    if not fits(text, script.limit("reply")):
        raise Refused("limits.too_tight", "shorten the longest facts")
    return {"reply": text}, tuple(claims)


def _critical(script: Script, opinion: Opinion) -> list[Sentence | None]:
    topics = _named(script, opinion.criticised, opinion)
    sorry = script.say("sorry", topics=topics) if topics else script.say("sorry_all", this=_this(script, opinion))
    fact = _fact(script, opinion.criticised) if by_length(script.brief, 0, 1, 1) else None
    return [script.say("thanks_bad"), sorry, fact, script.say("help")]


def _pleased(script: Script, opinion: Opinion) -> list[Sentence | None]:
    """Praise is answered by thanks; where a topic is criticised all the same, that is taken up too."""
    praised, criticised = _named(script, opinion.praised, opinion), _named(script, opinion.criticised, opinion)
    glad = script.say("glad", topics=praised) if praised else script.say("glad_all", this=_this(script, opinion))
    sorry = script.say("sorry", topics=criticised) if criticised else None
    fact = _fact(script, opinion.criticised) if sorry and by_length(script.brief, 0, 1, 1) else None
    end = script.say("help") if sorry else script.say("again") if by_length(script.brief, 0, 1, 1) else None
    return [script.say("thanks_good"), glad, sorry, fact, end]


def _named(script: Script, ids: tuple[str, ...], opinion: Opinion) -> Sentence | None:
    names = [reviews.topics()[topic].name(script.locale) for topic in ids[:_MOST]]
    return Sentence(values.join(tuple(names), script.locale), (opinion.id,)) if names else None


def _this(script: Script, opinion: Opinion) -> Sentence:
    this = script.words["this"]
    return Sentence(this.text if this else "", (opinion.id,))


def _fact(script: Script, topics: tuple[str, ...]) -> Sentence | None:
    """What the product's facts say on the first topic that they know anything of."""
    wanted = [key for topic in topics[:_MOST] for key in reviews.topics()[topic].keys]
    for key in wanted:
        found = [a for a in (*script.product.attributes, *script.product.choices) if a.key.id == key and not a.foreign]
        if found and not found[0].value.long:
            made = (
                script.writer.choices_of(found[0])
                if found[0].choice
                else script.writer.about(found[:1], subject=_subject(script))[0]
            )
            text = made.text.rstrip(".。!！")
            return script.say("fact", fact=Sentence(lower_first(text) if script.english else text, made.ids))
    return None


def _subject(script: Script) -> str | None:
    noun = script.product.noun
    return (f"the {noun}" if script.english else f"这款{noun}") if noun else None
