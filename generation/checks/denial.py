"""Whether a text denies what it names: “not dishwasher safe”, “the lid is sold separately”, “不可机洗”, “地布需另购”."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from generation.alternation import quick
from generation.checks.names import words_of

_REACH = 90  # characters on either side in which a denial of a thing may stand
_BREAK = re.compile(
    r"[,;:!?，；：。！？\n—]|\.(?=\s|$)|\b(?:but|yet|so|while|although)\b|但(?!不)|却|而(?!且)", re.IGNORECASE
)
_AND = re.compile(r"\band\b|(?<![a-z])&(?![a-z])", re.IGNORECASE)
# Denies all that follows in its clause.
_NO = quick(
    r"\b(?:no|non|without|zero|neither|nor|lacks?|lacking|except|instead of|rather than|free (?:of|from)|out of|away from"
    r"|nothing of|(?:bring|use|add|supply|need|buy|get) your own"
    r")\b(?!\s(?:matter|more|less|wonder|doubt|problem))|(?<![有])无(?!线|论|绳|刷|缝|限|痕|花果|纺|人机|极变速|需担心)|没有"
    r"|没带|不含|不带|不附"
    r"|未附|零(?!件|下|售)"
    r"|不配|不支持|不适用|不可|不能|不要|不得|不宜|不建议|不应|不会|不是|勿|禁止|切忌|避免|无需|不用|免(?!费|运)|别(?!具|致|墅|样)|非(?!常|凡|洲|遗)",
    re.IGNORECASE,
)
# Denies up to the next “and”.
_NOT = quick(
    r"\b(?:not(?! only| just| to mention)|never|cannot|hardly)\b|n[’']t\b|不(?!锈|粘|沾|仅|只|但|论|管|同|少|错|怕|断|漏|易|会|必担心"
    r"|烂)|未(?!来)|没(?!有)",
    re.IGNORECASE,
)
_AFTER = quick(
    r"^[^,;:.!?，；：。！？]{0,40}?(?:\b(?:not|never|cannot|separately|excluded|optional|unsuitable|extra)\b|n[’']t\b"
    r"|另购|另售|另配|另行|自备|不含|不附|不支持|不可|不能|不适用|没有|除外|不在)",
    re.IGNORECASE,
)
# Another statement begins: “dishwasher-safe and not microwave-safe”.
_ANEW = re.compile(
    r"\b(?:and|or)\b(?= (?:is|are|was|has|have|does|do|it|they|not|no|never|can|comes?|weighs?|will)\b)|且|并(?!非)|、不|和不",
    re.IGNORECASE,
)
_INSIDE_AFTER = quick(r"^(?:[\s-]free\b|[:：]\s?(?:no|none|否|无)\b)", re.IGNORECASE)


# One of these words or characters stands in all that denies something.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        away cannot except excluded extra free hardly instead lack lacking lacks neither never no non none nor not nothing optional out own
        rather separately t unsuitable without zero
        """,
    )
)
_CHARACTERS = re.compile(r"[无没不零勿禁切避免别非未另自除否]")
_PLAIN_BREAK = re.compile(r",|\. |，|。")
_BEYOND = 16  # characters by which the longest of these goes on


def denied(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` of the narrowed `text` is said not to be so."""
    found = _denials(text)
    if not found.places:
        return False
    left, right = max(0, start - _REACH - _BEYOND), end + _REACH
    before = bisect_right(found.ends, start)
    if before and found.breaks[before - 1] > left:
        left = found.breaks[before - 1]
    after = bisect_left(found.breaks, end)
    if after < len(found.breaks) and found.breaks[after] < right:
        right = found.breaks[after]
    first = bisect_left(found.places, left)
    return first < len(found.places) and found.places[first] < right and _denied(text, start, end)


@dataclass(frozen=True, slots=True)
class _Denials:
    """`places`: where something may be denied. `breaks` and `ends`: where what surely parts clauses begins and ends."""

    places: list[int]
    breaks: list[int]
    ends: list[int]


@lru_cache(maxsize=256)
def _denials(text: str) -> _Denials:
    words = words_of(text)
    places = (
        []
        if _WORDS.isdisjoint(words.kinds)
        else [start for word, start in zip(words.words, words.starts, strict=True) if word in _WORDS]
    )
    if not text.isascii():
        places += [found.start() for found in _CHARACTERS.finditer(text)]
        places.sort()
    spans = [found.span() for found in _PLAIN_BREAK.finditer(text)] if places else []
    return _Denials(places, [start for start, _ in spans], [end for _, end in spans])


@lru_cache(maxsize=4096)
def _denied(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    breaks = [found.end() for found in _BREAK.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    if _NO.search(clause):
        return True
    ands = [found.end() for found in _AND.finditer(clause)]
    if _NOT.search(clause[ands[-1] :] if ands else clause):
        return True
    after = text[end : end + _REACH]
    statement = _ANEW.split(_BREAK.split(after, maxsplit=1)[0], maxsplit=1)[0]
    return bool(_INSIDE_AFTER.match(after) or _AFTER.match(statement))
