"""Texts that facts were read from, and what was read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.leases import Leased


class FactSource(Leased):
    """A text that somebody asked to read facts from, kept as it was read, so that every proposal can show its words."""

    class Kind(models.TextChoices):
        SOURCE_TEXT = "source_text", _("Source text")
        PASTE = "paste", _("Pasted text")
        PDF = "pdf", _("PDF")
        PHOTO = "photo", _("Photo")  # the text is what was measured in it

    SHOP_PATH: ClassVar[str] = "product__shop"

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="fact_sources")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=255, blank=True)  # of the file, as it came
    text = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the text
    cut = models.BooleanField(default=False)  # the file held more than may be read
    status = models.CharField(max_length=10, choices=Leased.State, default=Leased.State.QUEUED)
    error_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("text read for facts")
        verbose_name_plural = _("texts read for facts")
        constraints = [models.UniqueConstraint(fields=["product", "sha256"], name="fact_source_once_a_product")]
        indexes = [
            models.Index(
                fields=["queue", "id"], condition=Q(status__in=["queued", "running"]), name="fact_source_to_claim"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class FactProposal(models.Model):
    """What `source.text[start:end]` says of the product. `value` is as it was read; a person may accept it otherwise."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    SHOP_PATH: ClassVar[str] = "product__shop"

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="fact_proposals")
    source = models.ForeignKey(FactSource, models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=80)
    value = models.CharField(max_length=2000)
    unit = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField()  # code points in the source's text
    end = models.PositiveIntegerField()
    confidence = models.FloatField()  # 0 to 1
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    fact_id = models.CharField(max_length=20, blank=True)  # what it became
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("proposed fact")
        verbose_name_plural = _("proposed facts")
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "value", "unit"], name="fact_proposal_once_a_source"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="fact_proposal_span"),
        ]
        indexes = [models.Index(fields=["product", "state"], name="fact_proposal_open")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value} {self.unit}".strip()
