"""What the facts measure, and whether a number of a text is one of theirs, in any unit, of the thing that the text says it of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from generation.checks import numerals
from generation.checks.evidence import citable_of, half_width, narrow, of_facts
from generation.checks.lexicon import Lexicon
from generation.checks.parts import PARTS
from generation.checks.quantities import Quantity, quantities
from generation.checks.units import COUNT, Unit, units_of
from generation.claims.reading import read
from generation.contract import Fact, Facts

ATTRIBUTES = Lexicon.read("attributes")
_CONVERTED = 0.03  # how far a converted value may be rounded, relative
_SAME = 1e-6
_AXES = frozenset(f"@{name}" for name in ("height", "width", "length", "depth", "thickness", "diameter"))
_ALIKE = (frozenset({"@width", "@diameter", "@length"}), frozenset({"@depth", "@thickness", "@length"}))
# Of three unnamed dimensions the middle one is never the height, nor the last one the width (L x W x H, W x D x H, H x W x D).
_NEVER = {"@height": 1, "@width": 2}
_LABELS = {
    "l": "@length",
    "w": "@width",
    "h": "@height",
    "d": "@depth",
    "长": "@length",
    "宽": "@width",
    "高": "@height",
    "深": "@depth",
}
_LABELLED = re.compile(r"([lwhd长宽高深])\s?[x×*]\s?([lwhd长宽高深])(?:\s?[x×*]\s?([lwhd长宽高深]))?", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?<!\d)[,.](?!\d)|[,.](?=\s)|[;:!?，；：。！？、\n—()（）]|\b(?:and|with|but|while|plus|out of)\b", re.IGNORECASE
)
_REACH = 70  # characters on either side of a number in which what it is about may be named
_GENERIC = frozenset(
    {
        "max",
        "maximum",
        "size",
        "number",
        "dimension",
        "尺寸",
        "大小",
        "数量",
        "规格",
        "最大",
        "up",
        "mm",
        "cm",
        "kg",
        "ml",
    }
)
_EACH = re.compile(r"\b(?:each|apiece|every one|single)\b|每[只把件个颗片支枚块条瓶袋盒]|单[只把件个支]", re.I)
_OF_ALL = re.compile(
    r"\b(?:per pair|a pair|the pair|set|in total|altogether|of all)\b|整套|全套|一对|每对|一套|合计|总重", re.I
)
_AT_MOST = re.compile(
    r"(?:\b(?:up to|max(?:imum)?\.?|at most|no more than|under|less than|below)|最多|最长|最高|最大|至多|不超过|高达|长达|可达|≤"
    r"|<)[\s为达]*$",
    re.I,
)
_AT_LEAST = re.compile(
    r"(?:\b(?:at least|min(?:imum)?\.?|no less than|more than|over|from)|至少|不少于|不低于|超过|起码|≥|>)\s*$", re.I
)
_OR_MORE = re.compile(r"\s*(?:\+|or (?:more|longer|above)|and (?:more|up|above|over)|及?以上|起)", re.I)
_OR_LESS = re.compile(r"\s*(?:or (?:less|below)|及?以下|以内|之内)", re.I)
_LOOSE = {"double": 2, "dual": 2, "twin": 2, "pair": 2, "both": 2, "triple": 3, "quad": 4, "双": 2, "对": 2, "三重": 3}
_LOOSE_NUMBER = re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in _LOOSE))
_SPELLED = re.compile(rf"\b(?:{numerals.ENGLISH})\b|{numerals.HAN}", re.IGNORECASE)
_RATING = re.compile(r"(?i:IP\w?\d|[A-Z]{2,}-?\d)|[A-Z]\d")
_THINGS = re.compile(r"[,;、，；/|]|\band\b|和|及")


# What a number may hold under, and what is the opposite of it.
_SETTING = r"(?:setting|speed|heat|power|volume|brightness|mode|level)"
_STATES = (
    (
        rf"\b(?:on|at) (?:its |the )?low(?:est)?\b|\blow(?:est)? {_SETTING}|低档|低速|低亮度|最低亮度",
        rf"\b(?:on|at) (?:its |the )?(?:high(?:est)?|full)\b|\b(?:high(?:est)?|full) {_SETTING}"
        r"|高档(?!次)|高速|高亮度|最高亮度|最大音量",
    ),
    (r"\bindoors?\b|室内", r"\boutdoors?\b|室外|户外"),
    (r"\bfront\b|前置|前轮", r"\b(?:rear|back)\b|后置|后轮"),
    (r"\b(?:inner|inside|internal)\b|内径|内部", r"\b(?:outer|outside|external)\b|外径|外部"),
    (r"\bfolded\b|\bcollapsed\b|收起|折叠后", r"\bunfolded\b|\bopened?\b|展开|打开后"),
    (r"\bempty\b|空载|空重|净重", r"\b(?:loaded|filled)\b|满载|毛重"),
    (r"\b(?:hot|warm)\b|保温|热饮", r"\b(?:cold|cool)\b|保冷|冷饮"),
    (r"\b(?:by day|daytime|during the day)\b|白天|日间", r"\b(?:at night|by night|overnight)\b|夜间|夜晚|晚上"),
)
_STATE = re.compile(
    "|".join(f"(?P<s{place}a>{one})|(?P<s{place}b>{other})" for place, (one, other) in enumerate(_STATES)), re.I
)
_OTHER_STATE = {f"s{place}{one}": f"s{place}{other}" for place in range(len(_STATES)) for one, other in ("ab", "ba")}


def _states(text: str) -> frozenset[str]:
    return frozenset(found.lastgroup for found in _STATE.finditer(text) if found.lastgroup)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A number of the facts. `about`: what it is the measure of, as `subjects` names it. `bound`: "most", "least" or "".

    `states`: under what it holds, as `_STATES` are numbered: on low, indoors, folded.
    """

    quantity: Quantity
    fact_id: str
    about: frozenset[str] = frozenset()
    bound: str = ""
    of_all: bool = False  # of a pair or set as a whole, not of each
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """All numbers of the facts: by dimension with the value in its base unit, by bare value, by code."""

    measured: Mapping[str, Sequence[tuple[float, str, Known]]] = field(default_factory=dict)
    counted: Mapping[Decimal, Sequence[Known]] = field(default_factory=dict)
    bare: Mapping[Decimal, Sequence[Known]] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()

    def like(self, said: Quantity) -> list[Known]:
        """The numbers of the facts that say the same, in whatever unit."""
        if _RATING.match(said.code):  # of IPX7 the 7 alone tells nothing
            return []
        found = list(self.counted.get(said.value, ())) if said.counts else []
        for mine in (*said.units, *said.shared):
            value = float(said.value * mine.factor)
            for other, system, known in self.measured.get(mine.dimension, ()):
                off = abs(value - other)
                if off <= abs(other) * _SAME or (
                    mine.system != system
                    and off <= abs(other) * _CONVERTED
                    and off <= 0.5 * 10.0**-said.decimals * float(mine.factor)
                ):
                    found.append(known)
        return found

    def unlike(self, said: Quantity, like: Sequence[Known]) -> Iterator[Known]:
        """Other numbers of the same dimension: what `said` may be taken for."""
        for mine in (*said.units, *said.shared):
            if mine.dimension != COUNT:
                yield from (known for _, _, known in self.measured.get(mine.dimension, ()) if known not in like)


