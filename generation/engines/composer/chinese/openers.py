"""How a Chinese text begins, by tone and by how much is known."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.clauses import ChineseClauses, joined
from generation.engines.composer.sentences import Sentence

_PREMODIFIERS = ("gender", "trait", "colour", "material", "purity", "plant_type")
_ORDER = {"gender": 0, "colour": 1, "plant_type": 1, "trait": 2, "material": 3, "purity": 3}
_APPAREL = frozenset({"apparel", "shoes", "bags"})


class ChineseOpener:
    """The first sentence: who the product is and what is most worth knowing of it."""

    def __init__(self, say: ChineseClauses) -> None:
        self.say = say
        self.product = say.product
        self.chooser = say.chooser
        self.tone = say.tone

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        product = self.product
        named = self.say.name()
        before, used = self._before_noun(pool)
        spoken = [
            (a, clause)
            for a in pool
            if a not in used
            and not a.choice
            and a.key.theme not in ("supply", "care")
            and (clause := self.say.clause(a))
        ]
        count = 1 if self.tone == "playful" else self.chooser.pick([2, 1], [1.0, 0.7])
        spoken = spoken[:count]
        clauses = "，".join(joined([clause for _, clause in spoken]))
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        taken = used + [attribute for attribute, _ in spoken]
        noun = product.noun
        phrase = f"{before}{noun}" if noun and before else ""
        one = f"一{self._classifier()}"
        tail = f"，{clauses}" if clauses else ""
        bare = product.name == noun and not product.brand
        forms: list[str] = []
        if phrase:
            if bare:
                forms = self._noun_forms(phrase, one, tail)
            else:
                forms = {
                    "warm": [f"为你带来{named}：{one}{phrase}{tail}", f"认识一下{named}，{one}{phrase}{tail}"],
                    "playful": [f"来认识一下{named}：{one}{phrase}{tail}！", f"{named}来了！{one}{phrase}{tail}"],
                    "premium": [f"{named}，{one}{phrase}{tail}", f"{one}{phrase}：{named}{tail}"],
                    "technical": [f"{named}是{one}{phrase}{tail}", f"{named}：{phrase}{tail}"],
                }.get(self.tone, [f"{named}是{one}{phrase}{tail}", f"{named}，{one}{phrase}{tail}"])
        if clauses and (len(spoken) > 1 or not phrase):
            plain = f"{named}{clauses}" if not bare else f"这款{noun}{clauses}"
            tone_form = {
                "warm": f"为你带来{named}：{clauses}" if not bare else f"为你带来这款{noun}：{clauses}",
                "playful": f"来认识一下{named if not bare else f'这款{noun}'}：{clauses}！",
                "premium": f"{named}，{clauses}" if not bare else f"一款{noun}，{clauses}",
            }.get(self.tone)
            if not phrase or self.tone in ("plain", "technical"):
                forms += [form for form in (tone_form, plain) if form]
                if not phrase:
                    taken = [attribute for attribute, _ in spoken]
            elif self.tone in ("warm", "premium", "playful"):
                pass
        if forms:
            text = self.chooser.pick(forms, [1.0 if order == 0 else 0.75 for order in range(len(forms))])
            if phrase and phrase not in text and f"{before}" not in text:
                taken = [attribute for attribute, _ in spoken]
            return self.say.finish(text, taken, *ids), taken
        return self._bare_opener(named, pool), []

    def _noun_forms(self, phrase: str, one: str, tail: str) -> list[str]:
        return {
            "warm": [f"为你带来{one}{phrase}{tail}", f"这是{one}{phrase}{tail}"],
            "playful": [f"来认识一下这{one[1:]}{phrase}{tail}！", f"{one}{phrase}来了{tail}！"],
            "premium": [f"{one}{phrase}{tail}", f"这{one[1:]}{phrase}{tail}" if tail else f"{one}{phrase}"],
            "technical": [f"本品为{phrase}{tail}", f"该产品为{one}{phrase}{tail}"],
        }.get(self.tone, [f"这是{one}{phrase}{tail}", f"{one}{phrase}{tail}"])

    def _bare_opener(self, named: str, pool: Sequence[Attribute]) -> Sentence:
        """For products with nothing but a name, a brand or a category."""
        product = self.product
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        noun, leaf = product.noun, product.category[-1] if product.category else ""
        forms = {
            "warm": [f"为你带来{named}"],
            "playful": [f"来认识一下{named}！"],
            "premium": [f"这是{named}"],
        }.get(self.tone, [f"这是{named}"])
        if product.brand and noun and product.name != noun:
            forms.append(f"{product.name}是{product.brand} 的一{self._classifier()}{noun}")
            if self.tone in ("plain", "technical"):
                forms.reverse()
        elif product.brand:
            forms = [f"这{self._classifier()}{noun or '商品'}来自 {product.brand}", *forms]
        if leaf:
            top = product.category[0]
            where = f"{top}下的{leaf}类目" if top != leaf else f"{leaf}类目"
            who = f"{product.brand} 的这款{product.name}" if product.brand else named
            filed = {
                "warm": [f"为你带来{named}，可在{where}中找到", f"想找{named}？就在{where}"],
                "playful": [f"来认识一下{named}，就在{where}！", f"想找{named}？就在{where}！"],
                "premium": [f"{named}，归于{where}", f"{who}，归于{where}"],
            }.get(self.tone, [f"{who}归在{where}", f"可在{where}中找到{named}"])
            return self.say.finish(self.chooser.pick(filed), [], *ids, ("category",))
        return self.say.finish(self.chooser.pick(forms), [], *ids)

    def _classifier(self) -> str:
        return "款"

    def _before_noun(self, pool: Sequence[Attribute]) -> tuple[str, list[Attribute]]:
        """Modifiers ahead of the noun that the name does not carry yet."""
        product = self.product
        words: list[tuple[int, str, Attribute]] = []
        for attribute in pool:
            key, value = attribute.key, attribute.value
            if key.id not in _PREMODIFIERS or attribute.choice or value.long or value.foreign or value.polarity:
                continue
            if key.id == "gender" and product.family not in _APPAREL:
                continue
            if key.id == "colour" and not all(lexicon.CHINESE.get(item) for item in value.items):
                continue
            if key.id != "colour" and key.id != "trait" and len(value.items) > 1:
                continue
            if _carried(value.items, product.name):
                continue
            said = (
                "".join(item for item in value.items if item not in product.name) if key.id == "trait" else value.text
            )
            if key.id == "colour" and len(value.items) > 1:
                if len(value.items) > 2 or any(len(item) > 2 for item in value.items):
                    continue
                said = "".join(item.removesuffix("色") for item in value.items) + "色"
            words.append((_ORDER[key.id], said, attribute))
        kept = sorted(words, key=lambda word: word[0])[:3]
        return "".join(said for _, said, _ in kept), [attribute for _, _, attribute in kept]


def _carried(items: Sequence[str], name: str) -> bool:
    """Whether the name already says every item, by its stem: 皮革 in 皮夹克, 黑色 in 黑色皮包."""
    return all(item in name or item.removesuffix("色") in name or (item[:1] in "皮" and "皮" in name) for item in items)
