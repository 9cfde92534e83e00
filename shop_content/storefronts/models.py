"""Where approved content goes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models import Image
from shop_content.drafts.models import DraftVersion
from shop_content.shops.models import Shop


class Storefront(models.Model):
    """A feed or file of a shop's approved content, with a secret address of its own.

    The address is found by `token_hash` (SHA-256, so that a look-up's duration tells nothing about the token); `token` is kept
    as well, because the owner must be able to copy the address again. Both are empty while the address is revoked.
    """

    class Format(models.TextChoices):
        GOOGLE = "google", _("Google Merchant feed (RSS 2.0)")
        SHOPIFY = "shopify", _("Shopify product CSV")
        JSONL = "jsonl", _("JSON Lines, with claims and provenance")

    class Market(models.TextChoices):
        CHINA = "china", _("Mainland China: generated pictures and texts say so")

    class Unapproved(models.TextChoices):
        SKIP = "skip", _("Leave the product out")
        OWN = "own", _("Send the shop's own title and text instead")

    class Availability(models.TextChoices):
        IN_STOCK = "in_stock", _("In stock")
        OUT_OF_STOCK = "out_of_stock", _("Out of stock")
        PREORDER = "preorder", _("Pre-order")
        BACKORDER = "backorder", _("Back-order")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="storefronts")
    name = models.CharField(_("name"), max_length=120)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    locale = models.CharField(_("language of the content"), max_length=10, default="en")
    unapproved = models.CharField(
        _("products without an approved title"), max_length=10, choices=Unapproved, default=Unapproved.SKIP
    )
    availability = models.CharField(
        _("availability"), max_length=20, choices=Availability, default=Availability.IN_STOCK
    )
    # Whose law the feed's pictures and texts follow; "" for none beyond what the format asks.
    market = models.CharField(_("market"), max_length=20, choices=Market, blank=True, default="", db_default="")
    link_pattern = models.CharField(_("address of a product page"), max_length=500, blank=True)  # "https://…/{handle}"
    token = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  # NULL: many may be revoked
    rotated_at = models.DateTimeField(default=timezone.now, editable=False)
    fingerprint = models.CharField(
        max_length=64, blank=True, editable=False
    )  # of what it held when it was last looked at
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # when that fingerprint was first seen
    fetched_at = models.DateTimeField(null=True, editable=False)  # to the minute
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("storefront")
        verbose_name_plural = _("storefronts")
        indexes = [models.Index(fields=["shop", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(token="", token_hash=None)
                | ~models.Q(token="") & models.Q(token_hash__isnull=False),
                name="storefront_token_and_hash_together",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rendition(models.Model):
    """An approved picture as one market wants it. `image` is the approved file itself where the market takes that."""

    SHOP_PATH: ClassVar[str] = "version__draft__shop"

    version = models.ForeignKey(DraftVersion, models.CASCADE, related_name="renditions")
    market = models.CharField(max_length=20)  # a key of `generation.renditions.MARKETS`
    sealed_by = models.CharField(
        max_length=64, blank=True
    )  # SHA-256 of the certificate; "" without Content Credentials
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(fields=["version", "market", "sealed_by"], name="rendition_once_a_market")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.market}"
