"""What is said to an engine about its last answer: what the checks and the scores found wrong, a sentence each.

The wording is that of the rules, without the advice that is for people; in Chinese, for prompts in Chinese, it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generation.checks.rules import RULES
from generation.contract import Finding

MOST = 6  # sentences; a longer list is not followed any better
LONGEST = 200  # characters of one sentence
WEAK = 0.5  # a part of the score below this is worth a word

_CHINESE = {
    "length.missing_field": "缺少该字段。",
    "length.empty": "该字段为空。",
    "length.too_short": "%(length)s 个字符，少于下限 %(limit)s。",
    "length.too_long": "%(length)s 个字符，超过上限 %(limit)s。",
    "length.too_few_items": "只有 %(count)s 条，少于下限 %(limit)s。",
    "length.too_many_items": "共 %(count)s 条，超过上限 %(limit)s。",
    "characters.forbidden": "“%(character)s”不被销售渠道接受。",
    "characters.control": "含有不可见字符（%(code)s）。",
    "characters.broken": "“%(text)s”像是乱码。",
    "characters.emoji": "不得使用表情符号“%(character)s”。",
    "characters.markup": "“%(markup)s”是标记语言，此处须为纯文本。",
    "characters.placeholder": "“%(placeholder)s”是未填写的占位符。",
    "characters.contact": "“%(text)s”是地址或电话号码，不得出现。",
    "wording.repeated_word": "“%(word)s”连续重复。",
    "wording.repeated_sentence": "这句话重复了：“%(text)s”。",
    "wording.overused_word": "“%(word)s”出现了 %(count)s 次，最多 %(limit)s 次。",
    "wording.shouting": "“%(text)s”全部大写。",
    "wording.punctuation": "“%(text)s”标点过多。",
    "language.wrong": "文本不是所要求的语言（%(locale)s）。",
    "language.traditional": "“%(character)s”是繁体字，简体写作“%(simplified)s”。",
    "numbers.unsupported": "事实中没有“%(quantity)s”。",
    "numbers.wrong_thing": "事实中的“%(quantity)s”说的是另一项。",
    "numbers.overstated": "“%(quantity)s”在事实中是相反方向的界限：“至多”不是“至少”。",
    "counts.wrong": "事实中的数量不同：“%(text)s”。",
    "materials.wrong_part": "事实中该部位的材质不是“%(material)s”。",
    "features.unsupported": "事实中没有“%(text)s”。",
    "claims.contradicted": "事实与“%(text)s”相反。",
    "compatibility.unsupported": "事实中没有说明适用于“%(text)s”。",
    "awards.unsupported": "事实中没有这一奖项：“%(text)s”。",
    "superlatives.unsupported": "“%(text)s”是绝对化用语，须有证明。",
    "prices.unsupported": "“%(amount)s”不是商品的价格。",
    "prices.discount": "“%(text)s”承诺了事实中没有的优惠。",
    "brands.foreign": "“%(brand)s”是其他公司的品牌，事实中没有。",
    "brands.unknown_name": "“%(name)s”像是事实中没有的名称。",
    "materials.unsupported": "事实中没有材质“%(material)s”。",
    "colours.unsupported": "事实中没有颜色“%(colour)s”。",
    "sights.colour": "文案写的是“%(colour)s”，照片中却是%(seen)s。",
    "sights.colour_of_fact": "事实中写的是“%(colour)s”，照片中却是%(seen)s。",
    "sights.amount": "文案写的是“%(quantity)s”，照片中商品上印的却是“%(read)s”。",
    "sights.other_kind": "文案写的是“%(kind)s”，照片识别出的却是%(seen)s。",
    "consistency.low": "按图文比对模型，文案与图片的一致度只有 %(percent)s %%。",
    "origins.unsupported": "事实中没有这一产地：“%(text)s”。",
    "attestations.unsupported": "“%(term)s”属于受保护的说法，须有事实依据。",
    "testimonials.invented": "“%(text)s”替顾客发言，不得编造评价。",
    "claims.unsupported": "没有事实支持“%(text)s”，其中“%(word)s”是夸赞或承诺。",
    "claims.uncited": "没有事实支持“%(text)s”。",
    "policy.term": "“%(text)s”违反内容规范：%(reason)s。",
    "leaks.refusal": "“%(text)s”是模型在谈论自己。",
    "leaks.preamble": "“%(text)s”是对提问者说的话，不是写给顾客的。",
    "leaks.data": "“%(text)s”是原始数据或标记。",
    "leaks.instruction": "“%(text)s”是给模型的指令，不得出现。",
    "leaks.prompt": "“%(text)s”是任务说明的一部分，不得出现。",
    "wording.repeated_phrase": "“%(text)s”重复了前文的措辞。",
    "wording.near_duplicate": "与“%(product)s”的文案几乎相同（%(share)s %% 一致），请写出这款商品的不同之处。",
    "wording.same_openings": "连续 %(count)s 句都以“%(text)s”开头。",
    "proof.missing": "“%(term)s”没有在册的证明。",
    "hashtags.form": "“%(tag)s”不能用作话题标签，只用文字和数字，不加空格。",
    "hashtags.repeated": "话题标签“%(tag)s”重复了。",
    "headlines.repeated": "“%(text)s”重复了，广告中的每条都须不同。",
    "headlines.mark": "标题中不得使用“%(mark)s”。",
    "pairs.answers": "%(wanted)s 个问题只有 %(count)s 个答案，须一一对应。",
    "pairs.offers": "%(wanted)s 件推荐商品只有 %(count)s 行，须一一对应。",
    "pairs.photos": "%(wanted)s 张照片只有 %(count)s 条替代文本，须一一对应。",
    "reviews.share": "“%(said)s”不是差评的数量：%(total)s 条中有 %(critical)s 条。",
    "reviews.share_missing": "没有写明差评数量：%(total)s 条中有 %(critical)s 条。",
    "deeds.claimed": "“%(text)s”声称已做或将做某事，无人能够确认。",
    "translation.number_missing": "原文此处写有“%(quantity)s”，译文漏掉了。",
    "translation.number_added": "原文没有“%(quantity)s”，原文是“%(original)s”。",
    "translation.fact_missing": "译文漏掉了原文的“%(original)s”（%(fact)s）。",
    "translation.fact_added": "原文没有说“%(fact)s”，原文是“%(original)s”。",
    "translation.sentence_missing": "漏译了原文的这一句：“%(original)s”。",
    "translation.sentence_added": "“%(text)s”在原文中没有对应的内容。",
    "translation.term_lost": "原文的“%(term)s”须写作“%(written)s”。",
    "translation.untranslated": "“%(text)s”没有翻译。",
    "poster.size": "海报为 %(width)s × %(height)s 像素，应为 %(wanted)s。",
    "poster.contrast": "有文字与背景的对比度只有要求的 %(share)s%%。",
    "poster.covers_product": "文字或价格遮住了商品（%(pixels)s 像素）。",
    "poster.outside": "有文字超出安全区 %(pixels)s 像素。",
    "poster.words": "“%(said)s”与已批准的文案“%(wanted)s”不一致。",
    "poster.price": "“%(said)s”不是商品的价格，价格为“%(wanted)s”。",
    "voice.banned": "本店从不使用“%(text)s”。",
    "voice.avoided": "请用“%(instead)s”代替“%(text)s”。",
    "voice.glossary": "术语应写作“%(written)s”，而不是“%(text)s”。",
}
_WEAK = {
    "coverage": {
        "en": "Important facts are missing; say more of those that come first.",
        "zh-Hans": "遗漏了重要事实，请多写排在前面的事实。",
    },
    "channel_fit": {
        "en": "The length or the number of entries does not suit the place; keep to the lengths given.",
        "zh-Hans": "长度或条数不合适，请遵守给定的长度。",
    },
    "readability": {
        "en": "It is hard to read; use shorter sentences and common words.",
        "zh-Hans": "不易阅读，请使用更短的句子和常用词。",
    },
    "keywords": {
        "en": "Wished keywords are missing, or used too often.",
        "zh-Hans": "缺少所要求的关键词，或使用过多。",
    },
    "freshness": {
        "en": "It is too close to the shop's other texts; use other words and another order.",
        "zh-Hans": "与店铺其他文案过于相似，请换用其他词语和顺序。",
    },
    "tone": {
        "en": "It does not sound as asked; keep to the tone and the person.",
        "zh-Hans": "语气不符合要求，请保持所要求的语气和人称。",
    },
}


def told(findings: Sequence[Finding], scores: Mapping[str, float], locale: str) -> tuple[str, ...]:
    """At most `MOST` different sentences, errors first, then warnings, then weak parts of the score."""
    return tuple(dict.fromkeys([*_found(findings, locale), *_weak(scores, locale)]))[:MOST]


def _found(findings: Sequence[Finding], locale: str) -> Iterator[str]:
    for finding in sorted(findings, key=lambda one: one.severity != "error"):
        said = _wording(finding.rule, locale) % _Params(finding.params)
        yield (f"{finding.field}: {said}" if finding.field else said)[:LONGEST]


def _wording(rule_id: str, locale: str) -> str:
    """What was found; the rest of a rule's wording is advice to a person."""
    if locale == "zh-Hans" and rule_id in _CHINESE:
        return _CHINESE[rule_id]
    wording = RULES[rule_id].wording
    end = wording.find(". ")
    return wording[: end + 1] if end >= 0 else wording


def _weak(scores: Mapping[str, float], locale: str) -> Iterator[str]:
    for name, words in _WEAK.items():
        if scores.get(name, 1.0) < WEAK:
            yield words.get(locale, words["en"])


class _Params(dict[str, Any]):
    def __missing__(self, _name: str) -> str:
        return "…"
