"""What a language model says of itself or of its task: refusals, greetings to the person who asked, fragments of the prompt, raw data.

None of it belongs into a text for shoppers. What the facts themselves say is let through: a book may be called “As an AI”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generation import prompts
from generation.checks.evidence import evidence_of, half_width, narrow
from generation.checks.pieces import Piece, pieces, shortened
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding
from generation.instructions import ORDER

_REFUSAL = Screened(
    r"\bas an? (?:ai|artificial intelligence|large language model|language model|virtual assistant)\b"
    r"|\bi(?: am|['’]m) (?:an? )?(?:ai|language model|chatbot|virtual assistant)\b"
    r"|\b(?:i(?: am|['’]m) (?:sorry|afraid)|sorry|i apologi[sz]e|unfortunately)[,.]? (?:but )?"
    r"i (?:can(?:not|['’]t)|am unable|am not able|do not|don['’]t)\b"
    r"|\bi (?:can(?:not|['’]t)|am unable to|am not able to|won['’]t) (?:assist|help|comply|provide|fulfil+|generate|create|write|answer)\b"
    r"|\bmy (?:training data|knowledge cut-?off|programming|guidelines)\b|\bopenai\b|\bchatgpt\b"
    r"|作为(?:一个|一名|一款)?(?:ai|人工智能|语言模型|大模型|智能助手)|我是(?:一个|一名|一款)?(?:ai|人工智能|语言模型|大模型)"
    r"|(?:抱歉|对不起|很遗憾)[,，。!！]?\s?(?:但)?我(?:无法|不能|没办法)|我(?:无法|不能)(?:协助|帮助|提供|生成|撰写|满足|完成|回答)"
    r"|我的(?:训练数据|知识截止)",
    re.IGNORECASE,
)
_PREAMBLE = Screened(
    r"^\W{0,3}(?:(?:sure|certainly|of course|absolutely|great|okay|ok)[,!.:]\s*)?"
    r"(?:here(?:['’]s| is| are) (?:the|a|an|your|some|my) (?:\w+[ -]){0,4}(?:title|description|bullet points?|bullets|summary|text|copy|"
    r"draft|version|answer|reply|e-?mail|post|ad|headlines?|json)\b|(?:sure|certainly|of course|absolutely)[,!:]\s*here\b)"
    r"|^\W{0,3}(?:好的|当然|没问题)[,，!！。:：]|^\W{0,3}以下(?:是|为)(?:您|你|该|这款|本)?[^。]{0,12}(?:标题|描述|卖点|文案|摘要|回复|邮件|内容|版本)"
    r"|\b(?:i hope this helps|let me know if you(?:['’]d| would)? (?:like|need|want)|feel free to (?:ask|modify|adjust)"
    r"|would you like me to)\b"
    r"|希望(?:这|以上)[^。]{0,8}(?:有帮助|有所帮助|满意)|如(?:果您|需)[^。]{0,10}(?:修改|调整|其他版本)[^。]{0,8}(?:告诉我|告知)",
    re.IGNORECASE,
)
_DATA = Screened(
    r"```|<\|[^|>\s]{2,30}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|</?(?:facts|think|tool_call|system|assistant|user)>|^\s*#{1,6} \S"
    r"|[{,]\s*\"[a-z_]{2,30}\"\s*:\s*[\"\[{\d]|\\u[0-9a-f]{4}|\\n|\bnull\b|\bundefined\b|\bNaN\b",
    re.IGNORECASE | re.MULTILINE,
)
_RULES = (
    ("leaks.refusal", _REFUSAL),
    ("leaks.preamble", _PREAMBLE),
    ("leaks.data", _DATA),
    ("leaks.instruction", Screened(ORDER.pattern, re.IGNORECASE)),
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        yield from _patterns(brief, piece)
        yield from _prompt(brief, piece)


def _patterns(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """An instruction is a leak even where a fact says it: the fact itself is then the attack."""
    evidence = evidence_of(brief.facts)
    plain = half_width(piece.text)
    for rule, pattern in _RULES:
        for found in pattern.finditer(plain):
            if rule == "leaks.instruction" or not evidence.says(found.group()):
                text = shortened(piece.text[found.start() : found.end()])
                yield piece.finding(rule, found.start(), found.end(), text=text)


def _prompt(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """Sentences of the task that a model was given, repeated to the shopper."""
    said = narrow(piece.text)
    for sentence, plain in _task(brief.kind, brief.locale):
        place = said.find(plain) if len(plain) <= len(said) else -1
        if place >= 0:
            yield piece.finding("leaks.prompt", place, place + len(plain), text=shortened(sentence))


@lru_cache
def _task(kind: str, locale: str) -> tuple[tuple[str, str], ...]:
    """What a model is told: each sentence as it is and as it is looked for."""
    return tuple((sentence, narrow(sentence)) for sentence in prompts.sentences(kind, locale))