@of_facts
def measures_of(facts: Facts) -> Measures:
    """All numbers that the facts state; lists and options also state how many things they name."""
    measured: defaultdict[str, list[tuple[float, str, Known]]] = defaultdict(list)
    counted: defaultdict[Decimal, list[Known]] = defaultdict(list)
    bare: defaultdict[Decimal, list[Known]] = defaultdict(list)
    codes = set()
    for known in _of_facts(facts):
        one = known.quantity
        if one.code:
            codes.add(one.code.lower())
            continue
        bare[one.value].append(known)
        if one.counts:
            counted[one.value].append(known)
        for unit in (*one.units, *one.shared):
            measured[unit.dimension].append((float(one.value * unit.factor), unit.system, known))
    return Measures(measured, counted, bare, frozenset(codes))


def _of_facts(facts: Facts) -> Iterator[Known]:
    for fact in citable_of(facts):
        if fact.id == "price":
            continue
        if fact.id == "source_text":
            yield from (Known(item, fact.id, bound=_bound(fact.value, item)) for item in quantities(fact.value))
        else:
            yield from _of_fact(fact)
            continue
        yield from _said_loosely(fact)


@lru_cache(maxsize=4096)
def _of_fact(fact: Fact) -> tuple[Known, ...]:
    """Read once for all products that have the same fact."""
    return (*_measured(fact), *_said_loosely(fact))


