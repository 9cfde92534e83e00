"""English sentences from groups of attributes: clauses are joined, choices offered, bullets made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.choices import EnglishChoices
from generation.engines.composer.english.clauses import EnglishClauses
from generation.engines.composer.english.filling import place
from generation.engines.composer.english.openers import EnglishOpener, shelf_of
from generation.engines.composer.english.phrases import (
    contract,
    goes_with,
    is_colour,
    is_country,
    is_done,
    join_clauses,
    lower_first,
    plural_label,
)
from generation.engines.composer.english.words import agree, capital, listing, with_articles
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.wordlists import WORDS

_VERBAL = re.compile(r"(?:Holds|Weighs|Keeps|Works|Connects|Runs|Seats|Includes|Measures|Charges|For|From|Can)\b")
_GIVEN = WORDS["given_keys"]

MOST_CLAUSES = 3
MOST_CHARS = 120  # of a sentence's clauses together


class EnglishWriter:
    """Sentences about one product in one tone. Frames are chosen by the chooser, so a seed settles every word."""

    joint = " "

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        self.say = EnglishClauses(product, chooser, tone)
        self._gave = False  # "you get" once a text is enough
        self._named_only = False  # whether the sentence before is a phrase without a verb

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        return EnglishOpener(self.say).opener(pool)

    def about(self, group: Sequence[Attribute], subject: str | None = None) -> list[Sentence]:
        """The group's attributes in as few good sentences as their forms allow."""
        spoken = [a for a in group if self._speaks(a)]
        lines = [a for a in group if not self._speaks(a)]
        boxed = [a for a in lines if a.inclusion]
        made: list[Sentence] = []
        if spoken:
            made.append(self._woven(spoken, subject))
        for attribute in lines:
            if attribute not in boxed:
                made.append(self.say.finish(self.say.line(attribute), [attribute]))
        return made + [self.say.finish(self.say.line(attribute), [attribute]) for attribute in boxed]

    def suits(self, group: Sequence[Attribute], attribute: Attribute) -> bool:
        """Whether the group's sentence can take the attribute in and stay one clause after another of one kind."""
        every = [*group, attribute]
        if len(every) > MOST_CLAUSES or any(a.value.long for a in every):
            return False
        said = [[self.say.predicate(a) for a in every], [self.say.thing(a) for a in every]]
        return any(all(forms) and sum(len(form or "") for form in forms) <= MOST_CHARS for forms in said)

    def _speaks(self, attribute: Attribute) -> bool:
        return bool(self.say.predicate(attribute) or self.say.thing(attribute) or self.say.own_sentence(attribute))

    def _woven(self, group: list[Attribute], subject: str | None) -> Sentence:
        if self.tone == "technical" and len(group) > 1 and self.chooser.pick([True, False], [1.0, 0.7]):
            return self.say.finish(
                "; ".join([self.say.line(group[0]), *(lower_first(self.say.line(a)) for a in group[1:])]), group
            )
        shapes = [shape for shape in self._shapes(group, subject or self.say.subject()) if shape]
        chosen = self.chooser.pick(shapes)
        self._gave = self._gave or chosen.startswith(("you get", "there is"))
        self._named_only = chosen.startswith(("a ", "an ", "a~ "))
        return self.say.finish(chosen, group)

    def _shapes(self, group: list[Attribute], subject: str) -> list[str]:
        """Every way in which the group makes one sentence, the most usual first."""
        many = self.product.many
        has = "have" if many else "has"
        predicates = [self.say.predicate(a) for a in group]
        things = [self.say.thing(a) for a in group]
        own = [self.say.own_sentence(a) for a in group]
        shapes: list[str] = []
        if all(predicates):
            shapes.append(f"{subject} {join_clauses([p for p in predicates if p])}")
        if all(things):
            listed = join_clauses([t for t in things if t])
            if any(a.key.theme == "supply" for a in group):
                shapes.insert(0, agree(f"{subject} [comes|come] with {listed}", many))
            else:
                shapes.append(f"{subject} {has} {listed}")
            if self.tone == "premium" and len(group) > 1 and not self._named_only and re.match(r"an? ", listed):
                shapes.insert(0, listed)
            if self.tone == "warm" and listed.startswith("a") and not self._gave:
                shapes.append(f"there is {listed}")
            if self.tone in ("warm", "playful") and len(group) == 1 and group[0].key.id in _GIVEN and not self._gave:
                shapes.insert(0, f"you get {things[0]}")
        if len(group) > 1:
            front = self.say.fronted(group[0]) if all(goes_with(group[0], other) for other in group[1:]) else None
            if front and all(predicates[1:]):
                shapes.insert(
                    0 if self.tone == "premium" else len(shapes),
                    f"{front}, {subject} {join_clauses([p for p in predicates[1:] if p])}",
                )
            elif front and all(things[1:]):
                shapes.append(f"{front}, {subject} {has} {join_clauses([t for t in things[1:] if t])}")
            clauses = join_clauses([p for p in predicates[:-1] if p])
            if all(predicates[:-1]) and things[-1] and " with " not in clauses:
                shapes.append(f"{subject} {clauses}, with {things[-1]}")
        if all(own) and len(group) <= 2 and (not shapes or self.tone == "technical"):
            shapes.append(join_clauses([o for o in own[:1] if o] + [lower_first(o) for o in own[1:] if o], clause=True))
        if len(group) == 1 and self.tone == "playful" and self._asks(group[0]):
            shapes.insert(0, self._asked(group[0]))
        if not shapes:
            shapes.append(self._mixed(group, subject, predicates, things, own))
        return shapes

    def _mixed(
        self,
        group: list[Attribute],
        subject: str,
        predicates: list[str | None],
        things: list[str | None],
        own: list[str | None],
    ) -> str:
        """Clauses of different kinds, side by side."""
        has = "have" if self.product.many else "has"
        with_product = [p or (f"{has} {t}" if t else None) for p, t in zip(predicates, things, strict=True)]
        clauses = [clause for clause in with_product if clause]
        rest = [lower_first(o) for clause, o in zip(with_product, own, strict=True) if not clause and o]
        parts = [f"{subject} {join_clauses(clauses)}"] if clauses else []
        return join_clauses(parts + rest, clause=True)

    def _asks(self, attribute: Attribute) -> bool:
        key = attribute.key
        return (
            key.id in ("material", "colour", "capacity", "weight", "dimensions", "origin", "scent", "flavour")
            and len(attribute.value.text) < 40
        )

    def _asked(self, attribute: Attribute) -> str:
        answer = place(attribute) if attribute.key.id == "origin" else attribute.value.text
        return f"{capital(attribute.label)}? {capital(answer)}"

    def choices(self) -> list[Sentence]:
        """What the product's variants come in."""
        return EnglishChoices(self.say).choices()

    def choices_of(self, attribute: Attribute, *, later: bool = False) -> Sentence:
        """What the variants come in, of one option; `later` ones take the product up as "it"."""
        return EnglishChoices(self.say).choices_of(attribute, later=later)

    def category(self) -> Sentence | None:
        """Where the product belongs, for products of which little else is known."""
        parts = self.product.category
        if not parts or any(lexicon.is_chinese(part) for part in parts):
            return None
        leaf, top = parts[-1], parts[0]
        noun = self.product.noun
        subject = self.say.subject() if not noun else f"{'these' if self.product.many else 'this'} {noun}"
        shelf = shelf_of(parts)
        forms = {
            "technical": [f"Category: {top}, {leaf}" if top != leaf else f"Category: {leaf}"],
            "premium": [f"{subject} [belongs|belong] to the {shelf} range"],
            "warm": [f"{subject} [is|are] part of our {shelf} range"],
            "playful": [f"{subject} [lives|live] on our {shelf} shelf"],
        }.get(
            self.tone,
            [f"{subject} [is|are] part of our {shelf} range", f"{subject} [belongs|belong] to the {shelf} range"],
        )
        return self.say.finish(agree(self.chooser.pick(forms), self.product.many), [], ("category",))

    def bullet(self, group: Sequence[Attribute]) -> Sentence:
        """One bullet point: a fragment without a full stop."""
        predicates = [self.say.predicate(attribute) for attribute in group]
        if self.tone == "warm" and len(group) > 1 and all(predicates) and group[0].key.theme != "measure":
            it = "They" if self.product.many else "It"
            return self.say.finish(
                contract(f"{it} {join_clauses([p for p in predicates if p])}"), list(group), stop=False
            )
        spoken = self.tone == "warm" and len(group) > 1
        said = [self.say.line(a) if spoken else self._point(a, first=place == 0) for place, a in enumerate(group)]
        said = said[:1] + [lower_first(part) for part in said[1:]]
        verbal = [bool(_VERBAL.match(part)) for part in said]
        mixed = len(said) > 1 and (0 < sum(verbal) < len(said) or group[0].key.theme == "measure")
        if len(said) > 1 and (mixed or any(":" in part or "?" in part for part in said)):
            said = [
                self.say.line(attribute) if not attribute.value.polarity else part
                for attribute, part in zip(group, said, strict=True)
            ]
            said = said[:1] + [lower_first(part) for part in said[1:]]
            joined = "; ".join(said)
        else:
            joined = (
                ", ".join(said)
                if group[0].key.theme == "make"
                or any(a.inclusion for a in group)
                or any(" and " in part for part in said)
                else join_clauses(said)
            )
        return self.say.finish(joined, list(group), stop=False)

    def _point(self, attribute: Attribute, *, first: bool) -> str:
        text = self._point_text(attribute)
        return text if first else lower_first(text)

    def _point_text(self, attribute: Attribute) -> str:
        key, value = attribute.key, attribute.value
        if attribute.inclusion:
            return capital(attribute.inclusion)
        if attribute.choice:
            listed = listing(value.items) if len(value.items) <= 10 else value.text
            word = "sizes" if key.id == "size" and len(value.items) > 1 else ""
            if key.id == "size" and len(value.items) == 1:
                return f"Size: {listed}"
            if key.id in ("colour", "size") and self.tone != "technical":
                return (
                    f"{'Choose from' if self.tone in ('warm', 'playful') else 'Available in'} {word} {listed}".replace(
                        "  ", " "
                    )
                )
            return f"{capital(plural_label(attribute.label))}: {listed}"
        if self.tone == "technical" or value.long or value.bare:
            return self.say.line(attribute)
        if key.id == "technique" and is_done(value.text):
            return capital(value.text)
        if key.id == "trait":
            return capital(listing(value.items))
        if value.text.isdigit() and key.kind == "text" and (thing := self.say.thing(attribute)):
            return thing
        if key.id == "features":
            return capital(listing(value.items))
        if key.id == "origin" and self.product.family in ("food", "garden"):
            return f"Origin: {value.text}"
        if (key.id == "origin" and not is_country(value.items)) or (
            key.id == "colour" and not all(map(is_colour, value.items))
        ):
            return f"{capital(attribute.label)}: {value.text}"
        if self.tone == "playful" and self._asks(attribute):
            return self._asked(attribute)
        if self.tone == "warm" and not value.foreign:
            predicate = self.say.predicate(attribute)
            if predicate and not predicate.startswith(("is scented", "has notes")):
                it = "They" if self.product.many else "It"
                return contract(f"{it} {predicate}")
        if value.polarity == "no":
            predicate = self.say.predicate(attribute)
            return capital(re.sub(r"^(?:is|are|has|have) ", "", predicate)) if predicate else self.say.line(attribute)
        if value.polarity == "yes" and "bul" not in key.frames:
            return self.say.line(attribute) if not self.say.adjective(attribute, "") else capital(attribute.label)
        if value.polarity == "yes" and key.kind not in ("flag", "flagtext"):
            return self.say.line(attribute)
        frames = key.said("bul", self.tone)
        if frames:
            return self.say.fill(self.chooser.pick(frames), attribute)
        thing = self.say.thing(attribute)
        return (
            capital(re.sub(r"^an? ", "", with_articles(thing)))
            if thing and self.tone != "plain"
            else self.say.line(attribute)
        )
