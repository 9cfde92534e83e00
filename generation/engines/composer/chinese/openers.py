"""How a Chinese text begins, by tone and by how much is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.clauses import ChineseClauses, joined
from generation.engines.composer.chinese.words import before_noun
from generation.engines.composer.sentences import Sentence

_PREMODIFIERS = ("gender", "trait", "colour", "material", "purity", "plant_type")
_ORDER = {"gender": 0, "colour": 1, "plant_type": 1, "trait": 2, "material": 3, "purity": 3}
_APPAREL = frozenset({"apparel", "shoes", "bags"})
_CLOTH = frozenset({"apparel", "bags"})  # families whose material is a cloth or a leather: 面料
_LOOSE = frozenset({"装备", "设备", "配件", "其他", "用品"})  # shelves that say nothing without the one above

Form = tuple[str, list[Attribute]]


def shelf_zh(category: Sequence[str]) -> str:
    """The shelf as a shopper would name it: "摄影"; with the one above where the last says too little."""
    leaf = category[-1]
    return f"{category[0]}{leaf}" if leaf in _LOOSE and len(category) > 1 else leaf


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
        pool = [a for a in pool if not a.lacks and not self._named(a)] or list(pool)
        words = self._before_noun(pool)
        before, used = "".join(said for said, _ in words), [attribute for _, attribute in words]
        spoken = [
            (a, clause)
            for a in pool
            if not a.choice and a.key.theme not in ("supply", "care") and (clause := self.say.clause(a))
        ]
        count = 1 if self.tone == "playful" else self.chooser.pick([2, 1, 3], [1.0, 0.5, 0.4])
        rest = [(a, clause) for a, clause in spoken if a not in used][:count]
        forms: list[Form] = []
        if before:
            tail = "".join(f"，{clause}" for clause in joined([clause for _, clause in rest]))
            taken = used + [attribute for attribute, _ in rest]
            if product.noun and (product.name == product.noun or not product.name.endswith(product.noun)):
                forms += [(text, taken) for text in self._modified(f"{before}{product.noun}", tail)]
            else:
                forms += [(text, taken) for text in self._apposed(self._apposition(words), tail)]
        if len(spoken) > 1 or (spoken and not before):
            told = spoken[: max(count, 2)]
            clauses = "，".join(joined([clause for _, clause in told]))
            forms += [(text, [attribute for attribute, _ in told]) for text in self._told(clauses, told[0][0])]
        if not forms:
            only = next((a for a in pool if not a.choice and self.say.clause(a)), None)
            if only is None:
                return self._bare_opener(self.say.name()), []
            forms = [(text, [only]) for text in self._told(self.say.clause(only) or "", only)]
        text, taken = self.chooser.pick(forms, [1.0 if order == 0 else 0.75 for order in range(len(forms))])
        ids = [product.name_ids, ("brand",) if product.brand else ()]
        return self.say.finish(text, taken, *ids), taken

    def _named(self, attribute: Attribute) -> bool:
        """Whether the name says it: 美利奴羊毛毛衣 need not be told to be of 美利奴羊毛."""
        return attribute.key.id == "material" and attribute.value.text in self.product.name

    @property
    def _is_bare(self) -> bool:
        return self.product.name == self.product.noun and not self.product.brand

    def _modified(self, phrase: str, tail: str) -> list[str]:
        """ "一款哑光黑不锈钢水壶": where the name is no more than the noun, or holds another one."""
        named, one = self.say.name(), self._one()
        if self._is_bare:
            return {
                "warm": [f"给你看看这{one[1:]}{phrase}{tail}", f"为你带来{one}{phrase}{tail}"],
                "playful": [f"来认识一下这{one[1:]}{phrase}{tail}！", f"{one}{phrase}来了{tail}！"],
                "premium": [f"{phrase}{tail}", f"{one}{phrase}{tail}"],
                "technical": [f"本品为{phrase}{tail}", f"{phrase}{tail}"],
            }.get(self.tone, [f"{one}{phrase}{tail}", f"这是{one}{phrase}{tail}"])
        if self.product.name == self.product.noun:
            brand = self.product.brand
            return {
                "warm": [f"{brand} 的这{one[1:]}{phrase}{tail}", f"为你介绍 {brand} 的{phrase}{tail}"],
                "playful": [f"{brand} 的{phrase}来了{tail}！", f"来认识一下 {brand} 的这{one[1:]}{phrase}{tail}！"],
                "premium": [f"{brand} {phrase}{tail}", f"{phrase}，出自 {brand}{tail}"],
                "technical": [f"{brand} {phrase}{tail}", f"{named}：{phrase}{tail}"],
            }.get(self.tone, [f"{brand} {phrase}{tail}", f"{brand} 的这{one[1:]}{phrase}{tail}"])
        return {
            "warm": [f"认识一下{named}，{one}{phrase}{tail}", f"这是{named}，{one}{phrase}{tail}"],
            "playful": [f"{named}来了！{one}{phrase}{tail}", f"想找{phrase}？来看看{named}{tail}！"],
            "premium": [f"{named}。{phrase}{tail}", f"{named}，{phrase}{tail}"],
            "technical": [f"{named}：{phrase}{tail}", f"{named}是{one}{phrase}{tail}"],
        }.get(self.tone, [f"{named}，{one}{phrase}{tail}", f"{named}是{one}{phrase}{tail}"])

    def _apposed(self, apposition: str, tail: str) -> list[str]:
        """ "Nike Freerun 跑鞋，男款，黑色": the name ends with the noun, which need not come again."""
        named = self.say.name()
        return {
            "warm": [
                f"认识一下{named}：{apposition}{tail}",
                f"这是{named}，{apposition}{tail}",
                f"给你看看{named}：{apposition}{tail}",
            ],
            "playful": [f"{named}来了！{apposition}{tail}", f"来看看{named}：{apposition}{tail}！"],
            "premium": [f"{named}。{apposition}{tail}", f"{named}，{apposition}{tail}"],
            "technical": [f"{named}：{apposition}{tail}"],
        }.get(self.tone, [f"{named}，{apposition}{tail}"])

    def _told(self, clauses: str, first: Attribute) -> list[str]:
        """The name and what it does or has, without a word for what it is."""
        named = f"这{self._one()[1:]}{self.product.noun}" if self._is_bare else self.say.name()
        plain = f"{named}，{clauses}" if clauses.startswith(first.value.text) else f"{named}{clauses}"
        return {
            "warm": [f"认识一下{named}：{clauses}", f"给你看看{named}：{clauses}", plain],
            "playful": [f"来认识一下{named}：{clauses}！", f"{named}来了，{clauses}！"],
            "premium": [f"{named}，{clauses}"] if self._is_bare else [f"{named}。{clauses}", f"{named}，{clauses}"],
            "technical": [f"{named}：{clauses}", plain],
        }.get(self.tone, [plain] if self._is_bare else [plain, f"{named}，{clauses}"])

    def _bare_opener(self, named: str) -> Sentence:
        """For products with nothing but a name, a brand or a category."""
        product = self.product
        brand, noun = product.brand, product.noun
        ids = [product.name_ids, ("brand",) if brand else ()]
        shelf, cited = self.shelf(), ("category",)
        if shelf:
            who = f"{brand} 的{product.name}" if brand else named
            forms = {
                "warm": [f"来看看{named}，{shelf}分类里的一款商品", f"认识一下{named}，就在本店的{shelf}分类里"],
                "playful": [f"{shelf}分类里有谁？{named}！", f"{named}来了，就在{shelf}分类！"],
                "premium": [f"{named}，列于{shelf}分类", f"{shelf}分类中的{named}"],
                "technical": [f"{named}。分类：{shelf}", f"{named}，{shelf}类商品"],
            }.get(self.tone, [f"{who}，属于{shelf}类商品", f"{who}是一款{shelf}类商品"])
            return self.say.finish(self.chooser.pick(forms), [], *ids, cited)
        forms = {
            "warm": [f"给你看看{named}", f"认识一下{named}"],
            "playful": [f"来认识一下{named}！", f"{named}来了！"],
            "premium": [named],
        }.get(self.tone, [f"这是{named}"])
        if brand and noun and product.name != noun and self.tone in ("plain", "technical"):
            forms = [f"{product.name}是 {brand} 的一款{noun}", *forms]
        return self.say.finish(self.chooser.pick(forms), [], *ids)

    def shelf(self) -> str:
        """Where the product stands in the shop, in words: "摄影"; with the shelf above where the last one says too little."""
        parts = [part for part in self.product.category if lexicon.is_chinese(part)]
        if not parts or len(parts) < len(self.product.category):
            return ""
        return shelf_zh(parts)

    def _one(self) -> str:
        """ "一款", and in the tones that talk, the noun's own measure word: "一把", "一双"."""
        own = self.product.classifier
        return f"一{own}" if own and self.tone in ("warm", "playful") else "一款"

    def _apposition(self, words: Sequence[tuple[str, Attribute]]) -> str:
        """ "男款，黑色", "哑光黑不锈钢材质"."""
        said = {attribute.key.id: text for text, attribute in words}
        parts: list[str] = []
        if "gender" in said:
            parts.append(f"{said['gender'][:1]}款" if re.match(r"[男女]", said["gender"]) else f"{said['gender']}款")
        if "trait" in said:
            parts.append(said["trait"] if re.match(r"[可防免]", said["trait"]) else f"{said['trait']}设计")
        if "plant_type" in said:
            parts.append(f"{said['plant_type']}植物")
        material = said.get("material", said.get("purity", ""))
        colour = said.get("colour", "")
        if material:
            cloth = self.product.family in _CLOTH and not material.endswith(("皮", "革"))
            made = "" if material.endswith(("制", "质")) else "面料" if cloth else "材质"
            parts.append(f"{colour}{material}{made}")
        elif colour:
            parts.append(colour)
        return "，".join(parts)

    def _before_noun(self, pool: Sequence[Attribute]) -> list[tuple[str, Attribute]]:
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
            words.append((_ORDER[key.id], before_noun(said) if key.id == "material" else said, attribute))
        return [(said, attribute) for _, said, attribute in sorted(words, key=lambda word: word[0])[:3]]


def _carried(items: Sequence[str], name: str) -> bool:
    """Whether the name already says every item, by its stem: 皮革 in 皮夹克, 黑色 in 黑色皮包."""
    return all(item in name or item.removesuffix("色") in name or (item[:1] in "皮" and "皮" in name) for item in items)
