"""Summary of customer reviews: counts and topics. Every sentence cites its reviews, and the critical share is the true one."""

from __future__ import annotations

from typing import Any

from generation.contract import Request
from generation.engines.composer import reviews, values
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import Answer, Script, by_length, fits
from generation.engines.composer.product import Product
from generation.engines.composer.reviews import Opinion
from generation.engines.composer.sentences import Sentence, paragraphs
from generation.errors import Refused
from generation.kinds.review_summary import MIN_REVIEWS


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    if len(request.brief.reviews) < MIN_REVIEWS:
        raise Refused("reviews.few", f"a summary needs at least {MIN_REVIEWS} reviews")
    script = Script(request, product, chooser)
    opinions = reviews.opinions(request.brief)
    share = _share(script, opinions)
    most = by_length(request.brief, 1, 3, 5)
    praise = _topics(script, opinions, "praise", praised=True, most=most)
    blame = _topics(script, opinions, "blame", praised=False, most=most)
    text, claims = paragraphs([[*share, *(said for said in (praise, blame) if said)]], "summary", script.joint)
    if not fits(text, script.limit("summary")):
        raise Refused("limits.too_tight", "the summary does not fit")
    return {"summary": text}, tuple(claims)


def _share(script: Script, opinions: list[Opinion]) -> list[Sentence]:
    """How many are positive, critical and neither: said always, and first."""
    critical = [o.id for o in opinions if o.critical]
    positive = [o.id for o in opinions if o.positive and not o.critical]
    middle = [o.id for o in opinions if o.id not in critical and o.id not in positive]
    slot = "share_mixed" if critical and positive else "share_none_positive" if critical else "share_none_critical"
    if len(positive) == len(opinions):
        slot = "share_all_positive"
    if not critical and not positive:
        slot = "share_neither"
    words: dict[str, Any] = {
        "total": Sentence(str(len(opinions)), tuple(o.id for o in opinions)),
        "positive": Sentence(str(len(positive)), tuple(positive)),
        "critical": Sentence(str(len(critical)), tuple(critical)),
        "middle": Sentence(str(len(middle)), tuple(middle)),
    }
    said = [script.say(slot, must=True, **words)]
    if middle and slot != "share_neither":
        rest = script.say("middle_one" if len(middle) == 1 else "middle", must=True, **words)
        said.append(Sentence(rest.text, tuple(middle)) if rest else None)
    return [item for item in said if item]


def _topics(script: Script, opinions: list[Opinion], slot: str, *, praised: bool, most: int) -> Sentence | None:
    """The topics that most reviews praise, or criticise, with their counts."""
    found = reviews.counted(opinions, praised=praised)[:most]
    if not found:
        return None
    names = reviews.topics()
    items = []
    for topic, ids in found:
        words: dict[str, Any] = {"topic": Sentence(names[topic].name(script.locale)), "count": Sentence(str(len(ids)))}
        said = script.say("topic", must=True, **words)
        items.append(said.text if said else "")
    if script.english:
        items = [item.removeprefix("the ") for item in (said[:1].lower() + said[1:] for said in items)]
    ids = tuple(dict.fromkeys(review for _, ids in found for review in ids))
    slot = f"{slot}_once" if len(found[0][1]) == 1 else slot  # nothing is "most often" named by one
    listing = Sentence(values.join(tuple(items), script.locale), ids)
    if praised:
        return script.say(slot, must=True, praised=listing)
    return script.say(slot, must=True, criticised=listing)
