"""What is sold, what it looks like, what buyers said and shoppers asked and did, and the imports that bring all that."""

from shop_content.catalogue.models.brand import BrandKit
from shop_content.catalogue.models.imports import Import, ImportIssue, ImportMapping
from shop_content.catalogue.models.looks import PictureLook
from shop_content.catalogue.models.masks import Mask
from shop_content.catalogue.models.pictures import Image, Photo, image_path, thumbnail_path
from shop_content.catalogue.models.products import CATEGORY_INDEXED, LiveProducts, Product, Variant
from shop_content.catalogue.models.proposals import FactProposal, FactSource
from shop_content.catalogue.models.reviews import NEGATIVE, CustomerReview, ShopperQuestion
from shop_content.catalogue.models.shoppers import Audience, ShopperEvent, Verb

__all__ = [
    "CATEGORY_INDEXED",
    "NEGATIVE",
    "Audience",
    "BrandKit",
    "CustomerReview",
    "FactProposal",
    "FactSource",
    "Image",
    "Import",
    "ImportIssue",
    "ImportMapping",
    "LiveProducts",
    "Mask",
    "Photo",
    "PictureLook",
    "Product",
    "ShopperEvent",
    "ShopperQuestion",
    "Variant",
    "Verb",
    "image_path",
    "thumbnail_path",
]
