"""How many of a thing there are: “three HDMI ports”, “seats eight”, “五个口袋”. The facts must not count otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generation.alternation import quick
from generation.checks import numerals
from generation.checks.evidence import citable_of, half_width, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.measures import measures_of, subjects
from generation.checks.names import numbered, words_of
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.claims.reading import Reach, word_by_word
from generation.contract import Brief, Claim, Content, Fact, Facts, Finding

PEOPLE = "@people"
_CLASSIFIERS = (
    "件套|个|件|只|片|块|支|把|张|枚|条|套|层|格|包|盒|瓶|袋|罐|卷|颗|粒|根|扇|盏"
    "|对|组|种|款|档|挡|门|排|位|色|轴|口|台|副|枝|碗|杯|壶|键|齿|双|人|座|次|段|速|面|篮"
)
_WORDS_AFTER = (
    r"(?:(?!(?:and|with|of|in|for|to|from|on|is|are|that|which|or|at|as|under|around|over|per|times?"
    r"|go|gives?|make|help)\b)[A-Za-z][A-Za-z-]*\s?){1,3}"
)
_SAID = quick(
    rf"\b(?P<room>(?:sleeps|seats|room for|serves|fits up to|accommodates) (?:up to )?)(?P<people>\d+|{numerals.ENGLISH})\b"
    rf"|\b(?P<en>{numerals.ENGLISH}|(?<![\d.,/x×-])\d{{1,4}}(?![\d.,/%]))[ -](?P<pairs>(?:pairs?|sets?|pieces?"
    rf"|packs?) of )?(?P<noun>{_WORDS_AFTER})"
    rf"|(?<![第\d.十几数每A-Za-z-])(?P<han>{numerals.HAN}"
    rf"|\d{{1,4}})\s?(?P<classifier>{_CLASSIFIERS})"
    r"(?P<thing>[A-Za-z0-9 -]{0,12}(?:(?![一二两三四五六七八九十百])[\u4e00-\u9fff]){0,5})",
    re.IGNORECASE,
)
_PACK = Screened(
    rf"\b(?:sets?|packs?|bundles?|boxe?s?|multipacks?) of (?P<of>\d{{1,3}}|{numerals.ENGLISH})\b(?![-.,/]\d)"
    r"(?![- ]?(?:mm|cm|m|ml|l|g|kg|in|inch|tone|way|ply)\b)"
    rf"|(?<![\w.,-])(?P<pack>\d{{1,3}}|{numerals.ENGLISH})[- ]packs?\b",
    re.IGNORECASE,
)
_FIRST = frozenset(numerals.WORDS) - {"one"} | frozenset(["sleeps", "seats", "room", "serves", "fits", "accommodates"])
_BEGUN = numbered(dict.fromkeys(_FIRST, ()))  # where a number of things may begin, in a word
_DIGITS = re.compile(r"[0-9](?<![a-z0-9][0-9])")  # and in digits
_HAN_DIGIT = re.compile(r"[一二两三四五六七八九十百千\d]")
_IN_FACT = quick(
    rf"(?<![\d.,/x×-])(?P<number>\d{{1,4}}|{numerals.HAN}|\b(?:{numerals.ENGLISH})\b)(?![\d/%]|[.,]\d)\s?(?P<classifier>{_CLASSIFIERS})?\s?[x×]?\s?"
    r"(?P<noun>[^,;、，；。()（）/|\d]{0,40})",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?P<noun>[^\d]{2,30}?) ?[x×*] ?(?P<number>\d{1,2})")
_RANGE = re.compile(r"^(\d{1,3})\s?[-–~]\s?(\d{1,3})(?=$|\s)")  # "2-4" players: both may be said
_PEOPLE_NAMED = re.compile(r"\b(?:persons?|people|seats?|serves|places|guests)\b|人|座", re.IGNORECASE)
# Things that prose counts without speaking of the product.
_PROSE = quick(
    r"^(?:\s*(?:半|小时|分钟|秒|天|日|周|年|个月|月|人|孩子|朋友|步|理由|世界|方面|季节|瞬间|夜晚|晚上|早晨|早上|下午|午后|周末|家|字|部分|方法|方式|地方|动作|季|餐|口(?!袋|味|红)|次|月份|星期|冬天|夏天"
    r"|春天|秋天|问题|选择|可能|眼|角落|八方))"
)
_UNIT_WORDS = quick(
    r"^(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|cm|mm|m|km|inch(?:es)?|feet|foot|grams?|g|kg|kilos?|kilograms?|ml|l|litres?|liters?"
    r"|watts?|w|volts?|v|lumens?|degrees?|per cent|percent|mah|hz|gb|tb|db|psi|lb|oz|ounces?|pounds?|metres?"
    r"|meters?|centimetres?|centimeters?"
    r"|millimetres?|millimeters?|k|nits?|rpm|ah|wh|nm|pa|bar|cups? of)\b"
    r"|^(?:年|个月|月|天|日|小时|分钟|秒|厘米|毫米|米|公里|公斤|千克|克|毫升|升|瓦|伏|安时|毫安|分贝|度|岁|英寸|寸|流明|赫)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """`nouns`: what is counted; `about`: what the fact is about as a whole. `firm`: written as a number, not by listing things."""

    value: Decimal
    nouns: frozenset[str]
    about: frozenset[str]
    firm: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """All that the facts count, and by which nouns each can be reached."""

    counts: Sequence[Count]
    reach: Reach


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    known = _counts_of(facts)
    for piece in pieces(content):
        yield from _packs(piece, facts)
        for found in _said(half_width(piece.text)):
            read = _read(found)
            if read and _wrong(*read, known, facts):
                end = found.end() - (len(found.group()) - len(found.group().rstrip()))
                yield piece.finding("counts.wrong", found.start(), end, text=piece.text[found.start() : end])


def _packs(piece: Piece, facts: Facts) -> Iterator[Finding]:
    """“A set of three” is a statement of what is delivered: the number stands in a fact, or is that of the things it lists."""
    known = measures_of(facts).bare
    for found in _PACK.finditer(piece.text):
        number = _number(found["of"] or found["pack"])
        # That there are three sizes to choose from makes no set of three.
        if number > 1 and not any(
            one.quantity.end or not one.fact_id.startswith("option:") for one in known.get(number, ())
        ):
            yield piece.finding("counts.wrong", *found.span(), text=found.group())


def _said(text: str) -> Iterator[re.Match[str]]:
    """Numbers of things, tried only where one can begin."""
    plain = narrow(text)
    words = words_of(plain)
    starts = [words.starts[place] for place in words.begun.get(_BEGUN, ())]
    starts = sorted([*starts, *(found.start() for found in _DIGITS.finditer(plain))])
    if not text.isascii():
        starts = sorted({*starts, *(found.start() for found in _HAN_DIGIT.finditer(text))})
    end = 0
    for start in starts:
        found = _SAID.match(text, start) if start >= end else None
        if found:
            end = found.end()
            yield found


def _read(found: re.Match[str]) -> tuple[Decimal, frozenset[str], bool] | None:
    """(number, what is counted, whether a classifier says that things are counted)."""
    if found["people"]:
        return _number(found["people"]), frozenset({PEOPLE}), False
    if found["noun"]:
        noun = found["noun"].strip()
        if _UNIT_WORDS.match(noun) or found["en"].lower().startswith(
            ("half", "a quarter", "one quarter", "three quarter")
        ):
            return None
        return _number(found["en"]), _nouns(noun), False
    if _PROSE.match(found["thing"]) or (found["classifier"] == "次") or found["han"] in ("一", "半", "1"):
        return None
    if found["classifier"] in ("人", "座"):
        return _number(found["han"]), frozenset({PEOPLE}), False
    return _number(found["han"]), _nouns(found["thing"] or found["classifier"]), True


def _number(text: str) -> Decimal:
    if text.isdigit():
        return Decimal(text)
    return numerals.english(text) if text.isascii() else numerals.han(text)


def _nouns(text: str) -> frozenset[str]:
    named = subjects(text) | word_by_word(text)
    return frozenset(name for name in named if not name.startswith("@")) | (
        {PEOPLE} if _PEOPLE_NAMED.search(text) else set()
    )


def _wrong(said: Decimal, nouns: frozenset[str], counted: bool, known: Counts, facts: Facts) -> bool:
    shared = Counter(place for noun in nouns for place in known.reach.of(noun)[1])
    most = max((times for place, times in shared.items() if known.counts[place].firm), default=0)
    if most:
        alike = [one.value for place, one in enumerate(known.counts) if one.firm and shared[place] == most]
        return said not in alike and said != sum(alike)
    stated = measures_of(facts).bare.get(said, ())
    return (
        counted
        and not any(one.value == said for one in known.counts)
        and not any(one.quantity.counts for one in stated)
    )


@of_facts
def _counts_of(facts: Facts) -> Counts:
    counts = [
        count
        for fact in citable_of(facts)
        if fact.id not in ("price", "category", "brand")
        for count in _counts_of_fact(fact)
    ]
    return Counts(counts, Reach([count.nouns for count in counts]))


@lru_cache(maxsize=4096)
def _counts_of_fact(fact: Fact) -> tuple[Count, ...]:
    """Counted once for all products that have the same fact."""
    return tuple(_counts(fact))


def _counts(fact: Fact) -> Iterator[Count]:
    about = _nouns(fact.key)
    things = [thing for thing in re.split(r"[,;、，；/|]|\band\b|和|及", fact.value) if thing.strip()]
    if fact.id.startswith("option:"):
        yield Count(Decimal(len(things)), about, about)
        return
    if fact.id != "source_text":
        yield Count(Decimal(len(things)), about, about, firm=False)
    for thing in things:  # "HDMI x 2"
        after = _TIMES.fullmatch(half_width(thing.strip()))
        if after:
            yield Count(Decimal(after["number"]), about | _nouns(after["noun"]), about)
    value = _RANGE.sub(r"\1 to \2", half_width(f"{fact.value} {fact.unit}".strip()))
    for found in _IN_FACT.finditer(value):
        noun = (found["noun"] or "").strip(" x×-:：")
        if _UNIT_WORDS.match(noun) or noun[:1] in ("%", "°", '"', "″", "+", "-", "–"):
            continue
        named = _nouns(noun or "")
        alone = (
            not named or named <= {PEOPLE} or value[found.end("number") : found.end("number") + 1] == "-"
        )  # 7-speed gears
        yield Count(_number(found["number"]), (about | named) if alone else named, about)
