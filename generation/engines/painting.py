"""A brief's options for a painter: the prompt and what not to paint, how many steps, how strictly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generation import moods
from generation.contract import Brief
from generation.engines.studio.wishes import wishes_of
from generation.errors import Refused

PLAIN = "plain white studio background"
LONGEST_PROMPT = 1000  # characters; text encoders cut at 77 to 512 tokens anyway
SCENES = {
    "sweep": "a seamless paper backdrop",
    "two_tone": "a painted table before a plain wall",
    "wood": "an oak table before a plain wall",
    "marble": "a white marble counter",
    "linen": "a table with a linen cloth",
    "concrete": "a concrete shelf before a concrete wall",
    "window": "a table in evening light from a window",
    "foliage": "a table with the shadow of leaves on the wall",
    "podium": "a round plinth before a plain wall",
}


@dataclass(frozen=True, slots=True)
class Painting:
    """A brief's options for the painter, checked. `guidance` 0 to 30; `steps` 1 to 200."""

    scene: str
    avoid: str
    steps: int
    guidance: float


def painting_of(brief: Brief) -> Painting:
    """Raises `Refused("option.invalid")` with what came and what was expected."""
    options = brief.options
    usual = {"scene": described, "mood": moods.described}.get(brief.kind, lambda _brief: PLAIN)(brief)
    unwanted = moods.AVOID if brief.kind == "mood" else ""
    scene, avoid = str(options.get("scene") or usual), str(options.get("avoid") or unwanted)
    if max(len(scene), len(avoid)) > LONGEST_PROMPT:
        raise Refused("option.invalid", f"scene and avoid may have {LONGEST_PROMPT} characters at most")
    steps = int(_number(options.get("steps", 30), "steps", 1, 200))
    return Painting(scene, avoid, steps, _number(options.get("guidance", 7.5), "guidance", 0, 30))


def described(brief: Brief) -> str:
    """The scene in words, from the wished backdrop and the product's kind: painters read English, whatever the shop's language."""
    category = brief.facts.category.rpartition(">")[2].strip().lower()
    backdrop = wishes_of(brief).backdrop
    place = SCENES.get(backdrop, SCENES["wood"])
    about = f", a setting where {category} belong" if category else ""
    return f"product photograph on {place}{about}, soft daylight from one side, shallow depth of field, nothing else in the picture"


def _number(value: Any, name: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not low <= number <= high:
        raise Refused("option.invalid", f"{name} is {value!r}, expected a number from {low} to {high}")
    return number
