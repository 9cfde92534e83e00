"""Facts and briefs that several tests of `generation` judge by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from generation.checks import run_all
from generation.contract import Brief, Content, Fact, Facts, Finding

MUG = Facts(
    sku="MUG-350",
    title="Stoneware Mug",
    brand="Norra",
    category="Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs",
    price=Decimal("19.90"),
    currency="USD",
    options=(("Colour", ("Sage", "Cream", "Charcoal")),),
    items=(
        Fact("f1", "Material", "stoneware"),
        Fact("f2", "Capacity", "350", "ml"),
        Fact("f3", "Height", "9.5", "cm"),
        Fact("f4", "Dishwasher safe", "yes"),
        Fact("f5", "Microwave safe", "no"),
        Fact("f6", "Box", "30 x 20 x 10", "cm"),
        Fact("f7", "Weight", "0.4", "kg"),
        Fact("f8", "Care", "stainless steel scourers scratch the glaze"),
    ),
)


def content(**fields: str | Sequence[str]) -> Content:
    return Content({name: value if isinstance(value, str) else tuple(value) for name, value in fields.items()})


def found(text: str, locale: str = "en", facts: Facts = MUG, **brief: Any) -> list[tuple[str, str]]:
    """(rule, underlined text) of all findings on a description, in order."""
    judged = run_all(Brief("description", locale, facts, **brief), content(description=text), ())
    return [(finding.rule, text[finding.start : finding.end]) for finding in judged]


def rules(text: str, locale: str = "en", facts: Facts = MUG, **brief: Any) -> set[str]:
    """Rules found on a description, short ones pardoned for being short."""
    return {rule for rule, _ in found(text, locale, facts, **brief)} - {"length.too_short"}


def on_title(text: str, channel: str = "", facts: Facts = MUG, locale: str = "en") -> list[Finding]:
    return list(run_all(Brief("title", locale, facts, channel=channel), content(title=text), ()))
