"""The picture files of a shop, and their places at products."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models.products import Product
from shop_content.shops.models import Shop


def image_path(image: Image, _filename: str) -> str:
    suffix = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/svg+xml": "svg"}[image.media_type]
    return f"images/{image.shop_id}/{image.sha256[:2]}/{image.sha256}.{suffix}"


def thumbnail_path(image: Image, _filename: str) -> str:
    return f"thumbnails/{image.shop_id}/{image.sha256[:2]}/{image.sha256}.webp"


class Image(models.Model):
    """A picture file of a shop, stored once by the SHA-256 of what is stored (orientation applied, metadata stripped)."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="images")
    sha256 = models.CharField(max_length=64)
    upload_sha256 = models.CharField(max_length=64, blank=True)  # of the bytes as they came, to know a file again
    file = models.FileField(upload_to=image_path, max_length=200)
    thumbnail = models.FileField(upload_to=thumbnail_path, max_length=200)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()  # px
    height = models.PositiveIntegerField()  # px
    size = models.PositiveIntegerField()  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [models.UniqueConstraint(fields=["shop", "sha256"], name="image_once_a_shop")]
        indexes = [models.Index(fields=["shop", "upload_sha256"])]

    def __str__(self) -> str:
        return self.sha256[:12]


class Photo(models.Model):
    """A picture's place at a product. The first is the hero."""

    SHOP_PATH: ClassVar[str] = "product__shop"

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    image = models.ForeignKey(Image, models.PROTECT, related_name="photos")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=255, blank=True)  # the file's name as it came
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "image"], name="photo_once_a_product")]

    def __str__(self) -> str:
        return self.name
