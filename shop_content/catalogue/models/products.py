"""What is sold: products and their variants."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.grams import ProductGrams
from shop_content.catalogue.gtin import validate_gtin
from shop_content.shops.models import Shop

CATEGORY_INDEXED = 250  # characters of the category that fit into an index


class LiveProducts(models.Manager["Product"]):
    """Products that nobody deleted: what every page, run and feed means by "products"."""

    def get_queryset(self) -> models.QuerySet[Product]:
        return super().get_queryset().filter(archived_at=None)


class Product(models.Model):
    """What is sold and what is true of it.

    `facts` is a list of `{"id": "f1", "key": "material", "value": "steel", "unit": "", "source": "person|import|text|photo"}`, in the order
    in which people see it; ids are never used again within a product. `"stated"`, where there is one, is what a person said of its source.

    A deleted product is archived: its drafts and their history point to it for ever. `objects` leaves it out, `everything` does not; its
    SKU and handle are free for another product.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="products")
    sku = models.CharField(_("SKU"), max_length=100)
    # The storefront's URL part; groups variants in files.
    handle = models.CharField(_("handle"), max_length=255, blank=True)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True, validators=[validate_gtin])
    title = models.CharField(_("title"), max_length=500)
    brand = models.CharField(_("brand"), max_length=200, blank=True)
    category = models.CharField(_("category"), max_length=750, blank=True)  # Google taxonomy path as text
    price = models.DecimalField(_("price"), max_digits=14, decimal_places=4, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    link = models.URLField(_("link"), max_length=2000, blank=True)
    source_text = models.TextField(_("source text"), blank=True)
    facts = models.JSONField(_("facts"), default=list, blank=True)
    next_fact = models.PositiveIntegerField(default=1, editable=False)  # the number of the next fact id
    revision = models.PositiveIntegerField(default=1, editable=False)  # for people who edit at the same time
    sold = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # units lately: `sales.count_sales`
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    # When a person deleted it; the same moment for all deleted together, so that one click brings them back.
    archived_at = models.DateTimeField(null=True, editable=False)
    # Its photos, or what is known of them, changed: its texts are to be compared with them. Triggers set it when photos come and go.
    sights_due = models.BooleanField(default=False, db_default=False, editable=False)

    objects = LiveProducts()
    everything: models.Manager[Product] = models.Manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "sku"], condition=Q(archived_at=None), name="product_sku_once_a_shop"
            ),
            models.UniqueConstraint(
                fields=["shop", "handle"],
                condition=Q(archived_at=None) & ~Q(handle=""),
                name="product_handle_once_a_shop",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-id"], condition=Q(archived_at=None), name="product_newest"),
            models.Index("shop", Lower("title"), "id", condition=Q(archived_at=None), name="product_by_title"),
            models.Index(fields=["shop", "brand", "-id"], condition=Q(archived_at=None), name="product_by_brand"),
            models.Index(
                "shop",
                Left("category", CATEGORY_INDEXED),
                F("id").desc(),
                condition=Q(archived_at=None),
                name="product_by_category",
            ),
            models.Index(fields=["id"], include=["sold"], condition=Q(sold__gt=0), name="product_sold"),
            models.Index(fields=["shop", "archived_at"], condition=~Q(archived_at=None), name="product_archived"),
            models.Index(fields=["id"], condition=Q(sights_due=True), name="product_sights_due"),
            # Not partial: the planner passes over the statistics of partial indexes, and would not know common pairs from rare ones.
            GinIndex(ProductGrams(), name="product_grams"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def category_leaf(self) -> str:
        """The last step of the category's path: "Mugs"."""
        return self.category.rpartition(">")[2].strip()


class Variant(models.Model):
    """One thing to put in the basket: a size, a colour. A product without variants has none."""

    SHOP_PATH: ClassVar[str] = "product__shop"

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=100, blank=True)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True, validators=[validate_gtin])
    options = models.JSONField(_("options"), default=dict)  # {"Size": "M", "Color": "Black"}, in order
    price = models.DecimalField(_("price"), max_digits=14, decimal_places=4, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "sku"], condition=~Q(sku=""), name="variant_sku_once_a_product")
        ]
        indexes = [models.Index(fields=["sku"], condition=~Q(sku=""), name="variant_by_sku")]

    def __str__(self) -> str:
        return " / ".join(self.options.values()) or self.sku
