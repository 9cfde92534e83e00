"""Recommendation: a heading, and a line an offer: its name and why it fits, from what both products' facts share."""

from __future__ import annotations

from generation.contract import Facts, Request
from generation.engines.composer import product as products
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.openers import shelf_zh
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.openers import shelf_of
from generation.engines.composer.naming import brand_of
from generation.engines.composer.plans.plan import Answer, Script, fewer, fits, within, writer_for
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, listed, plain
from generation.engines.composer.titles import core_of
from generation.errors import Refused


def write(request: Request, product: Product, chooser: Chooser) -> Answer:
    script = Script(request, product, chooser)
    offers = request.brief.offers[: script.limit("lines").max_items]
    if not offers:
        raise Refused("offers.missing", "there is no product to recommend")
    heading = script.say("heading" if len(offers) > 1 else "heading_one", script.limit("heading"), must=True)
    lines = [_Offer(script, offer).line() for offer in offers]
    made = [line for line in lines if line]
    if heading is None or len(made) < len(offers):
        raise Refused("limits.too_tight", "shorten the titles of the products")
    text, claims = plain(heading, "heading")
    texts, line_claims = listed(made, "lines")
    return {"heading": text, "lines": texts}, (*claims, *line_claims)


class _Offer:
    """One recommended product beside the one that the shopper looks at."""

    def __init__(self, script: Script, facts: Facts) -> None:
        self.script = script
        self.product = products.spoken(products.read(facts, script.locale))
        self.writer = writer_for(self.product, script.chooser, "plain")

    def line(self) -> Sentence | None:
        script, limit = self.script, self.script.limit("lines")
        item = self._item()
        facts = self._facts()
        for slot, shared in self._shared():
            fresh = [fact for fact in facts if not set(fact.ids) & set(shared.ids)]
            for fact in (*fresh[:2], None):
                found = [
                    said for said in script.options(slot, item=item, shared=shared, fact=fact) if fits(said.text, limit)
                ]
                told = [said for said in found if fact is None or set(fact.ids) <= set(said.ids)]
                if told:
                    return script.chooser.pick(told)
        for count in (2, 1, 0):
            first, second = (*facts[:count], None, None)[:2]
            found = [
                said for said in script.options("alone", item=item, fact=first, other=second) if fits(said.text, limit)
            ]
            if found:
                return found[0]
        return None

    def _cited(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{self.product.facts.sku}/{fact_id}" for fact_id in ids)

    def _item(self) -> Sentence:
        product = self.product
        ids = (*product.name_ids, *(("brand",) if product.brand else ()))
        return Sentence(f"{product.brand} {core_of(product)}".strip(), self._cited(ids))

    def _facts(self) -> list[Sentence]:
        made = []
        for attribute in self.product.attributes:
            if (
                attribute.value.long
                or attribute.foreign
                or attribute.value.bare
                or attribute.key.theme in ("care", "supply")
            ):
                continue
            said = self.writer.bullet([fewer(attribute)])
            text = within(said.text, attribute) if self.script.english else said.text
            made.append(Sentence(text, self._cited(said.ids)))
        plain = [said for said in made if ":" not in said.text and "：" not in said.text]
        return (plain or made)[:4]

    def _shared(self) -> list[tuple[str, Sentence]]:
        """(slot, what both share), the strongest reason first; a shared fact cites both products."""
        mine, theirs = self.script.product, self.product
        found: list[tuple[str, Sentence]] = []
        for name in ("material", "colour"):
            one, two = _attribute(mine, name), _attribute(theirs, name)
            same = one and two and not one.foreign and [item for item in one.value.items if item in two.value.items]
            if one and two and same:
                found.append((f"shared_{name}", Sentence(same[0], (*one.ids, *self._cited(two.ids)))))
        brand = brand_of(mine.facts)
        if brand and brand.lower() == brand_of(theirs.facts).lower():
            found.append(("shared_brand", Sentence(brand, ("brand", *self._cited(("brand",))))))
        if mine.noun and mine.noun == theirs.noun:
            found.append(("shared_noun", Sentence(mine.noun, (*mine.name_ids, *self._cited(theirs.name_ids)))))
        common = [part for part, other in zip(mine.category, theirs.category, strict=False) if part == other]
        if len(common) > 1:
            shelf = shelf_of(common) if self.script.english else shelf_zh(common)
            found.append(("shared_category", Sentence(shelf, ("category", *self._cited(("category",))))))
        return found


def _attribute(product: Product, key_id: str) -> Attribute | None:
    return next((a for a in product.attributes if a.key.id == key_id and not a.value.long), None)
