"""What a row of a file becomes, one file each: products, customer reviews, shoppers' questions, shoppers' events."""

from shop_content.catalogue.imports.nouns.events import EVENTS
from shop_content.catalogue.imports.nouns.noun import Noun
from shop_content.catalogue.imports.nouns.products import PRODUCTS
from shop_content.catalogue.imports.nouns.questions import QUESTIONS
from shop_content.catalogue.imports.nouns.reviews import REVIEWS

NOUNS: dict[str, Noun] = {"products": PRODUCTS, "reviews": REVIEWS, "questions": QUESTIONS, "events": EVENTS}

__all__ = ["NOUNS", "Noun"]
