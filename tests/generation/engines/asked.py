"""Requests that the tests of all text engines ask."""

from __future__ import annotations

from generation.contract import Brief, Request, Sampling
from tests.generation.tiny_models import THINGS, facts_of
from tests.generation.tiny_translators import brief_of


def asked(
    kind: str = "title", locale: str = "en", seed: int = 1, temperature: float = 0.3, thing: int = 0, variant: int = 0
) -> Request:
    facts = facts_of(*THINGS[locale][thing % len(THINGS[locale])], 14)
    return Request(Brief(kind, locale, facts), Sampling(seed=seed, temperature=temperature), variant)


def to_translate(
    kind: str = "title", locale: str = "en", seed: int = 1, temperature: float = 0.3, thing: int = 0, variant: int = 0
) -> Request:
    return Request(brief_of(kind, locale, thing), Sampling(seed=seed, temperature=temperature), variant)
