"""Briefs for every text kind: a product, and beside it what the kind is about."""

from __future__ import annotations

from typing import Any

from generation.contract import (
    Brief,
    Claim,
    Content,
    Control,
    Facts,
    Photo,
    Question,
    Request,
    Result,
    Review,
    Sampling,
    Shopper,
)
from generation.engines.composer import Composer
from generation.kinds import KINDS
from tests.generation.composer_products import COFFEE, FLASK, KETTLE, MUG, TABLE

KINDS_OF_TEXT = tuple(kind.name for kind in KINDS.values() if kind.medium == "text")
REVIEWS = (
    Review("review:1", "Beautiful, and it feels solid.", 5),
    Review("review:2", "Good quality, easy to use.", 4),
    Review("review:3", "Too small for me, and it arrived late.", 2),
    Review("review:4", "颜色很好看，做工也不错。", 5),
    Review("review:5", "It broke after a week. Terrible quality.", 1),
    Review("review:6", "Fine.", 3),
)
QUESTION = Question("question:1", "What is it made of, and how heavy is it?")
SHOPPER = Shopper("shopper:1", "Tea drinkers", viewed=("M-1",))
OFFERS = (MUG, TABLE, COFFEE, FLASK)
PHOTOS = tuple(Photo(f"photo:{number}", f"{number}" * 64, b"") for number in (1, 2, 3))
ENGINE = Composer()


def brief_of(kind: str, locale: str = "en", facts: Facts = KETTLE, **changes: Any) -> Brief:
    """A brief with all that its kind needs."""
    about: dict[str, Any] = {
        "alt_text": {"photos": PHOTOS},
        "answer": {"question": QUESTION},
        "recommendation": {"shopper": SHOPPER, "offers": tuple(offer for offer in OFFERS if offer is not facts)},
        "review_summary": {"reviews": REVIEWS},
        "review_reply": {"reviews": REVIEWS[2:3]},
    }.get(kind, {})
    return Brief(kind, locale, facts, **{**about, **changes})


def write(brief: Brief, *, seed: int = 0, variant: int = 0, **sampling: Any) -> Result:
    """The composer's answer; raises what it answers with instead."""
    made = ENGINE.generate([Request(brief, Sampling(seed=seed, **sampling), variant)], Control())[0]
    if isinstance(made, Exception):
        raise made
    return made


def text_of(content: Content) -> str:
    return "\n".join(text for _, _, text in content.spans())


def cited(claims: tuple[Claim, ...]) -> set[str]:
    return {fact_id for claim in claims for fact_id in claim.fact_ids}
