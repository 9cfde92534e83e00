"""What is sold: products, variants, photos; and the imports that bring them."""

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
from shop_content.catalogue.reading.models import FactProposal as FactProposal
from shop_content.catalogue.reading.models import FactSource as FactSource
from shop_content.leases import Leased
from shop_content.shops.models import Shop, User

CATEGORY_INDEXED = 250  # characters of the category that fit into an index


class LiveProducts(models.Manager["Product"]):
    """Products that nobody deleted: what every page, run and feed means by "products"."""

    def get_queryset(self) -> models.QuerySet[Product]:
        return super().get_queryset().filter(archived_at=None)


class Product(models.Model):
    """What is sold and what is true of it.

    `facts` is a list of `{"id": "f1", "key": "material", "value": "steel", "unit": "", "source": "person|import|text"}`, in the order
    in which people see it; ids are never used again within a product.

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
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    # When a person deleted it; the same moment for all deleted together, so that one click brings them back.
    archived_at = models.DateTimeField(null=True, editable=False)

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
            models.Index(fields=["shop", "archived_at"], condition=~Q(archived_at=None), name="product_archived"),
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


def image_path(image: Image, _filename: str) -> str:
    suffix = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}[image.media_type]
    return f"images/{image.shop_id}/{image.sha256[:2]}/{image.sha256}.{suffix}"


def thumbnail_path(image: Image, _filename: str) -> str:
    return f"thumbnails/{image.shop_id}/{image.sha256[:2]}/{image.sha256}.webp"


class Image(models.Model):
    """A picture file of a shop, stored once by the SHA-256 of what is stored (orientation applied, metadata stripped)."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="images")
    sha256 = models.CharField(max_length=64)
    upload_sha256 = models.CharField(max_length=64, blank=True)  # of the bytes as they came, to know a file again
    file = models.FileField(upload_to=image_path, max_length=200)
    thumbnail = models.FileField(upload_to=thumbnail_path, max_length=200)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()  # px
    height = models.PositiveIntegerField()  # px
    size = models.PositiveIntegerField()  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [models.UniqueConstraint(fields=["shop", "sha256"], name="image_once_a_shop")]
        indexes = [models.Index(fields=["shop", "upload_sha256"])]

    def __str__(self) -> str:
        return self.sha256[:12]


class Photo(models.Model):
    """A picture's place at a product. The first is the hero."""

    SHOP_PATH: ClassVar[str] = "product__shop"

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    image = models.ForeignKey(Image, models.PROTECT, related_name="photos")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=255, blank=True)  # the file's name as it came
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "image"], name="photo_once_a_product")]

    def __str__(self) -> str:
        return self.name


class Import(Leased):
    """A file on its way into the catalogue. The worker reads it twice: a dry run, then, on a person's word, the real one."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        MAPPING = "mapping", _("Columns to be mapped")
        QUEUED = "queued", _("Waiting for a worker")
        RUNNING = "running", _("Running")
        READY = "ready", _("Checked, ready to import")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    class Phase(models.TextChoices):
        CHECK = "check", _("Check")
        WRITE = "write", _("Import")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="imports")
    requested_by = models.ForeignKey(User, models.SET_NULL, null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.UPLOADED)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.CHECK)
    name = models.CharField(max_length=255)  # the file's name as it came
    file = models.FileField(upload_to="imports/", max_length=200)
    photos = models.FileField(upload_to="imports/", max_length=200, blank=True)  # a ZIP
    layout = models.CharField(max_length=20, blank=True)  # "template", "shopify", "mapped"
    columns = models.JSONField(default=list)  # the header row
    preview = models.JSONField(default=list)  # the first rows, a list of cells each, for the mapping page
    details = models.JSONField(default=dict)  # {"encoding":, "separator":} or {"sheet":}
    mapping = models.JSONField(default=dict)  # {"column name": "field or fact:key"}
    step = models.CharField(
        max_length=10, blank=True
    )  # what the worker is at: "reading", "photos", "comparing", "writing"
    only_good_rows = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)  # numbers by name: see `catalogue/imports/counts.py`
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_params = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [
            models.Index(fields=["shop", "-id"]),
            models.Index(fields=["queue", "id"], condition=Q(status__in=["queued", "running"]), name="import_to_claim"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportIssue(models.Model):
    """One refused cell of an import: row, column, value, reason."""

    SHOP_PATH: ClassVar[str] = "of__shop"

    of = models.ForeignKey(Import, models.CASCADE, related_name="issues")
    row = models.PositiveIntegerField()  # as a spreadsheet counts: the header is 1
    column = models.CharField(max_length=255, blank=True)
    value = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    warning = models.BooleanField(default=False)  # the row is imported all the same

    class Meta:
        indexes = [models.Index(fields=["of", "warning", "row", "id"], name="import_issue_page")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}: {self.code}"


class ImportMapping(models.Model):
    """How a shop's people mapped a header row the last time."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    signature = models.CharField(max_length=64)  # SHA-256 of the header row
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "signature"], name="mapping_once_a_header")]

    def __str__(self) -> str:
        return self.signature[:12]
