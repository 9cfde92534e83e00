"""What a shop demands before a draft is let out, as data."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models.drafts import ContentKind
from shop_content.shops.models import Shop


class ReviewRule(models.Model):
    """Which drafts it is about ("" and None: any), and what their approval takes. Of several that match a draft, all must be met."""

    class Who(models.TextChoices):
        ANYBODY = "", _("whoever may decide")
        OWNERS = "owners", _("owners")
        PEOPLE = "people", _("these people")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="review_rules")
    kind = models.CharField(_("kind"), max_length=20, choices=ContentKind, blank=True)
    category = models.CharField(_("category"), max_length=250, blank=True)  # and all below it
    min_price = models.DecimalField(_("price from"), max_digits=14, decimal_places=4, null=True, blank=True)
    who = models.CharField(_("who may approve"), max_length=10, choices=Who, blank=True, default=Who.ANYBODY)
    people = ArrayField(models.BigIntegerField(), default=list)  # ids of users, with PEOPLE
    four_eyes = models.BooleanField(_("two people"), default=False)
    moderated = models.BooleanField(_("moderation of flagged content"), default=False)

    class Meta:
        verbose_name = _("rule of review")
        verbose_name_plural = _("rules of review")
        indexes = [models.Index(fields=["shop", "id"])]

    def __str__(self) -> str:
        return f"{self.shop_id}: {self.kind or '*'}"
