"""Chinese sentences from groups of attributes: a topic, then clauses side by side, as product copy in Chinese is written."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.clauses import ChineseClauses, joined, possessive
from generation.engines.composer.chinese.openers import ChineseOpener
from generation.engines.composer.choice import Chooser
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence
from generation.engines.composer.typography import wide

MOST_CLAUSES = 5
MOST_CHARS = 60  # of a sentence's clauses together
FEW = 6  # values of an option that leave room for another option in the sentence
_COUNT = "一两三四五六"


class ChineseWriter:
    """Sentences about one product in one tone. Frames are chosen by the chooser, so a seed settles every word."""

    joint = ""

    def __init__(self, product: Product, chooser: Chooser, tone: str) -> None:
        self.product = product
        self.chooser = chooser
        self.tone = tone
        self.say = ChineseClauses(product, chooser, tone)

    def opener(self, pool: Sequence[Attribute]) -> tuple[Sentence, list[Attribute]]:
        """The first sentence and the attributes it used."""
        return ChineseOpener(self.say).opener(pool)

    def about(self, group: Sequence[Attribute], subject: str | None = None) -> list[Sentence]:
        """The group's attributes in as few good sentences as their forms allow."""
        spoken = [(a, clause) for a in group if (clause := self.say.clause(a))]
        lines = [a for a in group if a not in [b for b, _ in spoken]]
        made: list[Sentence] = []
        if spoken:
            made.append(self._woven(spoken, subject))
        for attribute in lines:
            made.append(self.say.finish(self.say.line(attribute), [attribute]))
        return made

    def _woven(self, spoken: list[tuple[Attribute, str]], subject: str | None) -> Sentence:
        spoken = sorted(spoken, key=lambda said: said[1].startswith(said[0].value.text))  # who has no verb comes later
        group = [attribute for attribute, _ in spoken]
        clauses = "，".join(joined(list(dict.fromkeys(clause for _, clause in spoken))))
        if self.tone == "technical" and len(group) > 1 and self.chooser.pick([False, True], [1.0, 0.7]):
            return self.say.finish("；".join(self.say.line(attribute) for attribute in group), group)
        if self.tone == "playful" and len(group) == 1 and self._asks(group[0]):
            return self.say.finish(f"{group[0].label}？{group[0].value.text}", group)
        first = group[0]
        opening = "" if spoken[0][1].startswith(first.value.text) else subject or self.say.subject()
        front = self.say.fronted(first)
        shapes = [f"{opening}{possessive(opening, first, clauses)}{clauses}"]
        if front and len(group) > 1 and opening:
            rest = "，".join(joined([clause for _, clause in spoken[1:]]))
            shapes.append(f"{front}，{rest}")
        if self.tone == "premium":
            shapes.reverse()
        return self.say.finish(self.chooser.pick(shapes), group)

    def _asks(self, attribute: Attribute) -> bool:
        return (
            attribute.key.id in ("material", "colour", "capacity", "weight", "dimensions", "origin", "scent", "flavour")
            and len(attribute.value.text) < 24
        )

    def suits(self, group: Sequence[Attribute], attribute: Attribute) -> bool:
        """Whether the group's sentence can take the attribute in as one more clause."""
        every = [*group, attribute]
        clauses = [self.say.clause(a) for a in every if not a.value.long]
        return len(clauses) == len(every) <= MOST_CLAUSES and sum(len(c or "x" * 99) for c in clauses) <= MOST_CHARS

    def choices(self) -> list[Sentence]:
        """What the product's variants come in, in one sentence."""
        options = self.product.choices
        if len(options) < 2 or any(len(option.value.items) > FEW for option in options):
            return [self.choices_of(attribute, later=place > 0) for place, attribute in enumerate(options)]
        if self.tone == "technical":
            return [
                self.say.finish("；".join(f"{o.label}：{'、'.join(o.value.items)}" for o in options), list(options))
            ]
        counted = [self._counted(option) for option in options]
        listed = "，".join(counted)
        forms = {
            "warm": [f"有{listed}，挑你需要的就好", f"你可以选：{listed}"],
            "playful": [f"{listed}，随你挑", f"怎么选？{listed}"],
            "premium": [f"{listed}", f"备有{listed}"],
        }.get(self.tone, [f"这款{self.say.noun()}有{listed}可选", f"有{listed}可选"])
        return [self.say.finish(self.chooser.pick(forms), list(options))]

    @staticmethod
    def _counted(option: Attribute) -> str:
        """ "藏青色、黑色两种颜色", "S、M、L 三个尺码"."""
        items = option.value.items
        label = option.label if lexicon.is_chinese(option.label) else f" {option.label}"
        unit = "个" if option.key.id == "size" else "种"
        return f" {'、'.join(items)} {_COUNT[len(items) - 1]}{unit}{label}"

    def choices_of(self, attribute: Attribute, *, later: bool = False) -> Sentence:
        """What the variants come in, of one option; `later` ones do not name the product again."""
        this = "" if later else f"这款{self.say.noun()}"
        listed = "、".join(attribute.value.items[:16])
        label = attribute.label
        single = len(attribute.value.items) == 1
        spaced = f"{label} " if not lexicon.is_chinese(label) else label
        forms = {
            "warm": [f"你可以按需选择{spaced}：{listed}", f"{spaced}可选 {listed}，按你的需要挑选"],
            "playful": [f"{spaced}随你挑：{listed}", f"挑个{spaced}吧：{listed}"],
            "premium": [f"可选{spaced}：{listed}", f"{spaced}备有 {listed}"],
            "technical": [f"{label}：{listed}", f"可选{label}：{listed}"],
        }.get(
            self.tone,
            [f"{this}可选{spaced}：{listed}", f"{this}{self.say.choice(attribute)}"],
        )
        if single:
            forms = [f"{label}：{listed}"]
        return self.say.finish(self.chooser.pick(forms), [attribute])

    def category(self) -> Sentence | None:
        """Where the product belongs, for products of which little else is known."""
        parts = self.product.category
        if not parts or not all(lexicon.is_chinese(part) for part in parts):
            return None
        leaf, top = parts[-1], parts[0]
        it = f"这款{self.say.noun()}"
        shelf = ChineseOpener(self.say).shelf()
        forms = {
            "technical": [f"分类：{top} / {leaf}" if top != leaf else f"分类：{leaf}"],
            "premium": [f"{it}列于{shelf}分类"],
            "warm": [f"{it}在本店的{shelf}分类里"],
            "playful": [f"{it}就在{shelf}分类里"],
        }.get(self.tone, [f"在本店的{shelf}分类中可以找到{it}", f"{it}属于{shelf}类商品"])
        return self.say.finish(self.chooser.pick(forms), [], ("category",))

    def bullet(self, group: Sequence[Attribute]) -> Sentence:
        """One bullet point, without a full stop."""
        said = [self._point(attribute) for attribute in group]
        said = [wide(part) for part in said]
        if len(said) > 1 and any("：" in part or "？" in part for part in said):
            said = [self.say.line(a) if not a.value.polarity else part for a, part in zip(group, said, strict=True)]
        joint = "；" if any("：" in part for part in said) else "，"
        return self.say.finish(joint.join(said), list(group), stop=False)

    def _point(self, attribute: Attribute) -> str:
        key, value = attribute.key, attribute.value
        if attribute.choice:
            listed = "、".join(value.items)
            return (
                f"{attribute.label}：{listed}"
                if self.tone == "technical" or len(value.items) == 1
                else f"可选{attribute.label}：{listed}"
            )
        if key.id == "trait":
            return f"{''.join(value.items)}设计" if len(value.items) == 1 else f"设计：{'、'.join(value.items)}"
        if key.id == "pieces" or (key.id == "capacity" and value.text.endswith("人")):
            return self.say.clause(attribute) or self.say.line(attribute)
        if value.bare and self.tone != "technical" and key.id in ("seats", "pages", "servings"):
            return self.say.clause(attribute) or self.say.line(attribute)
        if self.tone == "technical" or value.long or value.bare:
            return self.say.line(attribute)
        if self.tone == "playful" and self._asks(attribute) and not value.polarity:
            return f"{attribute.label}？{value.text}"
        if attribute.inclusion:
            return attribute.inclusion
        if value.polarity:
            return self.say.badge(attribute) or self.say.line(attribute)
        frames = key.said("cbul", self.tone)
        if self.tone in ("warm", "premium"):
            clause = self.say.clause(attribute)
            if clause:
                return clause
        if frames:
            return self.say.filled(self.chooser.pick(frames), value.text)
        return self.say.clause(attribute) or self.say.line(attribute)
