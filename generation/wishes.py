"""What a request and a shop's voice ask of a text, in words for a language model: the same for every product of a run.

What people typed (keywords, readers, words of a glossary) is quoted as JSON and cannot speak.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from generation.contract import Brief
from generation.occasions import OCCASIONS

_MOST = 40  # words of one list that are shown
_LONGEST = 200  # characters of one of them
_EXAMPLE = 600  # characters of an approved text that is shown

_WORDS = {
    "en": {
        "short": "Keep it short: only what matters most.",
        "long": "Use the room there is: every fact that helps a shopper.",
        "keywords": "Work in these keywords where the facts carry them, and only there: {said}.",
        "audience": "It addresses these readers; say nothing about them, and let no fact change for them: {said}.",
        "occasion": "The occasion is {said}. Name it where it fits; promise no discount, gift or date.",
        "you": "Speak to the reader as “you”; do not speak of “we”.",
        "we": "Speak as the shop, as “we”.",
        "neutral": "Speak of the product; use neither “you” nor “we”.",
        "banned": "Never use these words: {said}.",
        "preferred": "Write the second instead of the first: {said}.",
        "glossary": "Write these terms exactly so, the first always as the second: {said}.",
        "examples": "The shop approved these texts. Match how they sound; take no fact and no sentence from them:\n{said}",
        "instruction": "What is wanted of the passage, as far as the facts allow it: {said}.",
        "numbered": "Where a text counts reviews or photos, the counts are those of the data.",
    },
    "zh-Hans": {
        "short": "尽量简短,只写最要紧的内容。",
        "long": "充分利用篇幅,写出对顾客有用的每一项事实。",
        "keywords": "在事实支持之处(且仅在此处)自然写入这些关键词:{said}。",
        "audience": "面向这些读者;不对他们作任何评述,也不因此改变任何事实:{said}。",
        "occasion": "本次的节日或活动是{said}。合适之处点明;不得承诺折扣、赠品或日期。",
        "you": "以“你”称呼读者,不使用“我们”。",
        "we": "以店铺的口吻,用“我们”。",
        "neutral": "只谈商品,不使用“你”和“我们”。",
        "banned": "绝不使用这些词:{said}。",
        "preferred": "以后者代替前者:{said}。",
        "glossary": "这些术语一律按后者书写:{said}。",
        "examples": "以下是店铺已通过的文案。请贴近其语感,但不得取用其中的事实或句子:\n{said}",
        "instruction": "对该片段的要求(仅在事实允许的范围内):{said}。",
        "numbered": "文中提到评价或照片的数目时,须与所给数据一致。",
    },
}


def lines_of(brief: Brief) -> list[str]:
    """A sentence a wish, in the brief's language; none for what was left open."""
    words, voice = _WORDS[brief.locale], brief.voice
    if brief.translates:  # how it sounds is the original's
        words = {name: words[name] for name in ("banned", "preferred")}
    asked: list[tuple[str, str]] = []
    if brief.passage:  # how long it is, and what it says, follows from the text around it
        asked.append(("instruction", _listed([brief.passage.instruction])))
    else:
        if brief.length in words:
            asked.append((brief.length, ""))
        asked.append(("keywords", _listed(brief.keywords)))
    asked.append(("audience", _listed([brief.audience or voice.reader])))
    asked.append(("occasion", OCCASIONS[brief.occasion][brief.locale] if brief.occasion in OCCASIONS else ""))
    if voice.person in words:
        asked.append((voice.person, ""))
    asked.append(("banned", _listed(voice.banned)))
    asked.append(("preferred", _paired(voice.preferred)))
    asked.append(("glossary", _paired(voice.glossary)))
    asked.append(("examples", "\n".join(_quoted(text[:_EXAMPLE]) for text in voice.examples[:3])))
    if brief.kind in ("alt_text", "review_summary"):
        asked.append(("numbered", ""))
    return [
        words[name].format(said=said) for name, said in asked if name in words and (said or "{said}" not in words[name])
    ]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(_quoted(word[:_LONGEST]) for word in words[:_MOST] if word.strip())


def _paired(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(
        f"{_quoted(one[:_LONGEST])} → {_quoted(two[:_LONGEST])}" for one, two in pairs[:_MOST] if one.strip()
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
