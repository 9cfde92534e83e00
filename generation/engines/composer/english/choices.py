"""What a product's variants come in, as English copy offers it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer.attributes import Attribute
from generation.engines.composer.english.clauses import EnglishClauses
from generation.engines.composer.english.phrases import lower_first, plural_label
from generation.engines.composer.english.words import agree, capital, listing
from generation.engines.composer.sentences import Sentence

FEW = 6  # values of an option that leave room for another option in the sentence
_ONE_LABEL = {"memory": "memory size", "storage": "storage size"}


def _either(items: Sequence[str]) -> str:
    """ "13 or 15 inches": a unit that all share is said once."""
    ends = {item.rpartition(" ")[2] for item in items if re.match(r"[\d.,]+ \S+$", item)}
    if len(ends) == 1 and all(re.match(r"[\d.,]+ \S+$", item) for item in items) and len(items) > 1:
        return f"{listing([item.rpartition(' ')[0] for item in items], 'or')} {ends.pop()}"
    return listing(items, "or")


class EnglishChoices:
    """Sentences about the options of one product, in the tone of its clauses."""

    def __init__(self, say: EnglishClauses) -> None:
        self.say = say
        self.product = say.product
        self.chooser = say.chooser
        self.tone = say.tone

    def choices(self) -> list[Sentence]:
        """What the product's variants come in."""
        options = self.product.choices
        if len(options) < 2 or any(len(option.value.items) > FEW for option in options):
            return [self.choices_of(attribute, later=place > 0) for place, attribute in enumerate(options)]
        by_key = {option.key.id: option for option in options}
        if set(by_key) == {"size", "colour"}:
            return [self._sizes_and_colours(by_key["size"], by_key["colour"])]
        if self.tone == "technical":
            parts = [f"{capital(plural_label(o.label))}: {listing(o.value.items)}" for o in options]
            return [self.say.finish("; ".join([parts[0], *map(lower_first, parts[1:])]), options)]
        said = listing([f"the {_ONE_LABEL.get(o.label, o.label)} ({_either(o.value.items)})" for o in options])
        forms = {
            "warm": [f"the choice is yours: {said}", f"you can choose {said}"],
            "playful": [f"now pick {said}", f"yours to pick: {said}"],
            "premium": [f"to choose: {said}"],
        }.get(self.tone, [f"you can choose {said}", f"choose {said}"])
        return [self.say.finish(self.chooser.pick(forms), options)]

    def _sizes_and_colours(self, size: Attribute, colour: Attribute) -> Sentence:
        """ "It comes in sizes S, M and L, in navy and black." """
        who = self.say.subject()
        sizes = f"{'sizes' if len(size.value.items) > 1 else 'size'} {listing(size.value.items)}"
        colours = listing(colour.value.items)
        either = listing(colour.value.items, "or")
        forms = {
            "warm": [f"pick your size ({listing(size.value.items, 'or')}) and your colour: {either}",
                     f"you can choose {sizes}, in {either}"],
            "playful": [f"which size ({listing(size.value.items, 'or')}), and which colour: {either}?"],
            "premium": [f"offered in {colours}, in {sizes}"],
            "technical": [f"sizes: {listing(size.value.items)}; colours: {colours}"],
        }.get(self.tone, [f"{who} [comes|come] in {colours}, in {sizes}", f"{who} [comes|come] in {sizes}, in {either}"])  # fmt: skip
        return self.say.finish(agree(self.chooser.pick(forms), self.product.many), [size, colour])

    def choices_of(self, attribute: Attribute, *, later: bool = False) -> Sentence:
        """What the variants come in, of one option; `later` ones take the product up as "it"."""
        this = "these" if self.product.many else "this"
        it = "they" if self.product.many else "it"
        who = it if later or not self.product.noun else f"{this} {self.product.noun}"
        items = attribute.value.items
        listed = listing(items) if len(items) <= 16 else listing((*items[:15], "more"))
        label = plural_label(attribute.label)
        if attribute.key.id == "size":
            noun = "size" if len(items) == 1 else "sizes"
            forms = {
                "warm": [f"Pick your size: {listing(items, 'or')}", f"You can choose from {noun} {listed}"],
                "playful": [
                    f"Your size? Take your pick: {listing(items, 'or')}",
                    f"Pick your size: {listing(items, 'or')}",
                ],
                "premium": [f"Offered in {noun} {listed}", f"The sizes: {listed}"],
                "technical": [f"Sizes: {listed}", f"Available sizes: {listed}"],
            }.get(
                self.tone,
                [f"{who} [comes|come] in {noun} {listed}", f"{who} [is|are] available in {noun} {listed}"],
            )
            if len(items) == 1:
                forms = [f"{self.say.subject()} [comes|come] in size {listed}"]
        elif attribute.key.id == "colour":
            forms = {
                "warm": [f"You can choose from {listed}", f"Choose your colour: {listing(items, 'or')}"],
                "playful": [
                    f"Pick a colour: {listing(items, 'or')}",
                    f"Colour? Take your pick: {listing(items, 'or')}",
                ],
                "premium": [f"Offered in {listed}"],
                "technical": [f"Colours: {listed}", f"Available colours: {listed}"],
            }.get(self.tone, [f"{who} [comes|come] in {listed}", f"{who} [is|are] available in {listed}"])
        else:
            one = _ONE_LABEL.get(attribute.label, attribute.label)
            forms = [
                f"Choose the {one}: {_either(items)}",
                f"{who} [comes|come] with a choice of {one}: {_either(items)}",
            ]
            if self.tone == "technical":
                forms = [f"{capital(label)}: {listed}", f"Available {label}: {listed}"]
        return self.say.finish(agree(self.chooser.pick(forms), self.product.many), [attribute])
