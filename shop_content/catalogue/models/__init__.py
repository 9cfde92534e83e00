"""What is sold, what it looks like, and the imports that bring it."""

from shop_content.catalogue.models.imports import Import, ImportIssue, ImportMapping
from shop_content.catalogue.models.pictures import Image, Photo, image_path, thumbnail_path
from shop_content.catalogue.models.products import CATEGORY_INDEXED, LiveProducts, Product, Variant

__all__ = [
    "CATEGORY_INDEXED",
    "Image",
    "Import",
    "ImportIssue",
    "ImportMapping",
    "LiveProducts",
    "Photo",
    "Product",
    "Variant",
    "image_path",
    "thumbnail_path",
]
