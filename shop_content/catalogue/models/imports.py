"""Files on their way into the catalogue, what was refused of them, and how columns were mapped the last time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_content.leases import Leased
from shop_content.shops.models import Shop, User


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