def _said_loosely(fact: Fact) -> Iterator[Known]:
    return (Known(item, fact.id) for item in (*_loose(fact.value), *_loose(fact.key)))


def _measured(fact: Fact) -> Iterator[Known]:
    value = f"{fact.value} {fact.unit}".strip()
    units = units_of(fact.unit) or _unit_in_key(fact.key)
    key = subjects(fact.key, broad=True)
    labels = _labels(f"{fact.key} {value}")
    in_key = (
        "most"
        if re.match(r"max|up to|最大|最高|最长", fact.key, re.I)
        else "least"
        if re.match(r"min|最小|最低", fact.key, re.I)
        else ""
    )
    of_all = bool(_OF_ALL.search(f"{fact.key} {value}")) and not _EACH.search(f"{fact.key} {value}")
    for item in quantities(value):
        clause = clause_of(value, item)
        about = key | frozenset(labels.get(item.place[0], ())) if labels else key | subjects(clause)
        bound = _bound(value, item) or in_key
        states = _states(f"{fact.key} {clause}")
        yield Known(item, fact.id, about, bound, of_all, states)
        if units and not item.units and not item.code:
            measured = item._replace(units=units, shared=())
            yield Known(measured, fact.id, about, bound, of_all, states)
    yield from (Known(item, fact.id, key) for item in quantities(fact.key))
    things = [thing for thing in _THINGS.split(fact.value) if thing.strip()]
    yield Known(Quantity(0, 0, Decimal(len(things))), fact.id, key)


def _labels(text: str) -> dict[int, tuple[str, ...]]:
    """“(L x W x H)”: which of the dimensions is which."""
    found = _LABELLED.search(text)
    return {place: (_LABELS[name.lower()],) for place, name in enumerate(found.groups()) if name} if found else {}


def _loose(value: str) -> Iterator[Quantity]:
    """Spelled numbers of a fact, whatever follows: “two side pockets”, “双面”."""
    low = half_width(value).lower()
    for found in _LOOSE_NUMBER.finditer(low):
        yield Quantity(*found.span(), Decimal(_LOOSE[found.group()]))
    for found in _SPELLED.finditer(low):
        number = numerals.english(found.group()) if found.group().isascii() else numerals.han(found.group())
        yield Quantity(*found.span(), number)


def _unit_in_key(key: str) -> tuple[Unit, ...]:
    """“Capacity (ml)”, “weight_g”; an age is in years."""
    if re.search(r"\bage\b|年龄", key, re.IGNORECASE):
        return units_of("years")
    found = re.search(r"[(（\[_ ]([^()（）\[\]_ ]{1,12})[)）\]]?$", key)
    units = units_of(found[1]) if found else ()
    return tuple(unit for unit in units if unit.dimension != COUNT)


def _bound(text: str, item: Quantity) -> str:
    before = text[max(0, item.start - 24) : item.start]
    if _AT_MOST.search(before) or _OR_LESS.match(text, item.end):
        return "most"
    if _AT_LEAST.search(before) or _OR_MORE.match(text, item.end):
        return "least"
    return ""


def overstated(text: str, said: Quantity, like: Sequence[Known]) -> bool:
    """Whether “up to 12 hours” became “at least 12 hours”, or the other way round."""
    bounds = {known.bound for known in like}
    if said.place != (0, 1) or len(bounds) != 1 or "" in bounds:
        return False
    return {"most": "least", "least": "most"}.get(_bound(text, said)) in bounds


