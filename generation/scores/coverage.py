"""Coverage: how many of the important facts the text says.

Which facts matter, and how much, is the composer's own knowledge: the rank of their keys, lifted for the themes that the
product's family leads with. A kind is asked for as many of them as have room in it.
"""

from __future__ import annotations

from functools import lru_cache

from generation.checks.evidence import narrow
from generation.engines.composer import product as products
from generation.scores.judged import Judged

WANTED = {  # facts that a shopper expects in a text of standard length
    "title": 2,
    "description": 7,
    "short_description": 3,
    "bullets": 5,
    "seo": 3,
    "search_ad": 4,
    "social_ad": 2,
    "social_post": 2,
    "email": 4,
    "qa": 4,
}
_LENGTHS = {"short": 0.6, "standard": 1.0, "long": 1.3}


def score(judged: Judged) -> float | None:
    """None where the kind is not there to list facts, and where there are none to say."""
    brief = judged.brief
    if brief.kind not in WANTED:
        return None
    count = max(1, round(WANTED[brief.kind] * _LENGTHS[brief.length]))
    facts = _ranked(products.read(brief.facts, brief.locale))
    if not facts:
        return None
    cited = {fact_id for claim in judged.claims for fact_id in claim.fact_ids}
    text = narrow(judged.text)
    told = [weight for weight, ids, said in facts if not cited.isdisjoint(ids) or said in text]
    wanted = sum(weight for weight, _, _ in facts[:count])
    return min(1.0, sum(told[:count]) / wanted)


@lru_cache(maxsize=512)
def _ranked(product: products.Product) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    """(rank, ids, value as it is said) of the facts that can be said in the language, the most important first."""
    stated = [attribute for attribute in products.spoken(product).attributes if not attribute.weak]
    facts = [(max(attribute.key.rank, 1), attribute.ids, narrow(attribute.value.text)) for attribute in stated]
    return tuple(sorted(facts, key=lambda fact: -fact[0]))
