"""How a read fact stands to what the product says already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generation.contract import Fact, Facts
from generation.engines.composer import keys
from generation.reading.facts.values import same, within

# Keys of which a product says several things, one beside the other.
_ALSO = frozenset({"features", "care", "contents", "compatible", "certification", "technique", "usage_advice", "ports"})


@dataclass(frozen=True, slots=True)
class Standing:
    """`known`: the product says so already. `contradicts`: it says otherwise. Else the fact is new. `fact`: what it says."""

    word: Literal["new", "known", "contradicts"]
    fact: Fact | None = None


def standing(key: str, value: str, unit: str, facts: Facts) -> Standing:
    name = _key(key)
    said = [fact for fact in _stated(facts) if _key(fact.key) == name]
    for fact in said:
        if same(value, unit, fact.value, fact.unit) or within(value, fact.value):
            return Standing("known", fact)
    known = keys.find(key)
    if not said or (known and known.id in _ALSO):
        return Standing("new")
    return Standing("contradicts", said[0])


def fresh(found: Iterable[tuple[str, str, str]], facts: Facts) -> list[bool]:
    """For each (key, value, unit): whether the product does not say it yet."""
    return [standing(key, value, unit, facts).word != "known" for key, value, unit in found]


def _stated(facts: Facts) -> list[Fact]:
    """Facts, and what the variants come in. One value among several options says no more of the product than the list does."""
    options = [Fact(f"option:{name}", name, ", ".join(values)) for name, values in facts.options]
    return [*facts.items, *options]


def _key(key: str) -> str:
    found = keys.find(key)
    return found.id if found else keys.normal(key)
