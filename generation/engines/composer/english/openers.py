"""How an English text begins, by tone and by how much is known."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.clauses import EnglishClauses
from generation.engines.composer.english.phrases import (
    carried,
    goes_with,
    is_colour,
    join_clauses,
    lower_first,
    without_verbs,
)
from generation.engines.composer.english.words import agree, capital
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.wordlists import WORDS

_PREMODIFIERS = ("colour", "trait", "material", "purity", "plant_type")
_GIVEN = WORDS["given_keys"]
_MINOR = WORDS["minor_keys"]
_LOOSE = frozenset(
    {"equipment", "accessories", "supplies", "other", "general", "parts"}
)  # shelves that need the one above

Form = tuple[str, list[Attribute]]


def shelf_of(category: Sequence[str]) -> str:
    """The shelf as a shopper would name it: "Photo"; with the one above where the last says too little."""
    leaf = category[-1]
    return f"{category[0]} {leaf}" if leaf.lower() in _LOOSE and len(category) > 1 else leaf


def _side_by_side(having: list[Attribute]) -> list[Attribute]:
    """The first two that can stand beside each other: one that is a list of its own stands alone."""
    first = having[:1]
    return having[:2] if not any(len(a.value.items) > 1 for a in having[:2]) else first


class EnglishOpener:
    """The first sentence: who the product is and what is most worth knowing of it."""

    def __init__(self, say: EnglishClauses) -> None:
        self.say = say
        self.product = say.product
        self.chooser = say.chooser
        self.tone = say.tone

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        product = self.product
        pool = [a for a in pool if not a.more and not a.lacks] or [a for a in pool if not a.more]
        major = [a for a in pool if a.key.id not in _MINOR]
        pool = major if len(major) > 1 else pool
        named = self.say.name()
        before, used_before = self._before_noun(pool)
        tail, used_tail = self._tail([a for a in pool if a not in used_before])
        used = used_before + used_tail
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        is_ = "are" if product.many else "is"
        forms: list[Form] = []
        if product.noun and (before or tail):
            noun = self._short_noun()
            phrase = f"{before} {noun}".strip()
            phrase = f"{phrase if product.number != 'one' else f'a~ {phrase}'}{tail}"
            if self._is_plain and not product.brand:
                forms += self._noun_openers(phrase, used)
            elif self._is_plain:
                forms += self._owned(f"{before} {product.noun}".strip(), tail, used)
                forms += self._brand_openers(phrase, used)
            elif (before and (tail or len(used) > 1)) or not self._holds_noun:
                forms += self._full_openers(named, phrase, is_, used)
        if not forms or not any(a.key.id in ("trait", "gender") for a in used):
            forms += self._predicate_openers(named, pool)
            forms += self._led(named, pool)
        if not forms:
            forms = [
                (text, [a])
                for a in pool
                if not a.choice and a.key.theme != "care" and (said := self.say.predicate(a))
                for text in self._said_of(named, said)
            ][:3]
        if not forms:
            return self._bare_opener(named, pool)
        weights = [(len(form[1]) + 0.5) * (1.0 if order == 0 else 0.8) for order, form in enumerate(forms)]
        text, used = self.chooser.pick(forms, weights)
        return self.say.finish(text, used, *ids), used

    @property
    def _is_plain(self) -> bool:
        """Whether the product is called by its noun: "Tent"."""
        return self.product.name.lower() == self.product.noun.lower()

    @property
    def _holds_noun(self) -> bool:
        return self.product.name.lower().endswith(self.product.noun.lower())

    def _short_noun(self) -> str:
        """The noun's last word after a name that holds the noun: "the Oslo Dining Table is a solid oak table"."""
        noun = self.product.noun
        return noun.rpartition(" ")[2] if self._holds_noun and not self._is_plain else noun

    def _full_openers(self, named: str, phrase: str, is_: str, used: list[Attribute]) -> list[Form]:
        by_tone = {
            "warm": [
                f"Here {is_} {named}, {phrase}",
                f"Get to know {named}, {phrase}",
                f"Say hello to {named}, {phrase}",
            ],
            "playful": [
                f"Meet {named}: {phrase}!",
                f"Say hi to {named}, {phrase}!",
                f"Looking for {phrase}? Here {is_} {named}!",
            ],
            "premium": [f"{capital(named)}: {phrase}", f"{capital(named)}, {phrase}", f"{capital(phrase)}: {named}"],
            "technical": [f"{capital(named)} {is_} {phrase}", f"{capital(self.say.name(article=False))}: {phrase}"],
        }.get(self.tone, [f"{named} {is_} {phrase}", f"{named}: {phrase}"])
        return [(text, used) for text in by_tone]

    def _owned(self, phrase: str, tail: str, used: list[Attribute]) -> list[Form]:
        """ "Norra's matte black stainless steel kettle": the maker's name before a product called by its noun."""
        brand = self.product.brand
        whose = f"{brand}'s" if not brand.endswith("s") else f"the {brand}"
        this_is = "these are" if self.product.many else "this is"
        by_tone = {
            "warm": [f"Say hello to {whose} {phrase}{tail}", f"{this_is} {whose} {phrase}{tail}"],
            "playful": [f"Meet {whose} {phrase}{tail}!"],
            "premium": [f"the {brand} {phrase}{tail}", f"{whose} {phrase}{tail}"],
            "technical": [f"{brand} {phrase}{tail}"],
        }.get(self.tone, [f"{this_is} {whose} {phrase}{tail}"])
        return [(text, used) for text in by_tone]

    def _brand_openers(self, phrase: str, used: list[Attribute]) -> list[Form]:
        brand = self.product.brand
        this_is = "these are" if self.product.many else "this is"
        here = "here are" if self.product.many else "here's"
        by_tone = {
            "warm": [f"From {brand} comes {phrase}", f"{here} {phrase}, from {brand}"],
            "playful": [f"From {brand}: {phrase}!", f"{brand} presents: {phrase}!"],
            "premium": [f"By {brand}: {phrase}", f"From {brand}, {phrase}"],
            "technical": [f"{phrase}. Brand: {brand}"],
        }.get(self.tone, [f"From {brand}: {phrase}", f"{this_is} {phrase}, from {brand}"])
        return [(text, used) for text in by_tone]

    def _noun_openers(self, phrase: str, used: list[Attribute]) -> list[Form]:
        this_is = "these are" if self.product.many else "this is"
        here = "here are" if self.product.many else "here's"
        this = f"{'these' if self.product.many else 'this'} {phrase.removeprefix('a~ ')}"
        by_tone = {
            "warm": [f"{here} {phrase}", f"{this_is} {phrase}"],
            "playful": [f"Meet {this}!", f"{here} {phrase}!"],
            "premium": [f"{phrase}", f"Introducing {phrase}"],
            "technical": [f"{phrase}", f"{this_is} {phrase}"],
        }.get(self.tone, [f"{this_is} {phrase}", f"{phrase}"])
        return [(text, used) for text in by_tone]

    def _led(self, named: str, pool: Sequence[Attribute]) -> list[Form]:
        """What it has before who it is: "A 14-inch screen and 16 GB of RAM: the Vantor AeroBook 14"."""
        product = self.product
        having = [
            a
            for a in pool
            if not a.choice
            and a.key.theme in ("perform", "detail", "measure", "use", "energy", "make")
            and a.key.id not in ("weight", "net_weight")
            and len(a.value.items) <= 3
            and self.say.thing(a)
        ]
        having = _side_by_side(having)
        if not having or (len(having) == 1 and len(having[0].value.items) < 2):
            return []
        listed = join_clauses([self.say.thing(a) or "" for a in having])
        if self._is_plain and not product.brand:
            one = product.noun if product.number == "mass" else f"one {product.noun}"
            texts = [] if product.many else [f"{listed} in {one}"]
        else:
            that_is = "those are" if product.many else "that's"
            texts = {
                "warm": [f"{listed}: {that_is} {named}"],
                "playful": [f"{listed}? {capital(that_is)} {named}!"],
                "premium": [f"{listed}: {named}"],
                "plain": [f"{listed}: {named}"],
            }.get(self.tone, [])
        return [(text, having) for text in texts]

    def _predicate_openers(self, named: str, pool: Sequence[Attribute]) -> list[Form]:
        """ "The Norra Kettle holds 1.5 L and is made of steel" and its kin."""
        able = [
            a
            for a in pool
            if not a.choice and a.key.id != "trait" and self.say.predicate(a) and a.key.theme not in ("supply", "care")
        ][:2]
        having = _side_by_side(
            [a for a in pool if not a.choice and self.say.thing(a) and a.key.theme not in ("supply", "care")]
        )
        has = "have" if self.product.many else "has"
        forms: list[Form] = []
        if len(able) == 2:
            first, second = able
            said = join_clauses([self.say.predicate(first) or "", self.say.predicate(second) or ""])
            forms += [(text, able) for text in self._said_of(named, said)]
            front = self.say.fronted(first)
            if front and goes_with(first, second):
                forms.append((f"{front}, {named} {self.say.predicate(second)}", able))
                if self.tone in ("plain", "premium"):
                    forms.append((f"{named}, {lower_first(front)}, {self.say.predicate(second)}", able))
        elif able:
            forms += [(text, able) for text in self._said_of(named, self.say.predicate(able[0]) or "")]
        if self.tone == "premium" and (terse := self._terse(named, [a for a in pool if a in able or a in having][:2])):
            forms.insert(0, terse)
        if able and having and having[0] is not able[0] and pool[0] is having[0]:
            said = join_clauses([f"{has} {self.say.thing(having[0])}", self.say.predicate(able[0]) or ""])
            forms = [(text, [having[0], able[0]]) for text in self._said_of(named, said)] + forms
        if having:
            listed = join_clauses([self.say.thing(a) or "" for a in having])
            if self.tone in ("warm", "playful") and all(a.key.id in _GIVEN or a.key.kind == "part" for a in having):
                forms.append((f"With {named}, you get {listed}", having))
            else:
                forms.append((f"{named} {has} {listed}", having))
            if self.tone == "premium" and not self._is_plain:
                forms.append((f"{capital(named)}: {listed}", having))
        place = {id(attribute): number for number, attribute in enumerate(pool)}
        forms.sort(key=lambda form: (place.get(id(form[1][0]), 99) > 1, -len(form[1])))
        return forms

    def _terse(self, named: str, told: list[Attribute]) -> Form | None:
        """ "The Oslo Dining Table. Made of solid oak, seats 6": two facts without a verb between them and the name."""
        frames = [self.say.frame("bul", a) for a in told if a.key.id != "colour"]
        if len(frames) < 2 or any(not said or ":" in said for said in frames):
            return None
        first, second = frames
        return (f"{capital(named)}. {first}, {lower_first(second or '')}", told)

    def _said_of(self, named: str, said: str) -> list[str]:
        """The name and a clause of it, as the tone introduces a thing."""
        it = "they" if self.product.many else "it"
        is_ = "are" if self.product.many else "is"
        bare = without_verbs(said)
        return {
            "warm": [
                *([] if named.startswith("th") and self._is_plain else [f"Here {is_} {named}: {it} {said}"]),
                f"Say hello to {named}: {it} {said}",
                f"Get to know {named}: {it} {said}",
            ],
            "playful": [f"Meet {named}! {capital(it)} {said}", f"Say hi to {named}: {it} {said}!"],
            "premium": [f"{named}: {bare}" if bare else f"{named} {said}"],
            "technical": [f"{self.say.name(article=False)}: {bare}"] if bare else [f"{named} {said}"],
        }.get(self.tone, [f"{named} {said}"])

    def _bare_opener(self, named: str, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """For products with nothing but a name, a brand or a category."""
        product = self.product
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        own = next((a for a in pool if not a.choice and self.say.own_sentence(a)), None)
        is_ = "are" if product.many else "is"
        if own is not None and not product.brand:
            said = lower_first(self.say.own_sentence(own) or "")
            return self.say.finish(f"About {named}: {said}", [own], *ids), [own]
        if product.category:
            shelf = shelf_of(product.category)
            forms = {
                "warm": [f"Say hello to {named}, from our {shelf} range", f"From our {shelf} range, here {is_} {named}"],
                "playful": [f"Meet {named}, from the {shelf} corner!", f"{shelf} corner, make room for {named}!"],
                "premium": [f"{named}, part of the {shelf} range", f"From the {shelf} range: {named}"],
                "technical": [f"{named}. Category: {shelf}", f"{named}, {shelf} range"],
            }.get(self.tone, [f"{named} {is_} part of our {shelf} range", f"From our {shelf} range: {named}"])  # fmt: skip
            return self.say.finish(self.chooser.pick(forms), [], *ids, ("category",)), []
        if product.brand and product.noun and not self._is_plain:
            one = f"a~ {product.noun}" if product.number == "one" else product.noun
            plain = f"The {product.name} {is_} {one} from {product.brand}"
        elif product.brand and product.noun:
            plain = f"{'these are' if product.many else 'this is'} the {product.name} from {product.brand}"
        elif product.brand:
            plain = agree(f"{product.name} [comes|come] from {product.brand}", product.many)
        else:
            plain = f"This product is {named}"
        forms = {
            "warm": [f"Say hello to {named}", plain],
            "playful": [f"Meet {named}!"],
            "premium": [f"Introducing {named}", f"{named}"],
        }.get(self.tone, [plain])
        return self.say.finish(self.chooser.pick(forms), [], *ids), []

    def _before_noun(self, pool: Sequence[Attribute]) -> tuple[str, list[Attribute]]:
        """Modifiers ahead of the noun that the name does not carry yet: colour, properties, material."""
        product = self.product
        words: list[tuple[int, str, Attribute]] = []
        for attribute in pool:
            key, value = attribute.key, attribute.value
            if key.id not in _PREMODIFIERS or attribute.choice or value.long or value.foreign:
                continue
            if key.id == "colour" and not all(is_colour(item) for item in value.items):
                continue
            if key.id in ("material", "purity", "plant_type") and (len(value.items) > 1 or len(value.text.split()) > 4):
                continue
            if carried(value.text, product.title) or value.text.lower() in product.noun:
                continue
            if value.text.lower().endswith(" wood") and "wooden" in product.title.lower():
                continue  # no beech wood wooden train
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
        if material and not carried(material.value.text, self.product.title):
            tail += f" made of {material.value.text}"
            used.append(material)
        people = next(
            (a for a in pool if a.key.id in ("gender", "pet") and not a.value.long and not a.value.foreign), None
        )
        if people and not tail and not carried(people.value.text, self.product.title):
            tail += f" for {people.value.text}"
            used.append(people)
        having = [
            a
            for a in pool
            if a not in used
            and a.key.theme in ("perform", "detail", "measure", "use", "energy", "make")
            and a.key.id not in ("weight", "net_weight")
            and self.say.thing(a)
        ]
        limit = 1 if used or self.tone in ("playful", "premium") else 2
        having = _side_by_side(having)[: self.chooser.pick([limit, 1], [1.0, 0.6])]
        having = [a for a in having if len(a.value.items) <= 3]
        if having:
            tail += f" with {join_clauses([self.say.thing(a) or '' for a in having])}"
            used += having
        return tail, used
