"""English sentences from attributes: frames are chosen, agree with the product, and are joined into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon, prose
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english import agree, capital, listing, number_of, plural, with_articles
from generation.engines.composer.product import Attribute, Product, title_case
from generation.engines.composer.sentences import Sentence, sentence

_PREMODIFIERS = ("colour", "trait", "material", "purity", "plant_type")
_NO_NP_LABEL = re.compile(r"\b(?:care|storage|assembly)\b", re.I)
_BRITISH = re.compile(r"\b(?:colour|grey|litres?|aluminium|jewellery|metres?|fibre|centre|moulded|tyre)\b", re.I)
_AMERICAN = {
    "colour": "color", "Colour": "Color", "flavour": "flavor", "Flavour": "Flavor", "jewellery": "jewelry",
}  # fmt: skip
_VERBAL = re.compile(r"(?:Holds|Weighs|Keeps|Works|Connects|Runs|Seats|Includes|Measures|Charges|For|From|Can)\b")
_ADJECTIVE_KEY = re.compile(r"(?:able|ible|proof|resistant|safe|free|friendly|less|ed|ic|ive|ous|ready)$", re.I)


class EnglishWriter:
    """Sentences about one product in one tone. Frames are chosen by the chooser, so a seed settles every word."""

    joint = " "

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        facts = product.facts
        source = f"{facts.title} {facts.source_text} " + " ".join(f"{fact.key} {fact.value}" for fact in facts.items)
        source += " ".join(name for name, _ in facts.options)
        self._american = not _BRITISH.search(source)
        self._turn = 0

    # Parts of a sentence

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
        if self.tone in ("warm", "playful", "plain") and not product.brand.endswith("s"):
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
        if "{w}" in text or "{W}" in text:
            said = self.with_items(attribute)
            text = text.replace("{w}", said).replace("{W}", capital(said))
        if "{x}" in text or "{X}" in text:
            bare = re.sub(rf"\s+{re.escape(attribute.key.id)}$", "", value.text, flags=re.I)
            text = text.replace("{x}", bare).replace("{X}", capital(bare))
        if "{a}" in text:
            text = text.replace("{a}", re.sub(r"(?<=[\d+]) years\b", "", value.text))
        if "{b}" in text:
            text = text.replace("{b}", re.sub(r" pieces?$", "", value.text))
        if "{1}" in text:
            text = text.replace("{1}", value.text)
        for mark, ending in (("{k}", "skin"), ("{h}", "hair")):
            if mark in text:
                said = value.text if ending in value.text.lower() else f"{value.text} {ending}"
                text = text.replace(mark, said)
        text = text.replace("{p}", value.text)
        text = text.replace("{v}", value.text).replace("{m}", value.modifier).replace("{l}", attribute.label)
        text = text.replace("{V}", capital(value.text)).replace("{M}", capital(value.modifier))
        return with_articles(agree(text, self.product.many))

    def with_items(self, attribute: Attribute) -> str:
        """Parts as objects: "a narrow collar, buttons down the front and long sleeves"."""
        return listing([f"a~ {item}" if prose.takes_article(item) else item for item in attribute.value.items])

    def _frame(self, slot: str, attribute: Attribute) -> str | None:
        frames = attribute.key.said(slot, self.tone)
        return self.fill(self.chooser.pick(frames), attribute) if frames else None

    def predicate(self, attribute: Attribute) -> str | None:
        """ "is made of cotton", "weighs 1.2 kg"; None when the attribute has no such form."""
        key, value = attribute.key, attribute.value
        if value.long or value.foreign and key.kind == "measure":
            return None
        if attribute.choice:
            return self._choice_predicate(attribute)
        if value.polarity:
            return self._flag(attribute)
        if key.kind in ("flag", "care", "flagtext"):
            return None
        if value.bare and key.id not in ("seats", "players", "pages", "age", "pieces"):
            return None
        if key.id == "trait":
            return agree(f"[is|are] {value.text}", self.product.many)
        if key.id == "colour" and not all(_is_colour(item) for item in value.items):
            return None
        if key.id == "features" and not all(_is_part(item) for item in value.items):
            return None
        if key.id == "origin" and not lexicon.lookup(value.text, "country"):
            return None
        if key.id in ("closure", "fit", "pattern", "finish") and " " in value.text and len(value.text) > 25:
            return None
        if key.id == "closure":
            return self._closure(attribute, finite=True)
        if key.id == "origin" and self.product.family in ("food", "garden"):
            return agree(f"[comes|come] from {value.text}", self.product.many)
        if key.id == "storage" and re.search(r"SSD|HDD|NVMe|eMMC|drive", value.text):
            return self.fill("[has|have] a~ {v}", attribute)
        said = self._frame("vp", attribute)
        if said is None and key.kind == "measure" and "np" not in key.frames and key.id:
            many = number_of(key.label_en) == "many"
            said = self.fill("[has|have] {l} of {v}" if many else "[has|have] a~ {l} of {v}", attribute)
        return said

    def _closure(self, attribute: Attribute, *, finite: bool) -> str:
        value = attribute.value.text
        plural = value.endswith("s") and not value.endswith("ss")
        if not re.fullmatch(r"(?:zip|zipper|buttons?|laces|buckle|clip|clasp|snaps?|velcro|(?:\w+ )?clasp)", value):
            return self.fill("[has|have] a~ {v} closure" if finite else "a~ {v} closure", attribute)
        thing = value if plural or value == "velcro" else f"a~ {value}"
        return self.fill(f"[fastens|fasten] with {thing}" if finite else "a~ {v} closure", attribute)

    def _flag(self, attribute: Attribute) -> str | None:
        key = attribute.key
        if attribute.value.polarity == "no":
            return agree(key.no, self.product.many) if key.no else self._adjective(attribute, "not ")
        if key.kind in ("flag", "flagtext"):
            return self._frame("vp", attribute)
        return self._adjective(attribute, "")

    def _adjective(self, attribute: Attribute, negation: str) -> str | None:
        label = attribute.label
        if not attribute.key.id and _is_part(label):
            thing = f"no {label}" if negation else f"a~ {label}" if prose.takes_article(label) else label
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

    def thing(self, attribute: Attribute) -> str | None:
        """What the product has: "a 13-inch screen", "8 GB of RAM"."""
        key, value = attribute.key, attribute.value
        if value.long or value.polarity == "no" or attribute.choice:
            return None
        if not key.id and (said := self._own_thing(attribute)):
            return said
        if value.bare and key.id not in ("pieces", "speed_settings"):
            return None
        if value.polarity == "yes" and not key.id:
            label = attribute.label
            return with_articles(f"a~ {label}" if prose.takes_article(label) else label) if _is_part(label) else None
        if value.polarity == "yes":
            return self._frame("np", attribute) if key.kind == "flag" and "np" in key.frames else None
        if key.id == "features" and not all(_is_part(item) for item in value.items):
            return None
        if key.id == "closure":
            return self._closure(attribute, finite=False)
        if key.id == "storage" and re.search(r"SSD|HDD|NVMe|eMMC|drive", value.text):
            return self.fill("a~ {v}", attribute)
        if "np" in key.frames:
            if key.kind == "part" and (value.foreign or len(value.items) > 1):
                return None
            return self._frame("np", attribute)
        if key.kind == "measure" and key.id and not value.foreign and not key.frames.get("vp"):
            many = number_of(key.label_en) == "many"
            return self.fill("{l} of {v}" if many else "a~ {l} of {v}", attribute)
        if key.kind == "part" and len(value.items) == 1 and len(value.text.split()) <= 3 and not value.foreign:
            if attribute.label.lower() in value.text.lower():
                return self.fill("a~ {v}" if number_of(attribute.label) == "one" else "{v}", attribute)
            return self.fill("a~ {v} {l}", attribute)
        return None

    def _own_thing(self, attribute: Attribute) -> str | None:
        """A merchant's own key with a number or an adjective: "4 memory presets", "a dual motor"."""
        label, text = attribute.label, attribute.value.text
        if not label.isascii() or len(label.split()) > 3:
            return None
        if re.fullmatch(r"[2-9]|\d\d{1,3}", text) and number_of(label) == "many":
            return f"{text} {label}"
        if lexicon.lookup(text, "adjective", "material", "colour") and (_is_part(label) or lexicon.lookup(label, "part", "noun")):
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
        return self._frame("red", attribute)

    def own_sentence(self, attribute: Attribute) -> str | None:
        """A clause whose subject is the attribute: "the capacity is 1.5 L"; without its capital and full stop."""
        key, value = attribute.key, attribute.value
        if value.polarity or attribute.choice or key.id == "trait" or key.kind == "care":
            return None
        if value.long:
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
        if re.match(r"(?:how|what|when|where|why|who|is|are|can|do|does|has)\b", attribute.label):
            return None
        verb = "are" if number_of(attribute.label) == "many" else "is"
        return f"The {attribute.label} {verb} {value.text}"

    def line(self, attribute: Attribute) -> str:
        """ "Screen size: 13 inches": what every attribute can be."""
        key, value = attribute.key, attribute.value
        if value.polarity and key.kind == "flag" and key.id:
            said = agree(key.no, self.product.many) if value.polarity == "no" else self._frame("bul", attribute)
            if said:
                text = re.sub(r"^(?:is|are) ", "", said)
                return capital(text)
        frames = [frame for frame in key.said("sent", self.tone) if ": {v}" in frame or ": {w}" in frame]
        if frames:
            return self.fill(self.chooser.pick(frames), attribute)
        label = attribute.label if key.id != "trait" else "properties"
        return f"{capital(label)}: {value.text}"

    # Sentences

    def about(self, group: Sequence[Attribute], subject: str | None = None) -> list[Sentence]:
        """The group's attributes in as few good sentences as their forms allow."""
        spoken = [a for a in group if self._speaks(a)]
        lines = [a for a in group if not self._speaks(a)]
        made: list[Sentence] = []
        if spoken:
            made.append(self._woven(spoken, subject))
        for attribute in lines:
            made.append(self._finish(self.line(attribute), [attribute]))
        return made

    def _speaks(self, attribute: Attribute) -> bool:
        return bool(self.predicate(attribute) or self.thing(attribute) or self.own_sentence(attribute))

    def _woven(self, group: list[Attribute], subject: str | None) -> Sentence:
        if self.tone == "technical" and len(group) > 1 and self.chooser.pick([False, True], [1.0, 0.6]):
            return self._finish("; ".join([self.line(group[0]), *(self._lower(self.line(a)) for a in group[1:])]), group)
        shapes = [shape for shape in self._shapes(group, subject or self.subject()) if shape]
        return self._finish(self.chooser.pick(shapes), group)

    def _shapes(self, group: list[Attribute], subject: str) -> list[str]:
        """Every way in which the group makes one sentence, the most usual first."""
        many = self.product.many
        has = "have" if many else "has"
        predicates = [self.predicate(a) for a in group]
        things = [self.thing(a) for a in group]
        own = [self.own_sentence(a) for a in group]
        shapes: list[str] = []
        if all(predicates):
            shapes.append(f"{subject} {_and([p for p in predicates if p])}")
        if all(things):
            shapes.append(f"{subject} {has} {_and([t for t in things if t])}")
            if self.tone in ("warm", "playful") and len(group) == 1:
                shapes.insert(0, f"you get {things[0]}")
        if len(group) > 1:
            front = self.fronted(group[0]) if all(_goes_with(group[0], other) for other in group[1:]) else None
            if front and all(predicates[1:]):
                shapes.insert(0 if self.tone == "premium" else len(shapes), f"{front}, {subject} {_and([p for p in predicates[1:] if p])}")
            elif front and all(things[1:]):
                shapes.append(f"{front}, {subject} {has} {_and([t for t in things[1:] if t])}")
            if all(predicates[:-1]) and things[-1] and predicates[0]:
                clauses = _and([p for p in predicates[:-1] if p])
                shapes.append(f"{subject} {clauses}, with {things[-1]}")
        if all(own) and len(group) <= 2:
            shapes.append(_and([o for o in own[:1] if o] + [_lower_first(o) for o in own[1:] if o], clause=True))
        if len(group) == 1 and self.tone == "playful" and self._asks(group[0]):
            shapes.insert(0, f"{capital(group[0].label)}? {capital(group[0].value.text)}")
        if not shapes:
            shapes.append(self._mixed(group, subject, predicates, things, own))
        return shapes

    def _mixed(
        self, group: list[Attribute], subject: str, predicates: list[str | None], things: list[str | None], own: list[str | None]
    ) -> str:
        """Clauses of different kinds, side by side."""
        has = "have" if self.product.many else "has"
        with_product = [p or (f"{has} {t}" if t else None) for p, t in zip(predicates, things, strict=True)]
        clauses = [clause for clause in with_product if clause]
        rest = [_lower_first(o) for clause, o in zip(with_product, own, strict=True) if not clause and o]
        parts = [f"{subject} {_and(clauses)}"] if clauses else []
        return _and(parts + rest, clause=True)

    def _asks(self, attribute: Attribute) -> bool:
        key = attribute.key
        return key.id in ("material", "colour", "capacity", "weight", "dimensions", "origin", "scent", "flavour") and len(attribute.value.text) < 40

    def choices(self) -> list[Sentence]:
        """What the product's variants come in."""
        made = []
        for attribute in self.product.choices:
            items = attribute.value.items
            listed = listing(items) if len(items) <= 16 else listing((*items[:15], "more"))
            label = _plural_label(attribute.label)
            if attribute.key.id == "size":
                noun = "size" if len(items) == 1 else "sizes"
                forms = {
                    "warm": [f"Pick your size: {listing(items, 'or')}", f"You can choose from {noun} {listed}"],
                    "playful": [f"Your size? Take your pick: {listing(items, 'or')}", f"Pick your size: {listing(items, 'or')}"],
                    "premium": [f"Offered in {noun} {listed}", f"The sizes: {listed}"],
                    "technical": [f"Sizes: {listed}", f"Available sizes: {listed}"],
                }.get(self.tone, [f"{self.subject()} [comes|come] in {noun} {listed}", f"Available in {noun} {listed}"])
                if len(items) == 1:
                    forms = [f"{self.subject()} [comes|come] in size {listed}"]
            elif attribute.key.id == "colour":
                forms = {
                    "warm": [f"You can choose from {listed}", f"Choose your colour: {listing(items, 'or')}"],
                    "playful": [f"Pick a colour: {listing(items, 'or')}", f"Colour? Take your pick: {listing(items, 'or')}"],
                    "premium": [f"Offered in {listed}"],
                    "technical": [f"Colours: {listed}", f"Available colours: {listed}"],
                }.get(self.tone, [f"{self.subject()} [comes|come] in {listed}", f"Available in {listed}"])
            else:
                one = {"memory": "memory size", "storage": "storage size"}.get(attribute.label, attribute.label)
                forms = [f"Choose the {one}: {listing(items, 'or')}", f"The {one} options are {listed}"]
                if self.tone == "technical":
                    forms = [f"{capital(label)}: {listed}", f"Available {label}: {listed}"]
            made.append(self._finish(agree(self.chooser.pick(forms), self.product.many), [attribute]))
        return made

    def category(self) -> Sentence | None:
        """Where the product belongs, for products of which little else is known."""
        parts = self.product.category
        if not parts:
            return None
        leaf, top = parts[-1], parts[0]
        noun = self.product.noun
        subject = self.subject() if not noun else f"{'these' if self.product.many else 'this'} {noun}"
        forms = [f"{subject} [is|are] listed under {leaf}"]
        if top != leaf:
            forms = [f"{subject} [is|are] listed in {top}, under {leaf}", f"You will find {subject if noun else 'it'} in {top}, under {leaf}"]
            if self.tone == "technical":
                forms = [f"Category: {top}, {leaf}"]
            if self.tone == "playful":
                forms = [f"Where to find {subject if noun else 'it'}? In {top}, under {leaf}"]
        return self._finish(agree(self.chooser.pick(forms), self.product.many), [], ("category",))

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        product = self.product
        named = self.name()
        before, used_before = self._before_noun(pool)
        tail, used_tail = self._tail([a for a in pool if a not in used_before])
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        forms: list[tuple[str, list[Attribute], bool]] = []
        is_ = "are" if product.many else "is"
        holds_noun = product.name.lower().endswith(product.noun.lower())
        if product.noun and (before or tail and not holds_noun):
            phrase = f"{before} {product.noun}".strip()
            phrase = phrase if product.number != "one" else f"a~ {phrase}"
            phrase = f"{phrase}{tail}"
            plain_name = product.name.lower() == product.noun.lower()
            used = used_before + used_tail
            if plain_name and not product.brand:
                forms += self._noun_openers(phrase, used)
            elif plain_name:
                forms += self._full_openers(named, phrase, is_, used) + self._brand_openers(phrase, used)[1:]
            else:
                forms += self._full_openers(named, phrase, is_, used)
        forms += self._predicate_openers(named, pool)
        if not forms:
            return self._bare_opener(named, pool)
        weights = [(len(form[1]) + 0.5) * (1.0 if order == 0 else 0.8) for order, form in enumerate(forms)]
        text, used, _ = self.chooser.pick(forms, weights)
        return self._finish(text, used, *ids), used

    def _full_openers(self, named: str, phrase: str, is_: str, used: list[Attribute]) -> list[tuple[str, list[Attribute], bool]]:
        by_tone = {
            "warm": [f"Here {is_} {named}: {phrase}", f"Get to know {named}, {phrase}", f"Say hello to {named}, {phrase}"],
            "playful": [f"Meet {named}: {phrase}!", f"Say hi to {named}, {phrase}!", f"Make way for {named}, {phrase}!"],
            "premium": [f"Introducing {named}: {phrase}", f"{capital(named)}, {phrase}", f"{capital(named)}: {phrase}"],
            "technical": [f"{capital(named)} {is_} {phrase}", f"{capital(self.name(article=False))}: {phrase}"],
        }.get(self.tone, [f"{named} {is_} {phrase}", f"{named}: {phrase}"])
        return [(text, used, True) for text in by_tone]

    def _brand_openers(self, phrase: str, used: list[Attribute]) -> list[tuple[str, list[Attribute], bool]]:
        brand = self.product.brand
        this_is = "these are" if self.product.many else "this is"
        by_tone = {
            "warm": [f"Here's {phrase}, from {brand}", f"From {brand} comes {phrase}"],
            "playful": [f"Fresh from {brand}: {phrase}!", f"{brand} presents: {phrase}!"],
            "premium": [f"By {brand}: {phrase}", f"From {brand}, {phrase}"],
            "technical": [f"{phrase}, manufactured under the {brand} brand", f"{brand}: {phrase}"],
        }.get(self.tone, [f"{this_is} {phrase}, from {brand}", f"From {brand}: {phrase}"])
        return [(text.replace("Fresh from", "From").replace("manufactured under the", "sold under the"), used, True) for text in by_tone]

    def _noun_openers(self, phrase: str, used: list[Attribute]) -> list[tuple[str, list[Attribute], bool]]:
        this_is = "these are" if self.product.many else "this is"
        here = "here are" if self.product.many else "here's"
        by_tone = {
            "warm": [f"{here} {phrase}", f"{this_is} {phrase}"],
            "playful": [f"Meet {phrase}!", f"{here} {phrase}!"],
            "premium": [f"{phrase}", f"Introducing {phrase}"],
            "technical": [f"{phrase}", f"{this_is} {phrase}"],
        }.get(self.tone, [f"{this_is} {phrase}", f"{phrase}"])
        return [(text, used, True) for text in by_tone]

    def _predicate_openers(self, named: str, pool: Sequence[Attribute]) -> list[tuple[str, list[Attribute], bool]]:
        """ "The Norra Kettle holds 1.5 L and is made of steel" and its kin."""
        able = [a for a in pool if not a.choice and a.key.id != "trait" and self.predicate(a) and a.key.theme not in ("supply", "care")][:2]
        having = [a for a in pool if not a.choice and self.thing(a) and a.key.theme not in ("supply", "care")][:2]
        forms: list[tuple[str, list[Attribute], bool]] = []
        if len(able) == 2:
            first, second = able
            forms.append((f"{named} {_and([self.predicate(first) or '', self.predicate(second) or ''])}", able, False))
            front = self.fronted(first)
            if front and _goes_with(first, second):
                forms.append((f"{front}, {named} {self.predicate(second)}", able, False))
        elif able:
            forms.append((f"{named} {self.predicate(able[0])}", able, False))
        if able and having and having[0] is not able[0] and pool[0] is having[0]:
            has = "have" if self.product.many else "has"
            forms.insert(0, (f"{named} {_and([f'{has} {self.thing(having[0])}', self.predicate(able[0]) or ''])}", [having[0], able[0]], False))
        if having:
            listed = _and([self.thing(a) or "" for a in having])
            has = "have" if self.product.many else "has"
            if self.tone in ("warm", "playful"):
                forms.append((f"With {named}, you get {listed}", having, False))
            else:
                forms.append((f"{named} {has} {listed}", having, False))
        place = {id(attribute): number for number, attribute in enumerate(pool)}
        forms.sort(key=lambda form: (place.get(id(form[1][0]), 99) > 1, -len(form[1])))
        return forms

    def _bare_opener(self, named: str, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """For products with nothing but a name, a brand or a category."""
        product = self.product
        brand_ids = ("brand",) if product.brand else ()
        own = next((a for a in pool if not a.choice and self.own_sentence(a)), None)
        is_ = "are" if product.many else "is"
        ids = [product.name_ids, brand_ids]
        leaf = product.category[-1] if product.category else ""
        if product.brand:
            article = "" if product.number != "one" else "a~ "
            noun = product.noun or "product"
            plain_name = product.name.lower() == product.noun.lower()
            if plain_name or not product.noun:
                text = f"{'these are' if product.many else 'this is'} the {product.name} from {product.brand}" if product.noun else f"{product.name} [comes|come] from {product.brand}"
            else:
                text = f"The {product.name} {is_} {article}{noun} from {product.brand}"
            forms = {
                "warm": [f"Say hello to {named}", text],
                "playful": [f"Meet {named}!", text],
                "premium": [f"Introducing {named}", text],
            }.get(self.tone, [text])
            if leaf:
                top = product.category[0]
                where = f"in {top}, under {leaf}" if top != leaf else f"under {leaf}"
                filed = {
                    "warm": [f"You will find {named} {where}", f"Say hello to {named}, listed {where}"],
                    "playful": [f"Meet {named}, listed {where}!", f"Looking for {named}? Look {where}!"],
                    "premium": [f"{named}, listed {where}", f"Introducing {named}, listed {where}"],
                }.get(self.tone, [f"{named} {is_} listed {where}", f"You will find {named} {where}"])
                return self._finish(self.chooser.pick(filed), [], *ids, ("category",)), []
            return self._finish(agree(self.chooser.pick(forms), product.many), [], *ids), []
        if own is not None and len(pool) > 0:
            return self._finish(f"About {named}: {_lower_first(self.own_sentence(own) or '')}", [own], *ids), [own]
        if leaf:
            forms = [f"{capital(named)} {is_} listed under {leaf}", f"You will find {named} under {leaf}"]
            forms = {"playful": [f"Meet {named}, waiting under {leaf}"[: len(f"Meet {named}")] + f", listed under {leaf}!", forms[1]]}.get(self.tone, forms)
            return self._finish(self.chooser.pick(forms), [], *ids, ("category",)), []
        verb = {"warm": "Say hello to", "playful": "Meet", "premium": "Introducing"}.get(self.tone, "This product is")
        return self._finish(f"{verb} {named}", [], *ids), []

    def _before_noun(self, pool: Sequence[Attribute]) -> tuple[str, list[Attribute]]:
        """Modifiers ahead of the noun that the name does not carry yet: colour, properties, material."""
        product = self.product
        words: list[tuple[int, str, Attribute]] = []
        for attribute in pool:
            key, value = attribute.key, attribute.value
            if key.id not in _PREMODIFIERS or attribute.choice or value.long or value.foreign:
                continue
            if key.id == "colour" and not all(_is_colour(item) for item in value.items):
                continue
            if key.id in ("material", "purity", "plant_type") and (len(value.items) > 1 or len(value.text.split()) > 4):
                continue
            if _carried(value.text, product.title) or value.text.lower() in product.noun:
                continue
            order = {"trait": 0, "colour": 1, "plant_type": 1, "material": 2, "purity": 2}[key.id]
            said = value.text if key.id != "trait" else ", ".join(value.items)
            words.append((order, said, attribute))
        kept = sorted(words, key=lambda word: word[0])[:3]
        kept = kept if len({order for order, _, _ in kept}) == len(kept) else kept[:1]
        return " ".join(said for _, said, _ in kept), [attribute for _, _, attribute in kept]

    def _tail(self, pool: Sequence[Attribute]) -> tuple[str, list[Attribute]]:
        """What follows the noun: for whom, made of what, with which parts."""
        tail, used = "", []
        material = next((a for a in pool if a.key.id == "material" and not a.value.long and not a.value.foreign), None)
        if material and not _carried(material.value.text, self.product.title):
            tail += f" made of {material.value.text}"
            used.append(material)
        people = next((a for a in pool if a.key.id in ("gender", "pet") and not a.value.long and not a.value.foreign), None)
        if people and not tail and not _carried(people.value.text, self.product.title):
            tail += f" for {people.value.text}"
            used.append(people)
        having = [a for a in pool if a not in used and a.key.theme in ("perform", "detail", "measure", "use", "energy", "make") and self.thing(a)]
        limit = 1 if used or self.tone in ("playful", "premium") else 2
        having = having[: self.chooser.pick([limit, 1], [1.0, 0.6])]
        having = [a for a in having if len(a.value.items) <= 3]
        if having:
            tail += f" with {_and([self.thing(a) or '' for a in having])}"
            used += having
        return tail, used

    def bullet(self, group: Sequence[Attribute]) -> Sentence:
        """One bullet point: a fragment without a full stop."""
        said = [self._point(attribute, first=place == 0) for place, attribute in enumerate(group)]
        verbal = [bool(_VERBAL.match(part)) for part in said]
        mixed = len(said) > 1 and (0 < sum(verbal) < len(said) or group[0].key.theme == "measure")
        if len(said) > 1 and (mixed or any(":" in part for part in said)):
            said = [self.line(attribute) if not attribute.value.polarity else part for attribute, part in zip(group, said, strict=True)]
            said = said[:1] + [self._lower(part) for part in said[1:]]
            joined = "; ".join(said)
        else:
            joined = ", ".join(said) if group[0].key.theme == "make" or any(" and " in part for part in said) else _and(said)
        return self._finish(joined, list(group), stop=False)

    def _point(self, attribute: Attribute, *, first: bool) -> str:
        text = self._point_text(attribute)
        return text if first else self._lower(text)

    def _point_text(self, attribute: Attribute) -> str:
        key, value = attribute.key, attribute.value
        if attribute.choice:
            listed = listing(value.items) if len(value.items) <= 10 else value.text
            word = "sizes" if key.id == "size" and len(value.items) > 1 else ""
            if key.id == "size" and len(value.items) == 1:
                return f"Size: {listed}"
            if key.id in ("colour", "size") and self.tone != "technical":
                return f"{'Choose from' if self.tone in ('warm', 'playful') else 'Available in'} {word} {listed}".replace("  ", " ")
            return f"{capital(_plural_label(attribute.label))}: {listed}"
        if self.tone == "technical" or value.long or value.bare:
            return self.line(attribute)
        if key.id == "trait":
            return capital(listing(value.items))
        if key.id == "features":
            return capital(listing(value.items))
        if key.id == "origin" and not lexicon.lookup(value.text, "country") or key.id == "colour" and not all(map(_is_colour, value.items)):
            return f"{capital(attribute.label)}: {value.text}"
        if self.tone == "playful" and self._asks(attribute):
            return f"{capital(attribute.label)}? {capital(value.text)}"
        if self.tone == "warm" and not value.foreign:
            predicate = self.predicate(attribute)
            if predicate and not predicate.startswith(("is scented", "has notes")):
                it = "They" if self.product.many else "It"
                return _contract(f"{it} {predicate}")
        if value.polarity == "no":
            predicate = self.predicate(attribute)
            return capital(re.sub(r"^(?:is|are) ", "", predicate)) if predicate else self.line(attribute)
        if value.polarity == "yes" and "bul" not in key.frames:
            return self.line(attribute) if not self._adjective(attribute, "") else capital(attribute.label)
        if value.polarity == "yes" and key.kind not in ("flag", "flagtext"):
            return self.line(attribute)
        frames = key.said("bul", self.tone)
        if frames:
            return self.fill(self.chooser.pick(frames), attribute)
        thing = self.thing(attribute)
        return capital(with_articles(thing)) if thing and self.tone != "plain" else self.line(attribute)

    def _lower(self, text: str) -> str:
        return _lower_first(text)

    def _finish(self, text: str, group: Sequence[Attribute], *ids: Sequence[str], stop: bool = True) -> Sentence:
        """Capital, articles, full stop, the dialect's spelling."""
        text = capital(with_articles(text)).strip()
        if self.tone in ("warm", "playful"):
            text = _contract(text)
        if self._american:
            for british, american in _AMERICAN.items():
                text = re.sub(rf"\b{british}", american, text) if british in text else text
        if stop and text[-1:] not in ".!?…。！？":
            text += "."
        return sentence(text, *ids, *(attribute.ids for attribute in group))


def _and(clauses: list[str], *, clause: bool = False) -> str:
    """Clauses joined; a comma before "and" where a clause has an "and" of its own; no verb said twice in a row."""
    parts = _merged_verbs([part for part in clauses if part])
    if len(parts) < 2:
        return parts[0] if parts else ""
    inner = any(re.search(r",|\band\b", part) for part in parts)
    if len(parts) == 2:
        return f"{parts[0]}, and {parts[1]}" if inner or clause else f"{parts[0]} and {parts[1]}"
    return f"{', '.join(parts[:-1])}, and {parts[-1]}" if inner or clause else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _merged_verbs(parts: list[str]) -> list[str]:
    """ "is dishwasher-safe", "is microwave-safe" -> "is dishwasher-safe", "microwave-safe"."""
    merged = parts[:1]
    verb = ""
    for before, part in zip(parts, parts[1:], strict=False):
        verb = verb or before.split(" ", 1)[0]
        plain = verb in ("has", "have") or (verb in ("is", "are") and not re.search(r" (?:of|from|in|for|by|with|to|at|on) |\d", before + " " + part))
        plain = plain or (before.startswith("can go in the ") and part.startswith("can go in the "))
        if plain and part.startswith(f"{verb} ") and not re.search(r",|\band\b", " ".join(parts)):
            merged.append(part.removeprefix("can go in ") if part.startswith("can go in ") else part[len(verb) + 1 :])
        else:
            again = re.match(r"(comes?) with ", part)
            if again and any(other.startswith(again[0]) for other in merged):
                part = ("has " if again[1] == "comes" else "have ") + part[len(again[0]) :]
            merged.append(part)
            verb = part.split(" ", 1)[0]
    return merged


def _goes_with(first: Attribute, second: Attribute) -> bool:
    """Whether "Made of X, it ..." may lead over to the second without hinting that one is why the other."""
    if first.key.theme == "measure":
        return second.key.theme == "measure"
    return first.key.theme in ("make", "content") and second.key.theme in ("make", "detail", "content", "measure", "supply")


def _contract(text: str) -> str:
    for full, short in (("It is ", "It's "), ("They are ", "They're "), ("You will ", "You'll "), ("Here is ", "Here's ")):
        if text.startswith(full):
            return short + text[len(full) :]
    return text


def _lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if sum(char.isupper() for char in first) > 1 or any(c.isdigit() for c in first) else text[:1].lower() + text[1:]


def _is_colour(item: str) -> bool:
    words = item.lower()
    return bool(lexicon.lookup(words, "colour")) or any(lexicon.lookup(word, "colour") for word in words.split()[-1:]) or all(
        lexicon.lookup(part, "colour") for part in re.split(r" and |/", words)
    )


def _is_part(item: str) -> bool:
    core = re.split(r" (?:down|on|in|at|for|with|of|inside) ", item.lower())[0].split()
    if not core or len(core) > 6:
        return False
    return bool(lexicon.lookup(" ".join(core[-2:]), "part", "noun") or lexicon.lookup(core[-1], "part", "noun")) or core[-1].endswith(
        ("tracking", "shooting", "af")
    )


def _carried(value: str, title: str) -> bool:
    """Whether every word of the value already stands in the title."""
    held = set(re.findall(r"[a-z0-9-]+", title.lower()))
    return all(word in held for word in re.findall(r"[a-z0-9-]+", value.lower()))


def _plural_label(label: str) -> str:
    if number_of(label) == "many" or not label.isascii():
        return label
    return {"memory": "memory sizes", "storage": "storage sizes"}.get(label) or plural(label)


__all__ = ["EnglishWriter", "title_case"]
