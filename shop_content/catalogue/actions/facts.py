"""Facts, by their ids. The product's row is locked, so that two people who add at once both find their fact afterwards."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from shop_content.audit.actions import record
from shop_content.audit.models import Event
from shop_content.catalogue.actions.locking import locked, touch
from shop_content.catalogue.errors import FactError, Stale
from shop_content.catalogue.models import Product
from shop_content.shops.models import Member

MAX_FACTS = 200  # a product
LIMITS = {"key": 80, "value": 2000, "unit": 20}  # characters
LONGEST_SOURCE = 200  # characters of what a person says of where a fact is from

Fact = dict[str, str]


@transaction.atomic
def add_fact(
    member: Member, product_id: int, key: str, value: str, unit: str = "", *, source: str = "person", stated: str = ""
) -> Fact:
    """Append a fact; answers it with its new id. `stated`: where it is from, in the person's own words. Raises `FactError`."""
    product = locked(member, product_id)
    fact = {"id": f"f{product.next_fact}", **_clean(key, value, unit), "source": source}
    if said := _text(stated):
        if len(said) > LONGEST_SOURCE:
            raise FactError("fact.too_long", name="source", limit=LONGEST_SOURCE, length=len(said))
        fact["stated"] = said
    if len(product.facts) >= MAX_FACTS:
        raise FactError("fact.too_many", limit=MAX_FACTS)
    _refuse_twin(product, fact)
    product.facts.append(fact)
    product.next_fact += 1
    touch(product, ["facts", "next_fact"])
    record("fact.add", product, product.shop_id, fact=fact)
    return fact


@transaction.atomic
def edit_fact(
    member: Member,
    product_id: int,
    fact_id: str,
    key: str,
    value: str,
    unit: str = "",
    *,
    base: Fact | None = None,
    source: str = "person",
) -> Fact:
    """Change a fact that the person saw as `base` (key, value, unit); it is a person's fact from now on, or `source`'s.

    Raises `Stale` when someone else changed it meanwhile, `FactError("fact.gone")` when someone removed it.
    """
    product = locked(member, product_id)
    index = _index(product, fact_id)
    current: Fact = product.facts[index]
    cleaned = _clean(key, value, unit)
    now = {name: current.get(name, "") for name in LIMITS}
    if now == cleaned:
        return current
    if base is not None and {name: base.get(name, "") for name in LIMITS} != now:
        raise Stale({name: (now[name], cleaned[name]) for name in LIMITS if now[name] != cleaned[name]})
    fact = {"id": fact_id, **cleaned, "source": source}
    if "stated" in current and current["value"] == fact["value"]:  # the source is of the value that it was named for
        fact["stated"] = current["stated"]
    _refuse_twin(product, fact)
    product.facts[index] = fact
    touch(product, ["facts"])
    record("fact.edit", product, product.shop_id, before=current, after=fact)
    return fact


@transaction.atomic
def remove_fact(member: Member, product_id: int, fact_id: str) -> Fact:
    """Take a fact away; `restore_fact` brings it back. Raises `FactError("fact.gone")`."""
    product = locked(member, product_id)
    index = _index(product, fact_id)
    fact: Fact = product.facts.pop(index)
    touch(product, ["facts"])
    record("fact.remove", product, product.shop_id, fact=fact, index=index)
    return fact


@transaction.atomic
def restore_fact(member: Member, product_id: int, fact_id: str) -> Fact:
    """Undo the removal of a fact: the same id, source and place, as the trail remembers them. Raises `FactError`."""
    product = locked(member, product_id)
    removal = (
        Event.objects.filter(
            target_type=Product._meta.label_lower,
            target_id=str(product.pk),
            verb="fact.remove",
            detail__fact__id=fact_id,
        )
        .order_by("-id")
        .first()
    )
    if removal is None or any(fact["id"] == fact_id for fact in product.facts):
        raise FactError("fact.gone")
    fact: Fact = removal.detail["fact"]
    _refuse_twin(product, fact)
    product.facts.insert(removal.detail["index"], fact)
    touch(product, ["facts"])
    record("fact.restore", product, product.shop_id, fact=fact)
    return fact


@transaction.atomic
def reorder_facts(member: Member, product_id: int, fact_ids: Sequence[str]) -> list[Fact]:
    """Put the facts in this order. Ids of facts that are gone are passed over; facts not named keep their order, at the end."""
    product = locked(member, product_id)
    place = {fact_id: index for index, fact_id in enumerate(fact_ids)}
    ordered = sorted(product.facts, key=lambda fact: place.get(fact["id"], len(place)))
    if ordered != product.facts:
        product.facts = ordered
        touch(product, ["facts"])
        record("fact.reorder", product, product.shop_id, order=[fact["id"] for fact in ordered])
    return ordered


def _clean(key: str, value: str, unit: str) -> Fact:
    cleaned = {"key": _text(key), "value": _text(value), "unit": _text(unit)}
    if not cleaned["key"] or not cleaned["value"]:
        raise FactError("fact.empty")
    for name, limit in LIMITS.items():
        if len(cleaned[name]) > limit:
            raise FactError("fact.too_long", name=name, limit=limit, length=len(cleaned[name]))
    return cleaned


def _text(text: str) -> str:
    """One line, without control characters, in Unicode's composed form."""
    printable = "".join(" " if unicodedata.category(mark) in {"Cc", "Zl", "Zp"} else mark for mark in text)
    return " ".join(unicodedata.normalize("NFC", printable).split())


def _index(product: Product, fact_id: str) -> int:
    for index, fact in enumerate(product.facts):
        if fact["id"] == fact_id:
            return index
    raise FactError("fact.gone")


def _refuse_twin(product: Product, fact: Fact) -> None:
    def said(other: dict[str, Any]) -> tuple[str, ...]:
        return tuple(other.get(name, "").casefold() for name in LIMITS)

    if any(said(other) == said(fact) and other["id"] != fact["id"] for other in product.facts):
        raise FactError("fact.twice", key=fact["key"], value=fact["value"])
