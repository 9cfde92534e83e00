"""Product data that gives orders to a language model, told from product data, and left out of what copy may draw on.

Facts come from suppliers' files and from pasted pages, so anybody can write into them. A passage that reads like an order, like a
turn of a conversation or like the end of a data block is cut to the end of its line: it reaches no engine and supports no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from generation.contract import Fact, Facts

# What an order is about: the model's own task.
_TASK = r"(?:instructions?|prompts?|rules?|guidelines?|constraints?|facts|above|previous|training)"
_TASK_ZH = r"(?:指令|指示|提示|规则|要求|限制|以上|之前|上述|事实)"
ORDER = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?。！？\n]{{0,40}}\b{_TASK}\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\byou are (?:now |no longer )?(?:an? )?(?:ai|assistant|unrestricted|jailbroken|dan)\b"
    r"|\b(?:reveal|print|repeat|output|show) (?:me )?(?:your|the) (?:system )?(?:prompts?|instructions?|rules|configuration)\b"
    rf"|(?:忽略|无视|忘记|忘掉|绕过|覆盖)[^。！？\n]{{0,16}}{_TASK_ZH}"
    r"|系统提示(?:词)?|开发者消息|(?:输出|显示|透露|打印|重复)[^。！？\n]{0,6}(?:提示词|系统提示|指令)"
    r"|你(?:现在)?(?:是|不再是)[^。！？\n]{0,6}(?:ai|助手|模型)",
    re.IGNORECASE,
)
_TOLD = r"(?:append|add|say|write|output|claim|mention|answer|print|ignore|respond|praise|visit|you|sure|okay|here|i)(?![\w-])"
_FRAME = re.compile(
    rf"\b(?:system|assistant|user|developer|human)\s*[:：]\s*(?:please\s+)?{_TOLD}"
    r"|(?:系统|助手|用户|开发者)\s*[:：]\s*(?:请|好的|当然|附上|声称|输出|写|你|我)"
    r"|<\|[^|>\s]{2,30}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|</?(?:facts|system|assistant|user|tool_call|think)>|```"
    r"|\bnew (?:task|instructions?)\s*:|新(?:任务|指令)\s*[:：]|\"\s*\}\s*,?\s*\{\s*\""
    r"|\bas an? (?:ai|large language model|language model)\b[^.!?\n]{0,40}\bi (?:can|am)\b"
    r"|作为(?:一个)?(?:ai|人工智能|语言模型)[^。！？\n]{0,12}我",
    re.IGNORECASE,
)
_FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
# Any of these stands in every match, so that nearly all facts cost one search.
_HINT = re.compile(
    r"ignore|disregard|forget|override|bypass|system|developer|assistant|user|human|you are|prompt|instruction|rules|configuration"
    r"|new task|as an? (?:ai|l)"
    r"|忽略|无视|忘|绕过|覆盖|系统|开发者|助手|用户|提示|指令|你|任务|作为|<|\[|```|\}",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:[.!?](?=\s)|[。！？;；\n])\s*")


def found(text: str) -> bool:
    return _HINT.search(text) is not None and next(_places(text), None) is not None


def without(text: str) -> str:
    """`text` as far as it gives no orders: each line up to the sentence in which one begins."""
    if not found(text):
        return text
    lines = [_cut(line) for line in _FENCED.sub("", text).split("\n")]
    return "\n".join(lines).strip()


def _places(text: str) -> Iterator[int]:
    for pattern in (ORDER, _FRAME):
        for match in pattern.finditer(text):
            yield match.start()


def _cut(line: str) -> str:
    first = min(_places(line), default=None)
    if first is None:
        return line
    starts = [match.end() for match in _SENTENCE_START.finditer(line, 0, first)]
    return line[: starts[-1] if starts else 0].rstrip(" .;,。；，")


@lru_cache(maxsize=1024)
def cleaned(facts: Facts) -> Facts:
    """`facts` without the passages that give orders; a fact of which nothing is left is gone."""
    category = " > ".join(step.strip() for step in facts.category.split(">") if step.strip() and not found(step))
    return replace(
        facts,
        title=_flat(facts.title),
        brand=_flat(facts.brand),
        category=category if found(facts.category) else facts.category,
        source_text=without(facts.source_text),
        options=tuple(
            (name, kept)
            for name, values in facts.options
            if not found(name) and (kept := tuple(value for value in values if not found(value)))
        ),
        items=tuple(fact for item in facts.items if (fact := _item(item)) is not None),
    )


def _flat(text: str) -> str:
    """A line of a file may hold a line break; what follows it is no part of a name."""
    return without(text).partition("\n")[0] if found(text) else text


def _item(fact: Fact) -> Fact | None:
    if found(fact.key) or found(fact.unit):
        return None
    value = _flat(fact.value)
    return replace(fact, value=value) if value else None
