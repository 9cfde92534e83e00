"""Chinese sentences from attributes: a topic, then clauses side by side, as product copy in Chinese is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.choice import Chooser
from generation.engines.composer.product import Attribute, Product
from generation.engines.composer.sentences import Sentence, sentence
from generation.engines.composer.typography import set_zh, wide

_PREMODIFIERS = ("gender", "trait", "colour", "material", "purity", "plant_type")
_ORDER = {"gender": 0, "colour": 1, "plant_type": 1, "trait": 2, "material": 3, "purity": 3}
_APPAREL = frozenset({"apparel", "shoes", "bags"})


class ChineseWriter:
    """Sentences about one product in one tone. Frames are chosen by the chooser, so a seed settles every word."""

    joint = ""

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        self._turn = 0
        self._offset = 0

    def name(self) -> str:
        """The product in full: "Norra 水壶"."""
        product = self.product
        return f"{product.brand} {product.name}".strip()

    def _noun(self) -> str:
        return self.product.noun or "商品"

    def subject(self) -> str:
        """How a later sentence takes the product up again."""
        noun = self._noun()
        forms = {
            "technical": [f"该{noun}", "", "该产品", ""],
            "premium": ["", f"这款{noun}", "", ""],
            "warm": [f"这款{noun}", "", "它", ""],
            "playful": ["它", "", f"这款{noun}", ""],
        }.get(self.tone, [f"这款{noun}", "", "", "它", ""])
        self._turn += 1
        if self._turn == 1:
            self._offset = self.chooser.pick(range(len(forms)), [1.0] * len(forms))
        return forms[(self._offset + self._turn) % len(forms)]

    def clause(self, attribute: Attribute) -> str | None:
        """ "采用不锈钢制成", "容量为 1.5 升"; None when the attribute only stands as "label: value"."""
        key, value = attribute.key, attribute.value
        if attribute.choice:
            return self._choice(attribute)
        if value.long:
            return None
        if value.polarity:
            return self._flag(attribute)
        if not key.id and (own := self._own_thing(attribute)):
            return own
        if key.id == "pieces" or key.id == "players":
            return f"共 {value.text.removesuffix('件').strip()} 件" if key.id == "pieces" else f"适合 {value.text} 名玩家"
        if key.id == "storage" and re.search(r"SSD|HDD|NVMe|固态|硬盘", value.text):
            return f"配备 {value.text}"
        if value.bare or key.kind == "flag":
            return f"{attribute.label}为 {value.text}" if lexicon.is_chinese(attribute.label) else None
        if key.id == "trait":
            return f"采用{'、'.join(value.items)}设计"
        if key.id == "colour" and not all(lexicon.CHINESE.get(item) or item.endswith("色") for item in value.items):
            return f"颜色为{value.text}"
        if key.kind == "care":
            return None
        frames = [frame for frame in key.said("c", self.tone) if ":" not in frame and "：" not in frame]
        if frames:
            return self.chooser.pick(frames).replace("{v}", value.text).replace("{k}", self._skin(value.text))
        if key.said("c", self.tone):
            return None
        if not lexicon.is_chinese(attribute.label) and not re.search(r"^[A-Z0-9]", attribute.label):
            return None
        return f"{attribute.label}为{value.text}"

    def _own_thing(self, attribute: Attribute) -> str | None:
        """A merchant's own key with an adjective: "配有双电机"."""
        label, text = attribute.label, attribute.value.text
        entry = lexicon.CHINESE.get(text)
        part = lexicon.CHINESE.get(label)
        if entry and part and entry.word_class in ("adjective", "material", "colour") and part.word_class in ("part", "noun", "label"):
            return f"配有{text}{label}" if part.word_class != "label" else None
        return None

    @staticmethod
    def _skin(text: str) -> str:
        return text if re.search(r"肤|肌", text) else f"{text}肌肤"

    def _flag(self, attribute: Attribute) -> str | None:
        key, label = attribute.key, attribute.label
        negative = attribute.value.polarity == "no"
        if not key.id:
            if not lexicon.is_chinese(label):
                return None
            part = next((e for n in (4, 3, 2) if (e := lexicon.CHINESE.get(label[-n:])) and e.word_class in ("part", "noun") and n < len(label)), None)
            if re.match(r"(?:可|防|免|无|不|支持|抗|耐)", label) and part is None:
                return None if negative else label
            return f"不带{label}" if negative else f"带有{label}"
        if negative:
            return key.cno or None
        if key.kind in ("flag", "flagtext"):
            frames = key.said("c", self.tone)
            return self.chooser.pick(frames) if frames else None
        return None

    def _choice(self, attribute: Attribute) -> str:
        value, key = attribute.value, attribute.key
        listed = "、".join(value.items)
        if key.id == "size":
            if len(value.items) == 1:
                return f"尺码为 {listed}"
            forms = [f"尺码可选 {listed}", f"提供 {listed} 码" if self._coded(value.items) else f"尺码有 {listed} 可选"]
        elif key.id == "colour":
            forms = [f"有{value.text}可选", f"颜色可选{listed}"]
        else:
            forms = [f"{attribute.label}可选 {listed}", f"{attribute.label}有 {value.text} 可选"]
            if not lexicon.is_chinese(attribute.label):
                forms = [f"{attribute.label} 可选 {listed}"]
        return self.chooser.pick(forms)

    @staticmethod
    def _coded(items: tuple[str, ...]) -> bool:
        return all(re.fullmatch(r"[A-Z0-9./]{1,5}", item) for item in items)

    def line(self, attribute: Attribute) -> str:
        """ "屏幕尺寸:13 英寸": what every attribute can be."""
        key, value = attribute.key, attribute.value
        if value.polarity and key.kind == "flag" and key.id:
            said = self._flag(attribute)
            if said:
                return said
        label = attribute.label if key.id != "trait" else "设计"
        return f"{label}：{value.text}"

    # Sentences

    def about(self, group: Sequence[Attribute], subject: str | None = None) -> list[Sentence]:
        """The group's attributes in as few good sentences as their forms allow."""
        spoken = [(a, clause) for a in group if (clause := self.clause(a))]
        lines = [a for a in group if a not in [b for b, _ in spoken]]
        made: list[Sentence] = []
        if spoken:
            made.append(self._woven(spoken, subject))
        for attribute in lines:
            made.append(self._finish(self.line(attribute), [attribute]))
        return made

    def _woven(self, spoken: list[tuple[Attribute, str]], subject: str | None) -> Sentence:
        group = [attribute for attribute, _ in spoken]
        clauses = "，".join(_joined([clause for _, clause in spoken]))
        if self.tone == "technical" and len(group) > 1 and self.chooser.pick([False, True], [1.0, 0.7]):
            return self._finish("；".join(self.line(attribute) for attribute in group), group)
        if self.tone == "playful" and len(group) == 1 and self._asks(group[0]):
            forms = [f"{group[0].label}？{group[0].value.text}", f"问{group[0].label}？{group[0].value.text}"]
            return self._finish(self.chooser.pick(forms), group)
        opening = subject or self.subject()
        first = group[0]
        front = self._fronted(first)
        shapes = [f"{opening}{_possessive(opening, first, clauses)}{clauses}"]
        if front and len(group) > 1 and opening:
            rest = "，".join(_joined([clause for _, clause in spoken[1:]]))
            shapes.append(f"{front}，{rest}")
        if self.tone == "premium":
            shapes.reverse()
        return self._finish(self.chooser.pick(shapes), group)

    def _fronted(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if value.polarity or value.long or value.bare or attribute.choice:
            return None
        if key.id in ("material", "purity"):
            return f"以{value.text}制成"
        if key.kind == "measure" and key.theme == "measure" and key.id not in ("dimensions",):
            return self.clause(attribute)
        return None

    def _asks(self, attribute: Attribute) -> bool:
        return attribute.key.id in ("material", "colour", "capacity", "weight", "dimensions", "origin", "scent", "flavour") and len(attribute.value.text) < 24

    def choices(self) -> list[Sentence]:
        """What the product's variants come in."""
        made = []
        for attribute in self.product.choices:
            listed = "、".join(attribute.value.items[:16])
            label = attribute.label
            single = len(attribute.value.items) == 1
            spaced = f"{label} " if not lexicon.is_chinese(label) else label
            forms = {
                "warm": [f"你可以按需选择{spaced}：{listed}", f"{spaced}可选 {listed}，按你的需要挑选"],
                "playful": [f"{spaced}怎么选？{listed}，随你挑", f"挑个{spaced}吧：{listed}"],
                "premium": [f"可选{spaced}：{listed}", f"{spaced}备有 {listed}"],
                "technical": [f"{label}：{listed}", f"可选{label}：{listed}"],
            }.get(self.tone, [f"可选{spaced}：{listed}", f"{self._choice(attribute)}"])
            if single:
                forms = [f"{label}：{listed}"]
            made.append(self._finish(self.chooser.pick(forms), [attribute]))
        return made

    def category(self) -> Sentence | None:
        """Where the product belongs, for products of which little else is known."""
        parts = self.product.category
        if not parts:
            return None
        leaf, top = parts[-1], parts[0]
        it = f"这款{self._noun()}"
        forms = [f"{it}属于{leaf}类商品"]
        if top != leaf:
            forms = [f"{it}归在{top}下的{leaf}类目", f"可在{top}的{leaf}类目中找到{it}"]
            if self.tone == "technical":
                forms = [f"所属类目：{top} / {leaf}"]
        return self._finish(self.chooser.pick(forms), [], ("category",))

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        product = self.product
        named = self.name()
        before, used = self._before_noun(pool)
        spoken = [(a, clause) for a in pool if a not in used and not a.choice and a.key.theme not in ("supply", "care") and (clause := self.clause(a))]
        count = 1 if self.tone == "playful" else self.chooser.pick([2, 1], [1.0, 0.7])
        spoken = spoken[:count]
        clauses = "，".join(_joined([clause for _, clause in spoken]))
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
            return self._finish(text, taken, *ids), taken
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
            return self._finish(self.chooser.pick(filed), [], *ids, ("category",))
        return self._finish(self.chooser.pick(forms), [], *ids)

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
            if _carried_zh(value.items, product.name):
                continue
            said = "".join(item for item in value.items if item not in product.name) if key.id == "trait" else value.text
            if key.id == "colour" and len(value.items) > 1:
                if len(value.items) > 2 or any(len(item) > 2 for item in value.items):
                    continue
                said = "".join(item.removesuffix("色") for item in value.items) + "色"
            words.append((_ORDER[key.id], said, attribute))
        kept = sorted(words, key=lambda word: word[0])[:3]
        return "".join(said for _, said, _ in kept), [attribute for _, _, attribute in kept]

    def bullet(self, group: Sequence[Attribute]) -> Sentence:
        """One bullet point, without a full stop."""
        said = [self._point(attribute) for attribute in group]
        said = [wide(part) for part in said]
        if len(said) > 1 and any("：" in part for part in said):
            said = [self.line(a) if not a.value.polarity else part for a, part in zip(group, said, strict=True)]
        joint = "；" if any("：" in part for part in said) else "，"
        return self._finish(joint.join(said), list(group), stop=False)

    def _point(self, attribute: Attribute) -> str:
        key, value = attribute.key, attribute.value
        if attribute.choice:
            listed = "、".join(value.items)
            return f"{attribute.label}：{listed}" if self.tone == "technical" or len(value.items) == 1 else f"可选{attribute.label}：{listed}"
        if key.id == "trait":
            return f"{''.join(value.items)}设计" if len(value.items) == 1 else f"设计：{'、'.join(value.items)}"
        if key.id == "pieces":
            return self.clause(attribute) or self.line(attribute)
        if self.tone == "technical" or value.long or value.bare:
            return self.line(attribute)
        if self.tone == "playful" and self._asks(attribute) and not value.polarity:
            return f"{attribute.label}？{value.text}"
        if value.polarity:
            return (self._flag(attribute) or self.line(attribute)).removeprefix("为")
        frames = key.said("cbul", self.tone)
        if self.tone in ("warm", "premium"):
            clause = self.clause(attribute)
            if clause:
                return clause
        if frames:
            return self.chooser.pick(frames).replace("{v}", value.text).replace("{k}", self._skin(value.text)).replace("{p}", value.text)
        return self.clause(attribute) or self.line(attribute)

    def _finish(self, text: str, group: Sequence[Attribute], *ids: Sequence[str], stop: bool = True) -> Sentence:
        """Spaces, full-width marks, full stop."""
        values = [attribute.value.text for attribute in group]
        for place, value in enumerate(values):  # a value's own marks stay as they are
            text = text.replace(value, f"\x00{place}\x00", 1) if value.isascii() and re.search(r"[,:;!?]", value) else text
        text = text.replace("{p}", "".join(values[:1]))
        text = wide(text)
        for place, value in enumerate(values):
            text = text.replace(f"\x00{place}\x00", value)
        text = set_zh(text)
        text = re.sub(r"([一-鿿]{2,})\1", r"\1", text)
        text = re.sub(r"(?<=[一-鿿])为 ?(?=最[多长]|约 |至少 |超过 |低于 )", "", text)
        text = re.sub(r"为(?=可(?:拆|机|水|折|调|更))", "", text)
        text = re.sub(r"(可[一-鿿]{2,3})和(?=可)", r"\1、", text)
        if stop and text[-1:] not in "。！？!?…":
            text = text.rstrip(".") + "。"
        return sentence(text, *ids, *(attribute.ids for attribute in group))


def _joined(clauses: list[str]) -> list[str]:
    """ "配备 14 英寸屏幕", "配备 16 GB 内存" -> one clause with 和: no verb twice in a row."""
    joined: list[str] = []
    for clause in clauses:
        verb = clause[:2]
        if joined and verb in ("配备", "带有", "设有", "支持") and joined[-1].startswith(verb) and not re.search("[和、]", joined[-1] + clause):
            joined[-1] += f"和{clause[2:]}"
        else:
            joined.append(clause)
    return joined


def _possessive(opening: str, first: Attribute, clauses: str) -> str:
    """ "它的尺寸为": the pronoun takes 的 before a clause that begins with the attribute's own name."""
    if opening not in ("它", "该产品", "本品"):
        return ""
    label = re.match(r"[一-鿿]{2,6}?(?=为|可选|有 )", clauses)
    return "的" if clauses.startswith(first.label) or (label and not clauses.startswith(("采用", "搭载", "配备"))) else ""


def _carried_zh(items: Sequence[str], name: str) -> bool:
    """Whether the name already says every item, by its stem: 皮革 in 皮夹克, 黑色 in 黑色皮包."""
    return all(item in name or item.removesuffix("色") in name or (item[:1] in "皮" and "皮" in name) for item in items)
