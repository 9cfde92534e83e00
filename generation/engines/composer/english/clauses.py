"""One attribute in English: predicates, objects, fronted phrases, sentences and lines, agreeing with the product."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generation.engines.composer import lexicon, units
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.phrases import (
    contract,
    is_colour,
    is_country,
    is_done,
    is_part,
    takes_article,
)
from generation.engines.composer.english.words import (
    agree,
    capital,
    listing,
    number_of,
    with_articles,
    with_country_article,
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
_LIGHT = re.compile(r"light|sun|shade|hour|\d", re.I)
_AS_MODIFIER = {"buttons": "button", "laces": "lace-up", "snaps": "snap", "clips": "clip"}
_DRIVE = re.compile(r"SSD|HDD|NVMe|eMMC|drive")
_DEVICE = re.compile(r"[a-z]{3,}(?:er|or)$")  # a milk frother, a cup warmer
_ABSTRACT = re.compile(r"[a-z]{3,}(?:tion|sion|ment|ity|ance|ence)$")  # RFID protection


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
        value = attribute.value
        if attribute.key.kind == "part" and frame == "a~ {v} {l}":
            frame = "{v} {l}" if number_of(attribute.label) != "one" else frame
        text = frame
        if attribute.key.id == "material" and re.search(r" (?:blend|mix)$", value.text):
            text = re.sub(r"(made of|made from|Made of|Made from) \{v\}", r"\1 a~ {v}", text)
        if attribute.key.id == "storage" and _DRIVE.search(value.text):
            text = text.replace(" of storage", "")
        if "{w}" in text or "{W}" in text:
            said = self.with_items(attribute)
            text = text.replace("{w}", said).replace("{W}", capital(said))
        if "{x}" in text or "{X}" in text:
            bare = re.sub(rf"\s+{re.escape(attribute.key.id)}$", "", value.text, flags=re.I)
            text = text.replace("{x}", bare).replace("{X}", capital(bare))
        if "{s}" in text or "{S}" in text:
            bare = re.sub(r"[ -]sleeves?$", "", value.text)
            text = text.replace("{s}", bare).replace("{S}", capital(bare))
        if attribute.key.id == "season" and value.text.endswith("season"):
            text = text.replace("{v}", "{v} use")
        if "{Z}" in text:
            text = text.replace("{Z}", capital(_AS_MODIFIER.get(value.text, value.text)))
        if "{a}" in text:
            text = text.replace("{a}", re.sub(r"(?<=[\d+]) years\b", "", value.text))
        if "{b}" in text:
            text = text.replace("{b}", re.sub(r" (?:pieces?|pages?)$", "", value.text))
        if "{1}" in text:
            text = text.replace("{1}", value.text)
        for mark, ending in (("{k}", "skin"), ("{h}", "hair")):
            if mark in text:
                said = value.text if ending in value.text.lower() else f"{value.text} {ending}"
                text = text.replace(mark, said)
        if attribute.key.id == "light_need" and ":" not in text and not _LIGHT.search(value.text):
            text = text.replace("{v}", "{v} light")
        if attribute.key.id == "origin" and "{v}" in text:
            text = text.replace("{v}", self.place(attribute) if ":" not in text else value.text)
        text = text.replace("{p}", value.text)
        text = text.replace("{v}", value.text).replace("{m}", value.modifier).replace("{l}", attribute.label)
        text = text.replace("{V}", capital(value.text)).replace("{M}", capital(value.modifier))
        return with_articles(agree(text, self.product.many))

    @staticmethod
    def place(attribute: Attribute) -> str:
        """Where the product is from, as it stands in a sentence: "the Netherlands"."""
        return listing([with_country_article(item) for item in attribute.value.items])

    def with_items(self, attribute: Attribute) -> str:
        """Parts as objects: "a narrow collar, buttons down the front and long sleeves"."""
        items = attribute.value.items
        single = attribute.key.id == "contents" and any(takes_article(item) for item in items)
        loose = [bool(single and re.fullmatch(r"[a-z]+[^s\W]", item) and not lexicon.lookup(item)) for item in items]
        return listing(
            [f"a~ {item}" if takes_article(item) or alone else item for item, alone in zip(items, loose, strict=True)],
            "or" if attribute.key.id == "used_as" else "and",
        )

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
            return agree(f"also [has|have] {self.with_items(attribute)}", self.product.many)
        if key.id == "closure":
            return self._closure(attribute, finite=True)
        if key.id == "origin" and self.product.family in ("food", "garden"):
            return agree(f"[comes|come] from {self.place(attribute)}", self.product.many)
        if key.id == "storage" and _DRIVE.search(value.text):
            return self.fill("[has|have] a~ {v}", attribute)
        said = self.frame("vp", attribute)
        if said is None and key.kind == "measure" and "np" not in key.frames and key.id:
            many = number_of(key.label_en) == "many"
            said = self.fill("[has|have] {l} of {v}" if many else "[has|have] a~ {l} of {v}", attribute)
        return said

    def _closure(self, attribute: Attribute, *, finite: bool) -> str:
        value = attribute.value.text
        modifier = _AS_MODIFIER.get(value, value)
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
        named = "" if attribute.key.id else _named_thing(label)
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
        if (not key.id or (value.text.isdigit() and key.kind == "text")) and (said := self._own_thing(attribute)):
            return said
        if value.bare and key.id not in ("pieces", "speed_settings"):
            return None
        if value.polarity == "yes" and not key.id:
            label = attribute.label
            named = _named_thing(label)
            return with_articles(named) if named else None
        if value.polarity == "yes":
            return self.frame("np", attribute) if key.kind == "flag" and "np" in key.frames else None
        if attribute.more or (key.id == "features" and not all(is_part(item) for item in value.items)):
            return None
        if key.id == "closure":
            return self._closure(attribute, finite=False)
        if key.id == "storage" and _DRIVE.search(value.text):
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

    def _own_thing(self, attribute: Attribute) -> str | None:
        """A merchant's own key with a number or an adjective: "4 memory presets", "a dual motor"."""
        label, text = attribute.label, attribute.value.text
        if not label.isascii() or len(label.split()) > 3:
            return None
        if number_of(label) == "many" and re.search(rf"\w {re.escape(label)}$", text, re.I):
            return text  # "large white flowers", not "the flowers are large white flowers"
        measure = units.parse(text)
        if measure and measure.unit and is_part(label) and number_of(label) == "one":
            return with_articles(f"a~ {attribute.value.modifier} {label}")
        counted = re.fullmatch(r"number of (\w+)", label)
        if counted and re.fullmatch(r"[2-9]|\d\d{1,3}", text):
            return f"{text} {counted[1]}"
        if re.fullmatch(r"[2-9]|\d\d{1,3}", text) and number_of(label) == "many":
            return f"{text} {label}"
        if lexicon.lookup(text, "adjective", "material", "colour") and (
            is_part(label) or lexicon.lookup(label, "part", "noun")
        ):
            return with_articles(f"a~ {text} {label}" if number_of(label) == "one" else f"{text} {label}")
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
        if not key.id and self._own_thing(attribute):
            return None
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


def _named_thing(label: str) -> str:
    """A merchant's own key that names a thing to have: "a milk frother", "RFID protection"; "" when it does not."""
    last = label.rpartition(" ")[2]
    if is_part(label):
        return f"a~ {label}" if takes_article(label) else label
    if len(label.split()) > 4 or not label.isascii() or last.endswith(("proof", "wear", "over", "under")):
        return ""
    return f"a~ {label}" if _DEVICE.search(last) else label if _ABSTRACT.search(last) else ""
