"""Short description: what it is, and what is most worth knowing of it, in one to three sentences beside the price."""

from __future__ import annotations

from generation.contract import Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import HINT, Answer, Script, by_length, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, paragraphs
from generation.errors import Refused

FIELD = "short_description"


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    text, claims = paragraphs(
        [sentences_of(script, by_length(request.brief, 1, 2, 3), script.limit(FIELD).max_chars)], FIELD, script.joint
    )
    if not fits(text, script.limit(FIELD)):
        raise Refused("facts.thin", HINT)
    return {FIELD: text}, tuple(claims)


def sentences_of(script: Script, most: int, room: int) -> list[Sentence]:
    """The opener and the next sentences, as many as `most` and `room` (characters) allow."""
    points = script.points()
    opener, used = script.writer.opener(points)
    if "category" in opener.ids or len(opener.text) > room:
        opener, used = script.intro(room) or script.writer.opener(())[0], []
    chosen = [opener] if len(opener.text) <= room else []
    rest = [a for a in points if a not in used and a.key.theme not in ("care", "supply")]
    groups = [rest[place : place + 2] for place in range(0, len(rest), 2)]
    later = [said for group in groups for said in script.writer.about(group)] + script.writer.choices()
    for said in [*later, *_singles(script, rest)]:
        if len(chosen) >= most:
            break
        if len(script.joint.join([*(item.text for item in chosen), said.text])) <= room and not _said(said, chosen):
            chosen.append(said)
    return chosen


def _singles(script: Script, attributes: list[Attribute]) -> list[Sentence]:
    return [said for attribute in attributes for said in script.writer.about([attribute])]


def _said(said: Sentence, chosen: list[Sentence]) -> bool:
    """Whether an earlier sentence says these facts already."""
    return any(set(said.ids) <= set(other.ids) for other in chosen)
