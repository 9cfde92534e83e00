"""Nobody speaks for customers but customers (FTC 16 CFR 465; China E-Commerce Law art. 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of, half_width
from generation.checks.pieces import pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

_PEOPLE = (
    r"(?:customers?|users?|buyers?|shoppers?|reviewers?|owners|fans|experts?|professionals|people|parents|moms|mums"
    r"|families)"
)
_ENGLISH = (
    rf"\b(?:our|many|most|all|happy|satisfied|thousands of|millions of|countless) (?:happy |loyal )?{_PEOPLE}"
    r" (?:all )?(?:love|say|agree|report|tell|rave|trust|recommend|swear)\w*",
    rf"\b{_PEOPLE} (?:love|rave about|swear by|adore|can't get enough of) (?:it|this|our|the|how)\b",
    rf"\b(?:loved|trusted|recommended|praised|approved|adored) by (?:\w+ ){{0,3}}{_PEOPLE}\b",
    r"\b(?:thousands|millions|hundreds) of (?:happy|satisfied|loyal) \w+",
    r"\b(?:[45](?:\.\d)?|four|five)[- ]stars?(?: rat\w+| review\w*)\b|\brated [45](?:\.\d)?\b(?! ?(?:atm|bar|m\b"
    r"|met(?:re|er)s|k[gn]|lbs?|w\b|v\b|a\b))",
    r"\b(?:rave|glowing|positive|five-star) reviews\b|\b(?:customer|user) (?:favou?rites?|reviews? say)\b",
    r"\bI (?:love|bought|use|recommend|have been using)\b",
)
_CHINESE = (
    r"(?:顾客|用户|客户|买家|消费者|宝妈|网友|大家|粉丝|专家|医生)们?(?:都|纷纷|一致|普遍|强烈)?"
    r"(?:说|好评|称赞|喜爱|推荐|反馈|点赞|认可|信赖|爱不释手|青睐)",
    r"(?:深受|备受|广受)[^，,。；;]{0,12}(?:喜爱|好评|青睐|信赖|欢迎|推崇)",
    r"好评如潮|好评率|五星好评|零差评|亲测|回头客|回购率|口碑(?:爆棚|载道|之选)|网红(?:款|推荐|同款)|明星同款|我[买用]了|用过都说",
)
_VOICES = Screened("|".join((*_ENGLISH, *_CHINESE)), re.IGNORECASE)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(brief.facts)
    for piece in pieces(content):
        for found in _VOICES.finditer(
            half_width(piece.text).replace(",", "，") if brief.locale == "zh-Hans" else piece.text
        ):
            text = piece.text[found.start() : found.end()]
            if not evidence.says(text):
                yield piece.finding("testimonials.invented", found.start(), found.end(), text=text)
