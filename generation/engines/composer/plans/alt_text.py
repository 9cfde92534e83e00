"""Alternative text: one line a photo, in order. What a photo shows beside the product is said only where it was measured."""

from __future__ import annotations

from generation.contract import Photo, Request
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.plans.plan import Answer, Script, fits
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed
from generation.errors import Refused

_SHAPES = 3
_VAGUE = ("natural", "原色", "multicolour", "多色")  # colours that show nothing to who cannot see
_SEEN = ("colour", "material", "pattern", "finish", "plant_type")  # what a photo of the product shows


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    shape = chooser.pick(range(_SHAPES))  # one for all photos of a product
    photos = request.brief.photos
    if not photos:
        raise Refused("photo.missing", "the product has no photo")
    limit = script.limit("alt_texts")
    lines = [_line(script, photo, place, len(photos), shape) for place, photo in enumerate(photos[: limit.max_items])]
    made = [line for line in lines if line]
    if len(made) != len(lines):
        raise Refused("limits.too_tight", "shorten the product's title")
    texts, claims = listed(made, "alt_texts")
    return {"alt_texts": texts}, tuple(claims)


def _line(script: Script, photo: Photo, place: int, count: int, shape: int) -> Sentence | None:
    product, limit = script.product, script.limit("alt_texts")
    shown = _measured(script, photo)
    looks = None
    if shown is None and not product.choices:  # a colour among several need not be this photo's
        looks = _looks(
            script, [a for a in product.attributes if a.key.id in _SEEN and not a.foreign and not a.value.long]
        )
    number, total = Sentence(str(place + 1)), Sentence(str(count))
    slots = (["measured"] if shown else []) + (["seen"] if looks else []) + ["plain"]
    for slot in slots:
        words = {"shown": shown, "looks": looks, "number": number, "count": total}
        found = script.options(f"{slot}_of_several" if count > 1 else slot, **words)
        fitting = [said for said in found if fits(said.text, limit)]
        if fitting:
            return fitting[shape % len(fitting)]
    return None


def _measured(script: Script, photo: Photo) -> Sentence | None:
    """What was measured in this very photo: facts whose source is a photo and whose id begins with the photo's."""
    found = [
        fact
        for fact in script.brief.facts.items
        if fact.source == "photo" and (fact.id == photo.id or fact.id.startswith((f"{photo.id}/", f"{photo.id}:")))
    ]
    ids = {fact.id for fact in found}
    return _looks(script, [a for a in script.product.attributes if ids & set(a.ids) and not a.foreign])


def _looks(script: Script, attributes: list[Attribute]) -> Sentence | None:
    """ "matte black, stainless steel"; nothing that the name says already."""
    name = script.product.title.lower() + script.product.name.lower()
    said = [a for a in attributes if not a.value.polarity and a.value.text.lower() not in (name, *_VAGUE)]
    said = [a for a in said if a.value.text.lower() not in name][:2]
    if not said:
        return None
    joint = ", " if script.english else "，"
    return Sentence(joint.join(a.value.text for a in said), tuple(i for a in said for i in a.ids))
