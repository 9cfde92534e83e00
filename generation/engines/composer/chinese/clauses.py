"""One attribute in Chinese, and clauses side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.words import after_verb, before_noun
from generation.engines.composer.choice import Chooser
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence, sentence
from generation.engines.composer.typography import set_zh, wide

_EQUIPPED = frozenset(
    {"apparel", "shoes", "bags", "electronics", "tools", "furniture", "kitchen", "sports", "home"}
)  # families whose parts 配有 suits
# The verbs that go with what a part is by nature, where all parts of a list are of it.
_NATURES = (
    (("支持",), re.compile(r"(?:对焦|追踪|连拍|拍摄|摄影|录像|降噪|防抖|识别|连接|输出|快充)$")),
    (("具备",), re.compile(r"(?:功能|高度|技术|模式)$")),
    (("搭载",), re.compile(r"(?:处理器|芯片|固态硬盘|硬盘|显卡|系统)$")),
    (("采用",), re.compile(r"(?:框架|车架|前叉|鞋面|鞋底|中底|泡棉|结构|布局)$")),
)


LONGEST_NOUN = 7  # characters


class ChineseClauses:
    """What one attribute is in Chinese: a clause with the product as its topic, or a line. Chosen once a text."""

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        self._clauses: dict[int, str | None] = {}
        self._held: list[Attribute] = []
        self._turn = 0
        self._offset = 0

    def name(self) -> str:
        """The product in full: "Norra 水壶"."""
        product = self.product
        return f"{product.brand} {product.name}".strip()

    def noun(self) -> str:
        """ "马克杯"; the whole name where the noun alone is one character: "这款保温钢瓶", not "这款瓶"."""
        product = self.product
        if len(product.noun) == 1 and product.name.endswith(product.noun) and len(product.name) <= LONGEST_NOUN:
            return product.name
        return product.noun or "商品"

    def subject(self) -> str:
        """How a later sentence takes the product up again."""
        noun = self.noun()
        forms = {
            "technical": [f"该{noun}", "", "该产品", ""],
            "premium": ["", f"这款{noun}", "", ""],
            "warm": [f"这款{noun}", "", "", ""],
            "playful": ["", f"这款{noun}", "", ""],
        }.get(self.tone, [f"这款{noun}", "", "", ""])
        self._turn += 1
        if self._turn == 1:
            self._offset = self.chooser.pick(range(len(forms)), [1.0] * len(forms))
        return forms[(self._offset + self._turn) % len(forms)]

    def clause(self, attribute: Attribute) -> str | None:
        """ "采用不锈钢制成", "容量为 1.5 升"; None when the attribute only stands as "label: value". The same all through a text."""
        key = id(attribute)
        if key not in self._clauses:
            self._clauses[key] = self._clause(attribute)
            self._held.append(attribute)  # an id is only as good as its object lives
        return self._clauses[key]

    def _clause(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if attribute.choice:
            return self.choice(attribute)
        if value.long:
            return None
        if value.polarity:
            return attribute.inclusion or self.flag(attribute)
        if not key.id and (own := self._own_thing(attribute)):
            return own
        if value.text.isdigit() and key.id == "pockets":
            return f"有 {value.text} 个口袋"
        if key.id == "pieces" or key.id == "players":
            return (
                f"共 {value.text.removesuffix('件').strip()} 件" if key.id == "pieces" else f"适合 {value.text} 名玩家"
            )
        if key.id == "capacity" and value.text.endswith("人"):
            return f"可容纳 {value.text}"
        if key.id == "storage" and re.search(r"SSD|HDD|NVMe|固态|硬盘", value.text):
            return f"配备 {value.text}"
        if (value.bare and key.id not in ("seats", "pages", "age", "servings")) or key.kind == "flag":
            return self._stated(attribute) if lexicon.is_chinese(attribute.label) else None
        if key.id == "trait":
            return self._property(value.items)
        if key.id == "colour" and not all(lexicon.CHINESE.get(item) or item.endswith("色") for item in value.items):
            return f"颜色为{value.text}"
        repeated = not key.id and value.text != attribute.label and value.text.endswith(attribute.label)
        if key.id == "features" or (repeated and self.product.family == "garden"):
            return self.chooser.pick(self._bearing(attribute))
        if key.kind == "care":
            return None
        frames = [frame for frame in key.said("c", self.tone) if ":" not in frame and "：" not in frame]
        if frames:
            return self.filled(self.chooser.pick(frames), value.text)
        if key.said("c", self.tone):
            return None
        if not lexicon.is_chinese(attribute.label) and not re.search(r"^[A-Z0-9]", attribute.label):
            return None
        return self._stated(attribute)

    def _stated(self, attribute: Attribute) -> str:
        """ "容量 1.5 升" as copy has it, "容量为 1.5 升" as a data sheet does."""
        value = attribute.value.text
        measured = value[:1].isdigit() and self.tone != "technical"
        return f"{attribute.label} {value}" if measured else f"{attribute.label}为{value}"

    @staticmethod
    def _property(items: tuple[str, ...]) -> str:
        """ "可折叠、防水", but "无线设计": what is no state of its own is a way to be made."""
        if all(re.match(r"[可防免无不抗耐]|.*(?:防水|保温|充电)$", item) and len(item) > 2 for item in items):
            return "、".join(items)
        return f"采用{'、'.join(items)}设计"

    def _bearing(self, attribute: Attribute) -> list[str]:
        """What it does, what runs it, what it is built of, what it grows, and any other part: each has its verb.

        支持高速连拍, 搭载处理器, 采用实木框架, 开有白色花朵, 配有胸袋.
        """
        text, family = attribute.value.text, self.product.family
        if attribute.more:
            return [f"还有{text}"]
        if family == "garden" and all(re.search(r"花朵?$", item) for item in attribute.value.items):
            return [f"开有{text}", f"带有{text}"]
        items = attribute.value.items
        for verbs, nature in _NATURES:
            if all(nature.search(item) for item in items):
                return [f"{verb}{text}" for verb in verbs]
        if family not in _EQUIPPED:
            return [f"带有{text}"]
        if self.tone in ("warm", "playful"):
            return [f"带有{text}", f"有{text}"]
        return [f"配有{text}"] if self.tone == "technical" else [f"配有{text}", f"带有{text}"]

    def _own_thing(self, attribute: Attribute) -> str | None:
        """A merchant's own key with an adjective or of what a part is made: "配有双电机", "配有亚麻灯罩"."""
        label, text = attribute.label, attribute.value.text
        made = label.removesuffix("材质")
        if made != label and made in lexicon.CHINESE and all(map(lexicon.is_chinese, attribute.value.items)):
            return f"配有{before_noun(text)}{made}"
        entry = lexicon.CHINESE.get(text)
        part = lexicon.CHINESE.get(label)
        if (
            entry
            and part
            and entry.word_class in ("adjective", "material", "colour")
            and part.word_class in ("part", "noun", "label")
        ):
            return f"配有{text}{label}" if part.word_class != "label" else None
        return None

    @staticmethod
    def filled(frame: str, text: str) -> str:
        """A frame with its value; the value brings no noun that the frame has, or has it already."""
        if re.search(r"SSD|HDD|NVMe|固态|硬盘", text):
            frame = frame.replace(" 存储容量", "")
        if frame.endswith(("采用{v}", "采用{v}制成", "以{v}制成", "用{v}做成", "由{v}制成", "为{v}")):
            text = after_verb(text)
        if frame == "{v}材质" and before_noun(text) != text:
            return before_noun(text)
        named = re.match(r"([一-鿿]{2,})为\{v\}$", frame)
        if named and text.endswith(named[1]):  # 常规版型, not 版型为常规版型
            return text
        if "{b}" in frame:
            frame = frame.replace("{b}", re.sub(r"\s*(?:页|件|pages?|pieces?)$", "", text))
        skin = text if re.search(r"肤|肌", text) else f"{text}肌肤"
        hair = text if re.search(r"发", text) else f"{text}发质"
        taste = text if text.endswith("味") else f"口味{text}" if _is_quality(text) else f"{text}口味"
        return (
            frame.replace("{k}", skin)
            .replace("{h}", hair)
            .replace("{f}", taste)
            .replace("{v}", text)
            .replace("{p}", text)
        )

    def flag(self, attribute: Attribute) -> str | None:
        key, label = attribute.key, attribute.label
        negative = attribute.value.polarity == "no"
        if not key.id:
            if not lexicon.is_chinese(label):
                return None
            part = next(
                (
                    e
                    for n in (4, 3, 2)
                    if (e := lexicon.CHINESE.get(label[-n:])) and e.word_class in ("part", "noun") and n < len(label)
                ),
                None,
            )
            if label.endswith("认证"):
                return f"未通过{label}" if negative else f"通过{label}"
            if label[:1] == "含":
                return f"不{label}" if negative else label
            if label[:1] == "无":
                return f"含{label[1:]}" if negative else label
            if label[:1] == "对" and "有" in label:
                return label.replace("有", "无") if negative else label
            if re.match(r"(?:可|防|免|无|不|支持|抗|耐)", label) and part is None:
                return None if negative else label
            able = "不支持" if negative else "支持"
            if label.startswith("自动"):  # 自动断电 is done, not had
                return f"{able}{label}"
            return f"不带{label}" if negative else f"带有{label}"
        if negative:
            return key.cno or None
        if key.kind in ("flag", "flagtext"):
            frames = key.said("c", self.tone)
            return self.chooser.pick(frames) if frames else None
        return None

    def badge(self, attribute: Attribute) -> str | None:
        """A flag that stands alone: "有机产品" as a bullet, where a sentence has "属于有机产品"."""
        labels = attribute.key.said("cbul", self.tone)
        if attribute.value.polarity == "yes" and attribute.key.kind == "flag" and labels:
            return self.chooser.pick(labels)
        said = self.flag(attribute)
        return said.removeprefix("为") if said else None

    def choice(self, attribute: Attribute) -> str:
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
        if attribute.inclusion:
            return attribute.inclusion
        if value.polarity and (key.kind in ("flag", "flagtext") or not key.id):
            said = self.badge(attribute)
            if said:
                return said
        label = attribute.label if key.id != "trait" else "设计"
        return f"{label}：{value.text}"

    def fronted(self, attribute: Attribute) -> str | None:
        key, value = attribute.key, attribute.value
        if value.polarity or value.long or value.bare or attribute.choice:
            return None
        if key.id in ("material", "purity"):
            return f"以{value.text}制成"
        if key.kind == "measure" and key.theme == "measure" and key.id not in ("dimensions",):
            return self.clause(attribute)
        return None

    def finish(self, text: str, group: Sequence[Attribute], *ids: Sequence[str], stop: bool = True) -> Sentence:
        """Spaces, full-width marks, full stop."""
        values = [attribute.value.text for attribute in group]
        for place, value in enumerate(values):  # a value's own marks stay as they are
            text = (
                text.replace(value, f"\x00{place}\x00", 1) if value.isascii() and re.search(r"[,:;!?]", value) else text
            )
        text = text.replace("{p}", "".join(values[:1]))
        text = wide(text)
        for place, value in enumerate(values):
            text = text.replace(f"\x00{place}\x00", value)
        text = set_zh(text)
        text = re.sub(r"([一-鿿]{2,})\1", r"\1", text)
        text = re.sub(r"(?<=[一-鿿])为 ?(?=最[多长]|约 |至少 |超过 |低于 )", "", text)
        text = re.sub(r"为(?=可(?:拆|机|水|折|调|更))", "", text)
        text = text.replace("袖袖", "袖")
        text = re.sub(r"可容纳 ?最多 ?", "最多可容纳 ", text)
        text = re.sub(r"(可[一-鿿]{2,3})和(?=可)", r"\1、", text)
        if stop and text[-1:] not in "。！？!?…":
            text = text.rstrip(".") + "。"
        return sentence(text, *ids, *(attribute.ids for attribute in group))


