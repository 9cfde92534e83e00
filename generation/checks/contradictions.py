"""What the facts say must not be said otherwise, whatever it is: “Casters: no”, “Glue: not included”, “血压测量：否”.

Nor may a text deny what a fact says yes to, nor name another of several ways of which a thing has one (`words/alternatives.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.checks.denial import denied
from generation.checks.evidence import NO, YES, citable_of, evidence_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.lexicon import IMITATED, Lexicon, Mention
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Facts, Finding
from generation.engines.composer import lexicon

# Words of a key that do not tell what the fact is about.
_EMPTY = frozenset(
    [
        "is",
        "are",
        "has",
        "have",
        "with",
        "the",
        "a",
        "an",
        "of",
        "for",
        "included",
        "include",
        "includes",
        "required",
        "needed",
        "available",
        "supported",
        "support",
        "function",
        "mode",
        "feature",
        "option",
        "compatible",
        "safe",
        "proof",
        "resistant",
        "friendly",
        "free",
        "suitable",
        "use",
        "can",
        "be",
        "comes",
        "contains",
        "possible",
        "system",
        "type",
        "built",
        "in",
        "extra",
    ]
)
_EMPTY_HAN = re.compile(
    r"是否|需要|支持|可用|可以|可带上|可装|可|能否|有无|含有|包含|附带|功能|测量|监测|模式|不含|无|带|含|有|用于|适用"
)
_AMBIGUOUS = frozenset(
    [
        "light",
        "lights",
        "back",
        "top",
        "base",
        "stand",
        "case",
        "fit",
        "set",
        "cover",
        "lock",
        "key",
        "keys",
        "play",
        "handle",
        "right",
        "left",
        "back",
        "open",
        "close",
        "well",
    ]
)
ALTERNATIVES = Lexicon.read("alternatives", unless_before=IMITATED)
_INCLUDED = re.compile(r"(?:yes, )?(?:included|supplied|in the box)|含|附|附送|附带|随附", re.IGNORECASE)
_NOT_INCLUDED = re.compile(
    r"(?P<en>[a-z]{3,}?)(?:s|ies)?,? (?:\(?(?:is |are )?not included|sold separately)"
    r"|(?P<zh>[\u4e00-\u9fff]{2,4})\s?[,，(（]?\s?(?:不含|不附|需?另购|需?另配|需?自备)(?![\u4e00-\u9fff])"
    r"|(?:不含|不附|需?另购|需?另配|需?自备)\s?(?P<bought>[\u4e00-\u9fff]{2,4})"
)
_EXCLUDED = re.compile(
    r"not (?:included|supplied)|(?:sold|available) separately|不含|不附|另购|需?另行购买|另售", re.IGNORECASE
)
_DENIES = Screened(
    r"\b(?:no|without|lacks?|contain|not|separately)|没有|不带|未带|不附|不含|无|含|不适|不支持|不兼容|另购|另配|自备",
    re.IGNORECASE,
)  # what begins `Refused.denials`
_ALLERGENS_KEY = re.compile(r"allerg|过敏|致敏|contains|含有", re.IGNORECASE)
_NOT_FOR = re.compile(r"^not (?:suitable|recommended|intended|compatible|for)\b|^(?:不适用|不适合|不兼容|不建议)")
_ITEMS = re.compile(r"[,;、，；/]|\band\b|\bor\b|和|或")
_ALLERGENS = (
    ("milk", "dairy", "牛奶", "乳制品"),
    ("nut", "nuts", "坚果"),
    ("peanut", "peanuts", "花生"),
    ("soy", "soya", "大豆"),
    ("gluten", "麸质"),
    ("wheat", "小麦"),
    ("egg", "eggs", "鸡蛋"),
    ("sesame", "芝麻"),
    ("lactose", "乳糖"),
    ("fish", "鱼"),
)
_GROUPS = {
    group: frozenset(one.id for one in ALTERNATIVES.concepts if one.topic == group)
    for group in {one.topic for one in ALTERNATIVES.concepts}
}
_BETWEEN = r"[\s-](?:[a-z]+[\s-]){0,2}"  # “sensor for motion” is too far, “motion and light sensor” is not


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """Patterns by which a text names what a fact says no to."""

    patterns: tuple[re.Pattern[str], ...]
    denials: tuple[re.Pattern[str], ...]  # those of what a fact says yes to, said not to be so


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    refused = _refused(facts)
    for piece in pieces(content):
        if refused.patterns or refused.denials:
            yield from _affirmed(piece, refused)
        for mention in ALTERNATIVES.mentions(piece.text):
            if not _fits(mention, facts):
                yield piece.finding("claims.contradicted", *_span(mention), text=piece.text[slice(*_span(mention))])


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _fits(mention: Mention, facts: Facts) -> bool:
    """Whether the facts name this way too, or none of its group."""
    known = ALTERNATIVES.affirmed(evidence_of(facts))
    others = {one for concept in mention.concepts for one in _GROUPS[concept.topic]}
    return known.isdisjoint(others) or any(concept.id in known for concept in mention.concepts)


def _affirmed(piece: Piece, refused: Refused) -> Iterator[Finding]:
    plain = narrow(piece.text)
    for pattern in refused.patterns:
        for found in pattern.finditer(plain):
            if not denied(plain, *found.span()):
                yield piece.finding("claims.contradicted", *found.span(), text=piece.text[found.start() : found.end()])
    for pattern in refused.denials if _DENIES.may_match(piece.text) else ():
        for found in pattern.finditer(plain):
            yield piece.finding("claims.contradicted", *found.span(), text=piece.text[found.start() : found.end()])


@of_facts
def _refused(facts: Facts) -> Refused:
    keys = [narrow(fact.key.replace("_", " ")) for fact in citable_of(facts) if NO.fullmatch(fact.value.strip())]
    affirmed = [
        narrow(fact.key.replace("_", " "))
        for fact in citable_of(facts)
        if YES.fullmatch(fact.value.strip()) or _INCLUDED.fullmatch(fact.value.strip())
    ]
    allergens = {
        name
        for fact in citable_of(facts)
        if _ALLERGENS_KEY.search(fact.key) and not NO.fullmatch(fact.value.strip())
        for names in _ALLERGENS
        if any(re.search(_whole(name), narrow(fact.value)) for name in names)
        for name in names
    }
    unsuited = [
        item
        for fact in citable_of(facts)
        if _NOT_FOR.search(narrow(fact.key))
        for item in _ITEMS.split(narrow(fact.value))
        if len(item.strip()) > 1
    ]
    keys += [f"{name} free" if name.isascii() else f"不含{name}" for name in sorted(allergens)]
    return Refused(
        (
            *(pattern for key in [*keys, *unsuited] for pattern in _patterns_of(key.strip())),
            *(_in_the_box(narrow(fact.key)) for fact in citable_of(facts) if _EXCLUDED.fullmatch(fact.value.strip())),
            *(_in_the_box(thing) for fact in citable_of(facts) for thing in _left_out(narrow(fact.value))),
        ),
        tuple(pattern for key in affirmed for pattern in _denials_of(key)),
    )


@lru_cache(maxsize=2048)
def _denials_of(key: str) -> tuple[re.Pattern[str], ...]:
    """“no drainage hole”, “没有排水孔”; of “BPA-free: yes”: “contains BPA”."""
    without = _free_of(key)
    if without:
        thing = re.escape(without)
        return (re.compile(rf"\b(?:contains?|containing) {thing}\b|(?<![不未免非])含有?\s?{thing}(?![a-z])"),)
    named = [pattern.pattern for pattern in _patterns_of(key)]
    return tuple(
        re.compile(
            rf"(?:\b(?:no|without(?: an?)?|lacks(?: an?)?|not (?:suitable|suited|recommended|intended|compatible) (?:for|with)) "
            rf"|没有|不带|未带|不附|不含|无|不适用于?|不适合|不支持|不兼容){name}"
            rf"|{name}(?: (?:is|are) (?:not (?:included|supplied)|sold separately)|(?:需|要)?(?:另购|另配|自备))"
        )
        for name in named
    )


def _whole(name: str) -> str:
    return rf"(?<![a-z]){name}(?![a-z])" if name.isascii() else name


@lru_cache(maxsize=2048)
def _left_out(value: str) -> tuple[str, ...]:
    """Things that a value says are not included, in both languages: “battery” of “1 AA battery, not included”."""
    said = [found["en"] or found["bought"] or found["zh"][-2:] for found in _NOT_INCLUDED.finditer(value)]
    other = [lexicon.to_en(thing) if lexicon.is_chinese(thing) else lexicon.to_zh(thing) for thing in said]
    return tuple(dict.fromkeys(narrow(thing) for thing in (*said, *other) if thing))


@lru_cache(maxsize=2048)
def _in_the_box(key: str) -> re.Pattern[str]:
    """“A plug is included” of a charger plug that is not: what it is called for short, where it is said to come along."""
    if not key.isascii():
        return re.compile(rf"(?<![不未])(?:含|附|送|配)\s?{re.escape(key)}")
    head = re.escape(key.split()[-1]) if key.split() else r"(?!)"
    return re.compile(rf"(?<![a-z]){head} (?:is|are|comes?) (?:also )?(?:included|supplied|in the box)\b")


def _free_of(key: str) -> str:
    """“BPA” of “BPA-free” and “不含 BPA”."""
    if key.endswith("free"):
        return key.removesuffix("free").rstrip(" -")
    return re.sub(r"^(?:不含|无)\s?", "", key) if key.startswith(("不含", "无")) else ""


@lru_cache(maxsize=2048)
def _patterns_of(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_patterns(key))


def _patterns(key: str) -> Iterator[re.Pattern[str]]:
    """The key's own words, in order and close together, and their translation. “X-free: no” refuses “free of X”, and nothing else."""
    without = _free_of(key)
    if without:
        yield from _freedoms(without)
    if key.endswith("free") or key.startswith(("不含", "无")):
        return
    words = [word for word in re.findall(r"[a-z0-9]+", key) if word not in _EMPTY]
    if words and key.isascii():
        if len(words) > 1 or (len(words[0]) > 2 and (words[0] not in _AMBIGUOUS or words[0].endswith("s"))):
            yield re.compile(r"(?<![a-z0-9])" + _BETWEEN.join(map(_forms, words)) + r"(?![a-z0-9])")
        chinese = lexicon.to_zh(" ".join(words))
        if chinese and len(chinese) > 1 and lexicon.is_chinese(chinese):
            yield re.compile(re.escape(narrow(chinese)))
    elif not key.isascii():
        name = _EMPTY_HAN.sub("", key).strip()
        if len(name) > 1:
            yield re.compile(r"\s?".join(map(re.escape, re.findall(r"[a-z0-9]+|[^\sa-z0-9]", name))))
            english = lexicon.to_en(name)
            if english and english.isascii() and len(english) > 2 and english.lower() not in _AMBIGUOUS:
                yield re.compile(
                    r"(?<![a-z0-9])" + _BETWEEN.join(map(_forms, english.lower().split())) + r"(?![a-z0-9])"
                )


def _freedoms(thing: str) -> Iterator[re.Pattern[str]]:
    names = {thing, lexicon.to_zh(thing) or thing, lexicon.to_en(thing) or thing}
    for name in map(narrow, names):
        plain = re.escape(name)
        if name.isascii():
            yield re.compile(rf"(?<![a-z0-9]){plain}[\s-]free\b|\b(?:free (?:of|from)|without) {plain}(?![a-z0-9])")
        yield re.compile(rf"(?:不含|无)\s?{plain}(?![a-z0-9])")


def _forms(word: str) -> str:
    """Singular or plural; a doubtful word only as it stands: “lights: no” says nothing of a light frame."""
    if word in _AMBIGUOUS:
        return re.escape(word)
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
    return re.escape(stem) + "(?:e?s)?"
