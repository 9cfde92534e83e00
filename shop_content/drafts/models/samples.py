"""A batch that is approved because nothing was wrong with a random sample of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models.drafts import Draft, DraftVersion
from shop_content.shops.models import Shop, User


class Sample(models.Model):
    """`size` of `total` drafts are looked at by a person. If all are good, the others are approved unseen; one that is not ends it.

    What was concluded: with `confidence` (0 to 1), no more than the share `limit` (0 to 1) of the batch is bad; see `sampling.size`.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Being looked at")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Failed: all stay in review")
        REOPENED = "reopened", _("Reopened: a draft of the sample was not good after all")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="samples")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    limit = models.FloatField()
    confidence = models.FloatField()
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    request_key = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        constraints = [models.UniqueConstraint(fields=["shop", "request_key"], name="sample_once_a_request")]
        indexes = [models.Index(fields=["shop", "-id"])]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.size}/{self.total}"


class SampleItem(models.Model):
    """One draft of the batch. `chosen` ones are the sample; a person's decision on them is their `verdict`."""

    SHOP_PATH: ClassVar[str] = "sample__shop"

    class Verdict(models.TextChoices):
        GOOD = "good", _("Good")
        BAD = "bad", _("Not good")

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="items")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    chosen = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("draft of a sample")
        verbose_name_plural = _("drafts of samples")
        constraints = [models.UniqueConstraint(fields=["sample", "draft"], name="sample_item_once_a_draft")]
        indexes = [
            models.Index(fields=["draft"], condition=models.Q(chosen=True), name="sample_item_chosen"),
            models.Index(fields=["sample", "chosen", "verdict", "draft"], name="sample_items"),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.draft_id}"