@lru_cache(maxsize=4096)
def subjects(text: str, broad: bool = False) -> frozenset[str]:
    """What a few words are about: attributes as “@height”, parts as “#handle”, and plain words in terms of both languages.

    `broad`: also what their attributes are kinds of.
    """
    spaced = text.replace("_", " ")
    attributes = [concept for mention in ATTRIBUTES.named(spaced) for concept in mention.concepts]
    named = [
        f"@{one}" for concept in attributes for one in (ATTRIBUTES.with_broader(concept) if broad else {concept.id})
    ]
    named += [f"#{concept.id}" for mention in PARTS.named(spaced) for concept in mention.concepts]
    return frozenset(named) | (read(narrow(spaced)).concepts - _GENERIC)


def clause_of(text: str, said: Quantity, others: Sequence[Quantity] = ()) -> str:
    """The words around a number that can say what it is of: up to the next comma, “and” or number on either side."""
    left, right = max(0, said.start - _REACH), min(len(text), said.end + _REACH)
    for other in others:
        if left < other.end <= said.start:
            left = other.end
        if said.end <= other.start < right:
            right = other.start
    before, after = text[left : said.start], text[said.end : right]
    starts = [found.end() for found in _CLAUSE.finditer(before)]
    end = _CLAUSE.search(after)
    return f"{before[starts[-1] :] if starts else before} {after[: end.start()] if end else after}"


def misplaced(text: str, said: Quantity, like: Sequence[Known], known: Measures, others: Sequence[Quantity]) -> bool:
    """Whether the number is in the facts, but of something else than what the text says it of.

    The text's words around it name what another number of the facts measures, and not what this one does.
    """
    if not like or said.place != (0, 1) or not said.units:
        return False
    if all(one.of_all for one in like) and _EACH.search(clause_of(text, said, others)):
        return True
    if all(one.states for one in like):
        said_of = _states(clause_of(text, said, others))
        opposite = frozenset(_OTHER_STATE[state] for state in said_of)
        if all(one.states & opposite and not one.states & said_of for one in like):
            return True
    if all(map(_of_a_part, like)):
        clause = clause_of(text, said, others)
        if _WHOLE.search(clause) and not any(map(_is_part, subjects(clause))):
            return True
    on_axis = all(map(_has_axis, like))
    rivals = [
        rival for rival in known.unlike(said, like) if rival.about and not any(rival.about <= one.about for one in like)
    ]
    here = subjects(clause_of(text, said, others)) if rivals or on_axis else _NOTHING
    if not here:
        return False
    own = [one.about & here for one in like]
    axes = here & _AXES
    if axes and on_axis and all(_other_axis(one, axes) for one in like):
        return True
    for rival in rivals:
        theirs = rival.about & here
        if theirs and all(mine < theirs for mine in own):
            return True
    return False


_NOTHING: frozenset[str] = frozenset()
# Said of all of it, where a fact says it of a part.
_WHOLE = re.compile(r"整[车机套体]|全[车机套]|\b(?:whole|entire|complete) (?:[a-z]+)", re.IGNORECASE)


def _is_part(subject: str) -> bool:
    return subject.startswith("#")


def _of_a_part(known: Known) -> bool:
    return any(map(_is_part, known.about))


def _has_axis(known: Known) -> bool:
    """Whether it is of a dimension, or of one of three, so that another axis may be a mistake."""
    return known.quantity.place[1] == 3 or not known.about.isdisjoint(_AXES)


def _other_axis(known: Known, axes: frozenset[str]) -> bool:
    mine = known.about & _AXES
    if not mine:
        place, count = known.quantity.place
        return (
            count == 3
            and bool(known.quantity.shared or known.quantity.units)
            and all(_NEVER.get(axis) == place for axis in axes)
        )
    return mine.isdisjoint(axes) and not any(mine & alike and axes & alike for alike in _ALIKE)
