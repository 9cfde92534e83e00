"""How each kind is planned: which attributes, in which order, in how many sentences, within which limits. One file a kind."""

from generation.engines.composer import titles
from generation.engines.composer.plans import bullets, description, seo

PLANS = {
    "title": titles.compose,
    "description": description.describe,
    "bullets": bullets.list_points,
    "seo": seo.search_result,
}

__all__ = ["PLANS"]
