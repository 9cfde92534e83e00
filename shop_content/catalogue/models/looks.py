"""What pictures show, as it was measured."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models.pictures import Image
from shop_content.leases import Leased


class PictureLook(Leased):
    """One picture's measured attributes, once a stored file. A trigger asks for it when the picture becomes a product's photo."""

    SHOP_PATH: ClassVar[str] = "image__shop"

    image = models.OneToOneField(Image, models.CASCADE, related_name="look")
    status = models.CharField(max_length=10, choices=Leased.State, default=Leased.State.QUEUED)
    seen = models.JSONField(default=dict)  # `generation.looking.Look.plain()`
    error_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("look at a picture")
        verbose_name_plural = _("looks at pictures")
        indexes = [
            models.Index(
                fields=["queue", "id"], condition=Q(status__in=["queued", "running"]), name="picture_look_to_claim"
            ),
        ]

    def __str__(self) -> str:
        return str(self.image)
