"""What a person wants of a passage, as far as a grammar can follow it: "shorter", "mention the warranty", "不提颜色"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generation.engines.composer import keys, keywords
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.product import Product
from generation.engines.composer.typography import clean
from generation.errors import Refused

_CLAUSES = re.compile(r"[,;，；。、.!！\n]+|\b(?:and|but|then)\b|并且|并(?=[提说写])|而且|但是?|同时", re.I)
_FILLER = re.compile(
    r"^(?:please|(?:make|write|say) (?:it|this|the (?:sentence|text))|a (?:bit|little)|much|more|it"
    r"|请|要|更|把它?|写得|改得|稍微|再)\s*",
    re.I,
)
_WITHOUT = re.compile(
    r"(?:without|leave out|leave off|omit|drop|remove|skip|(?:do not|don['’]t|never) (?:mention|say|name)|no mention of)\s+(.+)"
    r"|(?:不要提到?|不提|别提|不要写|不写|去掉|删去|删掉|省略)(.+)",
    re.I,
)
_MENTION = re.compile(
    r"(?:mention|say|state|name|include|add|point out|tell)\s+(.+)"
    r"|(?:提到|提及|提一下|说明|写明|写上|写出|加上|加入|补充|包含|突出|强调)(.+)",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:that|about|how|the|its|their|it|a|an|of|is|has)\s+|^(?:它的|其|该商品的|商品的)|的?(?:信息|情况)$", re.I
)
_COLUMNS = {
    "品牌": "brand",
    "牌子": "brand",
    "名称": "title",
    "名字": "title",
    "name": "title",
    "类别": "category",
    "类目": "category",
}
_SHORTER = re.compile(r"short|brief|concise|tight|crisp|fewer words|less text|短|精简|简洁|精炼|凝练", re.I)
_LONGER = re.compile(r"long|more detail|detailed|fuller|详细|更长|长一|丰富", re.I)
_TONES = {
    "plain": re.compile(r"plain|simpl|sober|neutral|factual|matter.of.fact|平实|朴实|朴素|简单|客观", re.I),
    "warm": re.compile(r"warm|friendl|kind|inviting|亲切|温暖|温和|友好", re.I),
    "playful": re.compile(r"playful|fun|lively|cheerful|俏皮|活泼|轻松|有趣", re.I),
    "premium": re.compile(r"premium|elegant|refined|luxur|upscale|高级|考究|典雅|高端|精致", re.I),
    "technical": re.compile(r"technical|precise|specific|exact|技术|专业|精确", re.I),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """`mention` and `leave_out` hold fact ids."""

    tone: str = ""  # "": that of the text
    length: str = ""  # "shorter", "longer" or ""
    mention: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


def read(text: str, product: Product) -> Wish:
    """Raises `Refused`: passage.no_fact for something that no fact tells of, passage.instruction for what is not understood."""
    tone = length = ""
    mention: list[str] = []
    leave_out: list[str] = []
    for clause in filter(None, (part.strip() for part in _CLAUSES.split(clean(text)))):
        if found := _WITHOUT.search(clause):
            leave_out += _told_of(found[1] or found[2], product)
        elif found := _MENTION.search(clause):
            mention += _told_of(found[1] or found[2], product)
        elif _SHORTER.search(clause):
            length = "shorter"
        elif named := next((name for name, pattern in _TONES.items() if pattern.search(clause)), ""):
            tone = named
        elif _LONGER.search(clause):
            length = "longer"
        elif _FILLER.sub("", clause):
            raise Refused("passage.instruction", clause[:100])
    return Wish(tone, length, tuple(dict.fromkeys(mention)), tuple(dict.fromkeys(leave_out)))


def _told_of(words: str, product: Product) -> list[str]:
    """Ids of the facts that the words name: by their key, in either language, or by what they say."""
    thing = words.strip().strip("\"'“”‘’「」")
    while (shorter := _ARTICLE.sub("", thing).strip()) != thing and shorter:
        thing = shorter
    wanted = _COLUMNS.get(thing.casefold(), thing.casefold())
    by_key = [fact.id for fact in product.facts.citable() if fact.key.replace("_", " ").casefold() == wanted]
    if by_key:
        return by_key
    key = keys.find(thing)
    every = (*product.attributes, *product.choices)
    found = [a for a in every if (key and a.key.id and a.key.id == key.id) or _is_called(a, wanted)]
    found = found or [a for a in every if keywords.names(a, wanted)]
    if not found:
        raise Refused("passage.no_fact", thing[:60])
    return [fact_id for a in found for fact_id in a.ids]


def _is_called(attribute: Attribute, wanted: str) -> bool:
    return wanted in (attribute.key.label("en").casefold(), attribute.key.label("zh-Hans").casefold())
