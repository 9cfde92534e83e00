"""One attribute in English: predicates, objects, fronted phrases, sentences and lines, agreeing with the product."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.filling import AS_MODIFIER, DRIVE, filled, place, with_items
from generation.engines.composer.english.own import named_thing, own_thing
from generation.engines.composer.english.phrases import (
    contract,
    is_colour,
    is_country,
    is_done,
    is_part,
)
from generation.engines.composer.english.words import (
    agree,
    capital,
    listing,
    number_of,
    with_articles,
)
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, sentence

_BRITISH = re.compile(r"\b(?:colour|grey|litres?|aluminium|jewellery|metres?|fibre|centre|moulded|tyre)\b", re.I)
_AMERICAN = {
    "colour": "color", "Colour": "Color", "flavour": "flavor", "Flavour": "Flavor", "jewellery": "jewelry",
}  # fmt: skip
_ADJECTIVE_KEY = re.compile(
    r"(?:able|ible|proof|resistant|safe|free|friendly|less|ed|ic|ive|ous|ready|slip)$|^non-", re.I
)


class EnglishClauses:
    """What one attribute is in English: a predicate, a thing the product has, a sentence, a line. Chosen once a text."""

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        facts = product.facts
        source = f"{facts.title} {facts.source_text} " + " ".join(f"{fact.key} {fact.value}" for fact in facts.items)
        source += " ".join(name for name, _ in facts.options)
        self._american = not _BRITISH.search(source)
        self._forms: dict[tuple[str, int], str | None] = {}
        self._held: list[Attribute] = []
        self._turn = 0
        self._offset = 0

    def name(self, *, article: bool = True) -> str:
        """The product in full: "the Norra Kettle", "Norra's Kettle", "this tent"."""
        product = self.product
        name = product.name
        if name.lower() == product.noun.lower() and not product.brand:
            return f"{'these' if product.many else 'this'} {product.noun}"
        if not article or not product.noun or re.match(r"(?:the|a|an|my|our)\b", name, re.I):
            return f"{product.brand} {name}".strip()
        if not product.brand:
            return f"the {name}"
        forms = [f"the {product.brand} {name}", f"the {name} from {product.brand}"]
        if self.tone in ("warm", "playful", "plain") and not product.brand.endswith("s") and "'s" not in name:
            forms.append(f"{product.brand}'s {name}")
        return self.chooser.pick(forms)

    def subject(self) -> str:
        """How a later sentence takes the product up again."""
        product = self.product
        noun, many = product.noun, product.many
        it = "they" if many else "it"
        if not noun:
            forms = [it]
        else:
            this = "these" if many else "this"
            forms = [it, f"the {noun}"] if self.tone == "technical" else [it, f"the {noun}", it, f"{this} {noun}"]
        self._turn += 1
        start = self.chooser.pick(range(len(forms)), [1.0] * len(forms)) if self._turn == 1 else 0
        self._offset = start if self._turn == 1 else self._offset
        return forms[(self._offset + self._turn) % len(forms)]

    def fill(self, frame: str, attribute: Attribute) -> str:
        """A frame with its value, its articles and its agreement."""
        return filled(frame, attribute, many=self.product.many)

    def frame(self, slot: str, attribute: Attribute) -> str | None:
        frames = attribute.key.said(slot, self.tone)
        return self.fill(self.chooser.pick(frames), attribute) if frames else None

    def predicate(self, attribute: Attribute) -> str | None:
        """ "is made of cotton", "weighs 1.2 kg"; None when the attribute has no such form. The same all through a text."""
        return self._once("predicate", attribute, self._predicate)

    def thing(self, attribute: Attribute) -> str | None:
        """What the product has: "a 13-inch screen", "8 GB of RAM"."""
        return self._once("thing", attribute, self._thing)

    def own_sentence(self, attribute: Attribute) -> str | None:
        """A clause whose subject is the attribute: "the capacity is 1.5 L"; without its capital and full stop."""
        return self._once("own", attribute, self._own_sentence)

    def _once(self, form: str, attribute: Attribute, make: Callable[[Attribute], str | None]) -> str | None:
        key = (form, id(attribute))
        if key not in self._forms:
            self._forms[key] = make(attribute)
            self._held.append(attribute)  # an id is only as good as its object lives
        return self._forms[key]

    def _predicate(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if value.long or (value.foreign and key.kind == "measure"):
            return None
        if attribute.choice:
            return self._choice_predicate(attribute)
        if attribute.inclusion:
            return None
        if value.polarity:
            return self._flag(attribute)
        if key.kind in ("flag", "care", "flagtext"):
            return None
        if value.text.isdigit() and key.kind == "text" and number_of(key.label_en) == "many":
            return None
        if value.bare and key.id not in ("seats", "players", "pages", "age", "pieces"):
            return None
        if key.id == "trait":
            return agree(f"[is|are] {value.text}", self.product.many)
        if key.id == "allergens" and value.text.lower().startswith("may contain"):
            return value.text[:1].lower() + value.text[1:]
        if key.id == "colour" and not all(is_colour(item) for item in value.items):
            return None
        if key.id == "features" and not all(is_part(item) for item in value.items):
            return None
        if key.id == "origin" and not is_country(value.items):
            return None
        if key.id == "technique":
            done = is_done(value.text)
            return agree(f"[is|are] {value.text[:1].lower()}{value.text[1:]}", self.product.many) if done else None
        if key.id in ("closure", "fit", "pattern", "finish") and " " in value.text and len(value.text) > 25:
            return None
        if attribute.more:
            return agree(f"also [has|have] {with_items(attribute)}", self.product.many)
        if key.id == "closure":
            return self._closure(attribute, finite=True)
        if key.id == "origin" and self.product.family in ("food", "garden"):
            return agree(f"[comes|come] from {place(attribute)}", self.product.many)
        if key.id == "storage" and DRIVE.search(value.text):
            return self.fill("[has|have] a~ {v}", attribute)
        said = self.frame("vp", attribute)
        if said is None and key.kind == "measure" and "np" not in key.frames and key.id:
            many = number_of(key.label_en) == "many"
            said = self.fill("[has|have] {l} of {v}" if many else "[has|have] a~ {l} of {v}", attribute)
        return said

    def _closure(self, attribute: Attribute, *, finite: bool) -> str:
        value = attribute.value.text
        modifier = AS_MODIFIER.get(value, value)
        plural = value.endswith("s") and not value.endswith("ss")
        if not re.fullmatch(r"(?:zip|zipper|buttons?|laces|buckle|clip|clasp|snaps?|velcro|(?:\w+ )?clasp)", value):
            return self.fill(
                "[has|have] a~ {v} closure" if finite else f"a~ {modifier} closure",
                attribute,
            )
        thing = value if plural or value == "velcro" else f"a~ {value}"
        return self.fill(
            f"[fastens|fasten] with {thing}" if finite else f"a~ {modifier} closure",
            attribute,
        )

    def _flag(self, attribute: Attribute) -> str | None:
        key = attribute.key
        if attribute.value.polarity == "no":
            return agree(key.no, self.product.many) if key.no else self.adjective(attribute, "not ")
        if key.kind in ("flag", "flagtext"):
            return self.frame("vp", attribute)
        return self.adjective(attribute, "")

    def adjective(self, attribute: Attribute, negation: str) -> str | None:
        label = attribute.label
        named = "" if attribute.key.id else named_thing(label)
        if named:
            thing = f"no {label}" if negation else named
            return with_articles(agree(f"[has|have] {thing}", self.product.many))
        if attribute.key.id or not _ADJECTIVE_KEY.search(label) or not label.isascii() or len(label.split()) > 3:
            return None
        return agree(f"[is|are] {negation}{label}", self.product.many)

    def _choice_predicate(self, attribute: Attribute) -> str | None:
        items, key = attribute.value.items, attribute.key
        if len(items) > 12:
            return None
        listed = attribute.value.text
        if key.id == "colour":
            forms = [f"[comes|come] in {listed}", f"[is|are] available in {listed}"]
        elif key.id == "size":
            word = "size" if len(items) == 1 else "sizes"
            forms = [f"[comes|come] in {word} {listed}", f"[is|are] available in {word} {listed}"]
        elif attribute.value.long or any(len(item) > 24 for item in items):
            return None
        else:
            forms = [f"[comes|come] with a choice of {attribute.label}: {listing(items, 'or')}"]
        return agree(self.chooser.pick(forms), self.product.many)

    def _thing(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if value.long or value.polarity == "no" or attribute.choice or attribute.inclusion:
            return None
        if key.id == "colour" and not all(is_colour(item) for item in value.items):
            return None
        if (not key.id or (value.text.isdigit() and key.kind == "text")) and (said := own_thing(attribute)):
            return said
        if value.bare and key.id not in ("pieces", "speed_settings"):
            return None
        if value.polarity == "yes" and not key.id:
            label = attribute.label
            named = named_thing(label)
            return with_articles(named) if named else None
        if value.polarity == "yes":
            return self.frame("np", attribute) if key.kind == "flag" and "np" in key.frames else None
        if attribute.more or (key.id == "features" and not all(is_part(item) for item in value.items)):
            return None
        if key.id == "closure":
            return self._closure(attribute, finite=False)
        if key.id == "storage" and DRIVE.search(value.text):
            return self.fill("a~ {v}", attribute)
        if "np" in key.frames:
            if key.kind == "part" and (value.foreign or len(value.items) > 1):
                return None
            return self.frame("np", attribute)
        if key.kind == "measure" and key.id and not value.foreign and not key.frames.get("vp"):
            many = number_of(key.label_en) == "many"
            return self.fill("{l} of {v}" if many else "a~ {l} of {v}", attribute)
        if key.kind == "part" and len(value.items) == 1 and len(value.text.split()) <= 3 and not value.foreign:
            if any(word in attribute.label.lower() for word in value.text.lower().split() if len(word) > 3):
                return self.fill("a~ {v}" if number_of(attribute.label) == "one" else "{v}", attribute)
            return self.fill("a~ {v} {l}", attribute)
        return None

    def fronted(self, attribute: Attribute) -> str | None:
        """ "Made of cotton", "Weighing 1.2 kg": ahead of the subject."""
        if attribute.value.long or attribute.value.polarity or attribute.choice or attribute.value.bare:
            return None
        if attribute.key.id in ("colour", "origin", "features", "closure") and self.predicate(attribute) is None:
            return None
        if attribute.value.foreign:
            return None
        return self.frame("red", attribute)

    def _own_sentence(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if value.polarity or attribute.choice or key.id == "trait" or key.kind == "care":
            return None
        if value.long or (key.id == "origin" and not is_country(value.items)):
            return None
        if key.id == "technique" and is_done(value.text):
            return None
        frames = key.said("sent", self.tone)
        if frames:
            said = self.fill(self.chooser.pick(frames), attribute)
            return said if ":" not in said else None
        if key.id == "features":
            return f"Features include {value.text}" if len(value.items) > 1 else None
        if not attribute.label.isascii() or len(attribute.label.split()) > 4 or key.frames.get("vp"):
            return None
        if not key.id and own_thing(attribute):
            return None
        if re.search(rf"\b{re.escape(attribute.label)}\b", value.text, re.I) and not lexicon.lookup(value.text):
            return None  # no "the plant is snake plant"
        if re.search(r"\b(?:at|with|for|to|in|of|by|from|on|contains?|includes?|needs?|allows?)$", attribute.label):
            return None
        if re.match(r"(?:how|what|when|where|why|who|is|are|can|do|does|has)\b", attribute.label):
            return None
        verb = "are" if number_of(attribute.label) == "many" else "is"
        return f"The {attribute.label} {verb} {value.text}"

    def line(self, attribute: Attribute) -> str:
        """ "Screen size: 13 inches": what every attribute can be."""
        key, value = attribute.key, attribute.value
        if attribute.inclusion:
            return capital(attribute.inclusion)
        if value.polarity and not key.id and (thing := self.thing(attribute)):
            return capital(re.sub(r"^an? ", "", thing))
        if value.polarity and key.kind == "flagtext" and (said := self.predicate(attribute)):
            return capital(said)
        if value.polarity and key.kind == "flag" and key.id:
            said = agree(key.no, self.product.many) if value.polarity == "no" else self.frame("bul", attribute)
            if said:
                text = re.sub(r"^(?:is|are) ", "", said)
                return capital(text)
        frames = [frame for frame in key.said("sent", self.tone) if ": {v}" in frame or ": {w}" in frame]
        if frames:
            return self.fill(self.chooser.pick(frames), attribute)
        label = attribute.label if key.id != "trait" else "properties"
        text = re.sub(rf"\s+{re.escape(label)}$", "", value.text, flags=re.I)
        return f"{capital(label)}: {text}"

    def spelled(self, text: str) -> str:
        """In the spelling of the product's own words: American, unless they are British."""
        if self._american:
            for british, american in _AMERICAN.items():
                text = re.sub(rf"\b{british}", american, text) if british in text else text
        return text

    def finish(self, text: str, group: Sequence[Attribute], *ids: Sequence[str], stop: bool = True) -> Sentence:
        """Capital, articles, full stop, the dialect's spelling."""
        text = capital(with_articles(text)).strip()
        if self.tone in ("warm", "playful"):
            text = contract(text)
        text = self.spelled(text)
        if stop and text[-1:] not in ".!?…。！？":
            text += "."
        return sentence(text, *ids, *(attribute.ids for attribute in group))
