"""What shoppers looked at and bought, under pseudonyms, and the audiences that a shop makes of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models.products import Product
from shop_content.shops.models import Shop


class Verb(models.TextChoices):
    VIEW = "view", _("viewed")
    CART = "cart", _("put into the cart")
    BUY = "buy", _("bought")


class ShopperEvent(models.Model):
    """One thing that a shopper did. Who it was is kept as a pseudonym, and the row no longer than `SHOPPER_EVENT_DAYS`."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="shopper_events")
    shopper = models.CharField(max_length=32)  # `catalogue.pseudonyms.pseudonym`
    product = models.ForeignKey(Product, models.CASCADE, related_name="shopper_events")
    verb = models.CharField(max_length=4, choices=Verb)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("shopper event")
        verbose_name_plural = _("shopper events")
        constraints = [models.UniqueConstraint(fields=["shop", "shopper", "product", "verb", "at"], name="event_once")]
        indexes = [
            models.Index(fields=["product", "shopper"], name="event_of_product"),
            models.Index(fields=["shop", "at"], name="event_by_time"),
            models.Index(fields=["at"], name="event_to_prune"),
            models.Index(fields=["at"], include=["product"], condition=Q(verb="buy"), name="event_of_sale"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.product_id}"


class Audience(models.Model):
    """Whom a recommendation speaks to: a segment, which a rule on events describes, or one shopper, known by a pseudonym.

    A segment has a `name`, a `verb` and optionally what it was done to: `by` says which of a product's columns `value` is about.
    """

    SHOP_PATH: ClassVar[str] = "shop"

    class By(models.TextChoices):
        ANY = "", _("anything")
        CATEGORY = "category", _("products of a category")
        BRAND = "brand", _("products of a brand")
        PRODUCT = "product", _("one product, by its SKU")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="audiences")
    shopper = models.CharField(max_length=32, blank=True)  # the pseudonym of the only member; "" for a segment
    name = models.CharField(_("name"), max_length=80, blank=True)
    verb = models.CharField(_("who …"), max_length=4, choices=Verb, default=Verb.VIEW)
    by = models.CharField(_("what"), max_length=10, choices=By, blank=True, default=By.CATEGORY)
    value = models.CharField(_("which"), max_length=750, blank=True)
    days = models.PositiveSmallIntegerField(_("within the last days"), default=30)
    unless = models.CharField(
        _("but have not"), max_length=4, choices=Verb, blank=True
    )  # done that to the same product
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "shopper"], condition=~Q(shopper=""), name="audience_once_a_shopper"
            ),
            models.UniqueConstraint(fields=["shop", "name"], condition=Q(shopper=""), name="audience_once_a_name"),
            models.CheckConstraint(condition=Q(shopper="") ^ Q(name=""), name="audience_segment_or_shopper"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.shopper[:8]}…"

    @property
    def subject(self) -> str:
        return f"shopper:{self.pk}"
