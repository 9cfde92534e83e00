"""Social post: a first line that makes one stop, what the product is, and hashtags of facts."""

from __future__ import annotations

import re

from generation.contract import Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.words import capital
from generation.engines.composer.keywords import carried
from generation.engines.composer.naming import title_case
from generation.engines.composer.plans.plan import HINT, Answer, Script, by_length, distinct, fits
from generation.engines.composer.plans.short_description import sentences_of
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed, paragraphs
from generation.errors import Refused

_TAGGED = ("material", "colour", "plant_type", "flavour", "scent", "sport", "room", "pet")
_FIRST_TAGS = 3  # the brand, the noun, both together
_LETTERS = re.compile(r"[\W_]+")


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    tags = hashtags_of(script)
    post = _post(script)
    text, claims = paragraphs(post, "post", script.joint)
    if not tags or not fits(text, script.limit("post")):
        raise Refused("facts.thin", HINT)
    texts, tag_claims = listed(tags, "hashtags")
    return {"post": text, "hashtags": texts}, (*claims, *tag_claims)


def _post(script: Script) -> list[list[Sentence]]:
    room = script.limit("post").max_chars
    first = script.say("occasion") if script.words["occasion"] else None
    first = first or script.say("audience") or script.scene(*script.options("stop"))
    last = script.say("close") if script.brief.length != "short" else None
    ends = [item for item in (first, last) if item]
    left = room - sum(len(item.text) + 2 for item in ends)
    body = sentences_of(script, by_length(script.brief, 1, 2, 3), left)
    return [[first] if first else [], body, [last] if last else []]


def hashtags_of(script: Script) -> list[Sentence]:
    """Brand, noun and what the facts say in a word or two; letters and digits only, no two alike."""
    words = script.words
    names = [words["brand"], words["noun"], *script.options("tag")]
    asked = [carried(keyword, script.product) for keyword in script.brief.keywords]
    facts = [Sentence(a.value.items[0], a.ids) for a in script.points() if a.key.id in _TAGGED and _tags(a)]
    found = [words["occasion"], *asked, *names[:_FIRST_TAGS], *facts, *names[_FIRST_TAGS:], _wordy(words["core"])]
    limit = script.limit("hashtags")
    made = distinct(Sentence(_tag(said.text, script), said.ids) for said in found if said)
    return [said for said in made if fits(said.text, limit) and not said.text.isdigit()][: limit.max_items]


def _wordy(said: Sentence | None) -> Sentence | None:
    return said if said and not any(char.isdigit() for char in said.text) else None


def _tags(attribute: Attribute) -> bool:
    """Whether the value is words; "18/8" loses its meaning with its mark."""
    return not attribute.value.polarity and not any(char.isdigit() for char in attribute.value.items[0])


def _tag(text: str, script: Script) -> str:
    """ "stainless steel" -> "StainlessSteel"; Chinese stays as it is."""
    plain = text.replace("'s ", "s ").replace("'", "").replace("’", "")
    return _LETTERS.sub("", "".join(map(capital, title_case(plain).split())) if script.english else plain)
