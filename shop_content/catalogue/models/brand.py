"""What a shop puts on its posters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models.pictures import Image
from shop_content.shops.models import Shop


class BrandKit(models.Model):
    """`colours`: "#rrggbb", the main one first. `legal`: small print by language. Without a row there is none of it."""

    shop = models.OneToOneField(Shop, models.CASCADE, primary_key=True, related_name="brand_kit")
    colours = models.JSONField(default=list)
    legal = models.JSONField(default=dict)
    logo = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("brand kit")
        verbose_name_plural = _("brand kits")

    def __str__(self) -> str:
        return str(self.shop)
