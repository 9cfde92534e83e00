"""How content is asked for. Postgres is the truth: a Run and its Jobs commit with the request."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.models import Product
from shop_content.leases import Leased
from shop_content.shops.models import Shop, User


class Run(models.Model):
    """What a person asked for, once."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        CANCELLED = "cancelled", _("Cancelled")
        FINISHED = "finished", _("Finished")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="runs")
    requested_by = models.ForeignKey(User, models.SET_NULL, null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RUNNING)
    kinds = models.JSONField(default=list)
    locales = models.JSONField(default=list)
    tone = models.CharField(max_length=20, default="plain")
    variants = models.PositiveSmallIntegerField(default=1)
    settings = models.JSONField(default=dict)  # see `jobs.actions.Wish`
    products = models.PositiveIntegerField(default=0)  # how many products it is about
    total = models.PositiveIntegerField(default=0)  # how many jobs it made
    request_key = models.CharField(max_length=64)  # the form's key: a double click is one run
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [models.UniqueConstraint(fields=["shop", "request_key"], name="run_once_a_request")]
        indexes = [models.Index(fields=["shop", "-id"])]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def translates(self) -> str:
        """The language whose approved texts it translates; "" for a run that writes from the facts."""
        return str(self.settings.get("original", ""))

    @property
    def open(self) -> bool:
        return self.status in (self.Status.RUNNING, self.Status.PAUSED)


class Job(Leased):
    """One product x kind x locale x subject of a run (`drafts.Draft.subject`). `queue` is "text" or "image"."""

    SHOP_PATH: ClassVar[str] = "run__shop"

    run = models.ForeignKey(Run, models.CASCADE, related_name="jobs")
    product = models.ForeignKey(Product, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20)
    locale = models.CharField(max_length=10, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Leased.State, default=Leased.State.QUEUED)
    paused = models.BooleanField(default=False)  # its run is paused
    priority = models.PositiveSmallIntegerField(
        default=0
    )  # 0 before 1: a single product does not wait behind a catalogue
    tries = models.PositiveSmallIntegerField(default=0)  # how often an engine refused for now
    error_code = models.CharField(max_length=60, blank=True)
    error_detail = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(fields=["run", "product", "kind", "locale", "subject"], name="job_once_a_run")
        ]
        indexes = [
            models.Index(
                fields=["queue", "priority", "id"],
                condition=Q(status__in=["queued", "running"], paused=False),
                name="job_to_claim",
            ),
            models.Index(fields=["run", "status"]),
            models.Index(fields=["lease_until"], condition=Q(status="running"), name="job_leased"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.locale}"


class Suspension(models.Model):
    """A kind of content, or an engine, that moderators have stopped for all shops: it is not offered, and its jobs wait."""

    class What(models.TextChoices):
        KIND = "kind", _("Kind of content")
        ENGINE = "engine", _("Engine")

    what = models.CharField(_("what"), max_length=10, choices=What)
    name = models.CharField(_("name"), max_length=300)  # a kind, or an engine's setting as it stands
    reason = models.CharField(_("reason"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateTimeField(_("since"), default=timezone.now)
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["what", "name"], condition=Q(lifted_at=None), name="suspension_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.name
