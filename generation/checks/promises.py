"""What is promised beyond the product's properties: effects on health, prizes, being the best of all.

Sources: FTC 16 CFR 255 and 260; EU regulation 1924/2006 and directive 2005/29 (annex I);
China's Advertising Law, articles 9, 16 to 18 and 28.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.denial import denied
from generation.checks.evidence import Evidence, evidence_of, narrow
from generation.checks.grounds import grounds
from generation.checks.names import words_of
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

_ILLS = (
    r"cholesterol|blood (?:pressure|sugar)|pains?|aches?|backaches?|headaches?|migraines?|anxiety|stress|tension"
    r"|depression|insomnia|sleep|eczema"
    r"|psoriasis|acne|pimples|blemishes|rosacea|wrinkles?|fine lines|cellulite|dark circles|puffiness|dandruff"
    r"|hair loss|hair growth|allerg(?:y|ies)|asthma|arthritis"
    r"|inflammation|immunity|immune system|digestion|gut|bloating|metabolism|posture|circulation|blood flow"
    r"|injur(?:y|ies)|fatigue|tiredness|cramps?"
    r"|snoring|infections?|virus(?:es)?|bacteria|germs|toxins?|decay|cavities|gum disease|brain|eyesight|vision"
    r"|eye strain|heart|bones?|joints?"
    r"|muscle (?:pain|soreness)|ageing|aging|elasticity|cancer|diabetes|colds?|flu|nausea|scars?|itch\w*|hair loss"
    r"|libido|hormones|concentration"
)
_EFFECT = Screened(
    r"\b(?:lower|reduc|reliev|eas|sooth|treat|cur|heal|prevent|fight|combat|correct|improv|boost|strengthen|eras|eliminat|remov|repair|revers|alleviat|stimulat"
    r"|balanc|promot|end|banish|calm|minimi[sz]|smooth|diminish|protect|kill|enhanc|increas|support|regulat|aid|help|stop)(?:e?s|e|ing|ed)?\b"
    rf"(?: (?:away|your|the|a|an|of|with|against|from|signs?|symptoms?|risk|visible|and|healthy|good|chronic|deep"
    rf"|dry|lower|better|muscle|back|joint|bad|\w+ing)){{0,5}} (?:{_ILLS})\b"
    r"|\b(?:helps?|aids?|lets?) (?:you|them|your \w+|\w+) (?:to )?(?:fall asleep|sleep|relax|unwind|focus"
    r"|concentrate|lose)\b|\b(?:burns?|melts?|torches) (?:fat|calories)\b|\blos(?:e|es|ing) weight\b"
    r"|\bbetter (?:sleep|posture|digestion|health)\b"
    r"|\b(?:boosts?|strengthens?|supports?) (?:your )?(?:immunity|immune)\b|\b(?:sharpens?|clears?) (?:the"
    r"|your) mind\b|\bhealth benefits\b|\bgood for your (?:health|heart|skin|gut)\b"
    r"|\b(?:anti-?(?:ageing|aging|inflammatory|wrinkle|acne|dandruff|anxiety))\b|\bdetox\w*|\bsuperfood\b"
    r"|\b(?:speeds?|supports?|aids?|boosts?|accelerates?|improves?|faster|quicker) (?:up )?(?:your |the )?"
    r"(?:muscle |post-workout |natural )?recovery\b"
    r"|\brejuvenat\w+|\bplumps?\b|\bpain[- ]free\b",
    re.IGNORECASE,
)
_EFFECT_HAN = Screened(
    r"(?:缓解|减轻|改善|治疗|治愈|预防|防止|消除|去除|淡化|抚平|降低|调节|促进|增强|提高|提升|修复|修护|舒缓|告别|矫正|纠正|保护|呵护|守护|抵御|对抗|远离|祛除|驱除|消灭|杀灭|清除)"
    r"[^，,。；;、！!]{0,4}?(?:疼|痛|疲劳|压力|焦虑|抑郁|失眠|睡眠|湿疹|痘|粉刺|皱纹|细纹|黑眼圈|色斑|斑点|脱发|掉发|头屑|过敏|鼻炎|哮喘|关节|炎症|免疫|抵抗力|消化|肠胃|肠道|代谢|血压"
    r"|血糖|血脂|胆固醇|心血管|心脏|视力|近视|坐姿|体态|驼背|颈椎|腰椎|脊椎|脊柱|骨骼|血液|循环|记忆力|智商|智力|大脑|右脑|专注力|崴脚|受伤|损伤|感冒|病菌|细菌|病毒|毒素|便秘|口臭|蛀牙|炎|衰老|父母健康|皮肤屏障)"
    r"|安神|助眠|养颜|补气|补血|排毒|瘦身|减脂|减肥|燃脂|塑形|丰胸|壮阳|延缓衰老|逆龄|冻龄|开发(?:右脑|智力|大脑)|养胃|护肝|脱糖|控糖|稳糖|血糖高|高血糖|糖尿病|三高人群|清热解毒|祛湿|消炎|止痒|止痛|降压|降糖|降脂|提神醒脑|益智|增高|抗衰|重返年轻|百病|药用|疗效|养生功效|强身健体",
    re.IGNORECASE,
)
_PRIZE = Screened(
    r"\b(?:award|prize|medal|trophy)s?\b(?:[- ](?:winning|winner))?|\bvoted\b|\b(?:winner|finalist) (?:of|in|at)\b"
    r"|\b(?:won|took) (?:the |a |an )?(?:gold|silver|bronze|first|top)\b"
    r"|获奖|荣获|曾获|斩获|夺得|(?:金|银|铜|特等|一等|二等|最高|设计|创新|美食|品质)奖",
    re.IGNORECASE,
)
_MEDALS = {
    "gold": r"\bgold\b|金奖|金牌|特等|一等|first prize|grand prix",
    "silver": r"\bsilver\b|银奖|银牌|二等",
    "bronze": r"\bbronze\b|铜奖|铜牌|三等",
}
_MEDAL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MEDALS.items()), re.IGNORECASE)
_HAS_PRIZE = re.compile(r"award|prize|medal|winner|奖", re.IGNORECASE)
_SUPERLATIVE = Screened(
    r"\b(?:world|country|europe|america|japan|china|market|industry)['’]s (?:\w+ )?\w+est\b"
    r"|\bthe (?:world['’]s )?(?:best|finest|greatest|safest|strongest|fastest|lightest|toughest|smartest|softest"
    r"|healthiest"
    r"|quietest|cheapest|thinnest|most (?:advanced|powerful|durable|comfortable|popular|trusted|beautiful"
    r"|luxurious|reliable|innovative|effective|efficient))(?! (?:of|part|thing|way|time|moment)\b)"
    r"|\b(?:unbeatable|unrivalled|unrivaled|unmatched|unparalleled|second to none|world[- ]class"
    r"|best[- ]in[- ]class|one of a kind|number one|like no other|state[- ]of[- ]the[- ]art|revolutionary|miracle"
    r"|100% (?:safe|effective))\b"
    r"|\bthe only \w+ (?:that|you)|\bfirst (?:ever|of its kind)\b|\bthe first \w+ (?:to(?! the last| last)|in the)\b"
    r"|最(?:佳(?!食用|饮用|赏味|使用|观赏)|好的|优秀|优质|先进|强(?!度)|安全|舒适|便宜|低价|高级|顶级|顶尖|受欢迎|畅销|流行|专业|可靠|美(?!国)|轻的|薄的|新科技|尖端)|全网第一|第一品牌|销量第一|国家级|世界级|顶级|极致|首创|独创|首个|唯一(?!码)|史无前例|无与伦比|绝无仅有|万能|完美|百分百有效|独一无二|领导品牌|王牌|冠军产品",
    re.IGNORECASE,
)
# Words of which an English effect, a superlative must hold one.
_TOLD_BY = frozenset(re.findall(r"[a-z]{3,}", re.sub(r"\(\?:|\\w\*", " ", _ILLS))) | frozenset(
    [
        "pains",
        "ache",
        "aches",
        "pimple",
        "wrinkle",
        "wrinkles",
        "joint",
        "joints",
        "bone",
        "bones",
        "scar",
        "scars",
        "cramp",
        "cramps",
        "allergy",
        "allergies",
        "injury",
        "injuries",
        "virus",
        "viruses",
        "itching",
        "itchy",
        "sleep",
        "relax",
        "focus",
        "fat",
        "calories",
        "weight",
        "posture",
        "digestion",
        "health",
        "immunity",
        "immune",
        "mind",
        "skin",
        "gut",
        "heart",
        "anti",
        "detox",
        "detoxifying",
        "detoxifies",
        "superfood",
        "rejuvenates",
        "rejuvenating",
        "rejuvenated",
        "plump",
        "plumps",
        "pain",
        "asleep",
        "unwind",
        "concentrate",
        "lose",
        "ageing",
        "aging",
        "recovery",
        "antiaging",
        "antiageing",
    ]
)
_BEST = frozenset(
    [
        "best",
        "finest",
        "greatest",
        "safest",
        "strongest",
        "fastest",
        "lightest",
        "toughest",
        "smartest",
        "softest",
        "healthiest",
        "quietest",
        "cheapest",
        "thinnest",
        "most",
        "world",
        "country",
        "europe",
        "america",
        "japan",
        "china",
        "market",
        "industry",
        "unbeatable",
        "unrivalled",
        "unrivaled",
        "unmatched",
        "unparalleled",
        "second",
        "class",
        "kind",
        "number",
        "no",
        "like",
        "state",
        "revolutionary",
        "miracle",
        "100",
        "only",
        "first",
    ]
)
_ALONE = re.compile(r"[.!?。！？\n]")


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        kinds = words_of(narrow(piece.text)).kinds
        english, chinese = not _TOLD_BY.isdisjoint(kinds), not piece.text.isascii()
        for pattern, wanted in ((_EFFECT, english), (_EFFECT_HAN, chinese)):
            for found in pattern.finditer(piece.text) if wanted else ():
                text = found.group()
                if not evidence.says(text) and not denied(narrow(piece.text), found.start(), found.start()):
                    yield piece.finding("attestations.unsupported", *found.span(), term=text, topic="health")
        for found in _SUPERLATIVE.finditer(piece.text) if chinese or not _BEST.isdisjoint(kinds) else ():
            if not evidence.says(found.group()):
                yield piece.finding("superlatives.unsupported", *found.span(), text=found.group())
        yield from _prizes(piece, evidence)


def _prizes(piece: Piece, evidence: Evidence) -> Iterator[Finding]:
    """A prize must be in the facts, and so must its rank."""
    prizes = list(_PRIZE.finditer(piece.text))
    if not prizes:
        return
    lines = [line for line in evidence.text.splitlines() if _HAS_PRIZE.search(line)]
    ranks = {name for line in lines for name, pattern in _MEDALS.items() if re.search(pattern, line, re.I)}
    for found in prizes:
        start, end = found.span()
        sentence = [*(0, *(mark.end() for mark in _ALONE.finditer(piece.text, 0, start)))][-1]
        stop = _ALONE.search(piece.text, end)
        medals = list(_MEDAL.finditer(piece.text, sentence, stop.start() if stop else len(piece.text)))
        wrong = [one for one in medals if one.lastgroup not in ranks]
        if not lines:
            yield piece.finding("awards.unsupported", start, end, text=found.group())
        for one in wrong if lines else ():
            yield piece.finding("awards.unsupported", *one.span(), text=one.group())
