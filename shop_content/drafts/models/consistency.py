"""How well a version's words and a picture belong together, as a model says it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models import Image
from shop_content.drafts.models.drafts import DraftVersion
from shop_content.leases import Leased


class Consistency(Leased):
    """Of a text with its product's hero photo, of a picture with the approved title. Asked for with the version, where a model is set.

    `score` is None until it was compared, and where there was nothing to compare with: no photo, no approved title, no language
    that the model reads.
    """

    SHOP_PATH: ClassVar[str] = "version__draft__shop"

    version = models.OneToOneField(DraftVersion, models.CASCADE, related_name="consistency")
    status = models.CharField(max_length=10, choices=Leased.State, default=Leased.State.QUEUED)
    score = models.FloatField(null=True)  # 0 to 1
    similarity = models.FloatField(null=True)  # the cosine that it was made from
    words = models.TextField(blank=True)  # the passage that fits best
    photo = models.ForeignKey(Image, models.SET_NULL, null=True, related_name="+", db_index=False)
    title = models.ForeignKey(DraftVersion, models.SET_NULL, null=True, related_name="+", db_index=False)
    engine = models.CharField(max_length=300, blank=True)  # the setting that it was made by
    error_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("consistency of text and picture")
        verbose_name_plural = _("consistencies of text and picture")
        indexes = [
            models.Index(
                fields=["queue", "id"], condition=Q(status__in=["queued", "running"]), name="consistency_to_claim"
            ),
        ]

    def __str__(self) -> str:
        return str(self.version_id)
