"""Why products are recommended, in words, for the people who decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_content.catalogue.models import Product
from shop_content.catalogue.recommend import Offer, Wanted, recommend


@dataclass(frozen=True, slots=True)
class Reason:
    product: Product
    text: str


def reasons(shop_id: int, wanted: Sequence[Wanted]) -> list[list[Reason]]:
    """What goes with each of `wanted` today, the best first, and why. Three statements, however many."""
    found = recommend(shop_id, wanted)
    products = Product.objects.in_bulk({offer.product_id for offers in found for offer in offers})
    return [
        [Reason(products[offer.product_id], why(offer)) for offer in offers if offer.product_id in products]
        for offers in found
    ]


def why(offer: Offer) -> str:
    if offer.why == "category":
        return _("same category")
    if offer.why == "brand":
        return _("same brand")
    text = ngettext("%(count)s shopper cared for both", "%(count)s shoppers cared for both", offer.shoppers)
    return text % {"count": offer.shoppers}