def _is_quality(text: str) -> bool:
    """ "温和", "浓郁", which follow what they describe; not "果香", which is itself a taste."""
    entry = lexicon.CHINESE.get(text)
    return entry is not None and entry.word_class == "adjective" and not text.endswith("香")


def joined(clauses: list[str]) -> list[str]:
    """ "配备 14 英寸屏幕", "配备 16 GB 内存" -> one clause with 和: no verb twice in a row."""
    joined: list[str] = []
    for clause in clauses:
        verb = clause[:2]
        if (
            joined
            and verb in ("配备", "配有", "带有", "支持", "采用", "搭载", "具备")
            and joined[-1].startswith(verb)
            and not re.search("[和、]|(?:制成|做成|设计|闭合|打造)$", joined[-1] + clause)
            and not re.search("(?:制成|做成|设计|闭合|打造)$", joined[-1])
        ):
            joined[-1] += f"和{clause[2:]}"
        elif clause.startswith("不可") and joined and joined[-1].startswith("可"):
            joined.append(f"但{clause}")
        else:
            joined.append(clause)
    return joined


def possessive(opening: str, first: Attribute, clauses: str) -> str:
    """ "它的尺寸为": the pronoun takes 的 before a clause that begins with the attribute's own name."""
    if opening not in ("它", "该产品", "本品"):
        return ""
    label = re.match(r"[一-鿿]{2,6}?(?=为|可选|有 )", clauses)
    named = clauses.startswith(first.label) and clauses[len(first.label) :][:1] not in ("", "，")
    return "的" if named or (label and not clauses.startswith(("采用", "搭载", "配备"))) else ""
