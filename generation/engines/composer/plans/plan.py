"""What the plans of all kinds share: the product and its writer, the kind's phrases and the words that fill them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generation.contract import Brief, Claim, FieldValue, Request
from generation.engines.composer import lexicon, phrases, values
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.phrases import lower_first
from generation.engines.composer.english.words import plural, with_articles
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.naming import brand_of
from generation.engines.composer.product import Product, spoken
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.titles import core_of
from generation.engines.composer.typography import clean
from generation.engines.composer.voice import any_of
from generation.kinds import KINDS, Limit

Writer = EnglishWriter | ChineseWriter
Answer = tuple[dict[str, FieldValue], tuple[Claim, ...]]

HINT = "add a brand, a category or a few facts (material, size, colour, what it is for)"
# Told where everything is told; no hook.
_FOR_THE_LABEL = frozenset({"allergens", "storage_advice", "usage_advice", "shelf_life"})
_LONGEST_ADDRESS = 40  # characters of an audience that a text may address


def writer_for(product: Product, chooser: Chooser, tone: str) -> Writer:
    return EnglishWriter(product, chooser, tone) if product.locale == "en" else ChineseWriter(product, chooser, tone)


def limit_of(request: Request, field: str) -> Limit:
    return KINDS[request.brief.kind].spec(field).limit(request.brief.channel)


def fewer(attribute: Attribute, most: int = 2) -> Attribute:
    """The attribute with the first members of its list only, for places with little room."""
    items = attribute.value.items
    if len(items) <= most + 1 or attribute.key.id not in ("features", "contents", "ingredients", "ports", "compatible"):
        return attribute
    text = values.join(items[:most], attribute.locale)
    return replace(attribute, value=replace(attribute.value, text=text, modifier=text, items=items[:most]))


class Script:
    """One product in one tone, with the phrase bank of the brief's kind."""

    def __init__(self, request: Request, product: Product, chooser: Chooser) -> None:
        self.request = request
        self.brief: Brief = request.brief
        self.product = spoken(product)
        self.chooser = chooser
        self.tone = self.brief.tone
        self.locale = product.locale
        self.english = product.locale == "en"
        self.writer = writer_for(self.product, chooser, self.tone)
        self._banned = any_of(self.brief.voice.banned)
        self.plain = writer_for(self.product, chooser, "plain")
        self.joint = self.writer.joint
        self.words: dict[str, Sentence | None] = {**self._names(), **self._address(), **self._occasion()}

    def limit(self, field: str) -> Limit:
        return limit_of(self.request, field)

    def options(self, slot: str, **words: Sentence | None) -> list[Sentence]:
        """Every phrase of the slot that its words can fill, the tone's own first."""
        found = phrases.frames(self.brief.kind, self.locale, slot, self.tone)
        known = {**self.words, **words} if words else self.words
        return phrases.filled(found, known, many=self.product.many, locale=self.locale)

    def say(
        self, slot: str, limit: Limit | None = None, *, must: bool = False, **words: Sentence | None
    ) -> Sentence | None:
        """One of them, which fits; None when there is none, or when each holds a banned word and it can be left out."""
        found = [said for said in self.options(slot, **words) if limit is None or fits(said.text, limit)]
        return self._chosen(found, must=must)

    def _chosen(self, options: Sequence[Sentence], *, must: bool = False) -> Sentence | None:
        left = [said for said in options if not self._banned.search(said.text)]
        found = left or (options if must else [])
        return self.chooser.pick(found) if found else None

    def scene(self, *others: Sentence) -> Sentence | None:
        """A first line by what kind of product it is: a question or a scene, no statement. `others` are as good."""
        found = phrases.frames("scenes", self.locale, self._scene(), self.tone)
        options = [*phrases.filled(found, self.words, many=self.product.many, locale=self.locale), *others]
        return self._chosen(options)

    def _scene(self) -> str:
        """The slot of its scenes: that of its noun where one has words for it, a camera's; else the family's."""
        noun = self.product.noun.lower()
        slots = phrases.table("scenes", self.locale).items()
        own = (name for name, slot in slots if any(noun.endswith(word) for word in slot.get("nouns", ())))
        return next(own, self.product.family) if noun else self.product.family

    def intro(self, room: int) -> Sentence | None:
        """Who the product is, where the writer's opener would only say its shelf."""
        found = phrases.frames("scenes", self.locale, "intro", self.tone)
        made = phrases.filled(found, self.words, many=self.product.many, locale=self.locale)
        fitting = [said for said in made if len(said.text) <= room]
        return self.chooser.pick(fitting) if fitting else None

    def fragment(self, attribute: Attribute) -> Sentence:
        """ "Made of stainless steel", "容量 1.5 升": without a full stop, in any tone."""
        return self.plain.bullet([attribute])

    def spoken(self, attribute: Attribute) -> Sentence:
        """The fragment as it goes on within a sentence: "made of stainless steel", but "Flyknit upper"."""
        said = self.fragment(attribute)
        return Sentence(within(said.text, attribute) if self.english else said.text, said.ids)

    def facts(self, attributes: Iterable[Attribute]) -> list[Sentence]:
        """Their fragments, those that are no "label: value" first."""
        made = [self.fragment(a) for a in attributes]
        return sorted(made, key=lambda said: ":" in said.text or "：" in said.text)

    def points(self) -> list[Attribute]:
        """What the product has to say for itself in few words, the most important first."""
        short = [
            a
            for a in self.product.attributes
            if not (a.value.long or a.foreign or a.value.bare or a.lacks or a.key.id in _FOR_THE_LABEL)
        ]
        return [
            fewer(a)
            for a in short
            if not (a.key.id == "features" and a.weak and " " not in a.value.text and self.english)
        ]

    def _names(self) -> dict[str, Sentence | None]:
        product = self.product
        brand = brand_of(product.facts)
        brand_ids = ("brand",) if product.brand else ()
        ids = (*product.name_ids, *brand_ids)
        noun = self.writer.say.noun() if isinstance(self.writer, ChineseWriter) else product.noun or "product"
        this = f"{'these' if product.many else 'this'} {noun}" if self.english else f"这款{noun}"
        several = (plural(noun) if product.number == "one" else noun) if self.english else noun
        core = core_of(product)
        named = Sentence(with_articles(self.writer.say.name()), ids)
        return {
            "name": named,
            "named": None if product.name.lower() == product.noun.lower() and not product.brand else named,
            "full": Sentence(f"{product.brand} {core}".strip(), ids),
            "core": Sentence(core, product.name_ids),
            "brand": Sentence(brand, ("brand",)) if brand else None,
            "noun": Sentence(noun, product.name_ids) if product.noun else None,
            "nouns": Sentence(several, product.name_ids) if product.noun else None,
            "this": Sentence(this),
            "it": Sentence(("they" if product.many else "it") if self.english else "它"),
            "them": Sentence(("them" if product.many else "it") if self.english else "它"),
        }

    def _address(self) -> dict[str, Sentence | None]:
        """Whom the text speaks to, where the words are of its language and make no statement."""
        text = clean(self.brief.audience or self.brief.voice.reader)
        plain = (
            bool(text)
            and len(text) <= _LONGEST_ADDRESS
            and all(char.isalpha() or char in " '’-、和与" for char in text)
        )
        own = lexicon.is_chinese(text) != self.english
        return {"audience": Sentence(text) if plain and own else None}

    def _occasion(self) -> dict[str, Sentence | None]:
        words = phrases.table("occasions", self.locale).get(self.brief.occasion)
        if not words:
            return {"occasion": None, "on": None, "hook": None}
        hooks = [*words.get(self.tone, ()), *words["hook"]]
        return {
            "occasion": Sentence(words["name"]),
            "on": Sentence(self.chooser.pick(words["on"])),
            "hook": Sentence(self.chooser.pick(hooks)),
        }


