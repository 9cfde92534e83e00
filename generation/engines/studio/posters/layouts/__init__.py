"""Layouts and placements, read from the TOML files beside this one.

Boxes are (left, top, right, bottom) in shares of the placement's safe area, shapes in shares of the whole frame; sizes of
type are shares of the square root of the frame's area. A form that a layout does not describe borrows from `BORROWED`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

Share = tuple[float, float, float, float]
FORMS = ("square", "portrait", "story", "wide", "banner")
BORROWED = {"portrait": "square", "story": "portrait", "banner": "wide"}
TALL = 1.7  # times its width: from this height on a product is a tall one
GAP = 0.022


@dataclass(frozen=True, slots=True)
class Place:
    """A placement. `safe`: px on the left, at the top, on the right, at the bottom that hold nothing that matters.

    `shown`: CSS px that it is usually wide on a screen, by which type counts as large.
    """

    name: str
    width: int
    height: int
    form: str
    safe: tuple[int, int, int, int]
    shown: int

    @property
    def unit(self) -> float:
        return float((self.width * self.height) ** 0.5)

    def box(self, share: Share) -> tuple[float, float, float, float]:
        """A box of the safe area, in px of the frame."""
        left, top, right, bottom = self.safe
        wide, high = self.width - left - right, self.height - top - bottom
        return (left + share[0] * wide, top + share[1] * high, left + share[2] * wide, top + share[3] * high)


@dataclass(frozen=True, slots=True)
class Words:
    """How one role is set: sizes at most and at least, leading and tracking in em, the gap above in units."""

    style: str
    sizes: tuple[float, float]
    lines: int = 1
    leading: float = 1.1
    tracking: float = 0.0
    gap: float = GAP
    capitals: bool = False
    colour: str = "ink"

    def size(self, share: float) -> float:
        low, high = self.sizes
        return low + (high - low) * share


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind`: rect, circle, polygon, arch, ring, line. `numbers` in shares of the frame; a radius is one of the shorter side."""

    kind: str
    colour: str
    numbers: tuple[float, ...]
    width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout in one form. `badges`: centres that the price badge may take, the best first, in shares of the safe area."""

    words_box: Share
    product: Share
    align: Literal["left", "center", "right"] = "left"
    anchor: Literal["top", "middle", "bottom"] = "middle"
    stand: Literal["bottom", "middle"] = "bottom"
    legal: Share = (0.0, 0.93, 1.0, 1.0)
    legal_align: Literal["left", "center", "right"] = "left"
    badges: tuple[tuple[float, float], ...] = ()
    badge: float = 0.13  # diameter, in units
    shapes: tuple[Shape, ...] = ()
    changed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    air: float = 1.0  # of the gaps

    def words(self, layout: Layout, role: str) -> Words:
        return _words({**layout.words[role], **self.changed.get(role, {})})


@dataclass(frozen=True, slots=True)
class Layout:
    """`ground`: colour roles that may lie behind the product, the best first, or "scene". `badge`: its shape, "" for none."""

    name: str
    ground: tuple[str, ...]
    badge: str
    shadow: str
    words: Mapping[str, Mapping[str, Any]]
    plans: Mapping[str, Plan]
    panel: str = ""  # the colour role of the ground behind the words, where it is another one
    behind: str = ""  # the colour role right behind the product, where that is not the ground
    backdrops: tuple[str, ...] = ()

    def plan(self, form: str, tall: bool = False) -> Plan:
        """`tall`: of a product that is much higher than wide, for which a layout may have a plan of its own."""
        if tall and f"{form}_tall" in self.plans:
            return self.plans[f"{form}_tall"]
        while form not in self.plans:
            form = BORROWED[form]
        return self.plans[form]


def _words(given: Mapping[str, Any]) -> Words:
    high, low = given["size"]
    kept = {name: value for name, value in given.items() if name not in ("size",)}
    return Words(sizes=(low, high), **kept)


@cache
def layouts() -> dict[str, Layout]:
    """In the order in which a person sees them."""
    files = sorted(Path(__file__).parent.glob("[0-9]*.toml"))
    return {layout.name: layout for layout in (_layout(tomllib.loads(path.read_text("utf-8"))) for path in files)}


@cache
def placements() -> dict[str, Place]:
    found = tomllib.loads((Path(__file__).parent / "placements.toml").read_text("utf-8"))
    return {
        name: Place(name, given["width"], given["height"], given["form"], tuple(given["safe"]), given["shown"])
        for name, given in found.items()
    }


def _layout(given: dict[str, Any]) -> Layout:
    plans = {name: _plan(given[name]) for form in FORMS for name in (form, f"{form}_tall") if name in given}
    return Layout(
        given["name"],
        tuple(given["ground"]),
        given.get("badge", ""),
        given.get("shadow", "contact"),
        given["words"],
        plans,
        given.get("panel", ""),
        given.get("behind", ""),
        tuple(given.get("backdrops", ())),
    )


def _plan(given: dict[str, Any]) -> Plan:
    names = ("align", "anchor", "stand", "legal_align", "badge", "air")
    legal: dict[str, Any] = {"legal": tuple(given["legal"])} if "legal" in given else {}
    return Plan(
        words_box=tuple(given["box"]),
        product=tuple(given["product"]),
        shapes=tuple(_shape(shape) for shape in given.get("shapes", ())),
        badges=tuple((x, y) for x, y in given.get("badges", ())),
        changed=given.get("words", {}),
        **legal,
        **{name: given[name] for name in names if name in given},
    )


def _shape(given: dict[str, Any]) -> Shape:
    return Shape(given["kind"], given["colour"], tuple(given["at"]), given.get("width", 0.0), given.get("opacity", 1.0))
