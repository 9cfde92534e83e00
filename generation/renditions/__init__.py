"""Renditions: one approved picture as each market's law and channels want it. Nothing of the product is changed."""

from generation.renditions.making import Rendition, rendition
from generation.renditions.markets import MARKETS, Market, Producer

__all__ = ["MARKETS", "Market", "Producer", "Rendition", "rendition"]