def within(text: str, attribute: Attribute) -> str:
    """A fragment with a small first letter, unless it begins with a name that the value carries."""
    names = [said.split()[0] for said in (attribute.value.text, attribute.label) if said[:1].isupper()]
    return text if any(text.startswith(name) for name in names) else lower_first(text)


def fits(text: str, limit: Limit) -> bool:
    size = limit.measured(text)
    return (
        limit.min_chars <= size
        and (not limit.max_chars or size <= limit.max_chars)
        and not set(text) & set(limit.forbidden)
    )


def distinct(said: Iterable[Sentence]) -> list[Sentence]:
    """Each text once, whatever its case and marks."""
    seen: dict[str, Sentence] = {}
    for item in said:
        seen.setdefault("".join(char for char in item.text.lower() if char.isalnum()), item)
    return list(seen.values())


def by_length(brief: Brief, short: int, standard: int, long: int) -> int:
    return {"short": short, "long": long}.get(brief.length, standard)


def packed(candidates: Sequence[Sentence], most: int, limit: Limit, joint: str, *, reserve: int = 0) -> list[Sentence]:
    """The first candidates that fit beside each other, `most` of them, none that repeats the facts of an earlier one."""
    chosen: list[Sentence] = []
    said: set[str] = set()
    for item in candidates:
        if len(chosen) >= most:
            break
        if item.ids and set(item.ids) <= said:
            continue
        text = joint.join([*(other.text for other in chosen), item.text])
        if limit.max_chars and limit.measured(text) > limit.max_chars - reserve:
            continue
        chosen.append(item)
        said |= set(item.ids)
    return chosen
