"""Masks that people drew of a photo's product."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.audit.triggers import append_only
from shop_content.catalogue.models.pictures import Image
from shop_content.shops.models import User


class Mask(models.Model):
    """What of a picture is the product, in one person's words, for ever. The newest counts for every cut-out from then on.

    It belongs to the picture file, not to its place at a product: a photo that is removed and comes back has it still.
    """

    SHOP_PATH: ClassVar[str] = "picture__shop"

    picture = models.ForeignKey(Image, models.PROTECT, related_name="masks")
    number = models.PositiveIntegerField()  # 1, 2, 3 … of the picture
    # PNG, grey, of the picture's size, 255 where the product stands. None: the engine's own cut-out counts again.
    file = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # what the person started from
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mask")
        verbose_name_plural = _("masks")
        constraints = [models.UniqueConstraint(fields=["picture", "number"], name="mask_number_once_a_picture")]
        triggers = append_only("mask")

    def __str__(self) -> str:
        return f"{self.picture} · {self.number}"
