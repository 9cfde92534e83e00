"""How an English text begins, by tone and by how much is known."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.clauses import EnglishClauses
from generation.engines.composer.english.phrases import carried, goes_with, is_colour, join_clauses, lower_first
from generation.engines.composer.english.words import agree, capital
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.wordlists import WORDS

_PREMODIFIERS = ("colour", "trait", "material", "purity", "plant_type")
_GIVEN = WORDS["given_keys"]


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
        named = self.say.name()
        before, used_before = self._before_noun(pool)
        tail, used_tail = self._tail([a for a in pool if a not in used_before])
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        forms: list[tuple[str, list[Attribute], bool]] = []
        is_ = "are" if product.many else "is"
        holds_noun = product.name.lower().endswith(product.noun.lower())
        if product.noun and (before or (tail and not holds_noun)):
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
        return self.say.finish(text, used, *ids), used

    def _full_openers(
        self, named: str, phrase: str, is_: str, used: list[Attribute]
    ) -> list[tuple[str, list[Attribute], bool]]:
        by_tone = {
            "warm": [
                f"Here {is_} {named}: {phrase}",
                f"Get to know {named}, {phrase}",
                f"Say hello to {named}, {phrase}",
            ],
            "playful": [
                f"Meet {named}: {phrase}!",
                f"Say hi to {named}, {phrase}!",
                f"Make way for {named}, {phrase}!",
            ],
            "premium": [f"Introducing {named}: {phrase}", f"{capital(named)}, {phrase}", f"{capital(named)}: {phrase}"],
            "technical": [f"{capital(named)} {is_} {phrase}", f"{capital(self.say.name(article=False))}: {phrase}"],
        }.get(self.tone, [f"{named} {is_} {phrase}", f"{named}: {phrase}"])
        return [(text, used, True) for text in by_tone]

    def _brand_openers(self, phrase: str, used: list[Attribute]) -> list[tuple[str, list[Attribute], bool]]:
        brand = self.product.brand
        this_is = "these are" if self.product.many else "this is"
        by_tone = {
            "warm": [f"Here's {phrase}, from {brand}", f"From {brand} comes {phrase}"],
            "playful": [f"Fresh from {brand}: {phrase}!", f"{brand} presents: {phrase}!"],
            "premium": [f"By {brand}: {phrase}", f"From {brand}, {phrase}"],
            "technical": [
                f"{phrase}, manufactured under the {brand} brand",
            ],
        }.get(self.tone, [f"{this_is} {phrase}, from {brand}", f"From {brand}: {phrase}"])
        return [
            (text.replace("Fresh from", "From").replace("manufactured under the", "sold under the"), used, True)
            for text in by_tone
        ]

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
        able = [
            a
            for a in pool
            if not a.choice and a.key.id != "trait" and self.say.predicate(a) and a.key.theme not in ("supply", "care")
        ][:2]
        having = [a for a in pool if not a.choice and self.say.thing(a) and a.key.theme not in ("supply", "care")][:2]
        forms: list[tuple[str, list[Attribute], bool]] = []
        if len(able) == 2:
            first, second = able
            forms.append(
                (
                    f"{named} {join_clauses([self.say.predicate(first) or '', self.say.predicate(second) or ''])}",
                    able,
                    False,
                )
            )
            front = self.say.fronted(first)
            if front and goes_with(first, second):
                forms.append((f"{front}, {named} {self.say.predicate(second)}", able, False))
        elif able:
            forms.append((f"{named} {self.say.predicate(able[0])}", able, False))
        if able and having and having[0] is not able[0] and pool[0] is having[0]:
            has = "have" if self.product.many else "has"
            forms.insert(
                0,
                (
                    f"{named} {join_clauses([f'{has} {self.say.thing(having[0])}', self.say.predicate(able[0]) or ''])}",
                    [having[0], able[0]],
                    False,
                ),
            )
        if having:
            listed = join_clauses([self.say.thing(a) or "" for a in having])
            has = "have" if self.product.many else "has"
            if self.tone in ("warm", "playful") and all(a.key.id in _GIVEN or a.key.kind == "part" for a in having):
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
        own = next((a for a in pool if not a.choice and self.say.own_sentence(a)), None)
        is_ = "are" if product.many else "is"
        ids = [product.name_ids, brand_ids]
        leaf = product.category[-1] if product.category else ""
        if product.brand:
            article = "" if product.number != "one" else "a~ "
            noun = product.noun or "product"
            plain_name = product.name.lower() == product.noun.lower()
            if plain_name or not product.noun:
                text = (
                    f"{'these are' if product.many else 'this is'} the {product.name} from {product.brand}"
                    if product.noun
                    else f"{product.name} [comes|come] from {product.brand}"
                )
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
                return self.say.finish(self.chooser.pick(filed), [], *ids, ("category",)), []
            return self.say.finish(agree(self.chooser.pick(forms), product.many), [], *ids), []
        if own is not None and len(pool) > 0:
            return self.say.finish(f"About {named}: {lower_first(self.say.own_sentence(own) or '')}", [own], *ids), [
                own
            ]
        if leaf:
            forms = [f"{capital(named)} {is_} listed under {leaf}", f"You will find {named} under {leaf}"]
            forms = {
                "playful": [
                    f"Meet {named}, waiting under {leaf}"[: len(f"Meet {named}")] + f", listed under {leaf}!",
                    forms[1],
                ]
            }.get(self.tone, forms)
            return self.say.finish(self.chooser.pick(forms), [], *ids, ("category",)), []
        verb = {"warm": "Say hello to", "playful": "Meet", "premium": "Introducing"}.get(self.tone, "This product is")
        return self.say.finish(f"{verb} {named}", [], *ids), []

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
            and self.say.thing(a)
        ]
        limit = 1 if used or self.tone in ("playful", "premium") else 2
        having = having[: self.chooser.pick([limit, 1], [1.0, 0.6])]
        having = [a for a in having if len(a.value.items) <= 3]
        if having:
            tail += f" with {join_clauses([self.say.thing(a) or '' for a in having])}"
            used += having
        return tail, used
